"""One page that holds everything: figures inside, nothing asked of the network."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from matplotlib.figure import Figure

from coopsim.language import text as _
from coopsim.report.charts import data_address
from coopsim.report.numbers import true_minus

Document = Mapping[str, Any]


def shown(figure: Figure, caption: str) -> dict[str, str]:
    """A figure as a template wants it: its address and what it shows."""
    return {"address": data_address(figure), "words": caption}


def foot_of(verdict: Document, manifest: Document, language: str) -> list[tuple[str, str]]:
    """What it takes to have the same numbers again."""
    named = [
        (_("command", language), shlex.join(str(word) for word in manifest.get("command", []))),
        (_("coopsim version", language), manifest.get("coopsim_version") or verdict.get("coopsim_version")),
        (
            _("Python, NumPy, Mesa", language),
            ", ".join(str(manifest[key]) for key in ("python", "numpy", "mesa") if manifest.get(key)),
        ),
        (_("platform", language), manifest.get("platform")),
        (_("scenario", language), verdict.get("scenario")),
        (_("scenario hash", language), verdict.get("scenario_hash") or manifest.get("scenario_hash")),
        (_("hash of the outcome file", language), verdict.get("outcome_file_hash")),
        (_("hash of the model", language), verdict.get("model_hash")),
        (_("identity of the run", language), manifest.get("identity")),
        (_("seed", language), verdict.get("seed", manifest.get("seed"))),
        (_("replicates", language), verdict.get("replicates", manifest.get("replicates"))),
        (_("prices", language), verdict.get("price_source") or manifest.get("price_source")),
    ]
    return [(label, str(value)) for label, value in named if value not in (None, "")]


def notes_of(manifest: Document) -> list[str]:
    """What was said on the screen before the work: what was asked for and not had, what is doubtful in a price file."""
    return [str(sentence) for sentence in manifest.get("notes", ())]


def written(template: str, path: str | PathLike[str], language: str, **content: Any) -> Path:
    """Fill the template and write the page."""
    page = environment(language).get_template(template).render(language=language, **content)
    out = Path(path)
    out.write_text(page, encoding="utf-8", newline="\n")
    return out


def environment(language: str) -> Environment:
    """The templates, which format no number; whatever a scenario or a user wrote is escaped."""
    made = Environment(
        loader=PackageLoader("coopsim.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["_"] = lambda message, **values: _(message, language).format(**values)
    made.filters["set"] = _set
    return made


def _set(text: str) -> str:
    """True minus signs, and no line break before a per cent sign."""
    return true_minus(text).replace(" %", "\u00a0%")
