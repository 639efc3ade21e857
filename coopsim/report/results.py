"""docs/results.md, written from the results that are kept: `python -m coopsim.report.results docs/measured docs/results.md`."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined

from coopsim.claim.causes.declared import declared
from coopsim.claim.criteria import criteria
from coopsim.claim.documents import ClassCDocument, DecideDocument, TheoriesDocument, Verdict
from coopsim.claim.documents.causes import CausesDocument
from coopsim.claim.documents.verdict import Study
from coopsim.report.claim_text import Section, claim_text
from coopsim.report.claim_text.causes_text import causes_text
from coopsim.report.claim_text.class_c_text import class_c_sections
from coopsim.report.claim_text.decide_text import decide_text
from coopsim.report.claim_text.lines import part_label, verdict_word
from coopsim.report.claim_text.method import method
from coopsim.report.claim_text.referee import referee_sections
from coopsim.report.claim_text.theory_text import theory_text
from coopsim.report.pattern_words import band_words, value_words
from coopsim.runs.provenance import model_hash

LANGUAGE = "en"
TEMPLATE = ".template.md"


def results_page(measured: Path, template: Path, older: bool | None = None) -> str:
    """The page of results in Markdown.

    Parameters
    ----------
    measured : Path
        Folder of verdict.json, theories.json, decide.json, class_c.json, history.json and validate.json; what is not there is
        left out.
    template : Path
        The text around the numbers.
    older : bool, optional
        Whether the page says that the model has changed since; looked up if not given.

    Returns
    -------
    str
        The page.
    """
    verdict = _read(Verdict, measured / "verdict.json")
    theories = _read(TheoriesDocument, measured / "theories.json")
    decide = _read(DecideDocument, measured / "decide.json")
    class_c = _read(ClassCDocument, measured / "class_c.json")
    history = _read(CausesDocument, measured / "history.json")
    kept = [one for one in (verdict, theories, decide, class_c, history) if one is not None]
    text = None if verdict is None else claim_text(verdict, LANGUAGE)
    sections = (
        {}
        if verdict is None or text is None
        else {section.name: section for section in (*text.sections, *referee_sections(verdict, LANGUAGE))}
    )
    if verdict is not None and (measured / "doubling.json").is_file():
        sections["doubling"] = doubling(measured / "doubling.json", verdict)
    if class_c is not None:
        sections |= {section.name: section for section in class_c_sections(class_c.class_c, LANGUAGE)}
    environment = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    environment.filters["md"] = escaped
    page = environment.from_string(template.read_text(encoding="utf-8")).render(
        claim=text,
        method=() if verdict is None else method(verdict, LANGUAGE),
        verdict=verdict,
        table=lambda name: "" if name not in sections else table(sections[name]),
        section=table,
        theories=None if theories is None else theory_text(theories, LANGUAGE),
        decide=None if decide is None else decide_text(decide, LANGUAGE),
        history=None if history is None else causes_text(history, LANGUAGE),
        patterns=patterns(json.loads((measured / "validate.json").read_text(encoding="utf-8"))),
        older=any(is_older(one) for one in kept) if older is None else older,
    )
    return re.sub(r"\n{3,}", "\n\n", page)


def is_older(document: Study) -> bool:
    """Whether the model, its defaults or the criteria have changed since a document was measured."""
    of_a_history = declared(document.scenario) if isinstance(document, CausesDocument) else None
    return document.model_hash != model_hash() or document.outcome_file_hash != (of_a_history or criteria()).hash


def table(section: Section) -> str:
    """A table of the details in Markdown, with its note.

    >>> print(table(Section("x", "Shares", ("co-op", "share"), (("  one *", "5 %"),))))
    **Shares**
    <BLANKLINE>
    | co-op | share |
    | --- | ---: |
    | &emsp;one \\* | 5 % |
    <BLANKLINE>
    """
    lines: list[str] = []
    if section.rows:
        lines = [
            f"**{escaped(section.title)}**",
            "",
            _row(section.heads),
            "| --- |" + " ---: |" * (len(section.heads) - 1),
            *map(_row, section.rows),
            "",
        ]
    return "\n".join([*lines, escaped(section.note), ""] if section.note else lines)


def _row(cells: tuple[str, ...]) -> str:
    first = "&emsp;" * (cells[0] != cells[0].lstrip()) + escaped(cells[0].strip())
    return f"| {' | '.join([first, *(escaped(cell.strip()) for cell in cells[1:])])} |"


def escaped(text: str) -> str:
    r"""A text in which nothing is a mark of Markdown.

    >>> escaped("5 * US$"), escaped("<1 %")
    ('5 \\* US\\$', '&lt;1 %')
    """
    return re.sub(r"([*|$_\[\]])", r"\\\1", text.replace("<", "&lt;"))


def doubling(path: Path, verdict: Verdict) -> Section:
    """Words with the runs of the default and with twice as many, by part and seed."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    seeds = kept["seeds"]
    labels = {part.id: part_label(part, LANGUAGE) for part in verdict.parts}
    rows = [
        (labels[id], *(_both_words(one["words"][id], one["words_of_twice"][id]) for one in seeds)) for id in seeds[0]["words"]
    ]
    once, command = kept["runs"], "`python -m coopsim.claim.doubling`"
    note = f"{kept['worlds']} imagined co-ops, {once} and {2 * once} runs of each ({command})."
    return Section("doubling", "Twice the runs", ("", *(f"seed {one['seed']}" for one in seeds)), tuple(rows), note)


def _both_words(once: str, twice: str) -> str:
    """One word where both are the same, else from which to which."""
    first, second = (verdict_word(code, LANGUAGE) for code in (once, twice))
    return first if once == twice else f"{first}, then {second}"


def patterns(document: Mapping[str, Any], rule: str = "random_utility") -> dict[str, Any]:
    """The rows that the model was calibrated to, those that worlds must look like, and how many others each theory reproduces."""
    matched = {row.pattern for row in criteria().frozen.matching.row}
    rows = [
        row for row in document["patterns"] if row["rule"] == rule and (row["class"] == "calibrate" or row["pattern"] in matched)
    ]
    shown = [
        {
            "name": row["pattern"],
            "text": escaped(row[LANGUAGE]),
            "band": band_words(row, LANGUAGE),
            "value": value_words(row, "value"),
            "passed": "in" if row["passed"] else "out",
            "matched": row["pattern"] in matched,
        }
        for row in sorted(rows, key=lambda row: (int(re.findall(r"\d+", row["pattern"])[0]), row["pattern"]))
    ]
    ranking = document["ranking"]
    return {
        "rows": shown,
        "replicates": document["replicates"],
        "open": max(row["replicates"] for row in rows if row["pattern"] in matched),
        "of": ranking[0]["of"],
        "most": max(one["reproduced"] for one in ranking),
        "default": next(one["reproduced"] for one in ranking if one["rule"] == rule),
        "theories": len(ranking),
    }


def _read(kind: type[Any], file: Path) -> Any:
    """A kept document; None where it was not measured."""
    return kind.read(file.read_bytes()) if file.is_file() else None


def main(arguments: list[str]) -> int:
    """Write the page; what is missing or older is told on it, and here."""
    if len(arguments) != 2:
        print("python -m coopsim.report.results FOLDER PAGE.md", file=sys.stderr)  # noqa: T201
        return 2
    measured, page = Path(arguments[0]), Path(arguments[1])
    page.write_text(results_page(measured, page.with_name(page.stem + TEMPLATE)), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
