"""A verdict in the terminal: the sub-claims, the six cells, the episodes, one paragraph."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from coopsim.cli.tables import Cell, left, right, table
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.numbers import NOTHING, bare_effect, effect_text, effect_unit, per_cent
from coopsim.report.words import COMPARED, cell_words, limits_of_history, verdict_words

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


def print_verdict(verdict: Mapping[str, Any], console: Console | None = None, language: str | None = None) -> None:
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
                out.print(Padding(Text(f"{_episode(dot, language)}: {dot['note'][language]}", style="dim"), (0, 0, 0, 1)))
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
    heads = [
        left("", style="bold"),
        Column(_("what it says", language), ratio=1, min_width=18),
        left(_("effect,\n95 % interval\n(smallest)", language)),
        Column(_("verdict", language), max_width=22),
        *(
            [Column(_("under a surprise", language), max_width=16), Column(_("under a level", language), max_width=16)]
            if wide
            else []
        ),
        left(_("worlds\n+ | - | small", language)),
    ]
    rows = []
    for part in verdict["subclaims"]:
        treatments = [part["by_treatment"].get(name) for name in ("surprise", "level")]
        under = [_verdict(part, one, language) if one else Text(NOTHING) for one in treatments]
        verdicts = [_verdict(part, part, language), *under]
        if not wide:
            names = [_("surprise: ", language), _("level: ", language)]
            below = [
                Text("\n") + Text(name, style="dim") + text
                for name, text, one in zip(names, under, treatments, strict=True)
                if one
            ]
            verdicts = [Text("").join([verdicts[0], *below])]
        statement = (part["statement"] if wide else part["short"])[language]
        rows.append((part["id"], statement, _effect(part, language), *verdicts, _shares(part)))
    return table(heads, rows, spaced=True)


def _effect(part: Mapping[str, Any], language: str) -> str:
    rows = []
    for number, one in enumerate(part.get("parts") or [part]):
        if one.get("effect") is None:
            continue
        unit = part["unit"]
        name = [_("mean", language), _("poorest third", language)][number] + "\n" if part.get("parts") else ""
        ends = "" if one["ci_low"] is None else f"\n[{bare_effect(one['ci_low'], unit)}, {bare_effect(one['ci_high'], unit)}]"
        rows.append(name + effect_text(one["effect"], unit, language) + ends)
    if not rows:
        return NOTHING
    if part.get("smallest_effect") is not None:
        rows.append(f"({effect_text(part['smallest_effect'], part['unit'], language, sign=False)})")
    return "\n".join(rows)


def _verdict(part: Mapping[str, Any], one: Mapping[str, Any], language: str) -> Text:
    label = verdict_words(one["verdict"], part["two_sided"], one.get("label", ""), language)
    return Text(label, style="" if part["two_sided"] and one["verdict"] == "contradicted" else STYLES[one["verdict"]])


def _shares(part: Mapping[str, Any]) -> str:
    if not part["n_worlds"]:
        return NOTHING
    return "\n".join(
        [
            " | ".join(per_cent(part[name]).rstrip(" %") for name in ("share_supported", "share_contradicted", "share_small"))
            + " %",
            f"n = {part['n_worlds']}",
        ]
    )


def cells_table(verdict: Mapping[str, Any], language: str) -> Table:
    """The six cells of sale price and member price at the headline treatment: mean effects, marked by their verdicts."""
    ids = ("H1", "H2", "H2d", "H2t", "H2c", "H3", "H4")
    units = {part["id"]: part["unit"] for part in verdict["subclaims"]}
    title = _(
        "Six ways to sell and to pay members: mean effect, and + supported, - contradicted, 0 too small, ~ depends", language
    )
    cells = [cell for cell in verdict["cells"] if cell["treatment"] == verdict["headline_treatment"]]
    headline = {number for number, cell in enumerate(cells) if cell["cell"] == verdict["headline_cell"]}
    rows = []
    for number, cell in enumerate(cells):
        row = [(">" if number in headline else " ") + cell_words(cell["cell"], language)]
        for id in ids:
            mark = MARKS.get(cell["verdicts"][id], "")
            row.append(mark if id == "H2" else f"{bare_effect(cell[id], units[id])} {mark}")
        rows.append(row)
    heads = [left(_("sales/members", language)), *(right(f"{id}\n{effect_unit(units[id], language)}") for id in ids)]
    return table(heads, rows, title=title, bold=headline)


def _episode(dot: Mapping[str, Any], language: str) -> str:
    """An episode's kind in the language spoken, and its years."""
    kind = {"boom": _("boom", language), "slump": _("slump", language)}[dot["kind"]]
    return f"{kind} {dot['name'].removeprefix(dot['kind'] + '-')}"


def episodes_table(verdict: Mapping[str, Any], language: str) -> Table:
    """One row per real episode: the effect, and in brackets what a comparison of before and after would have said."""
    title = _("Episodes of history: effect against the same years without the episode (before against after)", language)
    by_id = {part["id"]: part for part in verdict["subclaims"]}
    rows: list[list[Cell] | None] = []
    for dot in sorted(verdict["episodes"], key=lambda dot: (dot["kind"], dot["from"])):
        surprise = "*" if dot.get("surprise") else ""
        cells = [_of_episode(dot, by_id[id]) for id in DOTTED]
        rows.append([_episode(dot, language) + surprise, *cells])
    rows += [None, [_("beyond the smallest", language), *(_counts(by_id[id]) for id in DOTTED)]]
    heads = [left(_("episode", language)), *(right(f"{id}\n{effect_unit(by_id[id]['unit'], language)}") for id in DOTTED)]
    return table(heads, rows, title=title)


def _of_episode(dot: Mapping[str, Any], part: Mapping[str, Any]) -> str:
    """The effect in one episode, and in brackets that of before and after; nothing where the sub-claim is of another kind."""
    shown = part["kind"] == dot["kind"] or part["id"] in COMPARED
    value, before_after = dot["effects"].get(part["id"]), dot["before_after"].get(part["id"])
    if not shown or value is None:
        return ""
    text = bare_effect(value, part["unit"], whole=True)
    return text if before_after is None else f"{text} ({bare_effect(before_after, part['unit'], whole=True)})"


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
