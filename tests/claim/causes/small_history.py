"""A little history: a few cooperatives of 1986, each in its own district, few farmers, few years."""

from __future__ import annotations

from typing import Any

from coopsim.claim.causes.declared import Cause, Declared
from coopsim.scenario import Scenario, load

WORDS = {"en": "made up", "es": "inventado"}
HIGHS = Cause("highs", "highs", WORDS, WORDS, "made up")
LOWS = Cause("lows", "lows", WORDS, WORDS, "made up")
QUOTA = Cause("quota", "wedge", WORDS, WORDS, "made up", share=0.2, until="1989-07")
BANK = Cause("bank", "events", WORDS, WORDS, "made up")
COSTS = Cause("costs", "events", WORDS, WORDS, "made up", local_costs=True)


def small(years: int = 5, events: list[dict[str, Any]] | None = None, **values: Any) -> Scenario:
    """Four unlike cooperatives of 12 members."""
    castillo = load("castillo").document()
    pays = ("pooled", "fixed", "indexed", "pooled")
    cooperatives = [
        castillo["cooperative"][0]
        | {
            "id": f"c{place}",
            "members": 12,
            "sale_price": "fixed" if place % 2 else "open",
            "member_price": how,
            "fixed_cost_usd_per_year": 6000.0 + 2000.0 * place,
            "opening_reserve_usd": 4000.0,
            "credit_line_usd": 12_000.0,
        }
        for place, how in enumerate(pays)
    ]
    time = castillo["time"] | {"start": "1986-04", "years": years, "warm_up_years": 2}
    document = castillo | {"cooperative": cooperatives, "event": events or [], "time": time}
    scenario = Scenario.checked(document, load("castillo").folder)
    given = {"farmers": 80, "reference_price_usd_per_qq": 400.0}
    return scenario.with_values(given | values)


def declared(*causes: Cause) -> Declared:
    """These causes of it."""
    return Declared("small", "H5", 2, 0.1, causes, "0" * 64)
