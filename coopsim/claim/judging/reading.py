"""One cell's worlds under one sort of price change: the effects of its parts, and what the inference makes of them."""

from __future__ import annotations

from dataclasses import dataclass

from coopsim.claim import documents as d
from coopsim.claim.criteria import Criteria
from coopsim.claim.documents.base import Unit
from coopsim.claim.inference.judge import FEW_WORLDS, Judgement, judged
from coopsim.claim.inference.mixture import SHAPES, Shape
from coopsim.claim.inference.noise import Floats, world_means
from coopsim.claim.inference.shares import FIVE, THREE, Kind
from coopsim.claim.inference.word import Bounds
from coopsim.claim.judging.effects import effects_of, joint_effects
from coopsim.claim.part_documents import effect_document
from coopsim.claim.worlds.simulated import Simulated


@dataclass(frozen=True)
class Reading:
    """What parts are read from.

    Parameters
    ----------
    simulated : Simulated
        Worlds of one cell.
    fixed : Criteria
        What was fixed before.
    treatment : str
        Which sort of price change.
    resamples : int
        Of the bootstrap.
    """

    simulated: Simulated
    fixed: Criteria
    treatment: str
    resamples: int

    @classmethod
    def of(cls, simulated: Simulated, fixed: Criteria, treatment: str | None = None, resamples: int | None = None) -> Reading:
        """What is left out is as `claim.toml` has it."""
        number = fixed.frozen.inference.resamples if resamples is None else resamples
        return cls(simulated, fixed, treatment or fixed.headline_treatment, number)

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """Distributions that so many worlds can tell apart."""
        return FEW_WORLDS if len(self.simulated.worlds) <= self.fixed.frozen.judgement.worlds_cells else SHAPES

    @property
    def level(self) -> float:
        """Confidence of every interval."""
        return self.fixed.frozen.judgement.level

    def effects(self, part_id: str, window: str = "", kind: str = "") -> Floats:
        """Effects of a part, (worlds, runs), in the claim's direction."""
        return effects_of(self.simulated, self.fixed, self.treatment, part_id, window, kind)

    def of_outcome(self, outcome: str, window: str, kind: str) -> Floats:
        """Effects on an outcome, raw sign, (worlds, runs)."""
        return self.simulated.effect(self.treatment, kind, outcome, window, self.fixed.headline_ln_size)

    def judged(self, effects: Floats, smallest: float, kind: Kind = THREE) -> Judgement:
        """Shares of worlds and the word that they make."""
        return judged(effects, smallest, kind, Bounds.of(self.fixed), self.shapes, self.resamples)

    def judged_h2(self) -> Judgement:
        """The five outcomes of H2."""
        smallest = self.fixed.frozen.shares.offers_smallest_effect, self.fixed.frozen.shares.trouble_smallest_effect
        both = joint_effects(self.simulated, self.fixed, self.treatment)
        return judged(both, smallest, FIVE, Bounds.of(self.fixed), self.shapes, self.resamples)

    def mean(self, effects: Floats, unit: Unit = "share") -> d.Effect | None:
        """The mean effect over worlds with its interval; None where no world lasts."""
        means = world_means(effects, self.fixed.frozen.runs.least_share)
        return effect_document(means, 0, unit, self.level) if means.worlds else None


def judged_h2(simulated: Simulated, fixed: Criteria, treatment: str | None = None, resamples: int | None = None) -> Judgement:
    """The five outcomes of H2 in one cell: shares of worlds without the noise of runs, and the word that they make.

    Parameters
    ----------
    simulated : Simulated
        Worlds of one cell.
    fixed : Criteria
        What was fixed before.
    treatment : str, optional
        Left out: the headline's.
    resamples : int, optional
        Of the bootstrap; left out: as `claim.toml` has it.

    Returns
    -------
    Judgement
        By the five shares. As few worlds as in a cell tell one normal apart from none, not two.
    """
    return Reading.of(simulated, fixed, treatment, resamples).judged_h2()
