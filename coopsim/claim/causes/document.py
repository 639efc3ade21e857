"""From arrays to H5: parts with their intervals, the cohort year by year, who closed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np

from coopsim.claim.causes.declared import Declared
from coopsim.claim.causes.lives import ALIVE
from coopsim.claim.causes.measured import Flags, Measured, placebo, thirds
from coopsim.claim.causes.otherwise import Closings
from coopsim.claim.causes.shapley import Floats, shapley_values
from coopsim.claim.documents import Both, Interval
from coopsim.claim.documents.causes import CausePart, CohortYear, GroupOfCohort, H5Part, OtherPart, Otherwise, Verdict5
from coopsim.runs.closings import CAUSES
from coopsim.runs.statistics import mean_interval

SIZES = ("small", "middle", "large")
MOST_OF_A_GROUP = 1.0  # cooperatives, mean of replicates: of fewer nothing is said


def interval(values: Any) -> Interval:
    """The mean of replicates and its t interval, as documents have them; a missing replicate is left out."""
    mean, low, high, _n = mean_interval(values)
    return Interval(value=mean, ci_low=low, ci_high=high)


def share_interval(values: Any) -> Interval:
    """The same of shares that cooperatives are counted by: it ends where they do.

    >>> share_interval([1.0, 0.9]).ci_high
    1.0
    """
    of = interval(values)
    ends = {name: None if (end := getattr(of, name)) is None else min(max(end, 0.0), 1.0) for name in ("ci_low", "ci_high")}
    return of.model_copy(update=ends)


def verdict_of(highs: CausePart, smallest: float) -> Verdict5:
    """What the interval of the highs' part says of the smallest part that matters."""
    low, high = highs.ci_low, highs.ci_high
    if low is None or high is None:
        return "inconclusive"
    if low > smallest:
        return "supported"
    if high < -smallest:
        return "contradicted"
    return "too_small" if -smallest < low and high < smallest else "inconclusive"


def h5_part(
    fixed: Declared,
    statement: Both,
    measured: Measured,
    districts: Sequence[str],
    first_year: int,
    steady: Measured | None = None,
    otherwise: Sequence[Closings] = (),
) -> H5Part:
    """H5 as verdict.json has it.

    Parameters
    ----------
    fixed : Declared
        The causes, in the order of the arms.
    statement : Both
        What is claimed.
    measured : Measured
        Every arm.
    districts : sequence of str
        Their names, in the order of their numbers.
    first_year : int
        Calendar year in which the first harvest year ends.
    steady : Measured, optional
        No cause, with the price of the start.
    otherwise : sequence of Closings
        The history under other assumptions.

    Returns
    -------
    H5Part
        Its parts sum to the total.
    """
    closed, by_season, years = measured.closed_share(), measured.closed_by_season(), measured.years_open()
    parts, over_time, lost = shapley_values(closed), shapley_values(by_season).mean(axis=1), -shapley_values(years)
    causes = tuple(
        _part(fixed, place, parts[place], lost[place], over_time[place], closed, first_year) for place in range(len(fixed.causes))
    )
    by_name = {part.cause: part for part in causes}
    highs = next(by_name[cause.id] for cause in fixed.causes if cause.kind == "highs")
    return H5Part(
        id=fixed.subclaim,
        statement=statement,
        verdict=verdict_of(highs, fixed.smallest_effect),
        smallest_effect=fixed.smallest_effect,
        closed=share_interval(closed[-1]),
        ordinary=share_interval(closed[0]),
        steady=None if steady is None else share_interval(steady.closed_share()[0]),
        total=interval(closed[-1] - closed[0]),
        parts=causes,
        placebo=interval(placebo(closed)) if closed.shape[1] > 1 else None,
        cohort=_years(fixed, measured, by_season, over_time, first_year),
        groups=tuple(_groups(fixed, measured, districts)),
        closings=_closings(measured),
        assumptions=tuple(_otherwise(fixed, other, closed[0]) for other in otherwise),
    )


