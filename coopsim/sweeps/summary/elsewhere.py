"""A sweep as other libraries take it: EMA Workbench's pair of experiments and outcomes, xarray's data set."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.runs.indicators import indicator

if TYPE_CHECKING:
    from coopsim.sweeps.summary.swept import Swept


def ema(swept: Swept) -> tuple[pd.DataFrame, dict[str, Any]]:
    """(experiments, outcomes) as EMA Workbench's `perform_experiments` gives them; outcomes are means over a point's runs."""
    points = swept.points
    background = points["background"] if "background" in points else pd.Series(points.index, index=points.index)
    experiments = points[swept.factors].assign(
        scenario=background.astype(int),
        policy=points["arm"].astype(str) if swept.arms else "None",
        model="coopsim",
    )
    means = swept.good.groupby("design_point")[swept.indicators].mean().reindex(points.index)
    return experiments.reset_index(drop=True), {name: means[name].to_numpy(dtype=float) for name in swept.indicators}


def xarray(swept: Swept) -> Any:
    """A data set with the dimensions design_point and replicate, the factors as coordinates of the points."""
    if find_spec("xarray") is None:
        raise UserMistake(_("needs the package xarray, which is not installed"), field="to_xarray", allowed="pip install xarray")
    from xarray import Dataset

    runs = swept.outcomes.set_index(["design_point", "replicate"])[swept.indicators].astype(float)
    numbers = np.unique(runs.index.get_level_values("replicate"))
    whole = runs.reindex(pd.MultiIndex.from_product([swept.points.index, numbers], names=["design_point", "replicate"]))
    values = whole.to_numpy().reshape(len(swept.points), len(numbers), -1)
    variables = {}
    for place, name in enumerate(swept.indicators):
        measure = indicator(name)
        facts = {"units": measure.unit, "long_name": measure.en, "long_name_es": measure.es}
        variables[name] = (("design_point", "replicate"), values[:, :, place], facts)
    coordinates: dict[str, Any] = {"design_point": swept.points.index.to_numpy(), "replicate": numbers}
    for factor, column in swept.points.items():
        coordinates[str(factor)] = ("design_point", column.to_numpy())
    return Dataset(variables, coordinates, attrs={"design": swept.kind, "scenario": str(swept.design.get("scenario", ""))})
