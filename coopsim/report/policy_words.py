"""A search for policies in sentences: what was tried, what is robust, by how much, and how many futures stand behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coopsim.designs.factor import parameter_of
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.numbers import NOTHING, between, count, fixed, mean, per_cent, quantity
from coopsim.report.sweep_words import factor_words
from coopsim.runs.indicators import indicator
from coopsim.scenario.written import written
from coopsim.sweeps.policy.judged import AS_IT_IS
from coopsim.sweeps.policy.policy import Policy

Row = Mapping[Any, Any]


def policy_sentences(result: Policy, language: str | None = None) -> list[str]:
    """What was searched, the front, then each robust choice with its outcomes."""
    design, policies = result.design, result.policies
    begin = _(
        "{tried} policies tried in {generations} generations, each in {futures} futures ({runs} runs). The {judged} that none of "
        "them beats in everything were judged in {held_out} other futures ({held_out_runs} runs each), with the same draws as "
        "the scenario as it is.",
        language,
    )
    facts = {"generations": design.generations, "futures": design.futures, "held_out": design.held_out}
    runs = {"runs": count(design.runs), "held_out_runs": count(design.held_out * design.replicates)}
    on_front = _("There, {front} of {judged} stay on the front: no other is better in everything.", language)
    sentences = [
        begin.format(tried=count(len(result.searched) - 1), judged=len(policies) - 1, **facts, **runs),
        on_front.format(front=int(policies["is_on_front"].sum()), judged=len(policies)),
    ]
    rows = {int(row["policy"]): row for row in policies.to_dict("records")}
    for number in dict.fromkeys(result.choices.values()):
        sentences += _choice(result, rows[number], rows[AS_IT_IS], language)
    if result.failed:
        sentences.append(_("{n} runs failed; the means are without them.", language).format(n=count(result.failed)))
    closing = _("Winners of a search flatter themselves: all that stands here comes from futures that it did not see.", language)
    return [*sentences, closing]


def lever_words(name: str, value: Any, language: str | None = None) -> str:
    """A lever and where it stands.

    >>> lever_words("payment_delay_months", 3, "en")
    'Payment delay 3 months'
    """
    parameter, part = parameter_of(name)
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    unit = parameter.unit if parameter is not None and not part else ""
    shown = NOTHING if value is None or value != value else str(value) if isinstance(value, str) else written(value)
    if is_number and value == value:
        shown = f"{fixed(100 * value, 1)} %" if unit == "share" else quantity(value, unit, language)
    return f"{factor_words(name, language)} {shown}"


def setting_words(result: Policy, row: Row, language: str | None = None) -> str:
    """All levers of a policy."""
    return "; ".join(lever_words(one.name, row[one.name], language) for one in result.design.levers)


def amount(value: float, unit: str, sign: bool = False, language: str | None = None) -> str:
    """An outcome for people: US$ to tens from 1,000 on, shares in per cent, and their differences in points.

    >>> amount(7122.08, "US$"), amount(-13.6, "US$", sign=True), amount(0.493, "share"), amount(98.26, "US$/qq")
    ('US$ 7,120', '-US$ 14', '49.3 %', 'US$ 98/qq')
    """
    if value != value:
        return NOTHING
    if not unit.startswith("US$"):
        return mean(value, unit, sign, language)
    whole = round(value, -1 if abs(value) >= 1000 else 0)
    before = "-" if whole < 0 else "+" if sign and whole > 0 else ""
    return f"{before}US$ {abs(whole):,.0f}{unit.removeprefix('US$')}"


def interval(low: float, high: float, unit: str, language: str | None = None) -> str:
    """The two ends of a difference's interval.

    >>> interval(0.029, 0.052, "share", "en"), interval(-101.4, 511.0, "US$", "en")
    ('+2.9 to +5.2 points', '-US$ 101 to +US$ 511')
    """
    if not unit.startswith("US$"):
        return between(low, high, unit, True, language)
    ends = {"low": amount(low, unit, True, language), "high": amount(high, unit, True, language)}
    return _("{low} to {high}", language).format(**ends)


def title_of(name: str, language: str | None = None) -> str:
    """An objective's title."""
    return indicator(name).es if (language or current()) == "es" else indicator(name).en


def _choice(result: Policy, row: Row, as_it_is: Row, language: str | None) -> list[str]:
    number = int(row["policy"])
    whys = {
        ("regret",): _("Least regret", language),
        ("floor",): _("Most often above the floor", language),
        ("regret", "floor"): _("Least regret, and most often above the floor", language),
    }
    why = whys[tuple(name for name, of in result.choices.items() if of == number)]
    who = _("the scenario as it is", language) if number == AS_IT_IS else _("policy {number}", language).format(number=number)
    lines = [f"{why}, {who}: {setting_words(result, row, language)}."]
    of_policy = result.objectives[result.objectives["policy"] == number].to_dict("records")
    lines += [_outcome(of_objective, result.design.held_out, language) for of_objective in of_policy]
    if result.design.floor is not None:
        lines.append(_floor(result, row, as_it_is, language))
    return lines


def _outcome(row: Row, futures: int, language: str | None) -> str:
    unit = indicator(row["outcome"]).unit
    facts = {
        "title": title_of(row["outcome"], language),
        "value": amount(row["mean"], unit, language=language),
        "futures": futures,
        "regret": amount(row["regret_max"], unit, True, language).removeprefix("+"),
    }
    if row["policy"] == AS_IT_IS:
        return _(
            "{title}: {value}, mean of {futures} futures; in the worst of them {regret} behind the best policy there.", language
        ).format(**facts)
    sentence = _(
        "{title}: {value}, mean of {futures} futures, {difference} against the scenario as it is (95 % interval "
        "{interval}); in the worst future {regret} behind the best policy there. The search had seen {searched}.",
        language,
    )
    return sentence.format(
        **facts,
        difference=amount(row["difference"], unit, True, language),
        interval=interval(row["ci_low"], row["ci_high"], unit, language),
        searched=amount(row["searched_difference"], unit, True, language),
    )


def _floor(result: Policy, row: Row, as_it_is: Row, language: str | None) -> str:
    sentence = _(
        "Above the floor ({floor}) in {k} of {n} futures ({share}); the scenario as it is in {k_as_it_is} of {n}.", language
    )
    futures = int(row["futures"])
    return sentence.format(
        floor=result.design.floor, n=futures, k=round(row["floor_share"] * futures), share=per_cent(row["floor_share"]),
        k_as_it_is=round(as_it_is["floor_share"] * futures),
    )  # fmt: skip
