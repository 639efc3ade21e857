"""What divides the worlds first: how the cooperative sells and pays, the scenario's own way between its two ends (Eq. J15)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from coopsim.claim import documents as d
from coopsim.claim.criteria import Criteria
from coopsim.claim.criteria.cells import Headline, policies_of
from coopsim.claim.inference.noise import world_means
from coopsim.claim.inference.shares import five
from coopsim.claim.inference.word import INCONCLUSIVE
from coopsim.claim.judging.paired import OF_H2, Effects, side_by_side
from coopsim.claim.judging.reading import judged_h2
from coopsim.claim.part_documents import five_shares
from coopsim.claim.studied import Studied
from coopsim.claim.worlds.simulated import Simulated
from coopsim.runs.pieces import Piece, in_turn
from coopsim.runs.statistics import Interval, mean_interval


def cell_documents(
    studied: Studied, h2: d.H2Part, resamples: int | None = None, others: Sequence[d.Cell] | None = None
) -> tuple[d.Cell, ...]:
    """Every way to sell and pay that was simulated: the scenario's own first, between its ends, then the others.

    Parameters
    ----------
    studied : Studied
        With the headline simulated.
    h2 : H2Part
        What was judged of H2 in the headline, which is not judged twice.
    resamples : int, optional
        Of the bootstrap; left out: as `claim.toml` has it.
    others : sequence of Cell, optional
        What the pieces of `cell_pieces` gave; left out: they are done here.

    Returns
    -------
    tuple of Cell
        Nine where the headline lies between two of the eight, else eight.
    """
    assert studied.main is not None
    fixed, usual = studied.fixed, studied.headline.cell
    effects = Effects.of(studied.main, fixed, fixed.headline_treatment).documents(fixed)
    given = in_turn(cell_pieces(studied, resamples)) if others is None else others
    by_cell = {cell.cell: cell for cell in given} | {usual: _described(usual, effects, h2.classes, h2.word, studied.main)}
    return tuple(by_cell[cell] for cell in _simulated(studied))


def cell_pieces(studied: Studied, resamples: int | None = None) -> tuple[Piece, ...]:
    """Every other cell, each a piece of work."""
    if studied.main is None:
        return ()
    fixed, usual = studied.fixed, studied.headline.cell
    headline = Effects.of(studied.whole or studied.main, fixed, fixed.headline_treatment)
    others = {cell: one for cell, one in _simulated(studied).items() if cell != usual}
    return tuple(Piece(_other_cell, cell, one, headline, fixed, resamples) for cell, one in others.items())


def _simulated(studied: Studied) -> dict[str, Simulated]:
    """Every cell that was simulated, in the order of the table."""
    assert studied.main is not None
    simulated = {**studied.cells, **studied.ends, studied.headline.cell: studied.main}
    return {cell: simulated[cell] for cell in in_order(simulated, studied.headline, studied.fixed.frozen.cells)}


def in_order(simulated: Mapping[str, Simulated], headline: Headline, cells: tuple[str, ...]) -> tuple[str, ...]:
    """The cells that were simulated: those of the headline's own table, then the others as `claim.toml` lists them.

    >>> headline = Headline("x/pooled/3", ("x/pooled/12", "x/pooled/1"))
    >>> in_order(dict.fromkeys(("a/b", "x/pooled/1", "x/pooled/3")), headline, ("a/b",))
    ('x/pooled/3', 'x/pooled/1', 'a/b')
    """
    wanted = dict.fromkeys((*headline.shown, *cells, *simulated))
    return tuple(cell for cell in wanted if cell in simulated)


def _other_cell(cell: str, one: Simulated, headline: Effects, fixed: Criteria, resamples: int | None) -> d.Cell:
    """A cell beside the headline: judged by its own worlds, compared over the worlds of both, settled in the same way."""
    treatment = fixed.headline_treatment
    effects = Effects.of(one, fixed, treatment)
    judgement = judged_h2(one, fixed, treatment, resamples)
    differences = {id: difference(effects, headline, id, fixed) for id in effects.by_part if id in headline.by_part}
    document = _described(cell, effects.documents(fixed), five_shares(judgement), judgement.word, one)
    return document.model_copy(
        update={
            "worlds": judgement.worlds,
            "difference": {
                id: d.Interval(value=apart.mean, ci_low=apart.low, ci_high=apart.high) for id, apart in differences.items()
            },
            "divides": None if judgement.word == INCONCLUSIVE else divides(effects, headline, differences, fixed),
        }
    )


def _described(cell: str, effects: dict[str, d.Effect], classes: d.FiveShares | None, word: d.Word, one: Simulated) -> d.Cell:
    """A cell with what its own worlds say."""
    worlds = max((effect.worlds for effect in effects.values()), default=0)
    return d.Cell(
        cell=cell,
        **policies_of(cell),
        worlds=worlds,
        runs=one.runs_per_world,
        effects=effects,
        classes=classes,
        word=word,
    )


def difference(one: Effects, other: Effects, id: str, fixed: Criteria) -> Interval:
    """Mean over worlds of one setting's effect less the other's, by pairs of runs, with its t interval over worlds."""
    first, second = side_by_side(one, other, id)
    apart = world_means(first - second, fixed.frozen.runs.least_share)
    return mean_interval(apart.mean[:, 0], fixed.frozen.judgement.level)


def divides(one: Effects, headline: Effects, differences: Mapping[str, Interval], fixed: Criteria) -> bool | None:
    """Whether the mean of one cell is of another of the five kinds than the headline's by what clearly differs.

    Parameters
    ----------
    one, headline : Effects
        Of H2d and H2t at least.
    differences : mapping
        By part, over the worlds of both.
    fixed : Criteria
        For the smallest effects.

    Returns
    -------
    bool or None
        None where no world is in both. A difference whose interval holds 0 moves nothing.
    """
    if not set(OF_H2) <= set(differences) or not all(differences[id].n for id in OF_H2):
        return None
    smallest = np.array([fixed.subclaim(id).smallest_effect for id in OF_H2], dtype=float)
    means = np.array([_means(one, headline, id, fixed) for id in OF_H2])
    here, there = means[:, 0] / smallest, means[:, 1] / smallest
    clear = np.array([excludes_zero(differences[id]) for id in OF_H2])
    by_what_is_clear = np.where(clear, here, there)
    return bool(five(by_what_is_clear) != five(there) and five(here) != five(there))


def _means(one: Effects, other: Effects, id: str, fixed: Criteria) -> tuple[float, float]:
    """Mean effects of both settings over the worlds of both."""
    least = fixed.frozen.runs.least_share
    first, second = (world_means(effects, least).mean[:, 0] for effects in side_by_side(one, other, id))
    return float(first.mean()), float(second.mean())


def excludes_zero(interval: Interval) -> bool:
    """Whether both ends lie on one side of 0; an interval without ends does not.

    >>> excludes_zero(Interval(0.2, 0.1, 0.3, 40)), excludes_zero(Interval(0.0, 0.0, 0.0, 40))
    (True, False)
    """
    return bool(interval.low > 0 or interval.high < 0)
