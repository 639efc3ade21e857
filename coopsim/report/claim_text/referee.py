"""The tables that only the report has, for whoever checks the test: effects, ranges, other outcomes, placebos."""

from __future__ import annotations

from collections.abc import Callable

from coopsim.claim.documents import Effect, FiveShares, HistoryCounts, JudgedPart, Measured, Secondary, Verdict
from coopsim.language import text as _
from coopsim.report.claim_text.answer import has_classes
from coopsim.report.claim_text.class_c_text import class_c_sections
from coopsim.report.claim_text.details import counted, ends
from coopsim.report.claim_text.details_sure import drawn_label
from coopsim.report.claim_text.lines import five_labels, part_label, verdict_word
from coopsim.report.claim_text.quoted import in_per_cent
from coopsim.report.claim_text.types import Section
from coopsim.report.numbers import NOTHING, bare_effect, rounded
from coopsim.scenario import parameters
from coopsim.scenario.sources import source_words


def referee_sections(verdict: Verdict, language: str) -> tuple[Section, ...]:
    """The tables for which the document has anything."""
    made: tuple[Callable[[Verdict, str], Section], ...] = (effects, left_out, prior, placebos, secondary, ranges)
    sections = [make(verdict, language) for make in made]
    of_class_c = class_c_sections(None if verdict.matching is None else verdict.matching.class_c, language)
    return tuple(section for section in (*sections, *of_class_c) if section.rows)


def effects(verdict: Verdict, language: str) -> Section:
    """The mean effect of each part with its interval, the smallest that matters, and the seasons it is read in."""
    rows = []
    for part in verdict.parts:
        if not isinstance(part, Measured):
            continue
        label = part_label(part, language)
        windows = [one for one in part.windows if one.effect is not None] if isinstance(part, JudgedPart) else []
        if part.effect is not None and not windows:
            rows.append((label, *_effect(part.effect, part.smallest_effect, language), window_label(part.window, language)))
        for one in windows:
            window = f"{window_label(one.window, language)}: {verdict_word(one.word, language)}"
            rows.append((label, *_effect(one.effect, part.smallest_effect, language), window))
    heads = (
        "",
        _("mean effect", language),
        _("interval", language),
        _("smallest that matters", language),
        _("unit", language),
        _("co-ops x runs", language),
        _("window", language),
    )
    note = _("Positive: as the line says. Intervals of 95 % over imagined cooperatives, each the mean of its runs.", language)
    return Section("effects", _("How large the effects are", language), heads, tuple(rows), note)


def _effect(one: Effect | None, smallest: float | None, language: str) -> tuple[str, ...]:
    assert one is not None
    return (
        bare_effect(one.value, one.unit),
        _interval(one.ci_low, one.ci_high, one.unit, language),
        bare_effect(smallest, one.unit, sign=False),
        unit_label(one.unit, language),
        counted(one.worlds, one.runs),
    )


def _interval(low: float | None, high: float | None, unit: str, language: str) -> str:
    if low is None or high is None:
        return NOTHING
    return _("{low} to {high}", language).format(low=bare_effect(low, unit), high=bare_effect(high, unit))


def unit_label(unit: str, language: str) -> str:
    """The unit of a number in a table; a share is read of 100.

    >>> unit_label("share", "en"), unit_label("usd_per_qq", "en"), unit_label("months", "en")
    ('of 100', 'US$/qq', 'months')
    """
    labels = {"share": _("of 100", language), "relative": "%", "usd": "US$", "usd_per_qq": "US$/qq", "qq": "qq"}
    return labels.get(unit) or _(unit, language)


def window_label(window: str | None, language: str) -> str:
    """In which seasons an outcome is read."""
    labels = {
        "impact": _("in the season", language),
        "impact+1": _("in the season and the next", language),
        "aftermath": _("three seasons after", language),
        "three": _("in three seasons", language),
        "long": _("six seasons", language),
    }
    return labels.get(window or "", "")


def left_out(verdict: Verdict, language: str) -> Section:
    """The mean over real episodes, and how it moves when one of them is left out."""
    rows = []
    for part in verdict.parts:
        if not isinstance(part, Measured) or part.history is None or not part.history.leave_one_out:
            continue
        unit = "relative" if part.id == "H1" else "share"
        for kind, of_kind in (("boom", part.history.boom), ("slump", part.history.slump)):
            if of_kind is not None and of_kind.n:
                others = part.history.leave_one_out if of_kind == _counted_first(part) else ()
                without = "; ".join(f"{one.without.removeprefix(f'{kind}-')}: {bare_effect(one.effect, unit)}" for one in others)
                event = _("boom", language) if kind == "boom" else _("slump", language)
                rows.append((part_label(part, language), event, str(of_kind.n), bare_effect(of_kind.effect, unit), without))
    heads = (
        "",
        "",
        _("episodes", language),
        _("mean", language),
        _("mean without ...", language),
    )
    return Section("left_out", _("Leaving one episode out", language), heads, tuple(rows))


