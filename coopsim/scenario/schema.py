"""The JSON Schema of a scenario file, so that an editor completes and checks while one types."""

from __future__ import annotations

from typing import Any

from coopsim.language import text as _
from coopsim.scenario.model import Scenario
from coopsim.scenario.renamed import SCHEMA


def schema() -> dict[str, Any]:
    """The JSON Schema of a scenario file, described in the language spoken now.

    >>> schema()["properties"]["time"]["$ref"]
    '#/$defs/Time'
    """
    document = Scenario.model_json_schema()
    properties, mix = document["properties"], document["$defs"]["Population"]["properties"]
    properties.pop("id")  # the file's name says it
    properties["schema"] = {"type": "integer", "minimum": 1, "maximum": SCHEMA}
    for table, key in ((properties, "title"), (properties, "story"), (mix, "rules")):  # what a plain text may stand for
        annotations = {name: table[key].pop(name) for name in ("description", "title", "default") if name in table[key]}
        table[key] = {"anyOf": [{"type": "string"}, table[key]], **annotations}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **document,
        "title": "coopsim",
        "description": _("A scenario of coopsim"),
    }
