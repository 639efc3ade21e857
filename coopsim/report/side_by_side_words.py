"""The comparison of two scenarios in sentences, each with its numbers, in the language asked for."""

from __future__ import annotations

from typing import NamedTuple

from coopsim.claim.side_by_side import FEWEST_RUNS, Comparison, Difference
from coopsim.language import current, in_own_words
from coopsim.language import text as _
from coopsim.model.columns import MONTHS
from coopsim.model.season_columns import SEASONS
from coopsim.report.numbers import fixed, true_minus

COLUMNS = {column.name: column for column in (*MONTHS, *SEASONS)}
DIGITS = {"US$": 0, "0 to 1": 3}  # else one


class ComparisonText(NamedTuple):
    """A comparison in words: a sentence for what was compared and for each outcome; the last word on the claim, or ""."""

    sentences: list[str]
    claim: str


def comparison_text(comparison: Comparison, language: str | None = None) -> ComparisonText:
    """A comparison in words, in "en" or "es"; every sentence with its numbers, their spread and how many runs they stand on.

    The claim is spoken of where only the price differs and at least 50 runs were made; else `claim` is "".
    """
    spoken = language or current()
    differences = [_outcome(entry, spoken) + _left_out(comparison, entry, spoken) for entry in comparison.differences]
    sentences = [_window(comparison, spoken), *differences, _closings(comparison, spoken)]
    return ComparisonText(sentences, _claim(comparison, spoken))


def _claim(comparison: Comparison, language: str) -> str:
    if not comparison.speaks:
        return ""
    heads = {
        ("dear", "for"): _("This speaks for the claim: a good price helps the producers and harms the cooperative.", language),
        ("dear", "against"): _(
            "This speaks against the claim: here a good price does not harm the cooperative as the claim says, or does not help "
            "the producers.",
            language,
        ),
        ("cheap", "for"): _("This speaks for the claim: a low price harms the producers.", language),
        ("cheap", "against"): _("This speaks against the claim: here a low price hardly harms the producers.", language),
    }
    unclear = _("This speaks neither for the claim nor against it: the runs lie too far apart.", language)
    head = heads.get((comparison.kind, comparison.speaks), unclear)
    income, delivery = comparison.of("income_usd_per_farmer"), comparison.of("delivery_share")
    grounds = _(
        "{runs} runs of each. Income {income} US$ per family ({income_n} runs; 95 % interval {income_low} to {income_high}; "
        "middle 80 % of runs {income_p10} to {income_p90}); coffee sold through the cooperative {share} points ({share_n} runs; "
        "{share_low} to {share_high}; {share_p10} to {share_p90}); cooperatives closed {shut_a} in A, {shut_b} in B. "
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


def _outcome(entry: Difference, language: str) -> str:
    column = COLUMNS[entry.name]
    share = column.unit == "share"
    factor, digits = (100.0, 1) if share else (1.0, DIGITS.get(column.unit, 1))
    unit = "%" if share else "" if column.unit == "0 to 1" else _(column.unit, language)
    of_change = _("points", language) if share else unit
    name = in_own_words(column.label(language), language)
    a, b = (f"{fixed(factor * value, digits)} {unit}".rstrip() for value in (entry.a, entry.b))
    if entry.change.n == 0:
        return _("{name}: no run has a figure in both.", language).format(name=name)
    facts = {
        "name": name,
        "a": a,
        "b": b,
        "unit": f" {of_change}".rstrip(),
        "n": entry.change.n,
        **_spread("change", entry, factor, digits),
    }
    return _(
        "{name}: {a} in A, {b} in B. B less A: {change}{unit} (95 % interval {change_low} to {change_high}; middle 80 % of "
        "runs {change_p10} to {change_p90}; {n} runs).",
        language,
    ).format(**facts)


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
