"""How often a rule's household delivers in each case of a ledger: by the rule's own functions, many values at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.calibration.faced import Faced
from coopsim.calibration.unknowns import SD
from coopsim.equations.theories import next_remembered_usd_per_qq
from coopsim.model.decision import Outlets, random_utility, reference_dependent

Array = NDArray[np.float64]
LOYALTY = "loyalty_usd_per_qq"
# standard deviations from the mean at which members' loyalty is weighed: evenly and closely, for a small random term makes steps
DEVIATES = np.linspace(-4.0, 4.0, 41)
WEIGHTS = np.exp(-(DEVIATES**2) / 2) / np.exp(-(DEVIATES**2) / 2).sum()
LEAST = 1e-12


@dataclass(frozen=True)
class Cases:
    """What is decided, each case once: outlets of shape (cases, 1), which of them a row is, what its household remembers."""

    outlets: Outlets
    of_row: NDArray[np.int64]
    remembered: Mapping[str, Array]


def cases_of(rule: str, faced: Faced) -> Cases:
    """The cases of a ledger under a rule with a likelihood: its situations, or its rows where households remember."""
    if rule != "reference_dependent":
        return Cases(faced.outlets, faced.situation, {})
    fields: list[Any] = [field[faced.situation] if isinstance(field, np.ndarray) else field for field in faced.outlets]
    outlets = Outlets(*fields)
    remembered = {"remembered_price_usd_per_qq": _remembered(faced)[:, None]}
    return Cases(outlets, np.arange(len(faced.member)), remembered)


_CHANCES: Mapping[str, Callable[[Any, Any, Outlets], Any]] = {
    "random_utility": random_utility.chance_to_deliver,
    "reference_dependent": reference_dependent.expected_share,
}
WITH_LIKELIHOOD = tuple(_CHANCES)


def chances(rule: str, faced: Faced, cases: Cases, values: Mapping[str, Array]) -> Array:
    """The chance that a lot is delivered, shape (values, cases, deviates); each value an array of shape (values,)."""
    bare = {name.removesuffix(SD).rpartition(".")[2] + (SD if name.endswith(SD) else ""): value for name, value in values.items()}
    columns = {name: np.asarray(value, dtype=float)[:, None, None] for name, value in bare.items() if not name.endswith(SD)}
    anchor = columns.get(LOYALTY, np.array([[[faced.numbers[LOYALTY]]]]))
    spread = np.asarray(bare.get(LOYALTY + SD, np.zeros(1)), dtype=float)[:, None, None]
    # as a world begins: loyalty has followed what delivering brings
    columns[LOYALTY] = anchor + spread * DEVIATES + faced.numbers["benefit_weight"] * faced.benefit_usd_per_qq
    numbers = {**faced.numbers, **cases.remembered, **columns, "is_member": True}
    household = SimpleNamespace(**numbers)
    chance = _CHANCES[rule](household, household, cases.outlets)
    return np.asarray(np.clip(chance, LEAST, 1.0 - LEAST))


def _remembered(faced: Faced) -> Array:
    """The price that each row's member takes for her due: it follows, month by month, what her last season was paid."""
    price, trader = (np.asarray(column)[faced.situation, 0] for column in (faced.outlets.promised_usd_per_qq, faced.outlets[3]))
    seasons, season = np.unique(faced.season, return_inverse=True)
    shape = (len(faced.members), len(seasons))
    place = faced.member * shape[1] + season
    harvest = np.maximum(np.nan_to_num(faced.harvest_qq, nan=1.0), 1e-9)
    delivered = np.minimum(faced.delivered_qq, harvest)
    received = np.bincount(place, delivered * price + (harvest - delivered) * trader, shape[0] * shape[1]).reshape(shape)
    sold = np.bincount(place, harvest, shape[0] * shape[1]).reshape(shape)
    remembered = np.full(shape, float(np.mean(price)))
    for number in range(1, len(seasons)):
        paid = np.where(sold[:, number - 1] > 0, received[:, number - 1] / np.maximum(sold[:, number - 1], 1e-9), np.nan)
        due: Any = remembered[:, number - 1]
        for _month in range(12 * int(seasons[number] - seasons[number - 1])):
            due = next_remembered_usd_per_qq(due, np.where(np.isnan(paid), due, paid), faced.numbers["memory_share"] / 12.0)
        remembered[:, number] = due
    return np.asarray(remembered[faced.member, season])
