"""What is estimated of each decision rule; before the ledger is seen every value of the declared range is as likely."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coopsim.scenario import parameters

Array = NDArray[np.float64]
SD = ".sd"
WIDEST_SPREAD_USD_PER_QQ = 150.0  # of loyalty between members: twice what the model assumes; our assumption
WIDEST_SPREAD_SHARE = 0.3
HARVEST_ERROR = "harvest_error_share"  # no parameter of the model: how far the harvest of a row may be off
HARVEST_ERROR_BETWEEN = (0.02, 0.6)


@dataclass(frozen=True)
class Unknown:
    """One number to estimate: a parameter by its name, `NAME.sd` for its spread between members; even between two ends.

    `by_size`: even in its logarithm, for a number whose size is not known.
    """

    name: str
    low: float
    high: float
    by_size: bool = False

    def at(self, place: Array) -> Array:
        """Its value at a place between 0 and 1.

        >>> Unknown("trust", 0.0, 1.0).at(np.array([0.25])).tolist()
        [0.25]
        >>> Unknown("x", 1.0, 100.0, by_size=True).at(np.array([0.5])).round(9).tolist()
        [10.0]
        """
        if self.by_size:
            return np.asarray(np.exp(np.log(self.low) + np.log(self.high / self.low) * place))
        return np.asarray(self.low + (self.high - self.low) * place)

    def place(self, value: Array) -> Array:
        """Where a value stands between 0 and 1."""
        if self.by_size:
            return np.asarray(np.log(np.asarray(value) / self.low) / np.log(self.high / self.low))
        return np.asarray((np.asarray(value) - self.low) / (self.high - self.low))

    @property
    def parameter(self) -> str:
        return self.name.removesuffix(SD)


_MEMBERS = ("loyalty_usd_per_qq", "loyalty_usd_per_qq.sd", "taste_usd_per_qq")
_NAMES: Mapping[str, tuple[str, ...]] = {
    "random_utility": (*_MEMBERS, "trust"),
    "reference_dependent": (*_MEMBERS, "rule.reference_dependent.loss_aversion"),
    "liquidity_first": (*_MEMBERS, "rule.liquidity_first.need_first_share"),
    "relational": (*_MEMBERS[:2], "rule.relational.noticed_share"),
    "price_gap": ("rule.price_gap.slope_share", "rule.price_gap.tolerance_share"),
    "imitation": tuple(f"rule.imitation.{name}" for name in ("imitation_noise_usd_per_qq", "look_share", "trial_share")),
    "experience": tuple(
        f"rule.experience.{name}" for name in ("choice_noise_usd_per_qq", "forgone_weight_share", "attraction_decay_share")
    ),
    "threshold": tuple(
        f"rule.threshold.{name}" for name in ("threshold_share", "threshold_share.sd", "threshold_scale_usd_per_qq")
    ),
}
_BY_SIZE = ("taste_usd_per_qq", "imitation_noise_usd_per_qq", "choice_noise_usd_per_qq", "threshold_scale_usd_per_qq")
RULES = tuple(_NAMES)


def unknowns_of(rule: str) -> tuple[Unknown, ...]:
    """What is estimated of a rule.

    >>> [one.name for one in unknowns_of("random_utility")]
    ['loyalty_usd_per_qq', 'loyalty_usd_per_qq.sd', 'taste_usd_per_qq', 'trust']
    >>> unknowns_of("random_utility")[3]
    Unknown(name='trust', low=0.0, high=1.0, by_size=False)
    """
    return tuple(_unknown(name) for name in _NAMES[rule])


def harvest_error() -> Unknown:
    """How far the harvest of a row may be off, estimated along where a row stands for several lots."""
    return Unknown(HARVEST_ERROR, *HARVEST_ERROR_BETWEEN, by_size=True)


def _unknown(name: str) -> Unknown:
    declared = {parameter.name.rpartition(".")[2]: parameter for parameter in parameters()}
    bare = name.removesuffix(SD).rpartition(".")[2]
    if name.endswith(SD):
        low, high = (1.0, WIDEST_SPREAD_USD_PER_QQ) if bare == "loyalty_usd_per_qq" else (0.01, WIDEST_SPREAD_SHARE)
    else:
        low, high = (float(end) for end in (declared[bare].low or 0.0, declared[bare].high or 1.0))
    return Unknown(name, low, high, bare in _BY_SIZE)


def values_at(unknowns: Sequence[Unknown], places: Array) -> dict[str, Array]:
    """The values of all at places between 0 and 1, shape (..., unknowns)."""
    return {one.name: one.at(places[..., number]) for number, one in enumerate(unknowns)}
