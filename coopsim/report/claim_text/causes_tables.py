"""The tables of a history: parts, years, groups."""

from __future__ import annotations

from coopsim.claim.documents.causes import CausesDocument
from coopsim.language import text as _
from coopsim.report.claim_text.types import Section
from coopsim.report.numbers import NOTHING, fixed
from coopsim.scenario.sources import source_words

EVERY_YEARS = 2


def causes_sections(document: CausesDocument, language: str) -> tuple[Section, ...]:
    """The tables of a history, in the order of the report."""
    return (
        _parts(document, language),
        _years(document, language),
        _groups(document, language),
        _assumptions(document, language),
        _closings(document, language),
    )


def group_words(by: str, group: str, language: str) -> str:
    """A group in words: how it sells and pays, its size, its district.

    >>> group_words("policy", "fixed pooled", "en"), group_words("size", "small", "es")
    ('sell at a fixed price and pay from a pool', 'chicas')
    """
    if by == "size":
        return {"small": _("small", language), "middle": _("middle-sized", language), "large": _("large", language)}[group]
    if by == "policy":
        sells, pays = group.split()
        how = {"fixed": _("sell at a fixed price", language), "open": _("sell at an open price", language)}[sells]
        paid = {
            "fixed": _("pay a fixed price", language),
            "indexed": _("pay by the market", language),
            "pooled": _("pay from a pool", language),
        }[pays]
        return _("{sells} and {pays}", language).format(sells=how, pays=paid)
    return group.replace("_", " ").replace("-", " ")


def of_100(share: float | None, digits: int = 0) -> str:
    """Of 100, without a minus before nothing.

    >>> of_100(0.123), of_100(-0.001), of_100(0.0456, 1), of_100(None)
    ('12', '0', '4.6', '–')
    """
    return NOTHING if share is None else fixed(100 * share, digits)


def _parts(document: CausesDocument, language: str) -> Section:
    heads = (
        _("cause", language),
        _("closed, of 100", language),
        _("95 % interval", language),
        _("years of life", language),
        _("largest, by", language),
        _("alone", language),
        _("if only it is missing", language),
    )
    rows: list[tuple[str, ...]] = [
        (
            getattr(one.title, language),
            of_100(one.effect, 1),
            f"{of_100(one.ci_low, 1)} … {of_100(one.ci_high, 1)}",
            NOTHING if one.years.value is None else fixed(one.years.value, 1),
            f"{of_100(one.largest)} ({one.largest_year})",
            of_100(one.alone, 1),
            of_100(one.last, 1),
        )
        for one in document.h5.parts
    ]
    total = document.h5.total
    rows.append(
        (
            _("all together", language),
            of_100(total.value, 1),
            f"{of_100(total.ci_low, 1)} … {of_100(total.ci_high, 1)}",
            *([""] * 4),
        )
    )
    note = _(
        "What each cause adds to the closings by the end, averaged over all orders in which the causes could be switched on "
        "(Shapley value), below 0 where it spares; beside it what it does alone, and what is spared if it alone is taken away. "
        "Intervals speak of chance between replicates, not of the assumptions.",
        language,
    )
    sources = "; ".join(f"{getattr(one.title, language)}: {source_words(one.source, language)}" for one in document.h5.parts)
    note = f"{note} {_('Sources', language)}: {sources}."
    return Section("causes", _("What the closings are owed to", language), heads, tuple(rows), note)


def _years(document: CausesDocument, language: str) -> Section:
    part = document.h5
    heads = (
        _("year", language),
        _("of 100 still open", language),
        _("with no cause", language),
        *(getattr(one.short, language) for one in part.parts),
        _("open, all", language),
        _("founded", language),
        _("open again", language),
    )
    rows = tuple(
        (
            str(one.year),
            of_100(one.alive_share),
            of_100(one.ordinary_alive_share),
            *(of_100(one.parts[cause.cause]) for cause in part.parts),
            NOTHING if one.living is None else f"{one.living:.0f}",
            NOTHING if one.founded is None else f"{one.founded:.1f}",
            NOTHING if one.revived is None else f"{one.revived:.1f}",
        )
        for one in part.cohort[::-EVERY_YEARS][::-1]
    )
    note = _("Of 100 cooperatives of the start, closed up to that year owing to each cause; a part may shrink again.", language)
    return Section("years", _("Year by year", language), heads, rows, note)


def _groups(document: CausesDocument, language: str) -> Section:
    part = document.h5
    heads = (
        _("cooperatives", language),
        _("how many", language),
        _("closed, of 100", language),
        _("with no cause", language),
        *(getattr(one.short, language) for one in part.parts),
    )
    rows = tuple(
        (
            group_words(one.by, one.group, language),
            f"{one.cooperatives:.0f}",
            of_100(one.closed.value),
            of_100(one.ordinary),
            *(of_100(one.parts[cause.cause]) for cause in part.parts),
        )
        for one in part.groups
    )
    note = _("Differences between rows are differences between cooperatives in the same history.", language)
    return Section("groups", _("Who closed", language), heads, rows, note)


def _assumptions(document: CausesDocument, language: str) -> Section:
    part = document.h5
    heads = (
        _("assumption", language),
        _("closed, of 100", language),
        _("95 % interval", language),
        _("with no cause", language),
        *(getattr(one.short, language) for one in part.parts),
        _("how many", language),
    )
    name = {
        "no_supply_response": _("harvests do not respond to prices", language),
        "no_local_costs": _("local costs as at the start", language),
        "alike": _("all cooperatives like the usual one", language),
        "drawn": _("other numbers, drawn", language),
        "matched": _("other numbers, like the field", language),
    }
    as_it_was = (
        _("as the history says", language),
        of_100(part.closed.value),
        f"{of_100(part.closed.ci_low)} … {of_100(part.closed.ci_high)}",
        of_100(part.ordinary.value),
        *(of_100(one.effect) for one in part.parts),
        str(document.replicates),
    )
    rows = [as_it_was]
    if part.steady is not None:
        nothing = [NOTHING] * len(part.parts)
        rows.append(
            (_("the price of the start for ever", language), *[NOTHING] * 2, of_100(part.steady.value), *nothing, as_it_was[-1])
        )
    for one in part.assumptions:
        effect = {of.cause: of.effect for of in one.parts}
        rows.append(
            (
                name[one.name],
                of_100(one.closed.value),
                f"{of_100(one.closed.ci_low)} … {of_100(one.closed.ci_high)}",
                of_100(one.ordinary.value),
                *(of_100(effect.get(of.cause)) for of in part.parts),
                str(one.number),
            )
        )
    note = _(
        "The parts of the first row are exact; those below are means over some orders of the causes, drawn by lot, and so vary "
        "more. Where none are shown only the arms with every cause and with none were simulated.",
        language,
    )
    return Section("assumptions", _("Under other assumptions", language), heads, tuple(rows), note)


def _closings(document: CausesDocument, language: str) -> Section:
    """What the accounts said when cooperatives closed."""
    labels = {
        "in_the_red": _("debts above what it owned, for too long", language),
        "low_sales": _("sold too little to pay its office, three years running", language),
        "merged": _("went into another", language),
    }
    rows = tuple((labels[cause], of_100(share)) for cause, share in document.h5.closings.items() if cause in labels)
    heads = (_("what the accounts said", language), _("of 100 closings", language))
    return Section("closings", _("How they closed", language), heads, rows)
