"""H2t: trouble as a ladder, each rung judged, the amount behind it beside it (Eq. J9, J10)."""

from __future__ import annotations

from typing import NamedTuple

from coopsim.claim import documents as d
from coopsim.claim.inference.noise import world_means
from coopsim.claim.inference.word import INCONCLUSIVE
from coopsim.claim.judging.effects import OTHER_KIND
from coopsim.claim.judging.one_effect import one_effect_part
from coopsim.claim.judging.reading import Reading
from coopsim.claim.outcomes.ladder import RUNGS, only_some_seasons
from coopsim.claim.part_documents import three_shares

CLOSED = RUNGS[-1]
DIGITS = 9  # so that an amount that stays as it is moves no way


class ReadAs(NamedTuple):
    """How one rung is read."""

    outcome: str
    window: str
    smallest: float


def ladder_part(reading: Reading) -> d.H2tPart:
    """H2t with its six rungs.

    Parameters
    ----------
    reading : Reading
        Worlds of one cell under one sort of price change.

    Returns
    -------
    H2tPart
        The part itself counts from the rung "refused" on; late pay alone is shown as a rung of its own.
    """
    whole = one_effect_part(d.H2tPart, reading, "H2t")
    return whole.model_copy(update={"rungs": d.Rungs(**{rung: _rung(reading, rung, whole) for rung in RUNGS})})


def _rung(reading: Reading, rung: str, whole: d.H2tPart) -> d.Rung:
    """One rung in its window; without numbers where so many seasons were not simulated."""
    kind, (outcome, window, smallest) = reading.fixed.subclaim("H2t").kind, _read_as(reading, rung)
    if not _was_simulated(reading, window):
        return d.Rung(name=rung, word=INCONCLUSIVE)
    effects = reading.of_outcome(outcome, window, kind)
    boom, amount = reading.mean(effects), reading.mean(reading.of_outcome(f"companion_{rung}", window, kind))
    judgement = None if _is_the_whole(whole, outcome, window, smallest) else reading.judged(effects, smallest)
    return d.Rung(
        name=rung,
        normal=_normal(reading, outcome, window),
        boom=boom,
        slump=reading.mean(reading.of_outcome(outcome, window, OTHER_KIND[kind])),
        highest=reading.mean(reading.of_outcome(f"highest_{rung}", window, kind)),
        shares=whole.shares if judgement is None else three_shares(judgement),
        word=whole.word if judgement is None else judgement.word,
        companion=amount,
        companion_pairs=reading.simulated.companion_pairs(reading.treatment, kind, window, reading.fixed.headline_ln_size),
        only_some_seasons=_other_way(boom, amount),
    )


def _other_way(boom: d.Effect | None, amount: d.Effect | None) -> bool:
    """Whether the amount behind a rung moves the other way than the rung; not where the interval of either holds 0."""
    if boom is None or amount is None or not (_moves(boom) and _moves(amount)):
        return False
    return bool(only_some_seasons(boom.value, amount.value))


def _moves(effect: d.Effect) -> bool:
    """Whether an effect has an interval that lies on one side of 0."""
    if effect.ci_low is None or effect.ci_high is None:
        return False
    return round(effect.ci_low, DIGITS) > 0 or round(effect.ci_high, DIGITS) < 0


def _is_the_whole(whole: d.H2tPart, outcome: str, window: str, smallest: float) -> bool:
    """Whether a rung is read as the part itself is: it need not be judged again."""
    return (outcome, window, smallest) == (whole.outcome, whole.window, whole.smallest_effect)


def _normal(reading: Reading, outcome: str, window: str) -> float:
    """What there is of it without the price change, in the worlds that last."""
    values = reading.simulated.baseline(outcome, reading.treatment, window)
    means = world_means(values, reading.fixed.frozen.runs.least_share)
    return float(means.mean.mean()) if means.worlds else float("nan")


def _read_as(reading: Reading, rung: str) -> ReadAs:
    """Seasons that reach it or a higher one; closing by whether it is closed when a longer window ends."""
    ladder = reading.fixed.frozen.ladder
    if rung == CLOSED:
        return ReadAs("closed_share", ladder.closed_window, ladder.closed_smallest_effect)
    return ReadAs(f"reached_{rung}", reading.fixed.subclaim("H2t").window, ladder.smallest_effect)


def _was_simulated(reading: Reading, window: str) -> bool:
    """Whether there are so many seasons."""
    try:
        reading.simulated.baseline("closed_share", reading.treatment, window)
    except KeyError:
        return False
    return True
