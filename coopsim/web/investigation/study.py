"""What a page asks, as a design of `coopsim.designs`; how much of it a server does; and what came of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

import coopsim
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.web.asked import ARMS, OUTCOMES, Axis, is_number
from coopsim.web.controls import SHAPES
from coopsim.web.live import MOST_FARMERS, MOST_YEARS, scenario_of
from coopsim.web.state import PageState, settable

MOST_FARMER_YEARS = MOST_FARMERS * MOST_YEARS * 100  # of all runs together: what a visitor may ask of a server
FATES = ("open", "shrinking", "closed")
SEASON_COLUMNS = ["design_point", "replicate", "season", "cooperative", "grouping", "members", "alive", "delivery_share"]
FILE = "investigate.toml"
THRESHOLDS = dict(zip(OUTCOMES, (0.5, 1000.0, 0.5, 0.5), strict=True))  # where a sign is read, unless the visitor says
Key = tuple[Any, ...]


def axes_of(state: PageState) -> tuple[Axis, ...]:
    """The parameters that are moved; where nothing was chosen, the advance and the size of the price change."""
    if state.asked.axes:
        return state.asked.axes
    moves = state.asked.three_prices or scenario_of(state.preset, state.changes).price.source in SHAPES
    second = Axis("rise_share", 0.2, 0.8, 4) if moves else Axis("payment_delay_months", 1.0, 10.0, 4)
    return (Axis("advance_share", 0.4, 1.0, 4), second)


def key_of(state: PageState) -> Key:
    """All that decides the numbers."""
    return ("sweep", state.preset, state.changes, state.seed, axes_of(state), state.asked.replicates, state.asked.three_prices)


def settings(state: PageState) -> dict[str, Any]:
    """The keys of the design, as a design file has them."""
    axes = axes_of(state)
    taken = {axis.name for axis in axes} | ({"source"} if state.asked.three_prices else set())
    arms = [{"id": price, "set": {"source": source}} for price, source in ARMS.items()]
    return {
        "scenario": state.preset,
        "design": "factorial",
        "seed": state.seed,
        "replicates": state.asked.replicates,
        "outcomes": list(OUTCOMES),
        "set": {name: value for name, value in state.changes if name not in taken},
        "factor": {axis.name: _levels(axis) for axis in axes},
        "arm": arms if state.asked.three_prices else [],
    }


def _levels(axis: Axis) -> dict[str, Any]:
    parameter = settable()[axis.name]
    if is_number(parameter):
        kind = int if parameter.type == "whole" else float
        return {"low": kind(axis.low), "high": kind(axis.high), "steps": axis.steps}
    return {"levels": list(parameter.choices) or [False, True]}


def design_of(state: PageState) -> coopsim.Design:
    """The design, no larger than a page may ask for."""
    scenario = scenario_of(state.preset, state.changes)
    design = coopsim.Design(**settings(state), seasons=True)
    most = max(design.farmers_of(point) for point in range(len(design)))
    if most > MOST_FARMERS:
        raise UserMistake(_("too large for a page"), field="farmers", got=most, allowed=str(MOST_FARMERS))
    asked, allowed = runs_of(state), MOST_FARMER_YEARS // (most * scenario.time.years)
    if asked > allowed:
        sentence = _("too many runs for a page: take fewer levels or fewer runs a cell, or use coopsim sweep")
        raise UserMistake(sentence, field=_("runs"), got=asked, allowed=_("{n} at most").format(n=allowed))
    return design


def runs_of(state: PageState) -> int:
    """How many runs it is."""
    cells = 1
    for axis in axes_of(state):
        cells *= len(levels_of(axis))
    return cells * state.asked.replicates * (len(ARMS) if state.asked.three_prices else 1)


def levels_of(axis: Axis) -> tuple[Any, ...]:
    """The values of one axis, as the design has them."""
    design = coopsim.Design("steady", "factorial", factor={axis.name: _levels(axis)})
    return design.factors[0].grid()


def design_text(state: PageState) -> str:
    """The design as a file for `coopsim sweep`."""
    keys = settings(state)
    lines = [f"{name} = {_written(keys[name])}" for name in ("scenario", "design", "seed", "replicates", "outcomes")]
    if keys["set"]:
        lines += ["", "[set]", *(f"{name} = {_written(value)}" for name, value in keys["set"].items())]
    lines += ["", "[factor]", *(f"{name} = {_written(levels)}" for name, levels in keys["factor"].items())]
    for arm in keys["arm"]:
        lines += ["", "[[arm]]", f"id = {_written(arm['id'])}", f"set = {_written(arm['set'])}"]
    return "\n".join([*lines, ""])


def _written(value: Any) -> str:
    """A value as TOML writes it.

    >>> print(_written({"low": 0.2, "steps": 3}), _written(True), _written(["a"]))
    { low = 0.2, steps = 3 } true ["a"]
    """
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_written(part)}" for name, part in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)


def threshold_of(state: PageState) -> float:
    """Where the sign of an outcome is read, where no prices are compared."""
    given = state.asked.threshold
    return THRESHOLDS[state.asked.outcome] if given is None else given


def commands(state: PageState) -> list[str]:
    """The command lines that give the same numbers, with the design file that the page offers."""
    along = "".join(f" --along {axis.name}" for axis in axes_of(state)[:2])
    threshold = "" if state.asked.three_prices else f" --threshold {threshold_of(state):g}"
    return [
        f"coopsim sweep {FILE} --out investigate",
        f"coopsim flips investigate --outcome {state.asked.outcome}{along}{threshold}",
    ]


@dataclass(frozen=True)
class Results:
    """What came of it. A point of the design is a cell under one price; cells are tuples of levels, one of each axis."""

    levels: tuple[tuple[Any, ...], ...]
    prices: tuple[str, ...]
    swept: Any  # as `coopsim.sweep` gives it, with the columns of its seasons that are shown

    @cached_property
    def cells(self) -> list[tuple[int, ...]]:
        """All cells, in the order of the design."""
        return list(product(*(range(len(levels)) for levels in self.levels)))

    def point(self, cell: tuple[int, ...], price: str) -> int:
        """The number of a cell under one price."""
        here = self.prices.index(price) if price in self.prices else 0
        return self.cells.index(cell) * len(self.prices) + here

    @cached_property
    def runs(self) -> pd.DataFrame:
        """One row a run: its outcomes and its fate."""
        return self.swept.outcomes.merge(coopsim.fates(self.swept), on=["design_point", "replicate"])

    def counts(self, points: list[int]) -> dict[str, int]:
        """How many runs came to which end, at some points together."""
        number = self.runs[self.runs["design_point"].isin(points)]["fate"].value_counts()
        return {fate: int(number.get(fate, 0)) for fate in (*FATES, "failed")}

    def delivered(self, points: list[int]) -> np.ndarray:
        """Members' coffee delivered, by run and season; a closed cooperative takes none."""
        table = self.swept.seasons
        assert table is not None
        here = table[table["design_point"].isin(points)]
        share = here["delivery_share"].where(here["alive"] > 0, 0.0)
        wide = here.assign(share=share).pivot_table(
            index=["design_point", "replicate"], columns="season", values="share", dropna=False, observed=True
        )
        return wide.to_numpy(dtype=float)


def results_of(state: PageState, workers: int, on_progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> Results:
    """All its runs. `cancelled` may raise: then what is under way ends at once."""
    design = design_of(state)
    swept = coopsim.sweep(design, workers=workers, progress=False, on_progress=on_progress, cancelled=cancelled)
    assert swept.seasons is not None  # the design asks for them
    seasons = swept.seasons[(swept.seasons["cooperative"] == "region") & (swept.seasons["grouping"] == "all")]
    slim = replace(swept, seasons=seasons[SEASON_COLUMNS].reset_index(drop=True))
    return Results(tuple(one.grid() for one in design.factors), tuple(arm.id for arm in design.arms) or ("",), slim)
