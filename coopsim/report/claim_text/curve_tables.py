"""The tables of `--full`: effects by size of the price change, by price process, of each draw alone, and what mechanisms add."""

from __future__ import annotations

from collections.abc import Callable
from math import expm1

from coopsim.claim.documents import CurvePoint, Curves, Verdict
from coopsim.language import text as _
from coopsim.report.claim_text.details import counted
from coopsim.report.claim_text.details_sure import drawn_label
from coopsim.report.claim_text.mechanisms import cause_of
from coopsim.report.claim_text.types import Section
from coopsim.report.numbers import NOTHING, bare_effect, rounded

EFFECTS = ("H2d", "H2t")


def curve_sections(verdict: Verdict, language: str) -> tuple[Section, ...]:
    """The tables for which there are points."""
    if verdict.curves is None:
        return ()
    made: tuple[Callable[[Curves, str], Section], ...] = (doses, processes, shapley, alone)
    sections = [make(verdict.curves, language) for make in made]
    return tuple(section for section in sections if section.rows)


def doses(curves: Curves, language: str) -> Section:
    """By the size of the boom or slump."""
    events = {"boom": _("boom", language), "slump": _("slump", language)}
    signs = {"boom": 1, "slump": -1}

    def label(point: CurvePoint) -> str:
        return f"{events[point.name]}, {100 * expm1(signs[point.name] * (point.x or 0.0)):+.0f} %"

    note = _("Of 100 quintals, and of 100 seasons; in brackets 95 %.", language)
    title = _("By the size of the price change", language)
    return _table("doses", title, _("price change", language), curves.doses, label, language, note)


def processes(curves: Curves, language: str) -> Section:
    """On other random prices; the headline's own first."""
    title = _("On other random prices", language)
    return _table("processes", title, _("price process", language), curves.processes, lambda point: point.name, language)


def shapley(curves: Curves, language: str) -> Section:
    """What each mechanism adds, averaged over all orders in which they can be switched on."""
    ends = {"with_all": _("all of them on", language), "with_none": _("all of them off", language)}

    def label(point: CurvePoint) -> str:
        return ends.get(point.name) or cause_of(point.name, language) or point.name

    note = _(
        "What each mechanism adds to the effect of a boom, averaged over all orders in which they can be switched on; offers in "
        "an ordinary year are the same in each.",
        language,
    )
    title = _("What mechanisms add (Shapley values)", language)
    return _table("shapley", title, _("mechanism", language), curves.shapley, label, language, note)


def alone(curves: Curves, language: str) -> Section:
    """Each draw alone at the ends of its range, and the change from the lowest to the highest."""

    def label(point: CurvePoint) -> str:
        at = _("lowest to highest", language) if point.x is None else rounded(point.x)
        return f"{drawn_label(point.name, language)}: {at}"

    title = _("One parameter at a time", language)
    return _table("one_at_a_time", title, _("drawn", language), curves.one_at_a_time, label, language)


def _table(
    name: str,
    title: str,
    head: str,
    points: tuple[CurvePoint, ...],
    label: Callable[[CurvePoint], str],
    language: str,
    note: str = "",
) -> Section:
    """A row for each place, a column for each effect."""
    by_row: dict[str, dict[str, CurvePoint]] = {}
    for point in points:
        by_row.setdefault(label(point), {})[point.outcome] = point
    rows = tuple(
        (
            row,
            *(_value(at[effect], language) if effect in at else NOTHING for effect in EFFECTS),
            counted(max(one.worlds for one in at.values()), max(one.runs for one in at.values())),
        )
        for row, at in by_row.items()
    )
    heads = (head, _("members sell more outside", language), _("trouble", language), _("co-ops x runs", language))
    return Section(name, title, heads, rows, note if rows else "")


def _value(point: CurvePoint, language: str) -> str:
    """A mean with its interval."""
    value = bare_effect(point.value, "share")
    if point.ci_low is None or point.ci_high is None:
        return value
    ends = _("{low} to {high}", language).format(low=bare_effect(point.ci_low, "share"), high=bare_effect(point.ci_high, "share"))
    return f"{value} ({ends})"
