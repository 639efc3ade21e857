"""Contracts, cash and traders: default (P4), one more buyer (P12), rationing (P22), the yardstick (P23), entry (P24)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from coopsim.equations.indicators import ratio
from coopsim.patterns.declared import AS_IT_IS, CAN_FAIL, COMPONENT, Arm, Array, Pattern, Results, Seen
from coopsim.patterns.measures import (
    cohort_leakage_share,
    cohort_rationed_share,
    default_share,
    difference,
    refused_or_cut_share,
)

BOOM_LN_SIZE = 0.47  # the size of the claim's headline boom: + 60 %
_AHEAD = (("forward_share", 0.9), ("fixed_price_share", 1.0))
FIXED = (("sale_price", "fixed"), ("member_price", "fixed"), *_AHEAD)
FOLLOWING = (("sale_price", "open"), ("member_price", "indexed"), *_AHEAD)
FIXED_CALM, FIXED_SURPRISED = Arm(past=FIXED), Arm(past=FIXED, price="surprise", ln_size=BOOM_LN_SIZE)
OPEN_CALM, OPEN_SURPRISED = Arm(past=FOLLOWING), Arm(past=FOLLOWING, price="surprise", ln_size=BOOM_LN_SIZE)

_ENTRY = (("entry_elasticity", 0.3),)  # traders come and go: off in the world at its defaults
_SERVICES = (  # the sizes of the scenario services
    ("services_usd_per_member_year", 80.0),
    ("services_value_share", 1.2),
    ("fee_usd_per_qq", 27.0),
    *_ENTRY,
)
SERVED = Arm(past=_SERVICES, seasons=6)
ONE_MORE = Arm(past=_SERVICES, changes=(("plus", "number", 1.0),), seasons=6)
BETTER_OFF = 0.02  # income that would make farmers better off with one more buyer; assumed

FIXED_LINE = (("line_grows", False),)
DOUBLED, DOUBLED_FIXED_LINE = (
    Arm(price="step", ln_size=float(np.log(2.0))),
    Arm(past=FIXED_LINE, price="step", ln_size=float(np.log(2.0))),
)
CALM_FIXED_LINE = Arm(past=FIXED_LINE)

CLOSED = Arm(  # fixed cost that no sale can carry, for a season: it closes by its own accounts
    changes=(
        ("set", "fixed_cost_usd_per_year", 400_000.0),
        ("set", "closing_patience_seasons", 0.1),
    )
)
ORDINARY_ENTRY, HIGH_ENTRY = Arm(past=_ENTRY), Arm(past=_ENTRY, price="step", ln_size=BOOM_LN_SIZE)


def more_default(surprised: Arm, calm: Arm, results: Results) -> Array:
    """What the surprise adds to the share of contracts on which the cooperative defaults."""
    base = results[calm]
    return np.asarray(default_share(results[surprised], base) - default_share(base, base))


def strategic_share(results: Results) -> Array:
    """Part of the defaults that would not be there without the surprise; missing where nobody defaulted."""
    return ratio(more_default(FIXED_SURPRISED, FIXED_CALM, results), default_share(results[FIXED_SURPRISED], results[FIXED_CALM]))


def _services(results: Results) -> Array:
    """Change in what the cooperative spends on services in the district, relative to what it spends without the newcomer."""
    treated, base = (results[arm].cooperative["services_usd"][1:].sum(axis=0) for arm in (ONE_MORE, SERVED))
    return ratio(treated - base, base)


def _income(results: Results) -> Array:
    """Change in the coffee income of all households of the district, relative."""
    everybody = {arm: (results[arm].season["harvest_qq"][0] > 0) for arm in (ONE_MORE, SERVED)}
    treated, base = (_of_all(results, arm, everybody[arm]) for arm in (ONE_MORE, SERVED))
    return ratio(treated - base, base)


def _of_all(results: Results, arm: Arm, who: Array) -> Array:
    season = results[arm].season
    return np.asarray(((season["received_usd"] - season["costs_usd"] - season["interest_usd"])[1:] * who).sum(axis=(0, 2)))


def _less_where_the_line_grows(share: Callable[[Seen, Sequence[int]], Array]) -> Callable[[Results], Array]:
    """How much less a share rises with a doubled price, in its first season, where the line grows with the contracts."""

    def less(results: Results) -> Array:
        fixed, grows = ((DOUBLED_FIXED_LINE, CALM_FIXED_LINE), (DOUBLED, AS_IT_IS))
        rise = [share(results[high], (0,)) - share(results[calm], (0,)) for high, calm in (fixed, grows)]
        return np.asarray(rise[0] - rise[1])

    return less


def _newcomers(results: Results) -> Array:
    newcomers: Array = results[HIGH_ENTRY].cooperative["traders"][2] - results[ORDINARY_ENTRY].cooperative["traders"][2]
    return newcomers


def _farm_gate(results: Results) -> Array:
    cooperative = results[AS_IT_IS].cooperative
    return np.asarray((cooperative["farm_gate_price_usd_per_qq"] / cooperative["world_usd_per_qq"]).mean(axis=0))


def _without_yardstick_share(results: Results) -> Array:
    """The same, relative to what traders paid beside the cooperative."""
    return ratio(_without_yardstick(results), results[AS_IT_IS].cooperative["farm_gate_price_usd_per_qq"][2])


def _without_yardstick(results: Results) -> Array:
    seen, base = results[CLOSED].cooperative, results[AS_IT_IS].cooperative
    gone = seen["alive"][0] == 0
    return np.where(gone, seen["farm_gate_price_usd_per_qq"][2] - base["farm_gate_price_usd_per_qq"][2], np.nan)


PATTERNS = (
    Pattern(
        "P4a",
        "A surprise rise leads to default on fixed contracts",
        "Un alza inesperada lleva a incumplir contratos a precio fijo",
        COMPONENT,
        "Blouin & Macchiavello 2019",
        lambda results: more_default(FIXED_SURPRISED, FIXED_CALM, results),
        (FIXED_SURPRISED, FIXED_CALM),
    ),
    Pattern(
        "P4b",
        "It does not where prices follow the market",
        "No se incumplen donde los precios siguen a la bolsa",
        COMPONENT,
        "Blouin & Macchiavello 2019; band assumed",
        lambda results: more_default(OPEN_SURPRISED, OPEN_CALM, results),
        (OPEN_SURPRISED, OPEN_CALM),
        "band",
        -0.01,
        0.01,
    ),
    Pattern(
        "P4c",
        "Part of the defaults that the surprise explains (strategic)",
        "Parte de los incumplimientos que explica la sorpresa (estratégicos)",
        COMPONENT,
        "Blouin & Macchiavello 2019",
        strategic_share,
        (FIXED_SURPRISED, FIXED_CALM),
        "band",
        0.35,
        0.65,
    ),
    Pattern(
        "P12a",
        "One more buyer: members sell more outside",
        "Un comprador más: los socios venden más afuera",
        COMPONENT,
        "Macchiavello & Morjaria 2021",
        difference(cohort_leakage_share, ONE_MORE, SERVED),
        (ONE_MORE, SERVED),
    ),
    Pattern(
        "P12b",
        "One more buyer: fewer services",
        "Un comprador más: menos servicios",
        COMPONENT,
        "Macchiavello & Morjaria 2021",
        _services,
        (ONE_MORE, SERVED),
        "below",
        None,
        0.0,
    ),
    Pattern(
        "P12c",
        "One more buyer: farmers not better off by 2 %",
        "Un comprador más: los productores no ganan 2 % más",
        COMPONENT,
        "Macchiavello & Morjaria 2021; margin assumed",
        _income,
        (ONE_MORE, SERVED),
        "below",
        None,
        BETTER_OFF,
    ),
    Pattern(
        "P22a",
        "The price doubles: coffee turned away, with a fixed credit line",
        "El precio se duplica: café rechazado, con una línea de crédito fija",
        COMPONENT,
        "press 2011",
        difference(cohort_rationed_share, DOUBLED_FIXED_LINE, CALM_FIXED_LINE, (0,)),
        (DOUBLED_FIXED_LINE, CALM_FIXED_LINE),
    ),
    Pattern(
        "P22b",
        "Less is turned away where the line grows with the contracts",
        "Se rechaza menos donde la línea crece con los contratos",
        COMPONENT,
        "press 2011",
        _less_where_the_line_grows(cohort_rationed_share),
        (DOUBLED_FIXED_LINE, CALM_FIXED_LINE, DOUBLED, AS_IT_IS),
    ),
    Pattern(
        "P22c",
        "Beside P22a: coffee turned away, and the part of the advance that is cut",
        "Junto a P22a: café rechazado, y la parte del adelanto que se recorta",
        COMPONENT,
        "press 2011",
        difference(refused_or_cut_share, DOUBLED_FIXED_LINE, CALM_FIXED_LINE, (0,)),
        (DOUBLED_FIXED_LINE, CALM_FIXED_LINE),
    ),
    Pattern(
        "P22d",
        "Beside P22b: how much less of both where the line grows",
        "Junto a P22b: cuánto menos de ambos donde la línea crece",
        COMPONENT,
        "press 2011",
        _less_where_the_line_grows(refused_or_cut_share),
        (DOUBLED_FIXED_LINE, CALM_FIXED_LINE, DOUBLED, AS_IT_IS),
    ),
    Pattern(
        "P23",
        "Farm-gate price after the cooperative has closed",
        "Precio del intermediario después de cerrada la cooperativa",
        CAN_FAIL,
        "Milford 2004; Huila",
        _without_yardstick,
        (CLOSED, AS_IT_IS),
        "below",
        None,
        0.0,
        "US$/qq",
    ),
    Pattern(
        "P23b",
        "The same as a part of the price: near the 12 % of a purchase point that closed",
        "Lo mismo como parte del precio: cerca del 12 % de un punto de acopio que cerró",
        CAN_FAIL,
        "a purchase point in Colombia, closed for 49 days: 12 %; band assumed",
        _without_yardstick_share,
        (CLOSED, AS_IT_IS),
        "band",
        -0.18,
        -0.06,
    ),
    Pattern(
        "P24a",
        "Traders come with a lasting high price",
        "Llegan intermediarios con un precio alto duradero",
        COMPONENT,
        "Fafchamps & Hill 2007",
        _newcomers,
        (HIGH_ENTRY, ORDINARY_ENTRY),
        "above",
        0.0,
        None,
        "traders",
    ),
    Pattern(
        "P24b",
        "Farm-gate price as a share of the world price, normal year",
        "Precio del intermediario como parte del de bolsa, año normal",
        COMPONENT,
        "Fafchamps & Hill 2007",
        _farm_gate,
        (AS_IT_IS,),
        "band",
        0.65,
        1.0,
    ),
)
