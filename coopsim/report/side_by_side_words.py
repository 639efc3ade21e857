"""The comparison of two scenarios in sentences, each with its numbers, in the language asked for."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from coopsim.claim.side_by_side import FEWEST_RUNS, Comparison, Difference
from coopsim.language import current, in_own_words
from coopsim.language import text as _
from coopsim.model.columns import MONTHS
from coopsim.model.season_columns import SEASONS
from coopsim.report.numbers import fixed, true_minus

COLUMNS = {column.name: column for column in (*MONTHS, *SEASONS)}
DIGITS = {"US$": 0, "0 to 1": 3}  # else one


class ComparisonTable(NamedTuple):
    """A comparison as a table: heads, rows whose last cell says on how many runs they stand, and notes."""

    heads: list[str]
    rows: list[list[str]]
    notes: list[str]


class ComparisonText(NamedTuple):
    """A comparison in words: a sentence for what was compared and for each outcome; the last word on the claim, or ""."""

    sentences: list[str]
    claim: str


def comparison_text(comparison: Comparison, language: str | None = None) -> ComparisonText:
    """A comparison in words, in "en" or "es"; every sentence with its numbers, their spread and how many runs they stand on.

    The claim is spoken of where only the price differs and at least 50 runs were made; else `claim` is "".
    """
    spoken = language or current()
    differences = [_outcome(comparison, entry, spoken) + _left_out(comparison, entry, spoken) for entry in comparison.differences]
    sentences = [_window(comparison, spoken), *differences, _closings(comparison, spoken)]
    return ComparisonText(sentences, _claim(comparison, spoken))


def comparison_table(comparison: Comparison, language: str | None = None) -> ComparisonTable:
    """The same as `comparison_text` in a table; every row names its runs, of how many."""
    spoken = language or current()
    rows = []
    for entry in comparison.differences:
        name, unit, of_change, factor, digits = _measure(entry, spoken)
        shown = _spread("", entry, factor, digits)
        sides = [f"{fixed(factor * value, digits)} {unit}".rstrip() for value in (entry.a, entry.b)]
        changes = [
            f"{shown['']} {of_change}".rstrip(),
            _("{low} to {high}", spoken).format(low=shown["_low"], high=shown["_high"]),
            _("{low} to {high}", spoken).format(low=shown["_p10"], high=shown["_p90"]),
        ]
        rows.append(
            [name, *((sides + changes) if entry.change.n else ["–"] * 5), _of_runs(entry.change.n, comparison.runs, spoken)]
        )
    (shut_a, shut_b), runs = comparison.closed, comparison.runs
    closed = [_of_runs(number, runs, spoken) for number in (shut_a, shut_b, runs)]
    more = true_minus(fixed(shut_b - shut_a, 0, sign=True))
    rows.append([_("Cooperatives closed by then", spoken), *closed[:2], more, "–", "–", closed[2]])
    heads = [
        "",
        "A",
        "B",
        _("B less A", spoken),
        _("95 % interval", spoken),
        _("middle 80 % of runs", spoken),
        _("runs with this figure", spoken),
    ]
    return ComparisonTable(heads, rows, [_window(comparison, spoken), *_of_the_closed(comparison, spoken)])


class ComparisonFigure(NamedTuple):
    """What the figure of differences takes: rows with outcome, level, mean and interval, and the outcomes with their unit."""

    rows: pd.DataFrame
    outcomes: list[dict[str, str]]


def comparison_differences(comparison: Comparison) -> ComparisonFigure:
    """The differences as `charts.arm_differences` draws them."""
    rows = comparison.table().rename(columns={"difference": "mean"}).assign(level="B")
    columns = [COLUMNS[one.name] for one in comparison.differences]
    outcomes = [{"name": one.name, "unit": one.unit, "en": one.label("en"), "es": one.label("es")} for one in columns]
    return ComparisonFigure(rows, outcomes)


def _of_runs(number: int, runs: int, language: str) -> str:
    return _("{number} of {runs}", language).format(number=number, runs=runs)


def _of_the_closed(comparison: Comparison, language: str) -> list[str]:
    """What a closed cooperative means for the figures; nothing where none closed."""
    if not any(comparison.closed):
        return []
    return [
        _(
            "A closed cooperative takes no coffee: its share counts as 0. Its members' income and trust and its cost count only "
            "for the harvests in which it was open, and not at all where it was closed in every one, in A or in B: those figures "
            "are of the cooperatives that lasted.",
            language,
        )
    ]


def _no_harm_or_no_help(comparison: Comparison, language: str) -> str:
    if comparison.unharmed:
        return _("This speaks against the claim: here a good price does not harm the cooperative.", language)
    return _("This speaks against the claim: here a good price does not help the producers by what counts.", language)


def _claim(comparison: Comparison, language: str) -> str:
    if not comparison.speaks:
        return ""
    heads = {
        ("dear", "for"): _("This speaks for the claim: a good price helps the producers and harms the cooperative.", language),
        ("dear", "against"): _no_harm_or_no_help(comparison, language),
        ("cheap", "for"): _("This speaks for the claim: a low price harms the producers.", language),
        ("cheap", "against"): _("This speaks against the claim: here a low price hardly harms the producers.", language),
    }
    unclear = _("This speaks neither for the claim nor against it: the runs lie too far apart.", language)
    head = heads.get((comparison.kind, comparison.speaks), unclear)
    income, delivery = comparison.of("income_usd_per_farmer"), comparison.of("delivery_share")
    grounds = _(
        "{runs} runs of each. Income {income} US$ per family ({income_n} of {runs} runs; 95 % interval {income_low} to "
        "{income_high}; middle 80 % of runs {income_p10} to {income_p90}); coffee sold through the cooperative {share} points "
        "({share_n} of {runs} runs; {share_low} to {share_high}; {share_p10} to {share_p90}); cooperatives closed: {shut_a} of "
        "{runs} in A, {shut_b} of {runs} in B. "
        "Smallest effects that count, fixed beforehand: 10 % of income, 5 points of coffee, 10 points of closures.",
        language,
    )
    numbers = {
        **_spread("income", income, 1.0, 0),
        **_spread("share", delivery, 100.0, 1),
        "runs": str(comparison.runs),
        "income_n": str(income.change.n),
        "share_n": str(delivery.change.n),
        "shut_a": str(comparison.closed[0]),
        "shut_b": str(comparison.closed[1]),
    }
    return f"{head} {grounds.format(**numbers)}{_left_out(comparison, income, language)}"


def _window(comparison: Comparison, language: str) -> str:
    first, last = min(comparison.seasons) + 1, max(comparison.seasons) + 1
    facts = {
        "runs": comparison.runs,
        "first": first,
        "last": last,
        "percent": true_minus(fixed(100 * (comparison.price_ratio - 1), 0, sign=True)),
    }
    if comparison.kind:
        sentence = _(
            "{runs} runs of each with the same random draws, compared over harvests {first} to {last}, in which the world price "
            "of B differs from that of A by {percent} % on average.",
            language,
        )
    else:
        sentence = _("{runs} runs of each with the same random draws, compared over harvests {first} to {last}.", language)
    few = "" if comparison.runs >= FEWEST_RUNS else " " + _("So few runs say nothing for or against the claim.", language)
    return sentence.format(**facts) + few


def _outcome(comparison: Comparison, entry: Difference, language: str) -> str:
    name, unit, of_change, factor, digits = _measure(entry, language)
    a, b = (f"{fixed(factor * value, digits)} {unit}".rstrip() for value in (entry.a, entry.b))
    if entry.change.n == 0:
        return _("{name}: no run has a figure in both.", language).format(name=name)
    facts = {
        "name": name,
        "a": a,
        "b": b,
        "unit": f" {of_change}".rstrip(),
        "n": entry.change.n,
        "runs": comparison.runs,
        **_spread("change", entry, factor, digits),
    }
    return _(
        "{name}: {a} in A, {b} in B. B less A: {change}{unit} (95 % interval {change_low} to {change_high}; middle 80 % of "
        "runs {change_p10} to {change_p90}; {n} of {runs} runs).",
        language,
    ).format(**facts)


def _measure(entry: Difference, language: str) -> tuple[str, str, str, float, int]:
    """An outcome's name, its unit, that of a difference, by what it is multiplied to be shown, and its decimals."""
    column = COLUMNS[entry.name]
    share = column.unit == "share"
    factor, digits = (100.0, 1) if share else (1.0, DIGITS.get(column.unit, 1))
    unit = "%" if share else "" if column.unit == "0 to 1" else _(column.unit, language)
    name = in_own_words(column.label(language), language)
    return name, unit, _("points", language) if share else unit, factor, digits


def _left_out(comparison: Comparison, entry: Difference, language: str) -> str:
    """Why a figure rests on fewer runs than were made; nothing where it rests on all."""
    missing = comparison.runs - entry.change.n
    if not missing or not entry.change.n:
        return ""
    sentence = _(
        "The other {missing} of {runs} runs have no such figure: in A or in B the cooperative is closed in all these harvests.",
        language,
    )
    return " " + sentence.format(missing=missing, runs=comparison.runs)


def _closings(comparison: Comparison, language: str) -> str:
    sentence = _("Cooperatives that had closed by then: {a} of {runs} in A, {b} of {runs} in B.", language)
    return sentence.format(a=comparison.closed[0], b=comparison.closed[1], runs=comparison.runs)


def _spread(key: str, entry: Difference, factor: float, digits: int) -> dict[str, str]:
    values = {"": entry.change.mean, "_low": entry.change.low, "_high": entry.change.high, "_p10": entry.p10, "_p90": entry.p90}
    return {key + end: true_minus(fixed(factor * value, digits, sign=True)) for end, value in values.items()}
