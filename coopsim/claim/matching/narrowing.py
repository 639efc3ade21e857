"""What matching does to what is drawn: which ranges it narrows, and which draws go together among the worlds left."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Literal

import numpy as np
import pandas as pd
from scipy import stats

from coopsim.claim.criteria import Drawn
from coopsim.claim.documents.base import Both
from coopsim.claim.documents.matching import Correlation, MatchedRow, Matching, Narrowed, Wave
from coopsim.claim.matching.waves import Matched
from coopsim.runs.statistics import holm_p_values

LEAST_CORRELATION = 0.3
NOT_USED = Both(
    en="the scenario itself is ruled out by it: it is meant to differ from this",
    es="descarta al propio escenario, que no busca parecerse a esto",
)


def narrowed(tried: pd.DataFrame, left: pd.DataFrame, declared: Sequence[Drawn]) -> tuple[Narrowed, ...]:
    """How much narrower each draw is among the worlds left, the most narrowed first.

    The spread between quartiles, against the worlds tried; Kolmogorov-Smirnov's distance of the worlds left from the worlds
    ruled out among them, adjusted for the number of draws.

    Parameters
    ----------
    tried, left : DataFrame
        Draws by world; `left` are some of `tried`, the first that are not ruled out.
    declared : sequence of Drawn
        For ranges and sources.

    Returns
    -------
    tuple of Narrowed
        One a draw.

    References
    ----------
    Hornberger, G. M. & Spear, R. C. (1981). An approach to the preliminary analysis of environmental systems. Journal of
    Environmental Management 12, 7.

    Examples
    --------
    Of ten worlds those with trust of .4 to .6 are left:

    >>> tried = pd.DataFrame({"trust.mean": np.arange(10) / 10})
    >>> one = narrowed(tried, tried.iloc[4:7], [Drawn("trust", "assumed", part="mean", low=0.0, high=1.0)])[0]
    >>> one.name, round(one.narrowed, 2), one.median
    ('trust.mean', 0.78, 0.5)
    """
    by_column = {drawn.column: drawn for drawn in declared}
    compared = tried.loc[: left.index.max()] if len(left) else tried
    out = compared.drop(index=left.index)
    names = [name for name in left if name in by_column]
    both = len(left) > 0 and len(out) > 0
    p_values = holm_p_values([stats.ks_2samp(left[name], out[name]).pvalue if both else np.nan for name in names])
    draws = []
    for name, p_value in zip(names, p_values, strict=True):
        before = float(stats.iqr(tried[name]))
        low, middle, high = np.quantile(left[name], [0.25, 0.5, 0.75]) if len(left) else [np.nan] * 3
        drawn = by_column[name]
        assert drawn.low is not None
        assert drawn.high is not None
        draws.append(
            Narrowed(
                name=name,
                low=drawn.low,
                high=drawn.high,
                source=drawn.source,
                quartile_low=float(low),
                median=float(middle),
                quartile_high=float(high),
                narrowed=float(1.0 - (high - low) / before) if before > 0 else None,
                p_value_holm=float(p_value),
            )
        )
    return tuple(sorted(draws, key=lambda one: -(one.narrowed if one.narrowed is not None else -np.inf)))


def correlations(left: pd.DataFrame, above: float = LEAST_CORRELATION) -> tuple[Correlation, ...]:
    """Pairs of draws whose rank correlation among the worlds left is larger than that, the largest first.

    Drawn independently, they go together only because the field leaves such worlds.

    Parameters
    ----------
    left : DataFrame
        Draws by world.
    above : float
        Of the size of rho.

    Returns
    -------
    tuple of Correlation
        Spearman's rho.

    Examples
    --------
    >>> left = pd.DataFrame({"need": [1.0, 2.0, 3.0, 4.0], "buffer": [0.1, 0.2, 0.4, 0.3], "trust": [0.5, 0.6, 0.5, 0.5]})
    >>> [(one.first, one.second, round(one.rho, 1)) for one in correlations(left)]
    [('need', 'buffer', 0.8)]
    """
    if len(left) < 3:
        return ()
    rho = left.rank().corr().to_numpy()
    places = combinations(range(len(left.columns)), 2)
    pairs = [(left.columns[i], left.columns[j], float(rho[i, j])) for i, j in places]
    pairs_above = [
        Correlation(first=str(first), second=str(second), rho=value) for first, second, value in pairs if abs(value) > above
    ]
    return tuple(sorted(pairs_above, key=lambda one: -abs(one.rho)))


def matching_document(
    matched: Matched, tried: pd.DataFrame, declared: Sequence[Drawn], made: Literal["kept", "anew"], table_hash: str
) -> Matching:
    """What a document says of the matching.

    Parameters
    ----------
    matched : Matched
        The worlds left.
    tried : DataFrame
        Draws of all worlds tried.
    declared : sequence of Drawn
        For ranges and sources.
    made : "kept" or "anew"
        Read from the package, or made for this study.
    table_hash : str
        Of the table of worlds.

    Returns
    -------
    Matching
        Without the shares among other worlds, which the arms say.
    """
    used = [row.pattern for row in matched.rows]
    means = dict(zip(used, matched.compared.mean.mean(axis=0), strict=True)) if len(matched.draws) else {}
    return Matching(
        made=made,
        rows=tuple(
            MatchedRow(
                pattern=row.pattern,
                unit=row.measure.unit,
                observed=row.observed,
                sd_observed=row.sd_observed,
                sd_model=row.sd_model,
                simulated=float(means[row.pattern]) if row.pattern in means else None,
                used=row.pattern in used,
                reason=None if row.pattern in used else NOT_USED,
            )
            for row in matched.declared
        ),
        waves=tuple(
            Wave(wave=one.wave, rows=tuple(used), runs=one.runs, tried=one.tried, left=one.left) for one in matched.waves
        ),
        narrowed=narrowed(tried, matched.draws, declared),
        correlations=correlations(matched.draws),
        table_hash=table_hash,
    )