def _counted_first(part: Measured) -> HistoryCounts | None:
    """The episodes of the kind that the part speaks of."""
    assert part.history is not None
    return part.history.slump if part.id in ("H3", "H4") else part.history.boom


def prior(verdict: Verdict, language: str) -> Section:
    """The five outcomes among worlds that look like the field, and among others."""
    if not has_classes(verdict) or verdict.matching is None:
        return Section("prior", "")
    columns: list[tuple[str, FiveShares]] = [(_("like the field", language), verdict.part("H2").classes)]
    if verdict.matching.prior is not None:
        columns.append((_("not chosen by likeness", language), verdict.matching.prior))
    title = _("With and without likeness to the field", language)
    if len(columns) == 1:
        note = _(
            "Too few of the imagined co-ops that were not chosen by likeness last for anything to be said of them.", language
        )
        return Section("prior", title, note=note)
    rows = tuple(
        (label, *(f"{in_per_cent(one)[name].rstrip(' %')} ({_ends(one, name, language)})" for _head, one in columns))
        for name, label in five_labels(language).items()
    )
    last = ("", *(counted(one.nothing.worlds, one.nothing.runs) for _head, one in columns))
    heads = (_("of 100 cases", language), *(head for head, _one in columns))
    return Section("prior", title, heads, (*rows, last))


def _ends(five: FiveShares, name: str, language: str) -> str:
    one = five.by_name[name]
    return ends(one.ci_low, one.ci_high, language)


def placebos(verdict: Verdict, language: str) -> Section:
    """Settings in which nothing may move."""
    names = {
        "size 0": _("A price change of size 0: the largest effect of any outcome in any arm.", language),
        "paid at once": _(
            "Members paid in full on delivery, always US$ 1 above the farm-gate price: change in offers.", language
        ),
        "level boom": _(
            "A level boom, sales and members indexed, nothing deferred, margins in dollars: change in offers.", language
        ),
        "broken pairs": _("The same worlds twice, with other random draws and no price change.", language),
    }
    rows = tuple(
        (
            names.get(one.name, one.name),
            bare_effect(one.value, "share"),
            _interval(one.ci_low, one.ci_high, "share", language),
            NOTHING if one.nothing is None else f"{100 * one.nothing:.0f}",
            counted(one.worlds, one.runs),
            _("yes", language) if one.passed else _("no", language),
        )
        for one in verdict.placebos or ()
    )
    heads = (
        "",
        _("of 100", language),
        _("interval", language),
        _("nothing", language),
        _("co-ops x runs", language),
        _("passed", language),
    )
    return Section("placebos", _("Placebos: no effect is expected", language), heads, rows)


def secondary(verdict: Verdict, language: str) -> Section:
    """Outcomes that are shown and never judged."""
    rows = [
        (
            str(getattr(one.label, language)),
            window_label(one.window, language),
            _baseline(one),
            bare_effect(one.effect.value, one.effect.unit),
            _interval(one.effect.ci_low, one.effect.ci_high, one.effect.unit, language),
            unit_label(one.effect.unit, language),
            NOTHING if one.p_value_holm is None else rounded(one.p_value_holm, 2),
        )
        for part in verdict.parts
        if isinstance(part, Measured)
        for one in part.secondary
    ]
    heads = (
        _("outcome", language),
        _("window", language),
        _("usual", language),
        _("change", language),
        _("interval", language),
        _("unit", language),
        _("p (Holm)", language),
    )
    note = _("Raw signs; never judged.", language)
    return Section("secondary", _("Other outcomes", language), heads, tuple(rows), note)


def _baseline(one: Secondary) -> str:
    """The mean without the price change: of a relative effect as it was measured, else in the unit of the effect."""
    if one.baseline is None or one.effect.unit == "relative":
        return rounded(one.baseline)
    return bare_effect(one.baseline, one.effect.unit, sign=False)


def ranges(verdict: Verdict, language: str) -> Section:
    """What differs from world to world, within which range, and where the range comes from."""
    units = {one.name: one.unit for one in parameters()}
    rows = tuple(
        (
            drawn_label(one.name, language),
            f"{rounded(one.low)} – {rounded(one.high)}",
            _(units[base], language) if units.get(base := one.name.partition(".")[0]) else "",
            source_words(one.source, language),
        )
        for one in (() if verdict.matching is None else verdict.matching.narrowed)
    )
    heads = (_("drawn", language), _("range", language), _("unit", language), _("source", language))
    note = _("A share of imagined cooperatives is a share of these ranges. It is not a probability.", language)
    return Section("ranges", _("The ranges that were searched", language), heads, rows, note)
