"""What flips the verdict, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coopsim.language import text as _
from coopsim.report.numbers import bare_effect, effect_text, fixed, per_cent, quantity, rounded
from coopsim.report.words import listed, verdict_words

Document = Mapping[str, Any]


def quoted(text: str, language: str | None) -> str:
    """A parameter's meaning, between quotation marks.

    >>> quoted("trust", "en"), quoted("confianza", "es")
    ('“trust”', '«confianza»')
    """
    return f"«{text}»" if language == "es" else f"“{text}”"


def sweep_words(entry: Document, language: str | None = None) -> str:
    """One line for one swept parameter: what happens to each sub-claim from the low to the high third of its range."""
    unit = entry["unit"]
    clauses = []
    for id, of_subclaim in entry["by"].items():
        low, high = of_subclaim["thirds"][0], of_subclaim["thirds"][-1]
        shares = _("{id} holds in {low} of the worlds at the low end and {high} at the high end", language).format(
            id=id, low=per_cent(low["share_supported"]), high=per_cent(high["share_supported"])
        )
        says = {
            "flips": _("the verdict differs along the range", language),
            "moves": _("the effect moves with it, the verdict stays", language),
            "no trace": _("no clear trace", language),
        }[of_subclaim["says"]]
        rank = (
            _("rank correlation {rho}", language).format(rho=fixed(of_subclaim["rank_correlation"], 2, sign=True))
            if of_subclaim["rank_correlation"] is not None
            else ""
        )
        clauses.append(f"{shares} ({says}{'; ' + rank if rank else ''})")
    where = _("{what}, {low} to {high}", language).format(
        what=quoted(entry[language or "en"], language),
        low=quantity(entry["low"], unit, language),
        high=quantity(entry["high"], unit, language),
    )
    return f"{where}: {'; '.join(clauses)}."


def swept_sentence(document: Document, language: str | None = None) -> str:
    """For the headline paragraph: what was swept because no source pins it down, and what of it divides the verdict."""
    entries = document.get("sweeps") or []
    if not entries:
        return ""
    spoken = language or "en"
    names = listed([entry[spoken] for entry in entries], language)
    sentences = [_("Swept because no source pins it down: {names}.", language).format(names=names)]
    for id in dict.fromkeys(id for entry in entries for id in entry["by"]):
        dividing = [entry[spoken] for entry in entries if entry["by"].get(id, {}).get("says") == "flips"]
        if dividing:
            sentences.append(
                _("The verdict on {id} changes with {names}.", language).format(id=id, names=listed(dividing, language))
            )
        else:
            sentences.append(_("None of them alone changes the verdict on {id}.", language).format(id=id))
    return " ".join([*sentences, *_headroom(document, language), *_processes(document, language)])


def _headroom(document: Document, language: str | None) -> list[str]:
    curve = [
        entry for entry in document.get("headroom_curve") or [] if entry["outcome"] == "trouble" and entry["share"] is not None
    ]
    by_arm = {arm: [entry for entry in curve if entry["arm"] == arm] for arm in ("untreated", "boom")}
    if not by_arm["boom"]:
        return []
    ends = (0, -1)
    points = [
        (by_arm["boom"][end]["headroom"], per_cent(by_arm["untreated"][end]["share"]), per_cent(by_arm["boom"][end]["share"]))
        for end in ends
    ]
    form = _(
        "Over headroom {low:g} to {high:g} the chance of a trouble season goes from {a} to {b} in a boom "
        "(from {c} to {d} untreated).",
        language,
    )
    return [form.format(low=points[0][0], high=points[1][0], a=points[0][2], b=points[1][2], c=points[0][1], d=points[1][1])]


def _processes(document: Document, language: str | None) -> list[str]:
    processes = document.get("by_process") or {}
    if len(processes) < 2:
        return []
    differ = []
    for id in ("H2d", "H2t", "H3", "H4", "H1"):
        verdicts = {name: by_subclaim[id]["verdict"] for name, by_subclaim in processes.items() if id in by_subclaim}
        if len(set(verdicts.values()) - {"inconclusive"}) > 1:
            differ.append(id)
    names = listed([quoted(name, language) for name in list(processes)[1:]], language)
    if differ:
        return [
            _("On other price processes ({names}, with fewer worlds) the verdict is another for {ids}.", language).format(
                names=names, ids=listed(differ, language)
            )
        ]
    return [_("Other price processes ({names}) give the same verdicts.", language).format(names=names)]


def flips_in_short(document: Document, language: str | None = None) -> str:
    """One line for the terminal: what, of all that was varied, changes the verdict on trouble or on offers."""
    flipping = [
        f"{id} – {quoted(entry[language or 'en'], language)}"
        for entry in document["sweeps"]
        for id, by in entry["by"].items()
        if by["says"] == "flips"
    ]
    if not document["sweeps"]:
        return ""
    if not flipping:
        most = _moves_most(document)
        if most is None:
            return _("What flips it: nothing that was swept does so alone; see report.html.", language)
        entry, id, by = most
        return _(
            "What flips it: nothing that was swept does so alone; most is moved by {what} ({id} holds in {low} to {high} of "
            "worlds along its range); see report.html.",
            language,
        ).format(
            what=quoted(entry[language or "en"], language),
            id=id,
            low=per_cent(by["thirds"][0]["share_supported"]),
            high=per_cent(by["thirds"][-1]["share_supported"]),
        )
    return _("What flips it: {found}; more in report.html.", language).format(found="; ".join(flipping))


def _moves_most(document: Document) -> tuple[Document, str, Document] | None:
    moving = [(entry, id, by) for entry in document["sweeps"] for id, by in entry["by"].items() if by["says"] == "moves"]
    return max(moving, key=lambda one: abs(one[2]["rank_correlation"]), default=None)


def crossing_words(one: Document, unit: str | None, treatment: str, language: str | None = None) -> str:
    """At which size a treatment's mean effect crosses the smallest that matters.

    >>> crossing_words({"ln_size": None, "clear_ln_size": None, "sizes": 5, "smallest_effect": 0.1}, "share", "a level", "en")
    'a level: does not cross 10 points at any size that was run (5)'
    """
    smallest = effect_text(one["smallest_effect"], unit, language, sign=False)
    if one["ln_size"] is None:
        form = _("{treatment}: does not cross {smallest} at any size that was run ({n})", language)
        return form.format(treatment=treatment, smallest=smallest, n=one["sizes"])
    sentence = _("{treatment}: the mean crosses {smallest} at a ln size of {size}", language).format(
        treatment=treatment, smallest=smallest, size=fixed(one["ln_size"], 2)
    )
    if one["sizes"] < 2:
        return sentence + " " + _("(a straight line to the only size that was run)", language)
    if one["clear_ln_size"] is not None:
        return sentence + ", " + _("its whole interval from {size} on", language).format(size=rounded(one["clear_ln_size"]))
    return sentence


def verdict_line(judged: Document, two_sided: bool, unit: str | None, language: str | None = None) -> str:
    """A verdict with its effect, as a cell of a table: 'depends, +8 points'."""
    label = verdict_words(judged["verdict"], two_sided, judged.get("label", ""), language)
    return label if judged["effect"] is None else f"{label}, {bare_effect(judged['effect'], unit)}"
