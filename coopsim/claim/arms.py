"""The arms of the ensemble: what is done to a world's price, when, and over which seasons its effect is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from coopsim.claim.criteria import Criteria
from coopsim.model.world import World
from coopsim.prices import shapes
from coopsim.runs.burn_in import BURN_IN

Array = NDArray[np.float64]

LEAD = 3  # seasons of the world's own path before the event: the first to settle, two for a known ramp
AFTER = 6  # seasons from the event's start on
EVENT = BURN_IN + LEAD
SEASONS = EVENT + AFTER
PARTING = EVENT - 2  # season in which known arms begin to differ; the cohort is fixed here

# seasons counted from the event; "onset", "plateau" and "end" distinguish a level's three parts
SHORT = 2  # of them, where only the impact and the season after it are read
WINDOWS = {
    "surprise": {"impact": [0], "impact+1": [0, 1], "aftermath": [1, 2, 3], "long": [0, 1, 2, 3, 4, 5]},
    "level": {
        "impact": [1, 2],
        "impact+1": [1, 2, 3],
        "aftermath": [3, 4, 5],
        "long": [0, 1, 2, 3, 4, 5],
        "onset": [-1, 0],
        "plateau": [1, 2],
        "end": [3, 4],
    },
    "composite": {"impact": [0], "impact+1": [0, 1], "aftermath": [1, 2, 3], "long": [0, 1, 2, 3, 4, 5], "three": [0, 1, 2]},
    "reversal": {"impact": [0], "impact+1": [0, 1], "aftermath": [1, 2, 3], "long": [0, 1, 2, 3, 4, 5]},
}
WINDOWS |= dict.fromkeys(("compensated", "gift"), WINDOWS["composite"])  # experiment X4: its gain taken away, its gain alone
BEGINS = {"surprise": EVENT, "level": PARTING, "composite": PARTING, "reversal": EVENT - 1}


@dataclass(frozen=True)
class Arm:
    """One treated arm: which shape, which way, how strong, and in which month of the season it begins."""

    treatment: str
    kind: str
    ln_size: float
    onset_month: int = 0

    @property
    def signed(self) -> float:
        """The ln size with its sign: a slump is negative."""
        return self.ln_size if self.kind == "boom" else -self.ln_size

    @property
    def is_late(self) -> bool:
        """Whether its price is that of the untreated arm until the event's own season."""
        return BEGINS[self.treatment] == EVENT

    def log_shape(self, months: int) -> Array:
        """Log multiplier of the price, shape (months,).

        >>> round(float(Arm("surprise", "slump", 0.47, 1).log_shape(SEASONS * 12).min()), 2)
        -0.47
        """
        if self.treatment == "surprise":
            return shapes.surprise(months, EVENT, self.onset_month, self.signed)
        drawn = {"level": shapes.level, "composite": shapes.composite, "reversal": shapes.reversal}
        return drawn[self.treatment](months, EVENT, self.signed)

    def known_log_shape(self, months: int) -> Array:
        """The part of it that everybody knows beforehand: a level, half of a composite; a surprise is not."""
        if self.treatment in ("level", "composite"):
            return shapes.level(months, EVENT, self.signed if self.treatment == "level" else self.signed / 2.0)
        return np.zeros(months)


def arms(
    criteria: Criteria, ln_sizes: Sequence[float] | None = None, treatments: Sequence[str] = ("surprise", "level", "composite")
) -> list[Arm]:
    """Every arm of the test: treatments, both signs, onset months of the surprise; of the headline size by default."""
    sizes = [criteria.headline_ln_size] if ln_sizes is None else ln_sizes
    every_arm = []
    for treatment in treatments:
        onsets = criteria.treatments[treatment]["onset_months"]
        every_arm += [Arm(treatment, kind, size, onset) for kind in ("boom", "slump") for size in sizes for onset in onsets]
    return every_arm


def branch(world: World, base: Array, arms: Sequence[Arm | None]) -> World:
    """Copies of all rows, one block for each arm, with the arm's price and what is known of it from here on; None: untreated."""
    rows = np.tile(np.arange(base.shape[0]), len(arms))
    branches = world.take(rows)
    logs = [np.zeros(base.shape[1]) if arm is None else arm.log_shape(base.shape[1]) for arm in arms]
    known_logs = [np.zeros(base.shape[1]) if arm is None else arm.known_log_shape(base.shape[1]) for arm in arms]
    branches.paths = replace(
        branches.paths,
        world_price_usd_per_qq=np.concatenate([base * np.exp(log) for log in logs]),
        known_log_shift=np.repeat(np.stack(known_logs), base.shape[0], axis=0)
        if any(part.any() for part in known_logs)
        else None,
    )
    return branches
