"""Trouble as a ladder: the highest rung of a season, how often each is reached, the amount behind each (Eq. J9, J10).

Pure functions of what a season summed up. Arrays are (seasons, rows, cooperatives) or any shape that ends in cooperatives.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from coopsim.claim.criteria.tables import Ladder

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]
RUNGS = ("late_pay", "refused", "contract_missed", "loss", "insolvent", "closed")  # the later the worse; 0 is none of them
TROUBLE = 2  # H2t counts seasons from this rung on: late pay alone is a nuisance


class SeasonSums(NamedTuple):
    """What a season comes to, for each cooperative.

    Parameters
    ----------
    late_usd, due_usd : array
        Money for members that was paid late, and all that was due, US$.
    refused_qq, offered_qq : array
        Coffee refused, and all that was offered, qq.
    missed_qq, contracted_qq : array
        Contracted and not from own coffee in its month, and all that was contracted, qq.
    result_usd, fixed_cost_usd, net_worth_usd : array
        Result of the season, fixed cost of a year, net worth at its end, US$.
    closing_pressure, closing_patience : array
        What has piled up towards closing, and how much it takes, in seasons.
    is_open : array of bool
        Whether it is open at the season's end.
    """

    late_usd: Floats
    due_usd: Floats
    refused_qq: Floats
    offered_qq: Floats
    missed_qq: Floats
    contracted_qq: Floats
    result_usd: Floats
    fixed_cost_usd: Floats
    net_worth_usd: Floats
    closing_pressure: Floats
    closing_patience: Floats
    is_open: Flags


@dataclass(frozen=True)
class Steps:
    """How far each rung is from no trouble, as a share (1.0: pressure as large as patience)."""

    late_pay: float = 0.10
    refused: float = 0.10
    contract_missed: float = 0.10
    loss: float = 0.25
    insolvent: float = 0.0
    closed: float = 1.0

    @classmethod
    def of(cls, ladder: Ladder) -> Steps:
        """As the table `ladder` of `claim.toml` fixes them.

        >>> from coopsim.claim.criteria import criteria
        >>> Steps.of(criteria().frozen.ladder) == Steps()
        True
        """
        if ladder.insolvent_below_usd != 0:
            raise ValueError("insolvent is a net worth below 0, whatever the fixed cost")
        return cls(ladder.late_pay_share, ladder.refused_share, ladder.contract_missed_share, ladder.loss_share)

    @property
    def in_order(self) -> Floats:
        """From the lowest rung to the highest."""
        return np.array([getattr(self, name) for name in RUNGS])


def amounts(sums: SeasonSums) -> Floats:
    """The amount behind each rung as a share of what it is measured by; more is worse; 0 where there is nothing to measure by.

    Late of due, refused of offered, missed of contracted, loss and negative net worth of the fixed cost, pressure of patience.

    Parameters
    ----------
    sums : SeasonSums
        Of any shape.

    Returns
    -------
    array, shape (6, ...)
        In the order of `RUNGS`.

    Examples
    --------
    >>> late = season(late_usd=30.0, due_usd=100.0, result_usd=-50.0, fixed_cost_usd=100.0, net_worth_usd=10.0)
    >>> amounts(late).round(2).tolist()
    [0.3, 0.0, 0.0, 0.5, -0.1, 0.0]
    """
    return np.stack(
        [
            _of(sums.late_usd, sums.due_usd),
            _of(sums.refused_qq, sums.offered_qq),
            _of(sums.missed_qq, sums.contracted_qq),
            _of(-sums.result_usd, sums.fixed_cost_usd),
            _of(-sums.net_worth_usd, sums.fixed_cost_usd),
            _of(sums.closing_pressure, sums.closing_patience),
        ]
    )


def season(**sums: Any) -> SeasonSums:
    """A season of which only some sums are named; the others are 0, and the cooperative is open.

    >>> season(late_usd=[1.0, 2.0]).due_usd.tolist()
    [0.0, 0.0]
    """
    given = {"is_open": True} | sums
    return SeasonSums(*np.broadcast_arrays(*(np.asarray(given.get(name, 0.0)) for name in SeasonSums._fields)))


def rungs(sums: SeasonSums, steps: Steps | None = None) -> Ints:
    """The highest rung that a season reaches, 0 where none (Eq. J9). A closed season is the sixth and nothing else.

    Parameters
    ----------
    sums : SeasonSums
        Of any shape.
    steps : Steps, optional
        How far each rung is.

    Returns
    -------
    array of int
        0 to 6.

    Examples
    --------
    Late .3, refused .04, result -.5 F, net worth above 0: a loss. Closed, whatever it owed: the sixth.

    >>> troubled = {"late_usd": 30.0, "due_usd": 100.0, "refused_qq": 4.0, "offered_qq": 100.0, "result_usd": -50.0}
    >>> rungs(season(**troubled, fixed_cost_usd=100.0, net_worth_usd=1.0, is_open=[True, False])).tolist()
    [4, 6]
    """
    amount, step = amounts(sums), steps or Steps()
    reaches = np.stack(
        [
            amount[0] >= step.late_pay,
            amount[1] >= step.refused,
            amount[2] >= step.contract_missed,
            sums.result_usd < -step.loss * sums.fixed_cost_usd,
            sums.net_worth_usd < 0,
        ]
    )
    place = np.arange(1, 6).reshape(-1, *[1] * np.ndim(sums.is_open))
    return np.where(sums.is_open, np.max(reaches * place, axis=0), 6)


def reached(highest_rungs: Ints) -> Floats:
    """Share of a window's seasons that reach each rung or a higher one; over several cooperatives the mean.

    Parameters
    ----------
    highest_rungs : array of int, shape (seasons, rows, cooperatives)
        From `rungs`.

    Returns
    -------
    array, shape (6, rows)
        Never rises from a rung to the next; the second is what H2t counts.

    Examples
    --------
    One cooperative, two seasons, a loss and nothing:

    >>> reached(np.array([[[4]], [[0]]])).ravel().tolist()
    [0.5, 0.5, 0.5, 0.5, 0.0, 0.0]
    """
    return np.stack([(highest_rungs >= place).mean(axis=(0, 2)) for place in range(1, 7)])


def highest(highest_rungs: Ints) -> Floats:
    """Share of a window's seasons with each rung as the highest, none first.

    Parameters
    ----------
    highest_rungs : array of int, shape (seasons, rows, cooperatives)
        From `rungs`.

    Returns
    -------
    array, shape (7, rows)
        Adds to 1.

    Examples
    --------
    >>> highest(np.array([[[4]], [[0]]])).ravel().tolist()
    [0.5, 0.0, 0.0, 0.0, 0.5, 0.0, 0.0]
    """
    return np.stack([(highest_rungs == place).mean(axis=(0, 2)) for place in range(7)])


class Companions(NamedTuple):
    """What a price change adds to the amount behind each rung, in seasons that are open with and without it."""

    treated: Floats  # (6, rows)
    untreated: Floats
    pairs: Ints  # (rows): seasons of cooperatives that count

    @property
    def effect(self) -> Floats:
        """Treated less untreated; more is worse."""
        return self.treated - self.untreated


def companions(treated: SeasonSums, untreated: SeasonSums, steps: Steps | None = None) -> Companions:
    """How far beyond its rung each amount lies, with and without the price change (Eq. J10): never judged.

    Parameters
    ----------
    treated, untreated : SeasonSums
        Shape (seasons, rows, cooperatives), the same seasons.
    steps : Steps, optional
        How far each rung is.

    Returns
    -------
    Companions
        Means over the seasons of cooperatives that are open in both; NaN in a row without any.

    Examples
    --------
    A tenth of the money late without, a quarter with the change; the rung is at a tenth.

    >>> base, changed = (season(late_usd=[[[late]]], due_usd=[[[100.0]]]) for late in (10.0, 25.0))
    >>> both = companions(changed, base)
    >>> both.treated[0].round(2).tolist(), both.effect[0].round(2).tolist(), both.pairs.tolist()
    ([0.15], [0.15], [1])
    """
    open_in_both = treated.is_open & untreated.is_open
    step = (steps or Steps()).in_order[:, None, None, None]
    pairs = open_in_both.sum(axis=(0, 2))

    def mean(sums: SeasonSums) -> Floats:
        total = np.where(open_in_both, amounts(sums) - step, 0.0).sum(axis=(1, 3))
        return np.asarray(np.where(pairs > 0, total / np.maximum(pairs, 1), np.nan))

    return Companions(mean(treated), mean(untreated), pairs)


def only_some_seasons(rung_effect: Any, companion_effect: Any) -> Flags:
    """Whether the amount behind a rung moves the other way than the rung: it is crossed in some seasons only. Elementwise.

    >>> only_some_seasons([0.1, 0.1, 0.0], [-0.02, 0.3, 0.1]).tolist()
    [True, False, False]
    """
    return np.asarray(np.sign(rung_effect) * np.sign(companion_effect) < 0)


def _of(part: Any, whole: Any) -> Floats:
    """A part of a whole; 0 where there is no whole."""
    there = np.asarray(whole) > 0
    return np.asarray(np.where(there, part / np.where(there, whole, 1.0), 0.0))
