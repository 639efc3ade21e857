"""A verdict in the terminal: the sub-claims, the six cells, the episodes, one paragraph."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.words import (
    COMPARED,
    NOTHING,
    amount,
    bare,
    cell_words,
    limits_of_history,
    share,
    unit_words,
    verdict_words,
)

STYLES = {
    "supported": "bold blue",
    "contradicted": "bold red",
    "too_small": "dim",
    "inconclusive": "yellow",
    "depends": "bold yellow",
    "not_tested": "dim",
}
MARKS = {"supported": "+", "contradicted": "-", "too_small": "0", "depends": "~", "inconclusive": "?"}
DOTTED = ("H1", "H2d", "H2t", "H3", "H4")  # what a single episode can show


def show_verdict(verdict: Mapping[str, Any], console: Console | None = None, language: str | None = None) -> None:
    """Print the document of verdict.json as a person reads it. 80 columns are enough."""
    out, language = console or Console(), language or current()
    out.print()
    out.print(Text(title(verdict, language), style="bold"))
    out.print(subclaims_table(verdict, language, out.width))
    if verdict["cells"]:
        out.print(cells_table(verdict, language))
        out.print()
    if verdict["episodes"]:
        out.print(episodes_table(verdict, language))
        for dot in verdict["episodes"]:
            if dot.get("note"):
                out.print(Padding(Text(f"{dot['name']}: {dot['note'][language]}", style="dim"), (0, 0, 0, 1)))
        out.print(Padding(Text(episodes_note(language), style="dim"), (0, 0, 1, 1)))
    out.print(Padding(Text(verdict["paragraph"][language]), (0, 1)))
    if verdict.get("flips_in_short", {}).get(language):
        out.print(Padding(Text(verdict["flips_in_short"][language], style="bold"), (1, 1, 0, 1)))


def title(verdict: Mapping[str, Any], language: str) -> str:
    """The scenario, the cell and how many worlds."""
    return _("The claim, tested on {scenario}: {cell}, {n} worlds", language).format(
        scenario=verdict.get("scenario", ""), cell=cell_words(verdict["headline_cell"], language), n=verdict["n_worlds"]
    )


def subclaims_table(verdict: Mapping[str, Any], language: str, width: int = 80) -> Table:
    """Sub-claims: effect with its interval, verdict, shares of worlds, verdicts under a pure surprise and a known level."""
    wide = width >= 110
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    table.add_column("", no_wrap=True, style="bold")
    table.add_column(_("what it says", language), ratio=1, min_width=18)
    table.add_column(_("effect,\n95 % interval\n(smallest)", language), no_wrap=True)
    table.add_column(_("verdict", language), max_width=22)
    if wide:
        table.add_column(_("under a surprise", language), max_width=16)
        table.add_column(_("under a level", language), max_width=16)
    table.add_column(_("worlds\n+ | - | small", language), no_wrap=True)
    for part in verdict["subclaims"]:
        treatments = [part["by_treatment"].get(name) for name in ("surprise", "level")]
        told = [_verdict(part, one, language) if one else Text(NOTHING) for one in treatments]
        verdicts = [_verdict(part, part, language), *told]
        if not wide:
            names = [_("surprise: ", language), _("level: ", language)]
            below = [
                Text("\n") + Text(name, style="dim") + words
                for name, words, one in zip(names, told, treatments, strict=True)
                if one
            ]
            verdicts = [Text("").join([verdicts[0], *below])]
        table.add_row(
            part["id"],
            escape((part["statement"] if wide else part["short"])[language]),
            _effect(part, language),
            *verdicts,
            _shares(part),
        )
        table.add_section()
    return table


def _effect(part: Mapping[str, Any], language: str) -> str:
    rows = []
    for number, one in enumerate(part.get("parts") or [part]):
        if one.get("effect") is None:
            continue
        unit = part["unit"]
        name = [_("mean", language), _("poorest third", language)][number] + "\n" if part.get("parts") else ""
        ends = "" if one["ci_low"] is None else f"\n[{bare(one['ci_low'], unit)}, {bare(one['ci_high'], unit)}]"
        rows.append(name + amount(one["effect"], unit, language) + ends)
    if not rows:
        return NOTHING
    if part.get("smallest_effect") is not None:
        rows.append(f"({amount(part['smallest_effect'], part['unit'], language, sign=False)})")
    return escape("\n".join(rows))


def _verdict(part: Mapping[str, Any], one: Mapping[str, Any], language: str) -> Text:
    words = verdict_words(one["verdict"], part["two_sided"], one.get("label", ""), language)
    return Text(words, style="" if part["two_sided"] and one["verdict"] == "contradicted" else STYLES[one["verdict"]])


def _shares(part: Mapping[str, Any]) -> str:
    if not part["n_worlds"]:
        return NOTHING
    return "\n".join(
        [
            " | ".join(share(part[name]).rstrip(" %") for name in ("share_supported", "share_contradicted", "share_small"))
            + " %",
            f"n = {part['n_worlds']}",
        ]
    )


def cells_table(verdict: Mapping[str, Any], language: str) -> Table:
    """The six cells of sale price and member price at the headline treatment: mean effects, marked by their verdicts."""
    table = Table(
        title=_(
            "Six ways to sell and to pay members: mean effect, and + supported, - contradicted, 0 too small, ~ depends", language
        ),
        title_justify="left",
        title_style="bold",
        box=SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
        padding=(0, 1, 0, 0),
    )
    ids = ("H1", "H2", "H2d", "H2t", "H2c", "H3", "H4")
    units = {part["id"]: unit_words(part["unit"], language) for part in verdict["subclaims"]}
    table.add_column(_("sales/members", language), no_wrap=True)
    for id in ids:
        table.add_column(f"{id}\n{units[id]}", justify="right", no_wrap=True)
    scales = {part["id"]: part["unit"] for part in verdict["subclaims"]}
    for cell in verdict["cells"]:
        if cell["treatment"] != verdict["headline_treatment"]:
            continue
        head = cell["cell"] == verdict["headline_cell"]
        row = []
        for id in ids:
            mark = MARKS.get(cell["verdicts"][id], "")
            row.append(f"{mark}" if id == "H2" else f"{bare(cell[id], scales[id])} {mark}")
        table.add_row((">" if head else " ") + cell_words(cell["cell"], language), *row, style="bold" if head else "")
    return table


def episodes_table(verdict: Mapping[str, Any], language: str) -> Table:
    """One row per real episode: the effect, and in brackets what a comparison of before and after would have said."""
    table = Table(
        title=_("Episodes of history: effect against the same years without the episode (before against after)", language),
        title_justify="left",
        title_style="bold",
        box=SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
        padding=(0, 1, 0, 0),
    )
    by_id = {part["id"]: part for part in verdict["subclaims"]}
    table.add_column(_("episode", language), no_wrap=True)
    for id in DOTTED:
        table.add_column(f"{id}\n{unit_words(by_id[id]['unit'], language)}", justify="right", no_wrap=True)
    kinds = {"boom": _("boom", language), "slump": _("slump", language)}
    for dot in sorted(verdict["episodes"], key=lambda dot: (dot["kind"], dot["from"])):
        surprise = "*" if dot.get("surprise") else ""
        row = []
        for id in DOTTED:
            own = by_id[id]["kind"] == dot["kind"] or id in COMPARED
            value, unit = dot["effects"].get(id) if own else None, by_id[id]["unit"]
            beside = dot["before_after"].get(id) if own else None
            row.append(
                ""
                if value is None
                else bare(value, unit, whole=True) + ("" if beside is None else f" ({bare(beside, unit, whole=True)})")
            )
        table.add_row(f"{kinds[dot['kind']]} {dot['name']}{surprise}", *row)
    table.add_section()
    table.add_row(_("beyond the smallest", language), *[_counts(by_id[id]) for id in DOTTED])
    return table


def _counts(part: Mapping[str, Any]) -> str:
    history = part.get("history") or {}
    return ", ".join(
        f"{history[kind]['beyond']}/{history[kind]['n']}"
        for kind in ("boom", "slump")
        if kind in history and (kind == part["kind"] or part["id"] in COMPARED)
    )


def episodes_note(language: str) -> str:
    """What the dots do not say."""
    return _("* a surprise within the season. No interval over episodes.", language) + " " + limits_of_history(language)
