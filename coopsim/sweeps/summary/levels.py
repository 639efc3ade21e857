"""What each level of a factor came to, over everything else; and two factors at once."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from coopsim.scenario.written import written
from coopsim.sweeps.summary.swept import FEW, LEVEL, Swept, spread

QUINTILES = 5


def level_of(values: pd.Series) -> tuple[pd.Series, pd.DataFrame]:
    """The level of each value by its place (0, 1, ...), and what each level is: label, low, high, and its middle as a number.

    Names and a few numbers are levels of their own, in their order; many numbers are cut into quintiles.

    >>> place, levels = level_of(pd.Series([float(i) for i in range(20)]))
    >>> levels["label"].tolist()[:2], place.value_counts().tolist()
    (['0 to 3', '4 to 7'], [4, 4, 4, 4, 4])
    """
    numeric = pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)
    if not numeric or values.nunique() <= FEW:
        values_seen = pd.unique(values.dropna()).tolist()
        order = sorted(values_seen) if numeric else list(values_seen)
        place = values.map({value: number for number, value in enumerate(order)})
        labels = [f"{value:g}" if numeric else written(value).strip('"') for value in order]
        middles = [float(value) for value in order] if numeric else list(range(len(order)))
        return place, pd.DataFrame({"label": labels, "low": middles, "high": middles, "middle": middles})
    place = pd.qcut(values.rank(method="first"), QUINTILES, labels=False)
    ends = values.groupby(place).agg(["min", "max", "mean"])
    labels = [f"{_read(low)} to {_read(high)}" for low, high in zip(ends["min"], ends["max"], strict=True)]
    return place, pd.DataFrame({"label": labels, "low": ends["min"], "high": ends["max"], "middle": ends["mean"]})


def by_factor(swept: Swept, outcomes: Sequence[str] = (), level: float = LEVEL) -> pd.DataFrame:
    """What each level of each factor came to, over everything else.

    Points that were drawn stand for more points: their means are the units of inference. Points that were chosen are what they
    are: replicates are the units, each averaged over the points of the level.

    Parameters
    ----------
    swept : Swept
        A sweep.
    outcomes : sequence of str
        Names of outcomes; none: those of the design.
    level : float
        Confidence level of the intervals, 0 to 1.

    Returns
    -------
    pandas.DataFrame
        One row for each factor, level and outcome, in the outcome's unit: mean, ci_low, ci_high, q10 to q90 of the runs, and
        `unit`, what the interval is over. Designs whose points are listed one by one, or arranged for Sobol' or Morris' indices,
        have no such rows, nor has a grid that is not finished.

    Raises
    ------
    UserMistake
        An outcome that the sweep does not have.
    """
    names, runs = swept.outcome_names(outcomes), swept.good
    unit = "point" if swept.is_sampled else "replicate"
    key = "design_point" if unit == "point" else "replicate"
    frames = []
    for factor in [*(["arm"] if swept.arms else []), *(swept.factors if swept.has_levels else [])]:
        place, levels = level_of(swept.points[factor])
        runs_of_factor = runs.assign(level=runs["design_point"].map(place)).dropna(subset=["level"])
        bands = spread(runs_of_factor, names, ["level"], level)
        units = runs_of_factor.groupby(["level", key], observed=True)[names].mean().reset_index()
        means = spread(units, names, ["level"], level)
        table = bands.assign(**{column: means[column] for column in ("mean", "ci_low", "ci_high")}, units=means["n"], unit=unit)
        at = table["level"].astype(int)
        for column in ("label", "middle"):
            table.insert(1, column, levels[column].to_numpy()[at])
        table.insert(0, "factor", factor)
        table["points"] = at.map(place.value_counts()).to_numpy()
        frames.append(table.rename(columns={"n": "runs"}))
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()


def strongest(levels: pd.DataFrame, outcome: str, n: int = 2) -> list[str]:
    """The factors whose levels differ most in an outcome, the strongest first."""
    levels_of_outcome = levels[(levels["outcome"] == outcome) & (levels["factor"] != "arm")]
    reach = levels_of_outcome.groupby("factor", sort=False)["mean"].agg(lambda means: means.max() - means.min())
    return [str(name) for name in reach.sort_values(ascending=False, kind="stable").index[:n]]


def two_way(swept: Swept, outcome: str, across: str, up: str) -> pd.DataFrame:
    """Means of an outcome: one column for each level of `across`, one row for each of `up`, named by their labels."""
    places = {name: level_of(swept.points[name]) for name in (across, up)}
    runs = swept.good[["design_point", outcome]]
    cells = pd.DataFrame({name: runs["design_point"].map(place) for name, (place, _levels) in places.items()})
    cells["value"] = runs[outcome]
    table = cells.pivot_table(index=up, columns=across, values="value", aggfunc="mean", observed=True)
    table.index = pd.Index([places[up][1]["label"].iloc[int(number)] for number in table.index], name=up)
    table.columns = pd.Index([places[across][1]["label"].iloc[int(number)] for number in table.columns], name=across)
    return table


def _read(end: float) -> str:
    """The end of a range as people read it: no powers of ten.

    >>> _read(0.40342), _read(200211.4)
    ('0.4034', '200,211')
    """
    return f"{end:,.0f}" if abs(end) >= 1000 else f"{end:.4g}"
