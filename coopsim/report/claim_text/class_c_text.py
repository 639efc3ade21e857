"""What rows that are parts of the claim would do to its worlds: what they leave, and row by row. Never evidence."""

from __future__ import annotations

from coopsim.claim.documents import ClassC, ClassCLeft, ClassCRow, FiveShares
from coopsim.language import text as _
from coopsim.report.claim_text.details import counted, ends
from coopsim.report.claim_text.lines import five_labels
from coopsim.report.claim_text.quoted import in_per_cent
from coopsim.report.claim_text.types import Section
from coopsim.report.numbers import NOTHING, per_cent, rounded

NAMES = ("class_c", "class_c_rows")


def class_c_sections(class_c: ClassC | None, language: str) -> tuple[Section, ...]:
    """The tables; none where it was not simulated (only --full does)."""
    return () if class_c is None else (left(class_c, language), rows(class_c, language))


def left(class_c: ClassC, language: str) -> Section:
    """The five outcomes in the worlds that are left, beside the headline's, and how many are left."""
    columns: list[tuple[str, int, FiveShares | None]] = [
        (_("like the field", language), class_c.worlds, class_c.headline),
        (_("and like all these rows", language), class_c.by_all.left, class_c.by_all.classes),
    ]
    if class_c.by_those_met.rows != class_c.by_all.rows:
        head = _("and like the rows that the scenario itself meets", language)
        columns.append((head, class_c.by_those_met.left, class_c.by_those_met.classes))
    numbers = ("", *(str(number) for _head, number, _five in columns))
    outcomes = tuple(
        (label, *(_case(five, name, language) for _head, _number, five in columns))
        for name, label in five_labels(language).items()
    )
    of = ("", *(NOTHING if five is None else counted(five.nothing.worlds, five.nothing.runs) for _head, _number, five in columns))
    first = (_("imagined co-ops", language), *numbers[1:])
    return Section(
        "class_c",
        _("If parts of the claim chose the co-ops too: no evidence", language),
        (_("of 100 cases", language), *(head for head, _number, _five in columns)),
        (first, *outcomes, of),
        _note(class_c, language),
    )


def _case(five: FiveShares | None, name: str, language: str) -> str:
    if five is None:
        return NOTHING
    one = five.by_name[name]
    return f"{in_per_cent(five)[name].rstrip(' %')} ({ends(one.ci_low, one.ci_high, language)})"


def _note(class_c: ClassC, language: str) -> str:
    """Why it is no evidence; how many are left; which rows the scenario itself misses."""
    no_evidence = _(
        "This is no evidence for the claim or against it. These rows are parts of the claim (class C), so co-ops chosen by them "
        "show what they were chosen for. It says only how much the answer would change.",
        language,
    )
    with_all = _("With all rows {n} of {of} imagined co-ops are left ({share}).", language)
    sentences = [no_evidence, _left(class_c, class_c.by_all, with_all)]
    missed = [row for row in class_c.by_all.rows if row not in class_c.by_those_met.rows]
    if missed:
        without = _("The scenario itself is ruled out by {rows}; without it {n} of {of} are left ({share}).", language)
        sentences.append(_left(class_c, class_c.by_those_met, without, ", ".join(missed)))
    if class_c.by_all.silent:
        sentence = _(
            "Of those that all rows leave, {silent} say nothing of one row or more (nobody defaults there, or too many runs "
            "close), so it cannot rule them out.",
            language,
        )
        sentences.append(sentence.format(silent=class_c.by_all.silent))
    if any(one.classes is None for one in (class_c.by_all, class_c.by_those_met)):
        sentence = _("With fewer than {needed} nothing is said of their outcomes.", language)
        sentences.append(sentence.format(needed=class_c.needed))
    return " ".join(sentences)


def _left(class_c: ClassC, one: ClassCLeft, sentence: str, rows: str = "") -> str:
    return sentence.format(n=one.left, of=class_c.worlds, share=per_cent(one.share), rows=rows)


def rows(class_c: ClassC, language: str) -> Section:
    """Each row with what the worlds say of it and how many it rules out."""
    made = tuple(
        (
            f"{one.pattern} {getattr(one.label, language)}",
            _band(one),
            rounded(one.sd_model, 2),
            rounded(one.itself),
            rounded(one.simulated),
            f"{one.missed} / {one.worlds}",
            str(one.ruled_out),
        )
        for one in class_c.rows
    )
    heads = (
        _("row", language),
        _("band", language),
        _("model's error", language),
        _("the scenario", language),
        _("simulated", language),
        _("outside", language),
        _("ruled out", language),
    )
    note = _(
        "{runs} runs of each. A sign has no size: a co-op is ruled out only where it is wrong by {sd} standard deviations, "
        "and what the model may err by is our assumption.",
        language,
    )
    note = note.format(runs=class_c.runs, sd=rounded(class_c.implausible_from))
    return Section("class_c_rows", _("Parts of the claim, row by row", language), heads, made, note)


def _band(one: ClassCRow) -> str:
    """Where a row has to lie."""
    if one.low is None:
        return f"< {rounded(one.high)}"
    return f"> {rounded(one.low)}" if one.high is None else f"{rounded(one.low)}–{rounded(one.high)}"
