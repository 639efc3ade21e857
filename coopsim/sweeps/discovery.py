"""Where in a sweep something happens: boxes of few limits, made on one half of the points and tested on the other.

PRIM makes them (`coopsim.runs.boxes`), CART is the second look; both as EMA Workbench has them.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.runs.boxes import Tested, Within, is_installed, limits_between, searched, tested
from coopsim.sweeps.blocks import block, by_arm
from coopsim.sweeps.condition import Condition, condition
from coopsim.sweeps.summary.swept import Swept

Flags = NDArray[np.bool_]
SO = "="  # between a factor of names and one of its levels: a column of 0 and 1
MOST_BOXES = 3
FEWEST = 10  # points that are cases, and points that are none, in either half
COLUMNS = ["arm", "method", "box", "factor", "level", "low", "high", "quasi_p", *Tested._fields]


@dataclass(frozen=True)
class Search:
    """How boxes are searched and when they are told; see `coopsim.runs.boxes.Asked`."""

    threshold: float = 0.6
    limits: int = 3
    peel: float = 0.05
    least_mass: float = 0.05
    quasi_p: float = 0.05
    least_coverage: float = 0.15

    @property
    def least_density_tested(self) -> float:
        """A box is a little less dense where it was not made."""
        return self.threshold - 0.1


@dataclass(frozen=True)
class Discovery:
    """Where a condition holds.

    Attributes
    ----------
    where : str
        The condition, of the mean over the runs of a design point.
    searches : pandas.DataFrame
        One row for each arm: points, cases, without_value (points left out because no run has a value), runs, and note: "",
        "too_few" or "none_held".
    boxes : pandas.DataFrame
        One row for each limit of each box that holds on the half of the points that did not make it: arm, method ("PRIM" or
        "CART"), box, factor, level (of a factor of names, where from 1 on is "so" and up to 0 is "not so"), low, high, quasi_p
        (how often chance would do as well), coverage (of all cases, in the box) and density (of the points in the box, cases)
        on the half that made it, tested_coverage and tested_density on the other.
    points : pandas.DataFrame
        Index `design_point`: the factors, arm, is_case and is_held_back.
    """

    where: str
    searches: pd.DataFrame
    boxes: pd.DataFrame
    points: pd.DataFrame


def discover(swept: Swept, where: str, *, density: float = Search.threshold, seed: int = 1) -> Discovery:
    """Boxes of few limits on the factors, within which a condition holds.

    Parameters
    ----------
    swept : Swept
        A finished sweep of many points: Latin hypercube, Sobol', Morris, a wide grid or a table.
    where : str
        Such as "open < 0.5" or "trust_last < 0.4 and alive_last > 0.9", of the means over a point's runs; `open` is alive_last.
    density : float
        How many of the points in a box must be such, 0.1 to 1; a tenth less on the half on which it is tested.
    seed : int
        Of the drawing of the half on which boxes are made.

    Returns
    -------
    Discovery
        The boxes with their limits, coverage and density.

    Raises
    ------
    UserMistake
        A sweep that is not finished or has too few points or cases, a condition that says nothing, a missing package.

    References
    ----------
    Friedman and Fisher (1999); Bryant and Lempert (2010); Breiman, Friedman, Olshen and Stone (1984).
    """
    if not is_installed():
        message = _("boxes need the package ema_workbench, which is not installed")
        raise UserMistake(message, allowed="pip install 'coopsim[analysis]'")
    if isinstance(density, bool) or not isinstance(density, (int, float)) or not 0.1 < density < 1:
        raise UserMistake(field="density", got=density, allowed=_("a number between 0.1 and 1"))
    swept.completeness.refuse("PRIM")
    holds, asked, makes = condition(where, swept.indicators), Search(density), _first_half(swept, seed)
    searches, boxes, points = [], [], []
    for arm, of_arm in by_arm(swept):
        means = swept.good.groupby("design_point")[holds.outcomes].mean().reindex(of_arm)
        table = swept.points.loc[of_arm, swept.factors].assign(is_case=holds.holds(means))[means.notna().all(axis=1)]
        case, half = table["is_case"].to_numpy(), makes[table.index].to_numpy()
        is_enough = all((case[rows] == yes).sum() >= FEWEST for rows in (half, ~half) for yes in (True, False))
        kept = list(_kept(_columns(table[swept.factors]), case, half, asked)) if is_enough else []
        boxes += [{"arm": arm, **limit} for limit in kept]
        search = {"arm": arm, "points": len(table), "cases": int(case.sum()), "without_value": len(of_arm) - len(table)}
        search["runs"] = int(swept.good["design_point"].isin(table.index).sum())
        searches.append({**search, "note": "" if kept else "none_held" if is_enough else "too_few"})
        points.append(table.assign(arm=arm, is_held_back=~half))
    if all(search["note"] == "too_few" for search in searches):
        raise _too_few(searches, holds)
    return Discovery(str(holds), pd.DataFrame(searches), pd.DataFrame(boxes, columns=COLUMNS), pd.concat(points))


def _too_few(searches: list[dict[str, Any]], holds: Condition) -> UserMistake:
    most = max(searches, key=lambda search: min(search["cases"], search["points"] - search["cases"]))
    message = _("too few points to search: {cases} of {points} are such").format(**most)
    allowed = _("{n} that are such and {n} that are not, in either half of the points: more points, or another condition")
    return UserMistake(message, field="--where", got=str(holds), allowed=allowed.format(n=FEWEST))


def _first_half(swept: Swept, seed: int) -> pd.Series:
    """Whether a point makes boxes or is held back; points that were drawn as one, and the arms of one, stay together."""
    number = swept.points["background"] if swept.arms else pd.Series(range(len(swept.points)), index=swept.points.index)
    blocks = number.to_numpy(dtype=np.int64) // block(swept)
    order = np.random.default_rng(seed).permutation(int(blocks.max()) + 1)
    return pd.Series(order[blocks] < len(order) / 2, index=swept.points.index)


def _columns(factors: pd.DataFrame) -> pd.DataFrame:
    """Factors as numbers: one column of 0 and 1 for each level of a factor of names, one for two levels.

    >>> _columns(pd.DataFrame({"trust": [0.1, 0.2], "rules": ["a", "b"]})).columns.tolist()
    ['trust', 'rules=b']
    """
    columns: dict[str, pd.Series] = {}
    for name, values in factors.items():
        if values.isna().any():
            raise UserMistake(_("has no single value at some points"), field=str(name))
        if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
            columns[str(name)] = values.astype("int64" if pd.api.types.is_integer_dtype(values) else float)
            continue
        levels = sorted(map(str, pd.unique(values)))
        for level in levels[1:] if len(levels) == 2 else levels:
            columns[f"{name}{SO}{level}"] = (values.astype(str) == level).astype(float)
    return pd.DataFrame(columns, index=factors.index)


def _kept(factors: pd.DataFrame, case: Flags, half: Flags, asked: Search) -> Iterator[dict[str, Any]]:
    """A row for each limit of each box that stands on the other half."""
    made = {"PRIM": searched(factors[half], case[half], asked, MOST_BOXES), "CART": _tree(factors, case, half, asked)}
    for method, boxes in made.items():
        stand = ((within, tested(within, factors, case, half, asked)) for within in boxes)
        kept = ((within, worth) for within, worth in stand if worth is not None)
        for number, (within, worth) in enumerate(islice(kept, MOST_BOXES), 1):
            for limit in within.limits:
                factor, is_level, level = limit.name.partition(SO)
                low, high = limit.low, limit.high
                if is_level:  # between 0 and 1 there is nothing
                    low, high = (None if low is None else 1.0), (None if high is None else 0.0)
                row = {"method": method, "box": number, "factor": factor, "level": level or None, "low": low, "high": high}
                yield row | {"quasi_p": limit.quasi_p, **worth._asdict()}


def _tree(factors: pd.DataFrame, case: Flags, half: Flags, asked: Search) -> list[Within]:
    """The dense leaves of a tree as deep as boxes have limits, those that hold most cases first."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from ema_workbench.analysis.cart import CART
        from sklearn.tree import DecisionTreeClassifier

    numbers, cases = factors[half].astype(float), case[half].astype(int)
    whole = {str(name) for name, of in factors.items() if of.dtype.kind in "iu"}
    cart = CART(numbers, cases, asked.least_mass)
    least = max(1, int(asked.least_mass * len(numbers)))
    # the library's own tree is as deep as it can be, and breaks ties by chance
    cart.clf = DecisionTreeClassifier(max_depth=asked.limits, min_samples_leaf=least, random_state=0)
    cart.clf.fit(numbers.to_numpy(), cases)
    everywhere = pd.DataFrame([numbers.min(), numbers.max()])
    leaves = [Within(limits_between(box, everywhere, whole)) for box in cart.boxes] if cart.clf.get_depth() else []
    worth = {leaf: leaf.coverage_and_density(numbers, case[half]) for leaf in leaves}
    return sorted((leaf for leaf in leaves if worth[leaf][1] >= asked.threshold), key=lambda leaf: -worth[leaf][0])
