"""The summary as lines to read: what was set, its mean, its band, its difference, what common random numbers saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from coopsim.designs.factor import parameter_of
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.numbers import NOTHING, between, count, fixed, mean, rounded
from coopsim.runs.indicators import indicator
from coopsim.scenario.sources import source_words
from coopsim.scenario.written import written
from coopsim.sweeps.summary.levels import level_of
from coopsim.sweeps.summary.swept import ROW_BY_ROW, Swept

Document = Mapping[str, Any]


def factor_words(name: str, language: str | None = None) -> str:
    """The title of a factor.

    >>> factor_words("payment_delay_months", "en"), factor_words("arm", "en")
    ('Payment delay', 'arm')
    """
    special = {
        "arm": _("arm", language),
        "scenario": _("scenario", language),
        "price": _("world price", language),
        "design_point": _("design point", language),
    }
    if name in special:
        return special[name]
    parameter, part = parameter_of(name)
    if parameter is None:
        return name
    label = parameter.label_es if (language or current()) == "es" else parameter.label_en
    cooperative = name.split(".")[1] if name.startswith("cooperative.") else ""
    return label + (f" ({part})" if part else "") + (f" [{cooperative}]" if cooperative else "")


def factor_axis(name: str, language: str | None = None) -> str:
    """A factor as the title of an axis: meaning and unit."""
    parameter, _part = parameter_of(name)
    label = factor_words(name, language)
    unit = _(parameter.unit, language) if parameter is not None and parameter.type in ("whole", "number", "distribution") else ""
    return f"{label} ({unit})" if unit and unit.lower() not in label.lower() else label


def outcome_words(name: str, language: str | None = None) -> str:
    """An outcome's title.

    >>> outcome_words("trust_last", "en")
    "Members' trust, in the last season"
    """
    one = indicator(name)
    return one.es if (language or current()) == "es" else one.en


def outcome_unit(name: str) -> str:
    """An outcome's unit, as its declaration has it."""
    return indicator(name).unit


def reduction_text(row: Document, language: str | None = None) -> str:
    """How many times fewer runs one comparison needed than with separate draws on its two sides.

    >>> reduction_text({"variance_reduction": 12.3, "unit": "replicate", "half_width": 0.1}, "en")
    '12 times'
    """
    factor = row["variance_reduction"]
    if row["unit"] == "point":
        return _("not paired", language)
    if factor is None:
        return _("no variance left", language) if row["half_width"] == 0 and row["n"] > 1 else NOTHING
    times = fixed(factor, 0 if factor >= 10 else 1)
    return _("{times} times", language).format(times=times)


def lines(document: Document, outcome: Document, language: str | None = None) -> list[dict[str, str]]:
    """The lines of one outcome: what, label, runs, mean, interval, band, difference, difference_interval, variance_reduction,
    converged."""
    name, unit = outcome["name"], outcome["unit"]
    compared = {
        (row["compares"], row["level"]): row
        for row in document["differences"]
        if row["outcome"] == name and row["background"] is None
    }
    if document["design"] in ROW_BY_ROW and not document["arms"]:
        return _point_lines(document, name, unit, compared, language)
    rows = [row for row in document["by_factor"] if row["outcome"] == name]
    return [_line(row["factor"], row["label"], row, compared.get((row["factor"], row["label"])), unit, language) for row in rows]


def _point_lines(
    document: Document, name: str, unit: str, compared: Mapping[tuple[str, str], Document], language: str | None
) -> list[dict[str, str]]:
    rows = [row for row in document["by_point"] if row["outcome"] == name]
    others = list(compared.items())
    all_compared = len(others) == len(rows) - 1  # a point without a run that worked has no comparison: then points go by number
    lines_of_points = []
    for place, row in enumerate(rows):
        (factor, label), pair = (
            others[place - 1] if all_compared and place else (("design_point", str(row["design_point"])), None)
        )
        cells = _line(factor, label, row | {"runs": row["n"]}, pair, unit, language)
        if not place and document["design"] == "one-at-a-time":
            cells |= {"what": _("the scenario as it is", language), "label": ""}
        lines_of_points.append(cells)
    return lines_of_points


