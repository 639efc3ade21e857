"""The tables of `--details`, in the order in which the report has them: no number is formatted anywhere else."""

from __future__ import annotations

from collections.abc import Callable
from math import expm1

from coopsim.claim.documents import (
    FIVE,
    Cell,
    FiveShares,
    H2Part,
    H2tPart,
    JudgedByThree,
    Rung,
    Share,
    ThreeShares,
    ToldPart,
    Verdict,
)
from coopsim.language import text as _
from coopsim.report.claim_text.answer import has_classes
from coopsim.report.claim_text.details_sure import boxes, chance, field_rows, mechanisms, narrowed, waves, what_carries
from coopsim.report.claim_text.lines import five_labels, part_label, verdict_word
from coopsim.report.claim_text.quoted import in_per_cent
from coopsim.report.claim_text.types import Section
from coopsim.report.numbers import NOTHING, bare_effect, per_cent
from coopsim.report.words import limits_of_history

OF_EPISODES = ("H1", "H2d", "H2t", "H3", "H4")


def sections(verdict: Verdict, language: str, names: tuple[str, ...] = ()) -> tuple[Section, ...]:
    """The tables for which the document has anything; `names`: only these."""
    made: dict[str, Callable[[Verdict, str], Section]] = {
        "shares": shares,
        "cells": cells,
        "ladder": ladder,
        "treatments": treatments,
        "mechanisms": mechanisms,
        "episodes": episodes,
        "waves": waves,
        "field_rows": field_rows,
        "narrowed": narrowed,
        "boxes": boxes,
        "what_carries": what_carries,
        "chance": chance,
    }
    made_of = [make(verdict, language) for name, make in made.items() if not names or name in names]
    return tuple(section for section in made_of if section.rows or section.note)


def ends(low: float | None, high: float | None, language: str) -> str:
    """The interval of a share, in per cent without the sign.

    >>> ends(0.021, 0.094, "en"), ends(None, None, "en")
    ('2 to 9', '–')
    """
    if low is None or high is None:
        return NOTHING
    shown = (bare_effect(end, "share", sign=False, whole=True) for end in (low, high))
    return _("{low} to {high}", language).format(**dict(zip(("low", "high"), shown, strict=True)))


def counted(worlds: int, runs: int) -> str:
    """Worlds and their runs, as every share shows them.

    >>> counted(200, 20)
    '200 x 20'
    """
    return f"{worlds} x {runs}"


def shares(verdict: Verdict, language: str) -> Section:
    """Every share of worlds, its interval, and the raw count beside it."""
    rows: list[tuple[str, ...]] = []
    if has_classes(verdict):
        labels = five_labels(language)
        classes = verdict.part("H2").classes
        read = in_per_cent(classes)
        rows += [_share_row(labels[name], one, language, read[name]) for name, one in classes.by_name.items()]
    for part in verdict.parts:
        if isinstance(part, JudgedByThree) and part.shares is not None:
            rows += _three_rows(part_label(part, language), part.word, part.shares, language)
    heads = (
        _("of 100 cases", language),
        _("share", language),
        _("interval", language),
        _("raw", language),
        _("co-ops x runs", language),
    )
    in_words = conditional(verdict.part("H2"), language) if has_classes(verdict) else ""
    in_words = f"{in_words} {reach(verdict, language)}".strip()
    note = _("Shares without the noise of runs; raw: co-ops whose mean is of this kind, never judged.", language)
    return Section(
        "shares", _("Shares of the imagined co-ops", language), heads, tuple(rows), f"{note} {in_words}".strip() if rows else ""
    )


def _three_rows(label: str, word: str, three: ThreeShares, language: str) -> list[tuple[str, ...]]:
    labels = (
        f"{label} ({verdict_word(word, language)})",
        "  " + _("against", language),
        "  " + _("too small", language),
    )
    return [_share_row(first, one, language) for first, one in zip(labels, three.by_name.values(), strict=True)]


def _share_row(label: str, one: Share, language: str, read: str = "") -> tuple[str, ...]:
    raw = NOTHING if one.raw is None else str(one.raw)
    return (label, read or per_cent(one.share), ends(one.ci_low, one.ci_high, language), raw, counted(one.worlds, one.runs))


def cells(verdict: Verdict, language: str) -> Section:
    """The ways to sell and to pay members, the scenario's own between its ends."""
    five = [(cell.cell, _cell_row(cell, language)) for cell in verdict.cells]
    rows = [row for _name, row in five]
    if has_classes(verdict):
        classes = verdict.part("H2").classes
        headline = ("> " + cell_label(verdict.headline_cell, language), *_five(classes), _counted_five(classes))
        between = verdict.headline_between or ("", "")
        low = [row for name, row in five if name == between[0]]
        high = [row for name, row in five if name == between[1]]
        others = [row for name, row in five if name not in (*between, verdict.headline_cell)]
        rows = [*low, headline, *high, *others]
    heads = (_("sells / pays members", language), *_five_heads(language), _("co-ops x runs", language))
    note = _("In per cent. >: the scenario's own way. *: differs from it clearly and in kind.", language)
    return Section("cells", _("Ways to sell and to pay members", language), heads, tuple(rows), note if rows else "")


def cell_label(cell: str, language: str) -> str:
    """A way to sell and to pay, short.

    >>> cell_label("fixed/pooled/12", "en"), cell_label("open/indexed", "en")
    ('fixed / pooled, 12 m', 'open / indexed')
    """
    sale, _slash, member = cell.partition("/")
    kind, _slash, months = member.partition("/")
    sales = {"fixed": _("fixed", language), "open": _("open", language)}
    members = {"fixed": _("fixed", language), "pooled": _("pooled", language), "indexed": _("indexed", language)}
    pays = members.get(kind, kind) + (f", {months} m" if months else "")
    return f"{sales.get(sale, sale)} / {pays}"