def _otherwise(fixed: Declared, other: Closings, ordinary: Floats) -> Otherwise:
    """Another assumption; `ordinary` is what closes with no cause in the history itself, replicate by replicate."""
    parts = () if other.parts is None else tuple(zip(fixed.causes, other.parts, strict=True))
    highs = next((part for cause, part in parts if cause.kind == "highs"), None)
    return Otherwise(
        name=other.name,
        number=int((~np.isnan(other.closed)).sum()),
        tried=len(other.closed),
        orders=other.orders,
        closed=share_interval(other.closed),
        ordinary=share_interval(ordinary if other.ordinary is None else other.ordinary),
        parts=tuple(
            OtherPart(cause=cause.id, effect=of.value, ci_low=of.ci_low, ci_high=of.ci_high)
            for cause, of in ((cause, interval(part)) for cause, part in parts)
        ),
        highs_matter=None if highs is None else float((highs[~np.isnan(highs)] > fixed.smallest_effect).mean()),
    )


def _part(
    fixed: Declared, place: int, part: Floats, lost: Floats, over_time: Floats, closed: Floats, first_year: int
) -> CausePart:
    cause, of, largest = fixed.causes[place], interval(part), int(np.argmax(over_time))
    return CausePart(
        cause=cause.id,
        title=Both(**cause.title),
        short=Both(**cause.short),
        source=cause.source,
        effect=of.value,
        ci_low=of.ci_low,
        ci_high=of.ci_high,
        years=interval(lost),
        largest=over_time[largest],
        largest_year=first_year + largest,
        alone=float((closed[1 << place] - closed[0]).mean()),
        last=float((closed[-1] - closed[-1 - (1 << place)]).mean()),
    )


def _years(fixed: Declared, measured: Measured, by_season: Floats, over_time: Floats, first_year: int) -> tuple[CohortYear, ...]:
    alive = 1.0 - by_season[-1]
    closing = np.diff(by_season[-1], axis=1, prepend=0.0).mean(axis=0)
    made = []
    for season in range(measured.seasons):
        of = share_interval(alive[:, season])
        made.append(
            CohortYear(
                year=first_year + season,
                alive_share=of.value,
                ci_low=of.ci_low,
                ci_high=of.ci_high,
                ordinary_alive_share=1.0 - by_season[0, :, season].mean(),
                parts={name: float(over_time[place, season]) for place, name in enumerate(fixed.names)},
                closed_now=closing[season],
                living=measured.living[:, -1, season].mean(),
                founded=measured.founded[:, -1, season].mean(),
                revived=measured.revived[:, -1, season].mean(),
            )
        )
    return tuple(made)


def _groups(fixed: Declared, measured: Measured, districts: Sequence[str]) -> list[GroupOfCohort]:
    made = []
    for by, group, of in _flags(measured, districts):
        closed, size = measured.closed_share(of), float(np.mean([one.sum() for one in of]))
        if size < MOST_OF_A_GROUP:
            continue
        there = ~np.isnan(closed[0])
        parts = shapley_values(closed[:, there]).mean(axis=1)
        made.append(
            GroupOfCohort(
                by=by,
                group=group,
                cooperatives=size,
                closed=share_interval(closed[-1]),
                ordinary=float(closed[0, there].mean()),
                parts=dict(zip(fixed.names, parts.tolist(), strict=True)),
            )
        )
    return made


def _flags(measured: Measured, districts: Sequence[str]) -> list[tuple[Any, str, list[Flags]]]:
    """(by, group, which cooperatives of each replicate)."""
    groups = measured.groups
    made: list[tuple[Any, str, list[Flags]]] = [
        ("district", name, [one["district"] == number for one in groups]) for number, name in enumerate(districts)
    ]
    made += [("size", name, [thirds(one["members"]) == number for one in groups]) for number, name in enumerate(SIZES)]
    made += [
        ("policy", f"{sells} {pays}", [(one["sale_price"] == sells) & (one["member_price"] == pays) for one in groups])
        for sells, pays in product(("fixed", "open"), ("fixed", "indexed", "pooled"))
    ]
    return made


def _closings(measured: Measured) -> dict[str, float]:
    """What the accounts said at the closings of the history as it was, by name of the cause."""
    why = np.concatenate([cause[-1][closed[-1] != ALIVE] for cause, closed in zip(measured.cause, measured.closed, strict=True)])
    return {CAUSES[number]: float((why == number).mean()) for number in np.unique(why).tolist()} if len(why) else {}
