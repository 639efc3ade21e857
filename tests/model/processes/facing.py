"""Somebody who chooses: a member, what she faces, her district, and a small row of households."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from coopsim.model.decision import HouseholdDraws, Outlets, rules
from coopsim.model.records import COOPERATIVE, DISTRICT, HOUSEHOLD, OUTLET
from tests.model.processes.one import district, household, market

EVEN = HouseholdDraws(0.5, 0.5, 0.5, 0.5, 0.5)


def faced(**values: Any) -> Outlets:
    """Advance 100 and 60 more after three months; the trader pays 150 at the farm for a lot of 10 qq."""
    return Outlets(100.0, 160.0, 3, 150.0, 0.0, 0.0, 0.7, 1.0, 0.0, 10.0, True)._replace(**values)


def member(**values: Any) -> Any:
    """Believes 80 % of a promise, and waits at no cost."""
    sure = {"trust": 0.8, "lean_money_value": 1.0, "patience_share_per_month": 1.0, "taste_usd_per_qq": 10.0}
    return household(is_member=True, **(sure | values))


def place(**values: Any) -> Any:
    return district(**({"deferred_discount": True, "normal_delivery_share": 0.7} | values))


def row(households: Any, links: Any = ((),), **of_cooperative: Any) -> SimpleNamespace:
    """All of one replicate that a phase of the choice looks at."""
    one = np.zeros(1, COOPERATIVE).view(np.recarray)
    for name, value in ({"alive": True} | of_cooperative).items():
        one[name] = value
    where = np.zeros(1, DISTRICT).view(np.recarray)
    where["normal_delivery_share"] = 0.7
    draws = SimpleNamespace(**dict.fromkeys(HouseholdDraws._fields, np.zeros((12, 0))), neighbour_met=np.full((12, 3), 0.6))
    return SimpleNamespace(
        households=households,
        cooperatives=one,
        districts=where,
        market=market(),
        neighbours=np.array(links),
        outlets=np.zeros((len(households), 0), dtype=OUTLET),
        rules=np.array([[rules.PRICE_GAP, 0, len(households)]]),
        draws=draws,
    )


def crowd(number: int, **columns: Any) -> Any:
    people = np.zeros(number, HOUSEHOLD).view(np.recarray)
    for name, values in columns.items():
        people[name] = values
    return people
