"""What is said of decide.json: each experiment's two expectations, its numbers, and what they speak for."""

from __future__ import annotations

from dataclasses import dataclass

from coopsim.claim.decide.declared import declared
from coopsim.claim.decide.measures import OPEN
from coopsim.claim.documents import DecideDocument, Experiment, Measurement
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.claim_text.details import cell_label
from coopsim.report.claim_text.types import Section
from coopsim.report.numbers import NOTHING, bare_effect, effect_text, effect_unit, fixed, per_cent

WIDE = 3  # so many columns still have room for their intervals
DIGITS = {"": 2, "seasons": 1}


@dataclass(frozen=True)
class ExperimentText:
    """One experiment in words.

    Parameters
    ----------
    id, question : str
        Its name, and what it asks.
    expected : tuple of (str, str)
        A head and what would be seen: if the claim's mechanism is right, if a rival is.
    reading, finding : str
        What the numbers speak for, in a word or two and in a sentence.
    limits : str
        What it cannot show; "" where nothing is said.
    sections : tuple of Section
        Its numbers.
    """

    id: str
    question: str
    expected: tuple[tuple[str, str], ...]
    reading: str
    finding: str
    limits: str
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class DecideText:
    """All that is said of the experiments in one language."""

    title: str
    experiments: tuple[ExperimentText, ...]
    note: str
    language: str = "en"


def decide_text(document: DecideDocument, language: str | None = None) -> DecideText:
    """All that is said of the experiments, in one language.

    Parameters
    ----------
    document : DecideDocument
        What they found.
    language : {"en", "es"}, optional
        The language spoken, if not given.

    Returns
    -------
    DecideText
        Strings that are ready to be shown.
    """
    language = language or current()
    title = _("Experiments that decide, on {scenario}: {cell}; {worlds} worlds, {runs} runs each", language).format(
        scenario=document.scenario,
        cell=cell_label(document.headline_cell, language),
        worlds=document.worlds,
        runs=document.runs_per_world,
    )
    note = _(
        "Changes against the same worlds without the price change, in points of a share, with the 95 % interval of the mean "
        "over worlds. n: worlds whose cooperative was still open when the price moved x runs of each. * the whole "
        "interval lies beyond the smallest effect that would matter.",
        language,
    )
    return DecideText(title, tuple(experiment_text(one, language) for one in document.experiments), note, language)


def experiment_text(experiment: Experiment, language: str) -> ExperimentText:
    """One experiment in words."""
    expected = (
        (_("If the claim's mechanism is right:", language), getattr(experiment.if_claim, language)),
        (_("If a rival is right:", language), getattr(experiment.if_rival, language)),
    )
    return ExperimentText(
        experiment.id,
        getattr(experiment.question, language),
        expected,
        reading_words(experiment.reading, language),
        finding(experiment, language),
        "" if experiment.limits is None else getattr(experiment.limits, language),
        sections(experiment, language),
    )


def reading_words(reading: str, language: str | None = None) -> str:
    """What the numbers speak for, in one word or two.

    >>> reading_words("rival", "en")
    "A rival's reading."
    """
    return {
        "claim": _("The claim's mechanism.", language),
        "rival": _("A rival's reading.", language),
        "both": _("Both.", language),
        "neither": _("Neither.", language),
    }[reading]


def finding(experiment: Experiment, language: str) -> str:
    """The declared sentence of the reading with its numbers, worlds and runs, and what an interval leaves open."""
    by_key = {number.key: number for number in experiment.numbers}
    named = {
        name: _number_words(by_key[value], language) if value in by_key else _other_words(value, language)
        for name, value in experiment.named.items()
    }
    sentence = declared().experiments[experiment.id].finding[experiment.reading][language]
    parts = [sentence.format(**named, worlds=experiment.worlds, runs=experiment.runs)]
    if experiment.claim == OPEN:
        parts.append(_("For the claim's mechanism the interval is too wide to tell.", language))
    if experiment.rival == OPEN:
        parts.append(_("For the rival the interval is too wide to tell.", language))
    return " ".join(parts)


def _other_words(value: str, language: str) -> str:
    """A cell or a condition in words; a count as it is."""
    return cell_label(value, language) if "/" in value else declared().label(value)[language]


def _number_words(one: Measurement, language: str) -> str:
    """A number with its interval."""
    if one.worlds == 0:
        return NOTHING
    if one.unit == "level":
        return per_cent(one.value) + f" [{per_cent(one.ci_low)}, {per_cent(one.ci_high)}]".replace(" %", "")
    low, high = bare_effect(one.ci_low, one.unit), bare_effect(one.ci_high, one.unit)
    return f"{effect_text(one.value, one.unit, language)} [{low}, {high}]"


def sections(experiment: Experiment, language: str) -> tuple[Section, ...]:
    """The measured numbers, a table for each block: rows by columns; intervals where there is room."""
    blocks: dict[tuple[str, ...], list[Measurement]] = {}
    for one in experiment.numbers:
        blocks.setdefault(one.block, []).append(one)
    return tuple(_section(experiment.id, block, numbers, language) for block, numbers in blocks.items())


def _section(id: str, block: tuple[str, ...], numbers: list[Measurement], language: str) -> Section:
    columns = list(dict.fromkeys(one.column for one in numbers))
    rows: dict[tuple[str, ...], dict[tuple[str, ...], Measurement]] = {}
    for one in numbers:
        rows.setdefault(one.row, {})[one.column] = one
    wide = len(columns) <= WIDE
    units = sorted({effect_unit(one.unit, language) for one in numbers if one.unit == "share"})
    title = _label(block, language)
    lines = tuple(
        (_row_label(row, language), *(number_text(cells[column], wide) if column in cells else "" for column in columns))
        for row, cells in rows.items()
    )
    heads = (", ".join(units), *(_label(column, language) for column in columns))
    return Section("-".join((id, *block)), f"{title} (n = {_of(numbers)})" if title else f"n = {_of(numbers)}", heads, lines)


def _of(numbers: list[Measurement]) -> str:
    """Worlds that count, the fewest and the most, and their runs."""
    least, most = (end(one.worlds for one in numbers) for end in (min, max))
    worlds = str(most) if least == most else f"{least}-{most}"
    return f"{worlds} x {max(one.runs for one in numbers)}"


def _label(names: tuple[str, ...], language: str) -> str:
    return declared().label(*names)[language]


def _row_label(names: tuple[str, ...], language: str) -> str:
    is_cell = len(names) == 1 and "/" in names[0]
    return cell_label(names[0], language) if is_cell else _label(names, language)


def number_text(one: Measurement, wide: bool) -> str:
    """A number as its cell shows it; * where the whole interval lies beyond the smallest effect that would matter.

    >>> one = Measurement(key="", value=-0.08, ci_low=-0.1, ci_high=-0.06, smallest_effect=0.05, worlds=9, runs=8)
    >>> number_text(one, False), number_text(one, True)
    ('-8*', '-8* [-10, -6]')
    """
    if not one.worlds or one.value is None:
        return NOTHING

    def text(number: float | None) -> str:
        if one.unit == "level":
            return per_cent(number)
        if one.unit in DIGITS and number is not None:
            return fixed(number, DIGITS[one.unit])
        return bare_effect(number, one.unit)

    if one.ci_low is None or one.ci_high is None:
        return text(one.value)
    beyond = one.smallest_effect is not None and (one.ci_low > one.smallest_effect or one.ci_high < -one.smallest_effect)
    ends = f" [{text(one.ci_low)}, {text(one.ci_high)}]".replace(" %", "") if wide else ""
    return text(one.value) + ("*" if beyond else "") + ends
