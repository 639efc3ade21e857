"""The JSON Schema of a scenario file, so that an editor completes and checks while one types."""

from __future__ import annotations

from typing import Any

from coopsim.language import text as _
from coopsim.scenario.drawn import NUMBERS, DrawnPolicy, Shares, Spread, drawable
from coopsim.scenario.model import Scenario
from coopsim.scenario.renamed import SCHEMA
from coopsim.scenario.tables import kind


def schema() -> dict[str, Any]:
    """The JSON Schema of a scenario file, described in the language spoken now.

    >>> schema()["properties"]["time"]["$ref"]
    '#/$defs/Time'
    """
    document = Scenario.model_json_schema()
    properties, mix = document["properties"], document["$defs"]["Population"]["properties"]
    properties.pop("id")  # the file's name says it
    properties["schema"] = {"type": "integer", "minimum": 1, "maximum": SCHEMA}
    _drawn(document["$defs"])
    for table, key in ((properties, "title"), (properties, "story"), (mix, "rules")):  # what a plain text may stand for
        annotations = {name: table[key].pop(name) for name in ("description", "title", "default") if name in table[key]}
        table[key] = {"anyOf": [{"type": "string"}, table[key]], **annotations}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **document,
        "title": "coopsim",
        "description": _("A scenario of coopsim"),
    }


def _drawn(definitions: dict[str, Any]) -> None:
    """What may be drawn of a cooperative: a distribution or shares in place of a value, and how many there are."""
    policy = definitions["CooperativePolicy"]["properties"]
    for other in (Spread, Shares):
        definitions[other.__name__] = other.model_json_schema()
    for name in drawable():
        plain = policy[name]
        annotations = {key: plain.pop(key) for key in ("description", "title", "default") if key in plain}
        spread = [{"$ref": "#/$defs/Spread"}] if kind(drawable()[name]) in NUMBERS else []
        policy[name] = {"anyOf": [plain, *spread, {"$ref": "#/$defs/Shares"}], **annotations}
    policy["count"] = DrawnPolicy.model_json_schema()["properties"]["count"]