def _cell_row(cell: Cell, language: str) -> tuple[str, ...]:
    label = "  " + cell_label(cell.cell, language) + (" *" if cell.divides else "")
    return (label, *_five(cell.classes), counted(cell.worlds, cell.runs))


def _five_heads(language: str) -> tuple[str, ...]:
    return (
        _("sell, suffers", language),
        _("stay, suffers", language),
        _("sell, fine", language),
        _("better", language),
        _("nothing", language),
    )


def _five(classes: FiveShares | None) -> tuple[str, ...]:
    return (NOTHING,) * len(FIVE) if classes is None else tuple(one.rstrip(" %") for one in in_per_cent(classes).values())


def _counted_five(classes: FiveShares) -> str:
    return counted(classes.nothing.worlds, classes.nothing.runs)


def rung_label(name: str, language: str) -> str:
    """A rung of the ladder of trouble."""
    return {
        "late_pay": _("members paid late", language),
        "refused": _("coffee refused", language),
        "contract_missed": _("contract missed", language),
        "loss": _("season with a loss", language),
        "insolvent": _("debts exceed assets", language),
        "closed": _("closed", language),
    }.get(name, name)


def ladder(verdict: Verdict, language: str) -> Section:
    """Each rung in a boom and in a slump, and the amount behind it."""
    part = next((one for one in verdict.parts if isinstance(one, H2tPart)), None)
    rungs = () if part is None or part.rungs is None else part.rungs.in_order
    rows = [_rung_row(rung, language) for rung in rungs]
    heads = (
        _("this trouble or worse", language),
        _("usual", language),
        _("boom", language),
        _("slump", language),
        _("worst", language),
        _("amount", language),
        _("co-ops", language),
        _("answer", language),
    )
    note = _(
        "Of 100 seasons: usual, then what a boom and a slump add; worst: what a boom adds with nothing worse; amount: what a "
        "boom adds to the amount behind it, in per cent. Closed: when six seasons have passed; all else: in the season and the "
        "next. *: the amount moves the other way, only some seasons are worse.",
        language,
    )
    return Section("ladder", _("The ladder of trouble", language), heads, tuple(rows), note if rows else "")


def _rung_row(rung: Rung, language: str) -> tuple[str, ...]:
    return (
        rung_label(rung.name, language) + (" *" if rung.only_some_seasons else ""),
        per_cent(rung.normal).rstrip(" %"),
        *(_signed(one) for one in (rung.boom, rung.slump, rung.highest, rung.companion)),
        NOTHING if rung.shares is None else per_cent(rung.shares.supports.share),
        verdict_word(rung.word, language),
    )


def _signed(one: object) -> str:
    value, unit = getattr(one, "value", None), getattr(one, "unit", "share")
    return bare_effect(value, unit, whole=True)


def treatments(verdict: Verdict, language: str) -> Section:
    """Other sorts and sizes of price change."""
    rows = tuple(
        (
            f"{getattr(one.label, language)}, {100 * expm1(one.ln_size):+.0f} %",
            *_five(one.classes),
            counted(one.worlds, one.runs),
        )
        for one in verdict.treatments
    )
    heads = (_("price change", language), *_five_heads(language), _("co-ops x runs", language))
    return Section("treatments", _("Other price changes", language), heads, rows)


def episodes(verdict: Verdict, language: str) -> Section:
    """One row for each real boom or slump: its effect, and in brackets what before and after would have said."""
    units = {"H1": "relative"}
    rows = []
    for one in sorted(verdict.episodes, key=lambda episode: (episode.kind, episode.from_month)):
        kind = _("boom", language) if one.kind == "boom" else _("slump", language)
        name = one.name.removeprefix(one.kind + "-")
        values = []
        for id in OF_EPISODES:
            value, compared = one.effects.get(id), one.before_after.get(id)
            shown = "" if value is None else bare_effect(value, units.get(id, "share"), whole=True)
            before_after = (
                "" if compared is None or not shown else f" ({bare_effect(compared, units.get(id, 'share'), whole=True)})"
            )
            values.append(shown + before_after)
        rows.append((f"{kind} {name}{'*' if one.surprise else ''}", *values))
    heads = (
        _("episode", language),
        _("income, %", language),
        _("offers", language),
        _("trouble", language),
        _("no cash", language),
        _("union", language),
    )
    note = _("* a surprise within the season. No interval over episodes.", language) + " " + limits_of_history(language)
    return Section("episodes", _("Real booms and slumps", language), heads, tuple(rows), note if rows else "")


def reach(verdict: Verdict, language: str) -> str:
    """How much of each extra dollar of the world price reaches the farm."""
    part = next((one for one in verdict.parts if isinstance(one, ToldPart) and one.id == "H1f"), None)
    if part is None or part.effect is None or part.effect.value is None:
        return ""
    sentence = _("Of each extra dollar of the world price {cents} cents reach the farm.", language)
    return sentence.format(cents=f"{100 * part.effect.value:.0f}")


def conditional(part: H2Part, language: str) -> str:
    """How often trouble rises where offers fall, and where they do not."""
    if part.conditional is None or part.conditional.trouble_if_offers_fall is None or part.conditional.trouble_if_not is None:
        return ""
    sentence = _("Trouble rises in {p} of the cases in which members sell more outside, in {q} of the others.", language)
    falls, others = part.conditional.trouble_if_offers_fall.value, part.conditional.trouble_if_not.value
    return sentence.format(p=per_cent(falls), q=per_cent(others))
