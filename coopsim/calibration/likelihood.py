"""How likely a ledger is under a rule: members differ in loyalty, harvests may be off, lots go all or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import numpy as np
from numpy.typing import NDArray

from coopsim.calibration.chances import WEIGHTS, cases_of, chances
from coopsim.calibration.faced import Faced
from coopsim.calibration.unknowns import HARVEST_ERROR, HARVEST_ERROR_BETWEEN

Array = NDArray[np.float64]
ERRORS = 40  # sizes of the harvest's error at which a row is weighed beforehand


class Likelihood:
    """The likelihood of one ledger under one rule.

    A row is some lots, each delivered or not by the rule's chance. Of one lot: the part delivered counts where the harvest was
    measured, whether anything was delivered where it is an estimate or unknown. Of several: every way to have delivered some of
    them is weighed by how well it explains the quintals, the harvest being off by a lognormal error.
    """

    def __init__(self, rule: str, faced: Faced, harvest: str, harvest_error: float | None = None) -> None:
        self.rule, self.faced, self.cases = rule, faced, cases_of(rule, faced)
        self.harvest_error = harvest_error
        self.order = np.argsort(faced.member, kind="stable")  # rows of a member side by side, and where hers begin
        self.seen, self.begins = np.unique(faced.member[self.order], return_index=True)
        self.one_lot = len(faced.lots) == 1
        if self.one_lot:
            part = delivered_part(faced, harvest)
            cases = len(np.asarray(self.cases.outlets.advance_usd_per_qq))
            place = faced.member * cases + self.cases.of_row
            shape = (len(faced.members), cases)
            self.delivered = np.asarray(np.bincount(place, part, shape[0] * shape[1]), dtype=float).reshape(shape)
            self.kept = np.asarray(np.bincount(place, 1.0 - part, shape[0] * shape[1]), dtype=float).reshape(shape)
        else:
            ends = HARVEST_ERROR_BETWEEN if harvest_error is None else (harvest_error, harvest_error)
            self.errors = np.geomspace(*ends, ERRORS if harvest_error is None else 1)
            self.explained = explained_by_lots(faced, self.errors)

    def of_members(self, values: Mapping[str, Array]) -> Array:
        """Log-likelihood of each member's rows at each loyalty, shape (values, members, deviates)."""
        chance = chances(self.rule, self.faced, self.cases, values)
        if self.one_lot:
            members: Array = self.delivered @ np.log(chance) + self.kept @ np.log1p(-chance)
            return members
        explained, lots = self._explained(values, len(chance)), len(self.faced.lots)
        ways = np.stack([chance**n * (1.0 - chance) ** (lots - n) for n in range(lots + 1)], axis=-1)  # of a case
        rows = (ways[:, self.cases.of_row] @ explained[..., None])[..., 0]
        sums = np.zeros((len(chance), len(self.faced.members), len(WEIGHTS)))  # a member without a row: nothing is known of her
        sums[:, self.seen] = np.add.reduceat(np.log(np.maximum(rows, 1e-300))[:, self.order], self.begins, axis=1)
        return sums

    def __call__(self, values: Mapping[str, Array]) -> Array:
        """Log-likelihood of the ledger, shape (values,); a member's loyalty is weighed over all members'."""
        logs = self.of_members(values)
        most = logs.max(axis=-1)
        return np.asarray((np.log(np.exp(logs - most[..., None]) @ WEIGHTS) + most).sum(axis=-1))

    def _explained(self, values: Mapping[str, Array], number: int) -> Array:
        if self.harvest_error is not None or HARVEST_ERROR not in values:
            return np.broadcast_to(self.explained[0], (number, *self.explained.shape[1:]))
        place = np.interp(np.log(values[HARVEST_ERROR]), np.log(self.errors), np.arange(len(self.errors)))
        below = np.minimum(place.astype(int), len(self.errors) - 2)
        part = (place - below)[:, None, None]
        return np.asarray((1 - part) * self.explained[below] + part * self.explained[below + 1])


def delivered_part(faced: Faced, harvest: str) -> Array:
    """What part of a row's only lot was delivered; whether anything was, where the harvest is an estimate or unknown."""
    if harvest != "measured":
        return (faced.delivered_qq > 0).astype(float)
    return np.clip(faced.delivered_qq / faced.harvest_qq, 0.0, 1.0)


def explained_by_lots(faced: Faced, errors: Array) -> Array:
    """How well n lots delivered explain a row's quintals, over all choices of n lots, shape (errors, rows, lots + 1).

    >>> from types import SimpleNamespace
    >>> row = SimpleNamespace(lots=np.full(2, 0.5), delivered_qq=np.array([0.0, 5.0]), harvest_qq=np.array([10.0, 10.0]))
    >>> (explained_by_lots(row, np.array([0.1]))[0] > 1e-6).tolist()
    [[True, False, False], [False, True, False]]
    """
    chosen = np.array(list(product((0.0, 1.0), repeat=len(faced.lots))))
    sums, number = chosen @ faced.lots, chosen.sum(axis=1).astype(int)
    alike, of = np.unique(np.round(np.stack([number, sums]), 9), axis=1, return_inverse=True)
    ways = np.bincount(of.reshape(-1))
    explained = np.zeros((len(errors), len(faced.delivered_qq), len(faced.lots) + 1))
    some = faced.delivered_qq > 0
    explained[:, ~some, 0] = 1.0
    logs = np.log(faced.delivered_qq[some] / faced.harvest_qq[some])
    for (lots, part), count in zip(alike.T, ways, strict=True):
        if lots > 0:
            off = (logs - np.log(part))[None, :] / errors[:, None]
            explained[:, some, int(lots)] += count * np.exp(-(off**2) / 2) / errors[:, None]
    return explained
