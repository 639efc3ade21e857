"""The tables of `--details` on why and how sure: mechanisms, likeness to the field, limits, chance."""

from __future__ import annotations

from coopsim.claim.criteria import criteria
from coopsim.claim.documents import BoxSearch, Limit, Noise, Verdict
from coopsim.language import text as _
from coopsim.report.claim_text.lines import part_label
from coopsim.report.claim_text.mechanisms import cause
from coopsim.report.claim_text.types import Section
from coopsim.report.numbers import NOTHING, bare_effect, per_cent, rounded
from coopsim.scenario import parameters

MOST = 8  # parameters in a table


def drawn_label(name: str, language: str) -> str:
    """What people call a parameter that worlds draw, or chance itself.

    >>> drawn_label("margin_share", "en"), drawn_label("chance", "en"), drawn_label("loyalty_usd_per_qq.sd", "en")
    ('Proportional margin', 'chance', 'The spread of loyalty between farmers')
    """
    if name == "chance":
        return _("chance", language)
    declared = next((one for one in criteria().frozen.declared if one.column == name), None)
    if declared is not None and getattr(declared, language):
        label = str(getattr(declared, language))
        return label[:1].upper() + label[1:]
    base, _dot, part = name.partition(".")
    label = next((str(getattr(one, f"label_{language}")) for one in parameters() if one.name == base), base)
    return _("{label}, spread", language).format(label=label) if part == "sd" else label


def mechanisms(verdict: Verdict, language: str) -> Section:
    """What each mechanism adds to the fall in offers and to trouble."""
    effects = {"H2d": _("offers", language), "H2t": _("trouble", language)}
    rows = []
    for one in verdict.knock_outs:
        low, high = bare_effect(one.holm.ci_low, "share"), bare_effect(one.holm.ci_high, "share")
        rows.append(
            (
                f"{one.mechanism} {cause(one, language)}" + (" *" if one.clear else ""),
                effects.get(one.part, one.part),
                bare_effect(one.effect_whole, "share"),
                bare_effect(one.effect_without, "share"),
                bare_effect(one.change.value, "share"),
                NOTHING if one.holm.ci_low is None else _("{low} to {high}", language).format(low=low, high=high),
            )
        )
    heads = (
        _("without", language),
        _("effect", language),
        _("whole", language),
        _("left", language),
        _("change", language),
        _("interval", language),
    )
    note = _("Of 100 seasons, or of 100 quintals. *: clear, adjusted for the number of mechanisms.", language)
    return Section("mechanisms", _("One mechanism switched off", language), heads, tuple(rows), note if rows else "")


def waves(verdict: Verdict, language: str) -> Section:
    """Worlds tried and left."""
    entries = () if verdict.matching is None else verdict.matching.waves
    rows = tuple((f"{one.wave}", ", ".join(one.rows), str(one.runs), str(one.tried), str(one.left)) for one in entries)
    heads = (_("wave", language), _("compared with", language), _("runs", language), _("tried", language), _("left", language))
    return Section("waves", _("Imagined co-ops that look like the field", language), heads, rows)


def field_rows(verdict: Verdict, language: str) -> Section:
    """What the field shows, and what the worlds left show."""
    entries = () if verdict.matching is None else verdict.matching.rows
    rows = []
    for one in entries:
        reason = "" if one.used or one.reason is None else getattr(one.reason, language)
        observed = f"{rounded(one.observed)} ± {rounded(one.sd_observed, 2)}"
        rows.append((one.pattern, observed, rounded(one.sd_model, 2), rounded(one.simulated), reason))
    heads = (
        _("row", language),
        _("in the field", language),
        _("model's error", language),
        _("simulated", language),
        _("why not used", language),
    )
    shown = len(heads) if any(reason for *_numbers, reason in rows) else len(heads) - 1
    title = _("What they were compared with", language)
    return Section("field_rows", title, heads[:shown], tuple(row[:shown] for row in rows))


