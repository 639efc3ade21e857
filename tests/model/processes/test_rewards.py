"""Bonus and fine: worked numbers of one household."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.model.processes import rewards
from coopsim.model.records import COOPERATIVE, DISTRICT, HOUSEHOLD


def one(kind: np.dtype[np.void], **values: Any) -> Any:
    record = np.zeros(1, kind).view(np.recarray)[0]
    for name, value in values.items():
        record[name] = value
    return record


BONUS = {"alive": True, "loyalty_bonus_usd_per_qq": 10.0, "bonus_minimum_share": 0.8}
FINE = {"alive": True, "sanction_usd_per_qq": 30.0, "monitoring_share": 0.5, "minimum_delivery_share": 0.8}
CROWD = {"alive": True, "group_size_elasticity": 0.5}


@pytest.mark.parametrize(
    ("rules", "delivered", "expected"),
    [
        (BONUS, 6.0, 5.0),  # within reach with this lot of 4, and half believed
        (BONUS, 1.0, 0.0),  # out of reach
        (FINE, 6.0, 15.0),  # short so far: one more quintal spares half of 30
        (FINE, 9.0, 0.0),
        (CROWD, 0.0, -10.0),  # loyalty of 20 halves among 400 members
        (BONUS | FINE | CROWD, 6.0, 10.0),
        (BONUS | FINE | CROWD | {"alive": False}, 6.0, 0.0),
        ({"alive": True}, 6.0, 0.0),
    ],
)
def test_what_a_member_expects_of_a_quintal(rules: dict[str, Any], delivered: float, expected: float) -> None:
    household, cooperative = one(HOUSEHOLD, trust=0.5, loyalty_usd_per_qq=20.0), one(COOPERATIVE, **rules)
    reward = rewards.reward_usd_per_qq.py_func  # type: ignore[attr-defined]
    found = reward(household, cooperative, one(DISTRICT), delivered, 10.0, 4.0, 1.0, 400.0)
    assert float(found) == pytest.approx(expected)
