"""Two scenarios with common random numbers, run by run: what differs, how surely, and whether that speaks for the claim.

The random draws of a run depend on seed and replicate alone: run 7 of A and run 7 of B have the same weather and the same
people.
The numbers are those of `coopsim run NAME --replicates N`, in the rows "region" of its tables.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.arguments import whole
from coopsim.claim.criteria import criteria
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.model.columns import REGION
from coopsim.model.season_columns import SEASONS
from coopsim.runs.indicators import KEYS
from coopsim.runs.run import run
from coopsim.runs.scenario_run import Keep, ScenarioRun
from coopsim.runs.statistics import Interval, mean_interval
from coopsim.scenario import Scenario, loaded
from coopsim.scenario.model import TEXTS

RUNS = 100
RUNS_AT_ONCE = 20  # small blocks: somebody watches the progress
FEWEST_RUNS = 50  # fewer never speak for or against the claim
PRICE_APART_SHARE = 0.10  # seasons count as dear or cheap from here on
UNITS = {column.name: column.unit for column in SEASONS[KEYS:]}
OUTCOMES = ("delivery_share", "income_usd_per_farmer", "unit_cost_usd_per_qq", "trust")


@dataclass(frozen=True)
class Difference:
    """One outcome in A and in B: means over the same runs, B less A with its 95 % interval, and the middle 80 % of the runs."""

    name: str
    a: float
    b: float
    change: Interval
    p10: float
    p90: float


@dataclass(frozen=True)
class Comparison:
    """What came out of both. `seasons` are those compared; `kind` is "dear" or "cheap" where B's price lies apart from A's.

    closed: in how many of `runs` the cooperative had closed by the last season compared. speaks: "for", "against", "unclear",
    or "" where more than the price differs or too few runs were made. unharmed: a dear price surely does the cooperative no harm
    that counts.
    """

    runs: int
    seasons: tuple[int, ...]
    kind: str
    price_ratio: float
    differences: tuple[Difference, ...]
    closed: tuple[int, int]
    speaks: str
    unharmed: bool = False

    def of(self, name: str) -> Difference:
        """The difference in one outcome."""
        return next(difference for difference in self.differences if difference.name == name)

    def table(self) -> pd.DataFrame:
        """One row for each outcome: unit, means a and b, difference (b less a) with ci_low, ci_high, p10 and p90, and n runs."""
        rows = [
            {"outcome": one.name, "unit": UNITS[one.name], "a": one.a, "b": one.b, "difference": one.change.mean}
            | {"ci_low": one.change.low, "ci_high": one.change.high, "p10": one.p10, "p90": one.p90, "n": one.change.n}
            for one in self.differences
        ]
        return pd.DataFrame(rows)


def compare(
    a: str | Path | Scenario,
    b: str | Path | Scenario,
    runs: int = RUNS,
    seed: int = 1,
    workers: int = 1,
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    outcomes: Sequence[str] = (),
) -> Comparison:
    """Simulate both scenarios `runs` times with the same random draws and compare them.

    Over the seasons in which their prices lie apart, else over all. `comparison_text` says it in words.

    Parameters
    ----------
    a, b : str, Path or Scenario
        The two sides: names, paths of files, or scenarios.
    runs : int
        Replicates of each side; fewer than 50 never speak for or against the claim.
    seed : int
        Of all random draws; run k of A and run k of B have the same (common random numbers).
    workers : int
        Processes that share the work; the numbers do not depend on it.
    on_progress : callable, optional
        Called with the runs done and the runs in all.
    cancelled : callable, optional
        Once it returns true no new run is begun.
    outcomes : sequence of str
        Columns of `seasons` to compare besides the four that are always: what was delivered, income, cost and trust.

    Returns
    -------
    Comparison
        The seasons compared, and for each outcome the means of both sides and the paired difference, in the outcome's unit.

    Raises
    ------
    UserMistake
        A scenario, an argument or an outcome that is none.
    Cancelled
        `cancelled()` returned true.

    Examples
    --------
    >>> from coopsim.scenario import load
    >>> short = load("steady").with_values({"years": 3, "warm_up_years": 2})
    >>> compared = compare(short, short.with_values({"advance_share": 0.9}), runs=4)
    >>> compared.runs, compared.seasons, compared.kind, compared.speaks
    (4, (0, 1, 2), '', '')
    """
    a, b = loaded(a, "a"), loaded(b, "b")
    names = compared_outcomes(outcomes)
    runs, seed, workers = whole("runs", runs, 1), whole("seed", seed), whole("workers", workers, 1)
    blocks = [list(range(first, min(first + RUNS_AT_ONCE, runs))) for first in range(0, runs, RUNS_AT_ONCE)]
    jobs = [ScenarioRun(scenario, block, seed, Keep(months=1), arm) for arm, scenario in (("A", a), ("B", b)) for block in blocks]
    results = run(jobs, workers, on_progress, cancelled)
    sides = [results[: len(blocks)], results[len(blocks) :]]
    months_a, months_b = (_region(side, 0) for side in sides)
    seasons_a, seasons_b = (_region(side, 1) for side in sides)
    return compared(months_a, seasons_a, months_b, seasons_b, same_but_price(a, b), names)


def compared_outcomes(more: Sequence[str] = ()) -> tuple[str, ...]:
    """The four outcomes that are always compared, then those asked for besides; each a column of `seasons`.

    >>> compared_outcomes(["members", "trust"])
    ('delivery_share', 'income_usd_per_farmer', 'unit_cost_usd_per_qq', 'trust', 'members')
    """
    for name in more:
        if name not in UNITS:
            raise UserMistake(_("no such outcome"), field="--outcome", got=name, among=UNITS)
    return tuple(dict.fromkeys((*OUTCOMES, *more)))


def same_but_price(a: Scenario, b: Scenario) -> bool:
    """Whether two scenarios differ in their price and in nothing else that acts.

    >>> from coopsim.scenario import load
    >>> boom = load("boom")
    >>> same_but_price(boom, boom.with_values({"source": "constant"})), same_but_price(boom, load("indexed-prices"))
    (True, False)
    """
    return _acting(a) == _acting(b)


def compared(
    months_a: pd.DataFrame,
    seasons_a: pd.DataFrame,
    months_b: pd.DataFrame,
    seasons_b: pd.DataFrame,
    price_only: bool,
    outcomes: Sequence[str] = OUTCOMES,
) -> Comparison:
    """The comparison from tables `months` (of one run at least) and `seasons`, rows "region" only."""
    ratios = (_price_by_season(months_b) / _price_by_season(months_a)).dropna()
    window, kind = _window(ratios)
    wide_a, wide_b = (seasons[seasons["season"].isin(window)] for seasons in (seasons_a, seasons_b))
    differences = tuple(_difference(name, wide_a, wide_b) for name in outcomes)
    runs = int(seasons_a["replicate"].nunique())
    shut_a, shut_b = (_closed(seasons, max(window)) for seasons in (seasons_a, seasons_b))
    by_name, closings = {entry.name: entry for entry in differences}, mean_interval(shut_b.astype(float) - shut_a)
    judged = price_only and bool(kind) and runs >= FEWEST_RUNS
    speaks = _speaks(kind, by_name, closings) if judged else ""
    unharmed = judged and kind == "dear" and _unharmed(by_name, closings)
    ratio = float(ratios.loc[list(window)].mean())
    return Comparison(runs, window, kind, ratio, differences, (int(shut_a.sum()), int(shut_b.sum())), speaks, unharmed)


def _region(side: list[Any], which: int) -> pd.DataFrame:
    table: pd.DataFrame = pd.concat([tables[which] for tables in side if len(tables[which])], ignore_index=True)
    return table.loc[table["cooperative"] == REGION]


def _acting(scenario: Scenario) -> dict[str, Any]:
    return {table: values for table, values in scenario.document().items() if table not in (*TEXTS, "price")}


def _price_by_season(months: pd.DataFrame) -> pd.Series:
    return months.groupby("season")["world_price_usd_per_qq"].mean()


def _window(ratios: pd.Series) -> tuple[tuple[int, ...], str]:
    for kind, apart in (("dear", ratios >= 1 + PRICE_APART_SHARE), ("cheap", ratios <= 1 / (1 + PRICE_APART_SHARE))):
        others = (ratios - 1).abs() > PRICE_APART_SHARE
        if apart.any() and not (others & ~apart).any():
            return tuple(int(season) for season in ratios.index[apart]), kind
    return tuple(int(season) for season in ratios.index), ""


def _difference(name: str, a: pd.DataFrame, b: pd.DataFrame) -> Difference:
    sides = [_of_runs(name, side) for side in (a, b)]
    pair = pd.concat(sides, axis=1, join="inner", keys=["a", "b"]).dropna()
    change = pair["b"] - pair["a"]
    p10, p90 = (float(change.quantile(q)) if len(change) else float("nan") for q in (0.1, 0.9))
    return Difference(name, float(pair["a"].mean()), float(pair["b"].mean()), mean_interval(change), p10, p90)


def _of_runs(name: str, seasons: pd.DataFrame) -> pd.Series:
    """One number a run: the mean over the seasons. Where no member is left nothing is delivered; other gaps are left out."""
    value = seasons[name]
    if name == "delivery_share":
        value = value.fillna(0.0)
    return value.groupby(seasons["replicate"]).mean()


def _closed(seasons: pd.DataFrame, last: int) -> NDArray[np.bool_]:
    at_end = seasons[seasons["season"] == last].sort_values("replicate")
    return np.asarray(at_end["alive"] <= 0)


def _speaks(kind: str, differences: dict[str, Difference], closings: Interval) -> str:
    """By the smallest effects that the test of the claim fixed beforehand; an interval must lie wholly on one side."""
    smallest = {part.id: float(part.smallest_effect or 0.0) for part in criteria().subclaims}
    income = differences["income_usd_per_farmer"]
    if income.change.n < FEWEST_RUNS:
        return "unclear"
    gain = smallest["H1"] * abs(income.a)
    if kind == "cheap":
        return "for" if income.change.high <= -gain else "against" if income.change.low > -gain else "unclear"
    delivery, fall, shut = differences["delivery_share"].change, smallest["H2d"], smallest["H2t"]
    earns, earns_not = income.change.low >= gain, income.change.high < gain
    if earns and (delivery.high <= -fall or closings.low >= shut):
        return "for"
    return "against" if earns_not or _unharmed(differences, closings) else "unclear"


def _unharmed(differences: dict[str, Difference], closings: Interval) -> bool:
    """Whether neither the share delivered nor closings get worse by what counts, surely."""
    smallest = {part.id: float(part.smallest_effect or 0.0) for part in criteria().subclaims}
    kept = differences["delivery_share"].change.low > -smallest["H2d"]
    return kept and (closings.high < smallest["H2t"] or closings.n < 2)
