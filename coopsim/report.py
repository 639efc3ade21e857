"""One page that holds everything: figures inside, nothing asked of the network."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined
from matplotlib.figure import Figure

from coopsim import charts
from coopsim.experiments.criteria import Criteria, criteria
from coopsim.experiments.flips.words import crossing_words, verdict_line
from coopsim.experiments.per_unit import counted_effects
from coopsim.experiments.words import (
    NOTHING,
    amount,
    bare,
    cell_words,
    given_history,
    limits_of_history,
    share,
    unit_words,
    verdict_words,
)
from coopsim.language import current
from coopsim.language import text as _

Document = Mapping[str, Any]


def claim_report(
    verdict: Document,
    effects: pd.DataFrame,
    path: str | PathLike[str],
    language: str | None = None,
    *,
    prices: pd.DataFrame | None = None,
    months: pd.DataFrame | None = None,
    manifest: Document | None = None,
    outcomes: Criteria | None = None,
) -> Path:
    """Write the report of a claim: a first screen for a board member, then all that a referee asks for.

    `effects`: the table of effects. `prices`: columns date and price_usd_per_qq, for the history of prices. `months`: the
    table of the base run. `manifest`: its `command`, versions and hashes go to the foot.
    """
    language = language or current()
    counted = counted_effects(effects, outcomes or criteria(), verdict["headline_cell"])
    figures = {
        "subclaims": _shown(charts.subclaims(verdict, counted, language), _("Effects by world, one row per outcome", language))
    }
    if verdict["cells"]:
        figures["cells"] = _shown(
            charts.cells(verdict, language), _("Mean effects in the six cells of sales and member price", language)
        )
    if verdict["episodes"]:
        figures["episodes"] = _shown(charts.episodes(verdict, language), _("Effects in the real episodes", language))
    for name, drawn, words in (
        ("headroom", charts.headroom_curve, _("Trouble and survival over headroom", language)),
        ("map", charts.flip_map, _("Map of the effect of a level on offers", language)),
    ):
        if verdict.get({"headroom": "headroom_curve", "map": "flip_map"}[name]):
            figures[name] = _shown(drawn(verdict, language), words)
    if any(part["knock_outs"] for part in verdict["subclaims"] if part["id"] in ("H2d", "H2t")):
        figures["knock_outs"] = _shown(charts.knock_out_bars(verdict, language), _("Effects without each mechanism", language))
    if prices is not None and len(prices):
        months_before = int((outcomes or criteria()).episodes["reference_months"])
        figures["prices"] = _shown(
            charts.price_history(prices, verdict["episodes"], language, months_before), _("World price of coffee", language)
        )
    if months is not None and len(months):
        figures["run"] = _shown(charts.run_overview(months, language), _("The base run", language))
    foot = foot_of(verdict, manifest or {}, language)
    return _written("claim.html", path, language, verdict=verdict, figures=figures, foot=foot)


def run_report(
    months: pd.DataFrame,
    path: str | PathLike[str],
    language: str | None = None,
    *,
    name: str = "",
    story: str = "",
    summary: Sequence[tuple[str, str]] = (),
    manifest: Document | None = None,
) -> Path:
    """Write the report of one run: its story, the figure, the summary (pairs of words and value)."""
    language = language or current()
    figures = {"run": _shown(charts.run_overview(months, language, name=name), _("The run month by month", language))}
    return _written(
        "run.html",
        path,
        language,
        name=name,
        story=story,
        summary=list(summary),
        figures=figures,
        foot=foot_of({}, manifest or {}, language),
    )


def _shown(figure: Figure, words: str) -> dict[str, str]:
    return {"address": charts.data_address(figure), "words": words}


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
        (_("identity of the run", language), manifest.get("identity")),
        (_("seed", language), verdict.get("seed", manifest.get("seed"))),
        (_("replicates", language), verdict.get("replicates", manifest.get("replicates"))),
        (_("prices", language), verdict.get("price_source") or manifest.get("price_source")),
    ]
    return [(words, str(value)) for words, value in named if value not in (None, "")]


def _written(template: str, path: str | PathLike[str], language: str, **content: Any) -> Path:
    page = environment(language).get_template(template).render(language=language, **content)
    out = Path(path)
    out.write_text(page, encoding="utf-8", newline="\n")
    return out


def environment(language: str) -> Environment:
    """The templates with everything they may call; whatever a scenario or a user wrote is escaped."""
    made = Environment(
        loader=PackageLoader("coopsim", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "_": lambda message, **values: _(message, language).format(**values),
        "nothing": NOTHING,
        "given_history": lambda period: given_history(period, language),
        "limits_of_history": lambda: limits_of_history(language),
        "unit": lambda unit: unit_words(unit, language),
        "cell_words": lambda cell: cell_words(cell, language),
        "crossing": lambda one, unit, treatment: _set(crossing_words(one, unit, treatment, language)),
        "line_of": lambda part, one: _set(verdict_line(one, part["two_sided"], part["unit"], language)),
        "words_of": lambda part, one=None: verdict_words(
            (one or part)["verdict"], part["two_sided"], (one or part).get("label", ""), language
        ),
    }
    made.filters |= {
        "set": _set,
        "amount": lambda value, unit, sign=True: _set(amount(value, unit, language, sign)),
        "bare": lambda value, unit: _set(bare(value, unit)),
        "share": lambda value: _set(share(value)),
        "per_cent": lambda value: f"{100 * (value or 0.0):.2f}%",
        "round_number": _round_number,
        "number": lambda value: NOTHING if value is None else _set(f"{value:,.4g}"),
    }
    return made


def _round_number(value: float | None) -> str:
    """Three digits, thousands apart, never in powers of ten."""
    return NOTHING if value is None else _set(f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}")


def _set(words: str) -> str:
    """True minus signs, and no line break before a per cent sign."""
    return re.sub(r"(?<![\w-])-(?=\d)", "−", words).replace(" %", "\u00a0%")
