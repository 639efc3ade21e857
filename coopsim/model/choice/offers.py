"""What several cooperatives offer one household, and what each is worth to her: asked by whoever explains her choice."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from coopsim.compiled import entry
from coopsim.model.choice.facing import value_of
from coopsim.model.choice.outlets import outlets_of

Array = NDArray[np.float64]


class Offer(NamedTuple):
    """One cooperative to one household on one day, US$/qq; `value_usd_per_qq` is V against traders, without the day's chance."""

    advance_usd_per_qq: float
    promised_usd_per_qq: float
    months_to_second_payment: float
    accepts: bool
    value_usd_per_qq: float


def offers_of(household: NDArray[np.void], cooperatives: NDArray[np.void], district: NDArray[np.void]) -> list[Offer]:
    """What each of these cooperatives offers her, after households have decided.

    Parameters
    ----------
    household, district : record arrays, shape (1,)
        Herself and her district; neither is changed.
    cooperatives : record array, shape (cooperatives,)
        Those that she is asked about.

    Returns
    -------
    list of Offer
        One for each, in their order.
    """
    alone = household.copy()
    alone["others_usd_per_qq"] = 0.0  # each is held against traders alone
    amounts = np.zeros((len(cooperatives), len(Offer._fields)))
    _offers(alone, cooperatives, district, amounts)
    return [
        Offer(advance, promised, months, bool(accepts), value) for advance, promised, months, accepts, value in amounts.tolist()
    ]


@entry
def _offers(households: Any, cooperatives: Any, districts: Any, amounts: Array) -> None:
    household, district = households[0], districts[0]
    for k in range(len(cooperatives)):
        faced = outlets_of(household, cooperatives[k], district)
        amounts[k, 0] = faced.advance_usd_per_qq
        amounts[k, 1] = faced.promised_usd_per_qq
        amounts[k, 2] = faced.months_to_second_payment
        amounts[k, 3] = 1.0 if faced.accepts else 0.0
        amounts[k, 4] = value_of(household, cooperatives[k], district)
