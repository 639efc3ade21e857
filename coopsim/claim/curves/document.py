"""What verdict.json and curves.parquet say of where the verdict flips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from coopsim.claim.criteria import Criteria
from coopsim.claim.flips import plan
from coopsim.claim.flips.comparisons import by_process, dose_crossing, level_parts, percentiles_among_worlds
from coopsim.claim.flips.enough import enough
from coopsim.claim.flips.flip_map import flip_map
from coopsim.claim.flips.headroom import headroom_curve
from coopsim.claim.flips.shapley import shapley_document
from coopsim.claim.flips.swept import add_low_high, sweeps
from coopsim.claim.per_unit import Effects, Setting
from coopsim.runs.documents import plain
from coopsim.scenario import Scenario

Document = dict[str, Any]


def add_flips(
    document: Document,
    effects: pd.DataFrame,
    flips: pd.DataFrame,
    facts: pd.DataFrame,
    worlds: pd.DataFrame,
    draws: pd.DataFrame,
    scenario: Scenario,
    criteria: Criteria,
    process: str,
) -> None:
    """Write into the verdict document what the ensemble and the further runs show.

    `effects`, `worlds`: the ensemble's; `draws`: what every world drew, also those left out. `flips` and `facts` come from
    `plan.collected`; they may be empty where only the ensemble was run.
    """
    cell = str(document["headline_cell"])
    setting = Setting("world", criteria.headline_treatment, cell, criteria.headline_ln_size)
    whole = Effects(effects, criteria)
    made: Document = {
        "sweeps": sweeps(whole, setting, worlds, criteria),
        "level_parts": level_parts(whole, setting, criteria),
        "enough": enough(whole, setting, criteria),
        "headroom_curve": [],
        "flip_map": None,
        "by_process": {},
        "shapley": [],
        "mechanisms": criteria.flips["mechanisms"],
    }
    if len(flips):
        runs = int(facts.loc[facts["flip"] == plan.HEADROOM, "runs_per_world"].max())
        made["headroom_curve"] = headroom_curve(plan.at(flips, plan.HEADROOM), plan.at(facts, plan.HEADROOM), criteria, runs)
        made["flip_map"] = flip_map(
            plan.at(flips, plan.MAP), plan.at(facts, plan.SLOPES), scenario, criteria, whole, draws, int(document.get("seed", 1))
        )
        made["by_process"] = by_process(plan.at(flips, plan.PROCESS), whole, setting, criteria, process)
        add_low_high(made["sweeps"], plan.at(flips, plan.ALONE), criteria)
        tried = plan.at(facts, plan.WITHOUT, "")
        made["shapley"] = shapley_document(plan.at(flips, plan.WITHOUT), criteria, len(tried))
    for dot, percentiles in zip(
        document["episodes"], percentiles_among_worlds(document["episodes"], whole, setting, criteria), strict=True
    ):
        dot["percentile_among_worlds"] = percentiles
    for part in document["subclaims"]:
        part["dose_crossing"] = dose_crossing(part["dose_response"], part["smallest_effect"])
    document |= plain(made)


def curves_table(document: Mapping[str, Any]) -> pd.DataFrame:
    """Every point that the new figures draw, one row each: `curve` names the figure, `x` and `y` the place.

    headroom: x headroom. map: x the advance share, y the margin share. line: the dividing line of the map, value its margin
    share. sweep: x and y the ends of a third of the range, value the share of worlds that support. process: value the effect.
    """
    flip_map_ = document["flip_map"] or {"points": [], "cells": {}}
    rows = [
        _row("headroom", one["arm"], one["outcome"], one["headroom"], None, one["share"], one)
        for one in document["headroom_curve"]
    ]
    rows += [
        _row("map", one["cell"], flip_map_["outcome"], one["advance_share"], one["margin_share"], one["effect"], one)
        for one in flip_map_["points"]
    ]
    rows += [
        _row("line", cell, name, one["advance_share"], None, one[column], {})
        for cell, about in flip_map_["cells"].items()
        for one in about["line"]
        for name, column in (("start", "margin_share"), ("at the event", "margin_share_at_the_event"))
    ]
    rows += [
        _row("sweep", one["name"], id, third["from"], third["to"], third["share_supported"], {"n_worlds": third["n_worlds"]})
        for one in document["sweeps"]
        for id, by in one["by"].items()
        for third in by["thirds"]
    ]
    rows += [
        _row("process", process, id, None, None, one["effect"], one)
        for process, parts in document["by_process"].items()
        for id, one in parts.items()
    ]
    rows += [
        _row("shapley", one["mechanism"], entry["subclaim"], None, None, one["effect"], one | {"n_worlds": entry["n_worlds"]})
        for entry in document["shapley"]
        for one in entry["values"]
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


COLUMNS = ("curve", "name", "outcome", "x", "y", "value", "ci_low", "ci_high", "n")


def _row(curve: str, name: str, outcome: str, x: Any, y: Any, value: Any, one: Mapping[str, Any]) -> Document:
    n = one.get("n_worlds", one.get("n_paths"))
    values: Sequence[Any] = (curve, name, outcome, x, y, value, one.get("ci_low"), one.get("ci_high"), n)
    return dict(zip(COLUMNS, values, strict=True))
