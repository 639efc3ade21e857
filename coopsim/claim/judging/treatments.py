"""Other sorts of price change in the scenario's own cell: a surprise, a level known beforehand, a reversal."""

from __future__ import annotations

from collections.abc import Sequence

from coopsim.claim import documents as d
from coopsim.claim.criteria import Criteria
from coopsim.claim.judging.one_effect import one_effect_part, poorest_part
from coopsim.claim.judging.paired import Effects
from coopsim.claim.judging.parts import windows_part
from coopsim.claim.judging.reading import Reading
from coopsim.claim.part_documents import five_shares
from coopsim.claim.studied import Studied
from coopsim.claim.worlds.simulated import Simulated
from coopsim.runs.pieces import Piece, in_turn

POOREST_THIRD, COHESION = "H1p", "H4"
WITHOUT_WORD = "H1"  # has an effect and no word


def treatment_documents(
    studied: Studied, parts: Sequence[d.Part], resamples: int | None = None, others: Sequence[d.Treatment] | None = None
) -> tuple[d.Treatment, ...]:
    """The headline's sort of price change first, then the others in the order of `claim.toml`.

    Parameters
    ----------
    studied : Studied
        With the headline simulated.
    parts : sequence of Part
        What was judged in the headline, which is not judged twice.
    resamples : int, optional
        Of the bootstrap; left out: as `claim.toml` has it.
    others : sequence of Treatment, optional
        What the pieces of `treatment_pieces` gave; left out: they are done here.

    Returns
    -------
    tuple of Treatment
        One for each sort that was simulated; surprise and level are never pooled.
    """
    assert studied.main is not None
    given = in_turn(treatment_pieces(studied, resamples)) if others is None else others
    return (_headline(studied.main, studied.fixed, parts), *given)


def treatment_pieces(studied: Studied, resamples: int | None = None) -> tuple[Piece, ...]:
    """Every other sort of price change, each a piece of work."""
    fixed, others = studied.fixed, studied.treatments
    if studied.main is None or others is None:
        return ()
    return tuple(
        Piece(_other, Reading.of(others, fixed, treatment, resamples)) for treatment in simulated_treatments(others, fixed)
    )


def simulated_treatments(one: Simulated, fixed: Criteria) -> tuple[str, ...]:
    """The sorts of price change beside the headline's that have a boom."""
    names = [name for name, table in fixed.treatments.items() if isinstance(table, dict) and name != fixed.headline_treatment]
    return tuple(name for name in names if one.arms(name, "boom", fixed.headline_ln_size))


def _headline(main: Simulated, fixed: Criteria, parts: Sequence[d.Part]) -> d.Treatment:
    """The headline's own, from what was judged."""
    classes = next((part.classes for part in parts if isinstance(part, d.H2Part)), None)
    verdicts = {part.id: part.word for part in parts if isinstance(part, d.Judged)}
    return _described(main, fixed, fixed.headline_treatment, classes, verdicts)


def _other(reading: Reading) -> d.Treatment:
    """One of the others, judged by its own worlds."""
    judgement = reading.judged_h2()
    effects = Effects.of(reading.simulated, reading.fixed, reading.treatment)
    verdicts: dict[str, d.Word] = {"H2": judgement.word}
    for id in effects.by_part:
        if id != WITHOUT_WORD:
            verdicts[id] = word_of_part(reading, id)
    return _described(reading.simulated, reading.fixed, reading.treatment, five_shares(judgement), verdicts)


def word_of_part(reading: Reading, id: str) -> d.Word:
    """The word on one part under one sort of price change; none where too few seasons were simulated."""
    try:
        if id == POOREST_THIRD:
            return poorest_part(reading).word
        return windows_part(reading).word if id == COHESION else one_effect_part(d.JudgedPart, reading, id).word
    except KeyError:
        return "inconclusive"


def _described(
    one: Simulated, fixed: Criteria, treatment: str, classes: d.FiveShares | None, verdicts: dict[str, d.Word]
) -> d.Treatment:
    """A sort of price change with what its worlds say."""
    effects = Effects.of(one, fixed, treatment).documents(fixed)
    return d.Treatment(
        treatment=treatment,
        label=d.Both(en=fixed.treatments[treatment]["en"], es=fixed.treatments[treatment]["es"]),
        ln_size=fixed.headline_ln_size,
        worlds=max((effect.worlds for effect in effects.values()), default=0),
        runs=one.runs_per_world,
        effects=effects,
        classes=classes,
        verdicts=verdicts,
    )
