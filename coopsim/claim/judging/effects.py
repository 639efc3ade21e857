"""Effects of one part of the claim, run by run, counted in its direction."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from coopsim.claim.criteria import Criteria, Subclaim
from coopsim.claim.documents.base import Unit
from coopsim.claim.judging.incomes import poorest_gain, reaching_the_farm
from coopsim.claim.worlds.simulated import Simulated

Floats = NDArray[np.float64]
Ratio = Callable[[Simulated, str, str, str, float], Floats]

OTHER_KIND = {"boom": "slump", "slump": "boom"}
RATIOS: dict[str, Ratio] = {"H1p": poorest_gain, "H1f": reaching_the_farm}


def outcome_of(fixed: Criteria, part_id: str) -> str:
    """The outcome that a part is read from: of trouble, the lowest rung that counts as such.

    >>> from coopsim.claim.criteria import criteria
    >>> [outcome_of(criteria(), part) for part in ("H1", "H2d", "H2t", "H2c")]
    ['income_usd_per_farmer', 'cohort_offered_share', 'reached_refused', 'reached_refused']
    """
    part = fixed.subclaim(part_id)
    if (part.contrast or part.id) == "H2t":
        return f"reached_{fixed.frozen.ladder.trouble[0]}"
    return part.outcomes[0]


def unit_of(fixed: Criteria, part_id: str) -> Unit:
    """The unit of a part's effect; of H1f a share of a dollar."""
    if part_id in RATIOS:
        return "relative" if part_id == "H1p" else "share"
    return "relative" if fixed.subclaim(part_id).scale == "relative" else "share"


def effects_of(
    simulated: Simulated,
    fixed: Criteria,
    treatment: str,
    part_id: str,
    window: str = "",
    kind: str = "",
    ln_size: float | None = None,
) -> Floats:
    """Effects of a part of the claim, run by run, counted positive in its direction.

    Parameters
    ----------
    simulated : Simulated
        Worlds of one cell.
    fixed : Criteria
        What was fixed before.
    treatment : str
        Which sort of price change.
    part_id : str
        H1, H1p, H1f, H2d, H2t, H2c, H3 or H4. H2 has no one effect: `joint_effects`.
    window : str
        Left out: the part's own.
    kind : str
        boom or slump; left out: the part's own.
    ln_size : float, optional
        Left out: the headline's.

    Returns
    -------
    array, shape (worlds, runs)
        NaN in a run that does not last. On the relative scale a share of the world's mean without the price change, which is
        never taken below the floor of `claim.toml`. H1p and H1f are ratios of sums over runs: pseudo-values.
    """
    size = fixed.headline_ln_size if ln_size is None else ln_size
    if part_id in RATIOS:
        of_income = fixed.frozen.H1.H1p if part_id == "H1p" else fixed.frozen.H1.H1f
        return RATIOS[part_id](simulated, treatment, kind or of_income.kind, window or of_income.window, size)
    part = fixed.subclaim(part_id)
    if part.combines or not part.window:
        raise KeyError(f"{part_id} has no one effect")
    outcome, seasons, way = outcome_of(fixed, part_id), window or part.window, kind or part.kind
    effect = simulated.effect(treatment, way, outcome, seasons, size)
    if part.contrast:
        effect = effect - simulated.effect(treatment, OTHER_KIND[way], outcome, seasons, size)
    return _counted(part, effect, simulated.baseline(outcome, treatment, seasons))


def joint_effects(simulated: Simulated, fixed: Criteria, treatment: str, kind: str = "", ln_size: float | None = None) -> Floats:
    """Both effects of H2, run by run: the fall in offers and the rise of trouble, shape (worlds, runs, 2)."""
    parts = fixed.subclaim("H2").combines
    return np.stack([effects_of(simulated, fixed, treatment, part, kind=kind, ln_size=ln_size) for part in parts], axis=2)


def _counted(part: Subclaim, effect: Floats, baseline: Floats) -> Floats:
    """In the claim's direction; a relative effect by the mean of its world, for a single run may earn next to nothing."""
    return part.counted(effect, mean_of_runs(baseline)[:, None])


def mean_of_runs(values: Floats) -> Floats:
    """The mean of each world over the runs that last; NaN where none does.

    >>> mean_of_runs(np.array([[1.0, np.nan, 3.0], [np.nan, np.nan, np.nan]])).tolist()
    [2.0, nan]
    """
    return np.asarray(np.ma.masked_invalid(values).mean(axis=1).filled(np.nan), dtype=float)
