"""What divides the worlds of a verdict, in sentences: the cells of sales and member price first, then the tree of draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from coopsim.claim.criteria import Drawn
from coopsim.language import text as _
from coopsim.report.numbers import quantity
from coopsim.report.words import cell_words, listed, verdict_words
from coopsim.scenario import parameters

Document = Mapping[str, Any]
Names = Mapping[str, Mapping[str, str]]


def names_of_draws(drawn: Sequence[Drawn]) -> dict[str, dict[str, str]]:
    """Column of the table of worlds -> what it is called within a sentence (en, es), and its unit.

    What `claim.toml` does not name itself is called by the short label of the parameter's own declaration.
    """
    declared = {parameter.name: parameter for parameter in parameters()}
    names = {}
    for entry in drawn:
        parameter = declared.get(entry.name)
        label = (parameter.label_en, parameter.label_es) if parameter else (entry.column, entry.column)
        english, spanish = entry.en or label[0], entry.es or label[1]
        names[entry.column] = {"en": _in_a_sentence(english), "es": _in_a_sentence(spanish)}
        names[entry.column]["unit"] = parameter.unit if parameter else ""
    return names


def _in_a_sentence(label: str) -> str:
    """A label as it stands within a sentence, what it adds in brackets left out.

    >>> _in_a_sentence("Payment delay"), _in_a_sentence("US dollars"), _in_a_sentence("headroom (normal over break-even sales)")
    ('payment delay', 'US dollars', 'headroom')
    """
    brief = label.partition(" (")[0]
    return brief[:1].lower() + brief[1:] if brief[1:2].islower() else brief


def condition_words(part: Document, cell: str, names: Names, language: str) -> str:
    """What divides the worlds of one sub-claim: its `by_cell` first, then its `leaves` within the headline cell."""
    sentences = [_by_cell(part["by_cell"], part["two_sided"], language), _("With {cell}:", language)]
    sentences[1] = sentences[1].format(cell=cell_words(cell, language))
    leaves = part["leaves"]
    if len(leaves) < 2:
        sentences.append(_("nothing that the worlds draw divides them better than chance would.", language))
    else:
        ranked = sorted(leaves, key=lambda leaf: -max(leaf["supported"], leaf["contradicted"]) / leaf["n_worlds"])
        sentences.append("; ".join(_leaf_words(leaf, names, part["two_sided"], language) for leaf in ranked) + ".")
    return " ".join(sentence for sentence in sentences if sentence)


def _by_cell(by_cell: Mapping[str, str], two_sided: bool, language: str) -> str:
    cells_of: dict[str, list[str]] = {}
    for cell, verdict in by_cell.items():
        cells_of.setdefault(verdict, []).append(cell_words(cell, language))
    if len(cells_of) > 1:
        parts = [
            f"{verdict_words(verdict, two_sided, language=language)}: {listed(cells, language)}"
            for verdict, cells in cells_of.items()
        ]
        return _("By how the cooperative sells and pays: {parts}.", language).format(parts="; ".join(parts))
    return _("All cells of sales and member price give the same verdict.", language) if len(by_cell) > 1 else ""


def _leaf_words(leaf: Document, names: Names, two_sided: bool, language: str) -> str:
    quote = "«{}»" if language == "es" else "“{}”"
    conditions = []
    for cut in leaf["where"]:
        name = names.get(cut["column"], {})
        form = _("{what} is below {value}", language) if cut["below"] else _("{what} is {value} or more", language)
        what = quote.format(name.get(language, cut["column"]))
        conditions.append(form.format(what=what, value=quantity(cut["value"], name.get("unit", ""), language)))
    counts = [
        (leaf["supported"], _("cohesion rises in {k}", language) if two_sided else _("supported in {k}", language)),
        (leaf["contradicted"], _("cohesion falls in {k}", language) if two_sided else _("contradicted in {k}", language)),
        (leaf["neither"], _("neither in {k}", language)),
    ]
    counted = [form.format(k=number) for number, form in sorted(counts, key=lambda pair: -pair[0]) if number]
    return _("{counts} of the {n} worlds where {conditions}", language).format(
        counts=listed(counted, language), n=leaf["n_worlds"], conditions=listed(conditions, language)
    )
