"""Who goes to the assembly."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.model.processes import assembly
from coopsim.model.records import HOUSEHOLD
from tests.model.processes.one import cooperative, district, household, market

pytestmark = pytest.mark.usefixtures("uncompiled")


def test_what_share_of_neighbours_went() -> None:
    people = np.zeros(4, HOUSEHOLD).view(np.recarray)
    people.attends[[1, 2]] = True
    assert assembly.share_attending(people, np.array([1, 3])) == 0.5
    assert assembly.share_attending(people, np.array([1, 2])) == 1.0
    assert assembly.share_attending(people, np.array([], dtype=np.int64)) == 0.0


@pytest.mark.parametrize(
    ("values", "alive", "company", "price", "goes"),
    [
        ({}, True, 0.95, 215.0, True),  # 6 and 9.50 against a wage of 15
        ({}, True, 0.5, 215.0, False),
        ({"season_refund_usd": 5.0}, True, 0.5, 215.0, True),
        ({}, True, 0.95, 430.0, False),  # a wage of 15 x 2^0.3
        ({"is_member": False}, True, 0.95, 215.0, False),
        ({}, False, 0.95, 215.0, False),
    ],
)
def test_who_will_attend(values: dict[str, Any], alive: bool, company: float, price: float, goes: bool) -> None:
    her = household(**({"is_member": True} | values))
    place = district(meeting_value_usd=6.0, neighbours_attending_usd=10.0, day_wage_usd=15.0, picking_wage_elasticity=0.3)
    assembly.decides_to_attend(her, cooperative(alive=alive), place, market(world_price_usd_per_qq=price), company)
    assert her.will_attend == goes


def test_no_assembly_where_nobody_expects_anything_of_it() -> None:
    assert not assembly.is_held(district(meeting_value_usd=0.0))
    assert assembly.is_held(district(meeting_value_usd=1.0))


def test_she_does_what_she_decided() -> None:
    her = household(will_attend=True)
    assembly.goes_to_the_assembly(her)
    assert her.attends
