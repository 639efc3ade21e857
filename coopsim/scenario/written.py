"""Values as a scenario file writes them, and a new scenario file to start from."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from coopsim.language import current
from coopsim.language import text as _
from coopsim.scenario.declare import Parameter
from coopsim.scenario.renamed import SCHEMA
from coopsim.scenario.tables import TABLES, parameters


def written(value: Any) -> str:
    """`value` as TOML writes it.

    >>> print(written({"distribution": "uniform", "low": 3.0}), written(True), written((1, 2)))
    { distribution = "uniform", low = 3.0 } true [1, 2]
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        keys = [key if key.replace("_", "").replace("-", "").isalnum() and key.isascii() else json.dumps(key) for key in value]
        return "{ " + ", ".join(f"{key} = {written(part)}" for key, part in zip(keys, value.values(), strict=True)) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(written(part) for part in value) + "]"
    return str(value)


def span(parameter: Parameter) -> str:
    """What a parameter may be, in a few words: its choices or its range."""
    if parameter.choices:
        return ", ".join(parameter.choices)
    if parameter.low is not None and parameter.high is not None:
        return _("{low} to {high}").format(low=f"{parameter.low:,}", high=f"{parameter.high:,}")
    return {"yes_no": "true, false"}.get(parameter.type, "")


def template(name: str, base: str, document: Mapping[str, Any], on: Collection[str]) -> str:
    """A scenario file that changes nothing of `base` yet: its parameters stand in it behind a #, with their meaning.

    `document` is the base scenario as plain tables; `on` are the extensions that it uses: beside the core, theirs are written.
    """
    language = current()
    lines = [
        "# "
        + _("A scenario of coopsim. Take away the # before a line to change its value; what is not written is as in the base."),
        "# " + _("Check it with: coopsim scenarios check FILE"),
        f"schema = {SCHEMA}",
        f"base   = {written(base)}",
        f"title  = {written({'en': name, 'es': name})}",
        f"story  = {written({'en': '', 'es': ''})}",
        'source = ""',
        "look_at = " + written(document["look_at"]),
    ]
    for table in TABLES:
        group = [one for one in parameters() if one.table == table and (not one.extension or one.extension in on)]
        if not group:
            continue
        lines += ["", "# " + (group[0].group_es if language == "es" else group[0].group_en)]
        if table == "cooperative":
            lines.append(
                "# "
                + _("Cooperatives are replaced all together: take away the # of [[cooperative]] and of all lines that you need.")
            )
            for policy in document["cooperative"]:
                lines.append("# [[cooperative]]")
                lines += [f"# count = {policy['count']}"] if "count" in policy else []
                lines += _lines(group, policy, language)
            continue
        values: Any = document
        for step in table.split("."):
            values = values[step]
        lines += [f"[{table}]", *_lines(group, values, language)]
    lines += ["", "# " + _("More can be set, each in its table: coopsim parameters --all")]
    lines += ["", "# " + _("What happens in the middle of the run: take away the # of all lines that you need."), *_event_lines()]
    return "\n".join(lines) + "\n"


def _event_lines() -> list[str]:
    example = {"id": "rust", "kind": "rust", "month": "1995-10", "lasts_months": 18, "size_share": 0.15}
    more = {"cost_usd": 5000.0, "paid_by": "cooperative", "active": True}
    return ["#   [[event]]", *(f"#   {key} = {written(example_value)}" for key, example_value in (example | more).items())]


def _lines(group: list[Parameter], values: Mapping[str, Any], language: str) -> list[str]:
    lines = []
    for parameter in group:
        key = parameter.name.rpartition(".")[2]
        facts = "; ".join(fact for fact in (_(parameter.unit), span(parameter)) if fact)
        title, sentence = (parameter.label_es, parameter.es) if language == "es" else (parameter.label_en, parameter.en)
        lines.append(f"#   {title}: {sentence} ({facts})")
        lines.append(f"# {key} = {written(values[key])}")
    return lines
