"""A part that is judged by one effect in one window: H1p, H2d, H2t, H2c, H3, H4."""

from __future__ import annotations

from typing import TypeVar

from coopsim.claim import documents as d
from coopsim.claim.inference.noise import Floats
from coopsim.claim.inference.one_world import bootstrap_intervals, t_intervals, words_of_worlds
from coopsim.claim.inference.shares import NOT_WORSE
from coopsim.claim.judging.effects import outcome_of, unit_of
from coopsim.claim.judging.reading import Reading
from coopsim.claim.judging.secondary import secondary
from coopsim.claim.part_documents import by_three

ByThree = TypeVar("ByThree", bound=d.JudgedByThree)
OF_SEASONS = ("H2t", "H2c")  # a season is in trouble or not: 0 or 1 in each arm


def one_effect_part(form: type[ByThree], reading: Reading, part_id: str, window: str = "") -> ByThree:
    """A part in one window, with its word, shares, noise and single worlds.

    Parameters
    ----------
    form : type
        Which document: `JudgedPart`, `H2dPart` or `H2tPart`.
    reading : Reading
        Worlds of one cell under one sort of price change.
    part_id : str
        H2d, H2t, H2c, H3 or H4.
    window : str
        Left out: the part's own.

    Returns
    -------
    JudgedByThree
        Without what history shows of it.
    """
    part = reading.fixed.subclaim(part_id)
    smallest, seasons = float(part.smallest_effect or 0.0), window or part.window
    effects = reading.effects(part_id, seasons)
    judgement = reading.judged(effects, smallest)
    of_worlds = words_of_worlds(_intervals(part_id, effects[judgement.means.lasts], reading.level), smallest)
    return form(
        id=part_id,
        statement=d.Both(**part.statement),
        outcome=outcome_of(reading.fixed, part_id),
        window=seasons,
        smallest_effect=smallest,
        two_sided=part.two_sided,
        secondary=secondary(reading.simulated, reading.fixed, reading.treatment, part_id, part.kind),
        **by_three(judgement, unit_of(reading.fixed, part_id), of_worlds, reading.level),
    )


def poorest_part(reading: Reading) -> d.JudgedPart:
    """H1p: the poorest third gains as much on a quintal as all, or less by no more than what would matter; never small."""
    about = reading.fixed.frozen.H1.H1p
    effects, smallest = reading.effects("H1p"), about.smallest_effect
    judgement = reading.judged(effects, smallest, NOT_WORSE)
    ends = t_intervals(effects[judgement.means.lasts], reading.level)
    return d.JudgedPart(
        id="H1p",
        statement=d.Both(**about.statement),
        window=about.window,
        smallest_effect=smallest,
        **by_three(judgement, unit_of(reading.fixed, "H1p"), words_of_worlds(ends + smallest, 0.0), reading.level),
    )


def _intervals(part_id: str, effects: Floats, level: float) -> Floats:
    """The interval of each world by its runs."""
    return bootstrap_intervals(effects, level) if part_id in OF_SEASONS else t_intervals(effects, level)
