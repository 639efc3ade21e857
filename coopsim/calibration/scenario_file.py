"""A scenario file of what was estimated: it builds on the scenario that was fitted, and every command takes it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from coopsim.calibration.unknowns import HARVEST_ERROR, SD
from coopsim.language import LANGUAGES
from coopsim.language import text as _
from coopsim.scenario import Scenario, parameters
from coopsim.scenario.read import names
from coopsim.scenario.renamed import SCHEMA
from coopsim.scenario.written import written

DIGITS = 4


def estimates_of(table: pd.DataFrame) -> dict[str, float]:
    """The medians of what is a parameter of the model, rounded as they are written."""
    medians = table.set_index("parameter")["median"].drop(HARVEST_ERROR, errors="ignore")
    return {str(name): float(f"{value:.{DIGITS}g}") for name, value in medians.items()}


def fitted_scenario(scenario: Scenario, rule: str, table: pd.DataFrame) -> Scenario:
    """The scenario with every household deciding by that rule and the estimates in place."""
    return scenario.with_values({"rules": {rule: 1.0}, **estimates_of(table)})


def scenario_text(scenario: Scenario, rule: str, table: pd.DataFrame, ledger: Path) -> str:
    """The file: its base, the rule, the medians, each with its 90 % interval behind it."""
    fitted, rows = fitted_scenario(scenario, rule, table), table.set_index("parameter")
    base = scenario.id if scenario.id in names() else (scenario.beside(scenario.id + ".toml")).resolve().as_posix()
    heads = {language: getattr(scenario.title, language) for language in LANGUAGES}
    titles = {
        language: _("{title}, fitted to {file}", language).format(title=heads[language], file=ledger.name)
        for language in LANGUAGES
    }
    lines = [
        "# " + _("Written by coopsim calibrate: medians; behind each the interval that holds it with 90 %."),
        f"schema = {SCHEMA}",
        f"base   = {written(base)}",
        f"title  = {written(titles)}",
        f"source = {written('coopsim calibrate ' + ledger.name)}",
    ]
    tables: dict[str, list[str]] = {"population": [f"rules = {{ {rule} = 1.0 }}"]}
    where = {parameter.name: parameter.table for parameter in parameters()}
    for name in dict.fromkeys(str(one).removesuffix(SD) for one in rows.index if one != HARVEST_ERROR):
        interval = [_interval(rows, name)] + ([_("spread") + " " + _interval(rows, name + SD)] if name + SD in rows.index else [])
        value = _value(fitted, where[name], name.rpartition(".")[2])
        tables.setdefault(where[name], []).append(f"{name.rpartition('.')[2]} = {value}  # {'; '.join(interval)}")
    for table_name, values in tables.items():
        lines += ["", f"[{table_name}]", *values]
    return "\n".join(lines) + "\n"


def _interval(rows: pd.DataFrame, name: str) -> str:
    low, high = (f"{float(rows[end][name]):.{DIGITS}g}" for end in ("low", "high"))
    return _("{low} to {high}").format(low=low, high=high)


def _value(fitted: Scenario, table: str, name: str) -> str:
    values: object = fitted
    for step in table.split("."):
        values = getattr(values, step)
    value = getattr(values, name)
    if isinstance(value, (int, float)):
        return written(value)
    shape: Mapping[str, object] = value.model_dump(exclude_none=True)
    return written(shape["mean"] if shape["distribution"] == "constant" else shape)
