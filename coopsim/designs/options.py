"""The settings of a design: which there are, which design takes them, what they may be."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any

import pandas as pd

from coopsim.arguments import MOST_REPLICATES
from coopsim.designs.factor import Wrong, parameter_of
from coopsim.designs.places import Path
from coopsim.language import text as _
from coopsim.runs.indicators import SERIES, indicators, is_outcome
from coopsim.scenario import parse_set
from coopsim.scenario.renamed import new_name

KINDS = ("factorial", "one-at-a-time", "latin-hypercube", "sobol", "morris", "table", "arms")
GRIDS = ("factorial", "one-at-a-time", "arms")
SAMPLED = ("latin-hypercube", "sobol", "morris")
KEYS = (
    "scenario",
    "design",
    "title",
    "factor",
    "set",
    "arm",
    "point",
    "table",
    "points",
    "steps",
    "second_order",
    "grid_levels",
    "replicates",
    "replicates_at_most",
    "half_width",
    "seed",
    "outcomes",
    "seasons",
)
ONLY_FOR = {
    "points": SAMPLED,
    "steps": GRIDS,
    "second_order": ("sobol",),
    "grid_levels": ("morris",),
    "point": ("table",),
    "table": ("table",),
}
WHOLE = {
    "points": (1, 1_000_000),
    "steps": (2, 1000),
    "grid_levels": (2, 100),
    "replicates_at_most": (2, 1_000_000),
    "seed": (0, 2**63 - 1),
}
UNSAID: dict[str, tuple[Any, ...]] = {"points": (None,), "steps": (3,), "second_order": (False,), "grid_levels": (4,)}


def outcome_names() -> tuple[str, ...]:
    """Every outcome that a sweep may keep.

    >>> "delivery_share_mean" in outcome_names()
    True
    """
    return tuple(indicators())


def check(given: Mapping[str, Any], wrong: Wrong) -> None:
    """Every setting is what it may be, and one that this design takes."""
    kind = given["design"]
    if kind not in KINDS:
        wrong(("design",), got=kind, among=KINDS)
    for name, takes in ONLY_FOR.items():
        is_given = given[name] not in UNSAID[name] if name in UNSAID else _says_something(given[name])
        if is_given and kind not in takes:
            wrong(
                (name,),
                _("says nothing in a design {design}").format(design=kind),
                allowed=_("only in {designs}").format(designs=", ".join(takes)),
            )
    for name, (low, high) in WHOLE.items():
        value = given[name]
        if value is None and name == "points":
            continue
        if type(value) is not int or not low <= value <= high:
            wrong(
                (name,),
                got=value,
                allowed=_("a whole number") + ", " + _("{low} to {high}").format(low=f"{low:,}", high=f"{high:,}"),
            )
    for name in ("second_order", "seasons"):
        if type(given[name]) is not bool:
            wrong((name,), got=given[name], allowed="true, false")
    replicates = given["replicates"]
    if replicates != "auto" and (type(replicates) is not int or not 1 <= replicates <= MOST_REPLICATES):
        wrong(("replicates",), got=replicates, allowed=_("1 to {most}, or auto").format(most=f"{MOST_REPLICATES:,}"))
    for name in ("factor", "set", "half_width"):
        if given[name] is not None and not isinstance(given[name], Mapping):
            wrong((name,), got=given[name], allowed=_("a table headed {header}").format(header=f"[{name}]"))
    if not isinstance(given["arm"], (list, tuple)) or not all(isinstance(one, Mapping) for one in given["arm"]):
        wrong(("arm",), got=given["arm"], allowed=_("tables headed {header}").format(header="[[arm]]"))
    if not isinstance(given["table"], str):
        wrong(("table",), got=given["table"], allowed=_("the name of a CSV file"))
    _check_outcomes(given, wrong)
    _check_kind(kind, given, wrong)


def _says_something(value: Any) -> bool:
    return len(value) > 0 if isinstance(value, (str, list, tuple, pd.DataFrame)) else value is not None


def both_languages(path: Path, given: Any, wrong: Wrong) -> dict[str, str]:
    """A title in both languages; a plain text stands for both."""
    if isinstance(given, str):
        return {"en": given, "es": given}
    if (
        not isinstance(given, Mapping)
        or not set(given) <= {"en", "es"}
        or not all(isinstance(one, str) for one in given.values())
    ):
        wrong(path, got=given, allowed=_('a text, or { en = "...", es = "..." }'))
    texts = dict(given)
    return {language: texts.get(language) or next(iter(texts.values()), "") for language in ("en", "es")}


def _check_outcomes(given: Mapping[str, Any], wrong: Wrong) -> None:
    outcomes = given["outcomes"]
    if isinstance(outcomes, str) or not isinstance(outcomes, (list, tuple)):
        wrong(("outcomes",), got=outcomes, allowed=_("a list of names in quotes"))
    for name in outcomes:
        if (renamed := new_name(str(name))) is not None:
            wrong(("outcomes",), _("has a new name"), got=name, allowed=renamed)
        if not is_outcome(str(name)):
            wrong(
                ("outcomes",),
                _("no such outcome"),
                got=name,
                allowed=_(
                    "a season's column with _mean, _last, _min, _season_3 (of one season) or _series (of each), or closed_season"
                ),
                among=outcome_names(),
            )
    for name, value in (given["half_width"] or {}).items():
        among = tuple(one for one in outcomes if not one.endswith(SERIES)) or outcome_names()
        if name not in among:
            wrong(("half_width", name), _("no such outcome"), got=name, among=among)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value < float("inf"):
            wrong(("half_width", name), got=value, allowed=_("a number above 0"))


def _check_kind(kind: str, given: Mapping[str, Any], wrong: Wrong) -> None:
    if kind in SAMPLED and given["points"] is None:
        wrong(("points",), _("is missing"), allowed=_("the number of points"))
    if kind == "sobol" and given["points"] & (given["points"] - 1):
        wrong(("points",), got=given["points"], allowed=_("a power of 2, such as 256"))
    if kind == "arms" and not given["arm"]:
        wrong(("arm",), _("a design of arms needs two arms or more"))
    if len(given["arm"]) == 1:
        wrong(("arm",), _("one arm has nothing to be compared with"), allowed=_("two arms or more"))
    if kind == "table" and given["factor"]:
        wrong(("factor",), _("says nothing in a design {design}").format(design=kind), allowed=_("columns of the table"))
    if kind not in ("table", "arms") and not given["factor"]:
        wrong(("factor",), _("a design needs a factor"), allowed="[factor]")


def arm(place: int, given: Mapping[str, Any], wrong: Wrong) -> dict[str, Any]:
    """One [[arm]] as the parts of an Arm."""
    keys = ("id", "set", "scenario", "title")
    for key in given:
        if key not in keys:
            wrong(("arm", place, key), _("no such setting of an arm"), got=key, among=keys)
    id, values, title = given.get("id"), given.get("set", {}), given.get("title", "")
    if not isinstance(id, str) or not id:
        wrong(("arm", place, "id"), got=id, allowed=_("a text in quotes"))
    if not isinstance(values, Mapping):
        wrong(("arm", place, "set"), got=values, allowed="{ NAME = VALUE }")
    return {
        "id": id,
        "sets": dict(values),
        "scenario": given.get("scenario", ""),
        "title": both_languages(("arm", place, "title"), title, wrong),
    }


def rows(point: Any, table: str, folder: FilePath | None, wrong: Wrong) -> list[dict[str, Any]]:
    """The rows of an explicit table: inline, a DataFrame, or a CSV file beside the design. An empty cell: as in the scenario."""
    if table and _says_something(point):
        wrong(("table",), got=table, allowed=_("either [[point]] tables or a file"))
    if isinstance(point, pd.DataFrame):
        records = [{str(name): value for name, value in row.items() if not pd.isna(value)} for row in point.to_dict("records")]
        return [{name: _whole(name, value) for name, value in row.items()} for row in records]
    if not table:
        if not isinstance(point, (list, tuple)) or not all(isinstance(one, Mapping) for one in point):
            wrong(("point",), got=point, allowed=_("tables headed {header}").format(header="[[point]]"))
        return [dict(row) for row in point]
    path = table_path(table, folder)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        wrong(("table",), _("the file cannot be read"), got=table)
    lines = [line for line in csv.reader(text.splitlines()) if line]
    if len(lines) < 2:
        wrong(("table",), got=table, allowed=_("a line of names and a line of values for each point"))
    names = [name.strip() for name in lines[0]]
    for place, line in enumerate(lines[1:]):
        if len(line) != len(names):
            wrong(("point", place), got=", ".join(line), allowed=_("{n} values").format(n=len(names)))
    return [
        {
            name: value.strip() if name in ("scenario", "price") else parse_set([f"{name}={value}"])[name]
            for name, value in zip(names, line, strict=True)
            if value.strip()
        }
        for line in lines[1:]
    ]


def _whole(name: str, value: Any) -> Any:
    """A column with an empty cell holds decimals: 3.0 is told as 3 where a whole number is meant."""
    parameter, part = parameter_of(name)
    whole = parameter is not None and not part and parameter.type == "whole"
    return int(value) if whole and isinstance(value, float) and value.is_integer() else value


def table_path(table: str, folder: FilePath | None) -> FilePath:
    """A file that a design names: beside it, else from where we are."""
    neighbour = None if folder is None else folder / table
    return neighbour if neighbour is not None and neighbour.is_file() else FilePath(table)


def not_too_many(points: int, most: int, wrong: Wrong) -> None:
    """A slip of the pen must not fill the memory."""
    if points > most:
        wrong(("design",), _("too many points"), got=points, allowed=_("up to {most}").format(most=f"{most:,}"))