def missing_words(document: Document, outcome: Document, language: str | None = None) -> str:
    """That runs have no value of an outcome, where there are such; "" where every run that worked has one.

    >>> missing_words({"runs": 120, "failed": 0}, {"missing": 64, "name": "trust_mean"}, "en")[:54]
    '64 of 120 runs have no value: nothing was left to meas'
    """
    if not outcome["missing"]:
        return ""
    sentence = _(
        "{n} of {of} runs have no value: nothing was left to measure, as where the cooperative is closed. Means and differences "
        "leave them out, so read them together with alive_last.",
        language,
    )
    return sentence.format(n=count(outcome["missing"]), of=count(document["runs"] - document["failed"]))


def reference_words(document: Document, language: str | None = None) -> str:
    """What differences are taken from."""
    if document["arms"]:
        return str(document["arms"][0])
    return {
        "one-at-a-time": _("the scenario as it is", language),
        "table": _("the first point", language),
    }.get(document["design"], _("the first level of each factor", language))


def _line(factor: str, label: str, row: Document, pair: Document | None, unit: str, language: str | None) -> dict[str, str]:
    cells = {
        "factor": factor,
        "what": factor_words(factor, language),
        "label": label,
        "runs": count(row["runs"]),
        "mean": mean(row["mean"], unit, language=language),
        "interval": between(row["ci_low"], row["ci_high"], unit, language=language),
        "band": between(row["q10"], row["q90"], unit, language=language) if row["runs"] > 1 else NOTHING,
        "pairs": "",
        "difference": "",
        "difference_interval": "",
        "variance_reduction": "",
        "converged": "",
    }
    if pair is None:
        return cells
    return cells | {
        "pairs": count(pair["n"]),
        "difference": mean(pair["mean"], unit, True, language),
        "difference_interval": between(pair["ci_low"], pair["ci_high"], unit, True, language),
        "variance_reduction": reduction_text(pair, language),
        "converged": _("yes", language) if pair["converged"] else _("no", language),
    }


def what_is_set(swept: Swept, language: str | None = None) -> list[dict[str, str]]:
    """What the sweep changed: each factor with its values, what was set for all, what each arm sets."""
    rows = [_setting(name, _span(swept.points[name]), factor_words(name, language), language) for name in swept.factors]
    every = {name: written(value) for name, value in (swept.design.get("set") or {}).items()}
    rows += [
        _setting(name, value, _("for all: {what}", language).format(what=factor_words(name, language)), language)
        for name, value in every.items()
    ]
    for arm in swept.design.get("arm") or ():
        values = {**({"scenario": arm["scenario"]} if arm.get("scenario") else {}), **(arm.get("set") or {})}
        if not values:
            rows.append(_setting("", _("as in the scenario", language), _("arm {id}", language).format(id=arm["id"]), language))
        for name, value in values.items():
            what = _("arm {id}: {what}", language).format(id=arm["id"], what=factor_words(name, language))
            rows.append(_setting(name, written(value), what, language))
    return rows


def _setting(name: str, shown: str, what: str, language: str | None) -> dict[str, str]:
    parameter, _part = parameter_of(name)
    source = "" if parameter is None else source_words(parameter.source, language)
    return {
        "name": name,
        "what": what,
        "shown": shown,
        "unit": "" if parameter is None else _(parameter.unit, language),
        "source": source,
    }


def _span(values: pd.Series) -> str:
    _place, levels = level_of(values)
    if len(levels) and not levels["low"].equals(levels["high"]):
        return f"{rounded(values.min(), 4)} – {rounded(values.max(), 4)}"
    return ", ".join(str(label) for label in levels["label"])
