"""The parts of the claim with their words, from what was simulated of one cell. Words come from the inference alone."""

from __future__ import annotations

from coopsim.claim import documents as d
from coopsim.claim.conditions.pass_through import of_simulated
from coopsim.claim.criteria import Criteria
from coopsim.claim.inference.word import UNDECIDED, word_of_windows
from coopsim.claim.judging.ladder_part import ladder_part
from coopsim.claim.judging.one_effect import one_effect_part, poorest_part
from coopsim.claim.judging.reading import Reading
from coopsim.claim.judging.told import farm_part, income_part, not_testable, not_tested
from coopsim.claim.part_documents import h2_part
from coopsim.claim.worlds.simulated import Simulated
from coopsim.runs.pieces import Piece, in_turn


def parts_of(main: Simulated, fixed: Criteria, treatment: str | None = None, resamples: int | None = None) -> tuple[d.Part, ...]:
    """Every part of the claim in one cell under one sort of price change.

    Parameters
    ----------
    main : Simulated
        Worlds of the cell.
    fixed : Criteria
        What was fixed before.
    treatment : str, optional
        Left out: the headline's.
    resamples : int, optional
        Of the bootstrap; left out: as `claim.toml` has it.

    Returns
    -------
    tuple of Part
        H1, H1p, H1f, H2, H2d, H2t, H2c, H3, H4, H5, H6. What history shows of them, and where H2d turns, is added by others.
    """
    return tuple(in_turn(part_pieces(main, fixed, treatment, resamples)))


def part_pieces(
    main: Simulated, fixed: Criteria, treatment: str | None = None, resamples: int | None = None, *, turning: bool = False
) -> tuple[Piece, ...]:
    """The same, each part a piece of work; with `turning` H2d also by what traders pass on."""
    reading = Reading.of(main, fixed, treatment, resamples)
    return (
        Piece(income_part, reading),
        Piece(poorest_part, reading),
        Piece(farm_part, reading),
        Piece(five_part, reading),
        Piece(offers_part, reading) if turning else Piece(one_effect_part, d.H2dPart, reading, "H2d"),
        Piece(ladder_part, reading),
        Piece(one_effect_part, d.JudgedPart, reading, "H2c"),
        Piece(one_effect_part, d.JudgedPart, reading, "H3"),
        Piece(windows_part, reading),
        Piece(not_tested, fixed, "H5"),
        Piece(not_testable, fixed),
    )


def five_part(reading: Reading) -> d.H2Part:
    """H2: the five outcomes."""
    return h2_part(reading.judged_h2(), statement=d.Both(**reading.fixed.subclaim("H2").statement))


def offers_part(reading: Reading) -> d.H2dPart:
    """H2d: the fall in offers, also by what traders pass on."""
    part = one_effect_part(d.H2dPart, reading, "H2d")
    return of_simulated(reading.simulated, reading.fixed, reading.treatment, part)


def windows_part(reading: Reading) -> d.JudgedPart:
    """H4: a word only where all windows give it; effect, shares and single worlds are those of the first.

    Parameters
    ----------
    reading : Reading
        Worlds of one cell under one sort of price change.

    Returns
    -------
    JudgedPart
        "depends" with the reason `windows_differ` where they do not agree.
    """
    read = [one_effect_part(d.JudgedPart, reading, "H4", window) for window in reading.fixed.frozen.window.H4]
    by_window = [one.word for one in read]
    word = word_of_windows(by_window)
    needed = [one.worlds_needed for one in read if one.worlds_needed is not None]
    reasons = [one.reason_code for one in read if one.reason_code is not None]
    agreed = {
        "word": word,
        "reason_code": reasons[0] if reasons else ("windows_differ" if len(set(by_window)) > 1 else None),
        "worlds_needed": max(needed) if word == UNDECIDED and needed else None,
        "windows": tuple(_in_window(one) for one in read),
    }
    return read[0].model_copy(update=agreed)


def _in_window(part: d.JudgedPart) -> d.WindowResult:
    """What one window alone says."""
    return d.WindowResult(window=part.window, effect=part.effect, shares=part.shares, noise=part.noise, word=part.word)
