"""How numbers, verdicts and sub-claims are said, in both languages. Knows the verdict document, nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from coopsim.claim import judge
from coopsim.language import text as _
from coopsim.model.decision import RULES
from coopsim.report.numbers import bare_effect, effect_text, per_cent

Document = dict[str, Any]
COMPARED = ("H2d", "H2t")  # sub-claims whose outcome is shown in booms and in slumps


def listed(parts: Sequence[str], language: str | None = None) -> str:
    """a, b and c.

    >>> listed(["a", "b", "c"], "en")
    'a, b and c'
    """
    if len(parts) < 2:
        return "".join(parts)
    return _("{some} and {last}", language).format(some=", ".join(parts[:-1]), last=parts[-1])


def cell_words(cell: str, language: str | None = None) -> str:
    """A cell, as "sales/members".

    >>> cell_words("fixed/pooled", "en")
    'fixed/pooled'
    """
    sale, _slash, member = cell.partition("/")
    sales = {"fixed": _("fixed", language), "open": _("open", language)}
    members = {"fixed": _("fixed", language), "pooled": _("pooled", language), "indexed": _("indexed", language)}
    return f"{sales.get(sale, sale)}/{members.get(member, member)}"


def verdict_words(verdict: str, two_sided: bool = False, label: str = "", language: str | None = None) -> str:
    """A verdict in words. A two-sided sub-claim has two ends, neither of which is for or against it.

    >>> verdict_words("too_small", language="en"), verdict_words("contradicted", two_sided=True, language="en")
    ('too small to matter', 'cohesion falls (H4b)')
    """
    if two_sided and verdict in (judge.SUPPORTED, judge.CONTRADICTED):
        return _("cohesion rises (H4a)", language) if verdict == judge.SUPPORTED else _("cohesion falls (H4b)", language)
    labels = {
        judge.NOT_BY_SELLING: _("supported, not through side-selling", language),
        judge.PARTLY_NOT_BY_SELLING: _("supported, in part not through side-selling", language),
        judge.NO_DAMAGE: _("side-selling without damage", language),
    }
    verdicts = {
        judge.SUPPORTED: _("supported", language),
        judge.CONTRADICTED: _("contradicted", language),
        judge.TOO_SMALL: _("too small to matter", language),
        judge.INCONCLUSIVE: _("inconclusive", language),
        judge.DEPENDS: _("depends", language),
        judge.NOT_TESTED: _("not tested", language),
    }
    return labels.get(label) or verdicts.get(verdict, verdict)


def interval_words(part: Mapping[str, Any], language: str | None = None) -> str:
    """The effect with its 95 % interval.

    >>> interval_words({"effect": 0.2, "ci_low": 0.15, "ci_high": 0.25, "unit": "share"}, "en")
    '+20 points (95 % interval +15 to +25)'
    """
    effect = effect_text(part.get("effect"), part.get("unit"), language)
    if part.get("ci_low") is None or part.get("ci_high") is None:
        return effect
    low, high = bare_effect(part["ci_low"], part.get("unit")), bare_effect(part["ci_high"], part.get("unit"))
    return _("{effect} (95 % interval {low} to {high})", language).format(effect=effect, low=low, high=high)


def shares_words(part: Mapping[str, Any], language: str | None = None) -> str:
    """The worlds for, against and between, those of other kinds named where there are any."""
    if part.get("two_sided"):
        heads = [_("cohesion rises in {share}", language), _("falls in {share}", language)]
    else:
        heads = [_("supported in {share}", language), _("contradicted in {share}", language)]
    kinds = part.get("shares", {})
    counts = [
        heads[0].format(share=per_cent(part["share_supported"])),
        heads[1].format(share=per_cent(part["share_contradicted"])),
    ]
    counts.append(_("too small in {share}", language).format(share=per_cent(part["share_small"])))
    if kinds.get(judge.MIXED):
        counts.append(_("its outcomes disagree in {share}", language).format(share=per_cent(kinds[judge.MIXED])))
    sentence = _("{shares} of {n} worlds", language).format(shares=listed(counts, language), n=part["n_worlds"])
    asides = []
    if kinds.get(judge.NOT_BY_SELLING, 0.0) >= 0.05:
        asides.append(
            _("of the supported, {share} not through side-selling", language).format(
                share=per_cent(_part_of(kinds, judge.NOT_BY_SELLING, part["share_supported"]))
            )
        )
    if kinds.get(judge.NO_DAMAGE, 0.0) >= 0.05:
        asides.append(
            _("of the small, {share} side-selling without damage", language).format(
                share=per_cent(_part_of(kinds, judge.NO_DAMAGE, part["share_small"]))
            )
        )
    return sentence + (f" ({'; '.join(asides)})" if asides else "")


def _part_of(kinds: Mapping[str, float], kind: str, whole: float) -> float:
    return kinds[kind] / whole if whole else 0.0


def finding(part: Mapping[str, Any], language: str | None = None) -> str:
    """What was found for one sub-claim, in one sentence: effect, interval, worlds; or why there is no verdict."""
    if part["verdict"] == judge.NOT_TESTED:
        return _("Not tested: {reason}.", language).format(reason=part["reason"][language or "en"])
    clauses = []
    if part.get("effect") is not None:
        if part["interval_kind"] == "episodes":
            value = _("mean of the episodes {effect}", language).format(
                effect=effect_text(part["effect"], part["unit"], language)
            )
        else:
            value = interval_words(part, language)
        clauses.append(f"{part['measure'][language or 'en']}: {value}")
        others = part.get("parts", [])[1:]
        if others:
            value = interval_words(others[0] | {"unit": part["unit"]}, language)
            clauses.append(_("poorest third {effect}", language).format(effect=value))
    if part["n_worlds"]:
        smallest = part.get("smallest_effect")
        shares = shares_words(part, language)
        if smallest is not None:
            value = effect_text(smallest, part["unit"], language, sign=False)
            shares = _("{shares}, judged against {smallest}", language).format(shares=shares, smallest=value)
        clauses.append(shares)
    if part.get("reason"):
        clauses.append(part["reason"][language or "en"])
    sentence = "; ".join(clauses)
    return sentence[:1].upper() + sentence[1:] + "."


def answer(part: Mapping[str, Any], language: str | None = None) -> str:
    """The same in one short sentence for somebody in a hurry."""
    if part.get("reason"):
        reason = part["reason"][language or "en"]
        return f"{reason[:1].upper()}{reason[1:]}."
    shares = {name: per_cent(part[f"share_{name}"]) for name in ("supported", "contradicted", "small")}
    shown = "" if part["effect"] is None else effect_text(part["effect"], part["unit"], language)
    measure = part["measure"][language or "en"]
    on_average = _("{measure}: {effect} on average.", language).format(measure=measure, effect=shown) if shown else ""
    if part["two_sided"]:
        sentence = _("Cohesion rises in {supported}, falls in {contradicted} of worlds.", language)
    else:
        sentence = {
            judge.SUPPORTED: _("Holds in {supported} of worlds.", language),
            judge.CONTRADICTED: _("The opposite in {contradicted} of worlds.", language),
            judge.TOO_SMALL: _("No difference that matters in {small} of worlds.", language),
        }.get(part["verdict"], _("Holds in {supported}, the opposite in {contradicted} of worlds.", language))
    return f"{sentence.format(**shares)} {on_average}".strip()


def history_counts(part: Mapping[str, Any], language: str | None = None) -> str:
    """What the model's cooperatives did in the episodes, and in how many of them; empty where they show nothing."""
    history, did = part.get("history"), part.get("in_history")
    forms = {"boom": _("in {k} of {n} booms", language), "slump": _("in {k} of {n} slumps", language)}
    order = [part["kind"], *(kind for kind in ("boom", "slump") if kind != part["kind"] and part["id"] in COMPARED)]
    counts = (
        [forms[kind].format(k=history[kind]["beyond"], n=history[kind]["n"]) for kind in order if kind in history]
        if history
        else []
    )
    if not counts or not did:
        return ""
    sentence = f"{did[language or 'en']} {listed(counts, language)}"
    if part.get("two_sided") and history:
        sentence += _(", and lost as much in {k}", language).format(k=history[part["kind"]]["against"])
    return sentence


def given_history(period: Sequence[str] | None, language: str | None = None) -> str:
    """The beginning of every sentence on history."""
    if not period:
        return _("Given these prices and these assumptions, the model's cooperatives", language)
    years = "–".join(str(month)[:4] for month in period)
    return _("Given the prices of {years} and these assumptions, the model's cooperatives", language).format(years=years)


def limits_of_history(language: str | None = None) -> str:
    """The sentence that goes with every count over episodes."""
    return _("This says what the assumptions imply for one history; it is not an estimate of what happened in Peru.", language)


def theory_words(rule: str, language: str) -> str:
    """The name of a rule as people say it; a user's own rule keeps the name it was given."""
    if rule not in RULES:
        return rule
    return RULES[rule].words.es if language == "es" else RULES[rule].words.en