def narrowed(verdict: Verdict, language: str) -> Section:
    """What likeness to the field does to each draw, the most narrowed first."""
    entries = () if verdict.matching is None else verdict.matching.narrowed
    most = sorted(entries, key=lambda one: -(one.narrowed or 0.0))[:MOST]
    rows = tuple(
        (
            drawn_label(one.name, language),
            f"{rounded(one.low)} – {rounded(one.high)}",
            f"{rounded(one.quartile_low)} – {rounded(one.quartile_high)}",
            per_cent(one.narrowed),
        )
        for one in most
    )
    heads = (_("drawn", language), _("range", language), _("middle half left", language), _("narrowed", language))
    return Section("narrowed", _("What likeness narrows", language), heads, rows)


def boxes(verdict: Verdict, language: str) -> Section:
    """Two or three limits within which something happens, one sentence each."""
    sentences = [sentence for search in verdict.boxes for sentence in _of_search(search, language)]
    return Section("boxes", _("What singles cases out", language), note=" ".join(dict.fromkeys(sentences)))


def _of_search(search: BoxSearch, language: str) -> list[str]:
    happens = {
        "trouble_rises": _("More trouble", language),
        "offers_fall": _("More selling outside", language),
        "harm_with_side_selling": _("Selling outside that harms", language),
    }[search.outcome]
    if search.note == "not_installed":
        return [_("Not looked for: install coopsim[analysis].", language)]
    if search.note == "too_few":
        return [_("{happens}: too few cases to look for limits.", language).format(happens=happens)]
    if not search.boxes:
        return [_("{happens}: no two or three limits single it out.", language).format(happens=happens)]
    sentence = _("{happens}: in {density} of 100 cases where {limits}; that is {coverage} of 100 of all such cases.", language)
    return [
        sentence.format(
            happens=happens,
            density=round(100 * box.tested_density),
            coverage=round(100 * box.tested_coverage),
            limits=_(" and ", language).join(_limit(one, language) for one in box.limits),
        )
        for box in search.boxes
    ]


def _limit(limit: Limit, language: str) -> str:
    """One limit in words."""
    name, low, high = drawn_label(limit.name, language), rounded(limit.low), rounded(limit.high)
    if limit.low is None:
        return _("{name} is at most {high}", language).format(name=name, high=high)
    if limit.high is None:
        return _("{name} is at least {low}", language).format(name=name, low=low)
    return _("{name} lies between {low} and {high}", language).format(name=name, low=low, high=high)


def what_carries(verdict: Verdict, language: str) -> Section:
    """What each effect depends on most, chance among it; only with --full."""
    effects = {"H2d": _("offers", language), "H2t": _("trouble", language)}
    rows = []
    for outcome in () if verdict.sobol is None else verdict.sobol.outcomes:
        most = sorted(outcome.indices, key=lambda one: -(one.total.value or 0.0))[:MOST]
        for one in most:
            name = drawn_label(one.name, language)
            row = (effects.get(outcome.part, outcome.part), name, per_cent(one.first.value), per_cent(one.total.value))
            rows.append(row)
    heads = (_("effect", language), _("drawn", language), _("alone", language), _("with others", language))
    return Section("what_carries", _("What the effect depends on", language), heads, tuple(rows))


def chance(verdict: Verdict, language: str) -> Section:
    """How much of each effect is chance with one run, and with those there are."""
    noises: list[tuple[str, Noise]] = []
    for part in verdict.parts:
        if part.kind == "five_shares" and part.noise is not None:
            noises += [(_("offers", language), part.noise.offers), (_("trouble", language), part.noise.trouble)]
        elif part.kind == "judged" and part.noise is not None:
            noises.append((part_label(part, language), part.noise))
    rows = tuple(
        (
            name,
            rounded(one.sd_one_run, 2),
            rounded(one.sd_worlds, 2),
            per_cent(one.chance_share_one_run),
            per_cent(one.chance_share),
            f"{one.model} ({len(one.models_counted)})",
        )
        for name, one in noises
    )
    heads = (
        _("effect", language),
        _("sd of runs", language),
        _("sd of co-ops", language),
        _("chance, 1 run", language),
        _("chance left", language),
        _("model", language),
    )
    return Section("chance", _("How much is chance", language), heads, rows)
