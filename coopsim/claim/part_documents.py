"""What the inference found, as the documents have it. Nothing is reckoned here but the mean over worlds."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.claim import documents as d
from coopsim.claim.documents.base import Unit
from coopsim.claim.inference.judge import Judgement
from coopsim.claim.inference.noise import WorldMeans
from coopsim.claim.inference.one_world import AGAINST, FOR, SMALL, UNDECIDED
from coopsim.claim.inference.shares import FIVE
from coopsim.runs.statistics import mean_interval


def effect_document(means: WorldMeans, place: int = 0, unit: Unit = "share", level: float = 0.95) -> d.Effect:
    """The mean over worlds of one effect, with its t interval over worlds.

    Parameters
    ----------
    means : WorldMeans
        In the claim's direction.
    place : int
        Which effect: of H2, 0 the fall in offers, 1 the rise of trouble.
    unit : str
        Of the effect.
    level : float
        Confidence of the interval.

    Returns
    -------
    Effect
        With the numbers of worlds and runs.

    Examples
    --------
    >>> from coopsim.claim.inference.noise import world_means
    >>> one = effect_document(world_means([[0.1, 0.3], [0.2, 0.4]]))
    >>> round(one.value, 2), one.worlds, one.runs
    (0.25, 2, 2)
    """
    mean, low, high, worlds = mean_interval(means.mean[:, place], level)
    return d.Effect(value=mean, ci_low=low, ci_high=high, unit=unit, worlds=worlds, runs=means.runs_planned)


def five_shares(judgement: Judgement) -> d.FiveShares | None:
    """The five outcomes of H2; None where nothing can be said."""
    return None if np.isnan(judgement.share).any() else d.FiveShares(**_shares(judgement))


def three_shares(judgement: Judgement) -> d.ThreeShares | None:
    """What worlds say of a part; None where nothing can be said."""
    return None if np.isnan(judgement.share).any() else d.ThreeShares(**_shares(judgement))


def _shares(judgement: Judgement) -> dict[str, d.Share]:
    """Each kind's share."""
    numbers = zip(judgement.names, judgement.share, judgement.low, judgement.high, judgement.raw, strict=True)
    return {
        name: d.Share(share=share, ci_low=low, ci_high=high, raw=int(raw), worlds=judgement.worlds, runs=judgement.runs)
        for name, share, low, high, raw in numbers
    }


def noise_document(judgement: Judgement, place: int = 0) -> d.Noise:
    """How much of one effect is chance."""
    return d.Noise(
        sd_one_run=judgement.sd_one_run[place],
        sd_worlds=judgement.sd_worlds[place],
        chance_share_one_run=judgement.chance_share_one_run[place],
        chance_share=judgement.chance_share[place],
        model=judgement.model,
        models_counted=judgement.models_counted,
    )


def joint_noise_document(judgement: Judgement) -> d.JointNoise:
    """How much of both effects of H2 is chance."""
    return d.JointNoise(offers=noise_document(judgement, 0), trouble=noise_document(judgement, 1))


def conditional_document(judgement: Judgement) -> d.Conditional:
    """Trouble where offers fall, and where they do not; missing where the condition hardly occurs."""
    ends = zip(judgement.conditional, judgement.conditional_low, judgement.conditional_high, strict=True)
    falls, not_so = (None if np.isnan(value) else d.Interval(value=value, ci_low=low, ci_high=high) for value, low, high in ends)
    return d.Conditional(trouble_if_offers_fall=falls, trouble_if_not=not_so)


def world_counts(of_worlds: Any) -> d.WorldCounts:
    """Single worlds by their word.

    >>> world_counts(["for", "small", "undecided", "undecided"]).undecided
    2
    """
    given = np.asarray(of_worlds, dtype=str)
    names = {"supports": FOR, "contradicts": AGAINST, "small": SMALL, "undecided": UNDECIDED}
    return d.WorldCounts(**{name: int((given == word).sum()) for name, word in names.items()})


def h2_part(judgement: Judgement, **about: Any) -> d.H2Part:
    """H2 from its five shares; `about`: the statement, and whatever else the document says of it."""
    if judgement.names != FIVE.names:
        raise ValueError("H2 is judged by the five shares")
    return d.H2Part(
        id="H2",
        word=judgement.word,
        reason_code=judgement.reason or None,
        worlds_needed=judgement.worlds_needed,
        classes=five_shares(judgement),
        conditional=conditional_document(judgement),
        noise=joint_noise_document(judgement) if judgement.model else None,
        **about,
    )


def by_three(judgement: Judgement, unit: Unit = "share", of_worlds: Any = None, level: float = 0.95) -> dict[str, Any]:
    """What every part judged by three shares has in common, as fields of `JudgedPart`, `H2dPart` or `H2tPart`."""
    return {
        "word": judgement.word,
        "reason_code": judgement.reason or None,
        "worlds_needed": judgement.worlds_needed,
        "effect": effect_document(judgement.means, 0, unit, level) if judgement.worlds else None,
        "shares": three_shares(judgement),
        "noise": noise_document(judgement) if judgement.model else None,
        "raw": None if of_worlds is None else world_counts(of_worlds),
    }
