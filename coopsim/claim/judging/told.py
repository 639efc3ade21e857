"""Parts that are not judged: what must hold in this model (H1), a number (H1f), what is not tested and what cannot be."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.claim import documents as d
from coopsim.claim.criteria import Criteria
from coopsim.claim.inference.shares import THREE, Kind, Kinds
from coopsim.claim.judging.effects import outcome_of, unit_of
from coopsim.claim.judging.reading import Reading
from coopsim.claim.judging.secondary import secondary
from coopsim.claim.outcomes.windows import Floats


def with_the_sign(effects: Any) -> Kinds:
    """Whether an effect has the claim's sign, whatever its size.

    >>> with_the_sign([[0.2], [-0.1], [0.0]]).tolist()
    [0, 1, 1]
    """
    return np.where(np.asarray(effects, dtype=float)[..., 0] > 0, 0, 1)


SIGN = Kind(THREE.names, with_the_sign)


def income_part(reading: Reading) -> d.ToldPart:
    """H1: income of all rises with the price because it must in this model; in which share of the worlds it does."""
    part = reading.fixed.subclaim("H1")
    smallest = float(part.smallest_effect or 0.0)
    effects = reading.effects(part.id)
    effect = reading.mean(effects, unit_of(reading.fixed, part.id))
    return d.ToldPart(
        id=part.id,
        statement=d.Both(**part.statement),
        outcome=outcome_of(reading.fixed, part.id),
        window=part.window,
        smallest_effect=smallest,
        effect=effect,
        secondary=secondary(reading.simulated, reading.fixed, reading.treatment, part.id, part.kind),
        reason_code="built_in" if effect is not None else "no_worlds",
        word=None if effect is None or effect.value is None else ("yes" if effect.value > 0 else "no"),
        share=_share_with_the_sign(reading, effects, smallest),
    )


def _share_with_the_sign(reading: Reading, effects: Floats, smallest: float) -> d.Interval | None:
    """Share of the worlds whose effect has the claim's sign, without the noise of runs; None where nothing can be said."""
    judgement = reading.judged(effects, smallest, SIGN)
    if np.isnan(judgement.share).any():
        return None
    return d.Interval(value=judgement.share[0], ci_low=judgement.low[0], ci_high=judgement.high[0])


def farm_part(reading: Reading) -> d.ToldPart:
    """H1f: what of each dollar more on the world market reaches the farm, as a share of the dollar: .80 is 80 cents."""
    of_a_dollar = reading.fixed.frozen.H1.H1f
    effect = reading.mean(reading.effects("H1f"))
    return d.ToldPart(
        id="H1f",
        statement=d.Both(**of_a_dollar.statement),
        window=of_a_dollar.window,
        effect=effect,
        reason_code=None if effect is not None else "no_worlds",
    )


def not_tested(fixed: Criteria, part_id: str) -> d.NotTestedPart:
    """A part that this study does not reach yet, and why."""
    part = fixed.subclaim(part_id)
    return d.NotTestedPart(id=part.id, statement=d.Both(**part.statement), reason=d.Both(**(part.not_tested or {})))


def not_testable(fixed: Criteria) -> d.NotTestablePart:
    """H6: nothing in the model could answer it, and why."""
    part = fixed.subclaim("H6")
    return d.NotTestablePart(id=part.id, statement=d.Both(**part.statement), reason=d.Both(**fixed.frozen.H6.not_testable))
