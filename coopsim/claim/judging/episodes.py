"""What the real episodes show: one dot for each, counts, each left out once. Never an interval over episodes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from coopsim.claim import documents as d
from coopsim.claim.criteria import Criteria, Subclaim
from coopsim.claim.history.spliced import EpisodeResult
from coopsim.claim.inference.noise import world_means
from coopsim.claim.inference.shares import FIVE, five
from coopsim.claim.inference.word import CONTRADICTED, INCONCLUSIVE, SUPPORTED, TOO_SMALL
from coopsim.claim.judging.effects import effects_of, outcome_of
from coopsim.claim.worlds.simulated import Simulated
from coopsim.runs.statistics import mean_interval

Floats = NDArray[np.float64]
OneSetting = Literal["supported", "contradicted", "too_small", "inconclusive"]
Kind = Literal["boom", "slump"]
KINDS: tuple[Kind, Kind] = ("boom", "slump")
CLOSED_BEFORE = "closed_during_burn_in"


def episode_documents(results: Sequence[EpisodeResult], fixed: Criteria, main: Simulated | None) -> tuple[d.Episode, ...]:
    """The episodes as verdict.json lists them: effects in the claim's direction, with the interval over runs.

    Parameters
    ----------
    results : sequence of EpisodeResult
        With the prices as they were, and without the boom or slump.
    fixed : Criteria
        For the parts and their smallest effects.
    main : Simulated or None
        The headline's worlds, among which each episode has its place.

    Returns
    -------
    tuple of Episode
        In the order given. One before which every cooperative had closed says nothing.
    """
    parts = told_by_history(fixed)
    among = {} if main is None else {(part.id, kind): _of_worlds(main, fixed, part.id, kind) for part in parts for kind in KINDS}
    return tuple(_document(one, parts, fixed, among) for one in results)


def told_by_history(fixed: Criteria) -> tuple[Subclaim, ...]:
    """The parts that an episode can say something of: those that are read from outcomes.

    >>> from coopsim.claim.criteria import criteria
    >>> [part.id for part in told_by_history(criteria())][:3]
    ['H1', 'H2d', 'H2t']
    """
    return tuple(part for part in fixed.subclaims if part.outcomes and not part.contrast and part.id != "H6")


def _document(
    one: EpisodeResult, parts: Sequence[Subclaim], fixed: Criteria, among: Mapping[tuple[str, Kind], Floats]
) -> d.Episode:
    """One episode."""
    is_there = one.alive_at_start > 0
    over_runs = {part.id: over_runs_of(one, part, fixed) for part in parts} if is_there else {}
    by_part = {id: document for id, document in over_runs.items() if document is not None and document.runs}
    kind: Kind = one.episode.kind
    effects = {id: document.effect for id, document in by_part.items()}
    return d.Episode(
        name=one.episode.name,
        kind=kind,
        from_month=str(one.episode.from_month),
        to_month=str(one.episode.to_month),
        r_reference=one.episode.reference_usd_per_qq,
        ratio=one.episode.ratio,
        surprise=bool(one.episode.is_surprise),
        alive_at_start=one.alive_at_start,
        note=None if is_there else CLOSED_BEFORE,
        effects=effects,
        kinds=kinds_of(effects, fixed),
        over_replicates=by_part,
        before_after=dict(one.before_after),
        percentile_among_worlds={
            id: share_below(among[id, kind], effect)
            for id, effect in effects.items()
            if effect is not None and len(among.get((id, kind), ()))
        },
    )


def over_runs_of(one: EpisodeResult, part: Subclaim, fixed: Criteria) -> d.OverReplicates | None:
    """Mean over runs of one part with its interval, and the verdict at this one setting: all outcomes must agree.

    The interval shrinks with computing time and says nothing about other histories.
    """
    level, smallest = fixed.frozen.judgement.level, part.smallest_effect or 0.0
    outcomes = (outcome_of(fixed, part.id), *part.outcomes[1:])
    try:
        read = [_counted(one, part, outcome) for outcome in outcomes]
    except KeyError:
        return None
    intervals = [mean_interval(effects, level) for effects in read]
    verdicts = {at_one_setting(interval.low, interval.high, smallest) for interval in intervals}
    return d.OverReplicates(
        effect=intervals[0].mean,
        low=intervals[0].low,
        high=intervals[0].high,
        runs=intervals[0].n,
        verdict=verdicts.pop() if len(verdicts) == 1 else INCONCLUSIVE,
    )


def _counted(one: EpisodeResult, part: Subclaim, outcome: str) -> Floats:
    """An outcome's effect run by run in the claim's direction; a relative one by the mean of all runs."""
    baseline = one.baseline(outcome, part.window)
    normal = float(np.nanmean(baseline)) if np.isfinite(baseline).any() else np.nan
    return part.counted(one.effect(outcome, part.window), normal)


def at_one_setting(low: float, high: float, smallest: float) -> OneSetting:
    """What one setting says by the interval over its runs.

    Parameters
    ----------
    low, high : float
        Ends of the interval, in the claim's direction; NaN where there is none.
    smallest : float
        Smallest effect that would matter.

    Returns
    -------
    str
        Beyond it, beyond it the other way, within it, or none of these.

    Examples
    --------
    >>> [at_one_setting(*ends, 0.05) for ends in ((0.051, 0.2), (-0.2, -0.051), (-0.049, 0.049), (-0.05, 0.02))]
    ['supported', 'contradicted', 'too_small', 'inconclusive']
    """
    if low > smallest:
        return "supported"
    if high < -smallest:
        return "contradicted"
    return "too_small" if low > -smallest and high < smallest else "inconclusive"


def kinds_of(effects: Mapping[str, float | None], fixed: Criteria) -> dict[str, str]:
    """What an episode's mean effects say of each part; of H2 one of the five kinds.

    Parameters
    ----------
    effects : mapping
        Mean effect by part.
    fixed : Criteria
        For the smallest effects.

    Returns
    -------
    dict
        By part.

    Examples
    --------
    >>> from coopsim.claim.criteria import criteria
    >>> kinds_of({"H2d": 0.08, "H2t": 0.02}, criteria())
    {'H2d': 'supported', 'H2t': 'too_small', 'H2': 'side_selling_only'}
    """
    in_smallest = {id: value / (fixed.subclaim(id).smallest_effect or 1.0) for id, value in effects.items() if value is not None}
    kinds = {id: SUPPORTED if size >= 1 else CONTRADICTED if size <= -1 else TOO_SMALL for id, size in in_smallest.items()}
    both = [in_smallest[id] for id in fixed.subclaim("H2").combines if id in in_smallest]
    return kinds | ({"H2": FIVE.names[int(five(both))]} if len(both) == 2 else {})


def history_of(part: Subclaim, episodes: Sequence[d.Episode]) -> d.History | None:
    """Counts of one part over the episodes, and the mean with each of its own kind left out; None where they say nothing.

    Parameters
    ----------
    part : Subclaim
        Boom or slump of its own.
    episodes : sequence of Episode
        Real ones.

    Returns
    -------
    History or None
        `beyond`: as large as the smallest effect or larger; `same_direction`: with the claim's sign, however small.

    Examples
    --------
    >>> part = Subclaim("H2d", {}, {}, {}, kind="boom", smallest_effect=0.05)
    >>> about = {"kind": "boom", "from_month": "", "to_month": "", "r_reference": 195.0, "surprise": True}
    >>> dots = [d.Episode(name=name, effects={"H2d": effect}, **about) for name, effect in (("1994", 0.30), ("2010", 0.02))]
    >>> counts = history_of(part, dots)
    >>> counts.boom.beyond, counts.boom.same_direction, counts.boom.n, counts.leave_one_out[0].without
    (1, 2, 2, '1994')
    """
    by_kind = {kind: _dots(part.id, kind, episodes) for kind in KINDS}
    if not any(by_kind.values()):
        return None
    counts: dict[str, d.HistoryCounts] = {kind: _counts(dots, part) for kind, dots in by_kind.items() if dots}
    its_kind = [dots for kind, dots in by_kind.items() if kind == part.kind]
    return d.History(**counts, leave_one_out=_leave_one_out(its_kind[0] if its_kind else {}))


def _dots(id: str, kind: Kind, episodes: Sequence[d.Episode]) -> dict[str, float]:
    """Effects of the episodes of one kind, by name."""
    effects = {one.name: one.effects.get(id) for one in episodes if one.kind == kind}
    return {name: effect for name, effect in effects.items() if effect is not None}


def _counts(dots: Mapping[str, float], part: Subclaim) -> d.HistoryCounts:
    """Of episodes of one kind."""
    effect, smallest = np.array(list(dots.values())), part.smallest_effect or 0.0
    return d.HistoryCounts(
        n=len(effect),
        beyond=int((effect >= smallest).sum()),
        against=int((effect <= -smallest).sum()),
        same_direction=int((effect > 0).sum()),
        effect=float(effect.mean()),
    )


def _leave_one_out(dots: Mapping[str, float]) -> tuple[d.LeftOut, ...]:
    """The mean of the others, without each; of one episode alone nothing is left."""
    if len(dots) < 2:
        return ()
    effect = np.array(list(dots.values()))
    return tuple(d.LeftOut(without=name, effect=float(np.delete(effect, place).mean())) for place, name in enumerate(dots))


def _of_worlds(main: Simulated, fixed: Criteria, id: str, kind: Kind) -> Floats:
    """The worlds' mean effects on one part in one sort of price change; none where it was not simulated."""
    try:
        effects = effects_of(main, fixed, fixed.headline_treatment, id, kind=kind)
    except KeyError:
        return np.empty(0)
    return world_means(effects, fixed.frozen.runs.least_share).mean[:, 0]


def share_below(values: Any, value: float) -> float:
    """The share of values below, ties counted half.

    >>> share_below([0.0, 0.1, 0.1, 0.4], 0.1)
    0.5
    """
    of = np.asarray(values, dtype=float)
    return float(((of < value).sum() + 0.5 * (of == value).sum()) / len(of))
