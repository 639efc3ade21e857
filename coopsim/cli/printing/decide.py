"""decide.json as a person reads it: each experiment with its numbers and what they speak for."""

from __future__ import annotations

from textwrap import wrap

from rich.console import Console
from rich.text import Text

from coopsim.claim.documents import DecideDocument
from coopsim.cli.printing.text_tables import folded, section_lines
from coopsim.report.claim_text.decide_text import DecideText, ExperimentText, decide_text


def print_decided(document: DecideDocument, console: Console | None = None, language: str | None = None) -> None:
    """Print what is said of the experiments. 80 columns are enough."""
    out = console or Console()
    for line in ["", *decide_lines(decide_text(document, language), min(out.width, 80))]:
        out.print(Text(line), soft_wrap=True)


def decide_lines(text: DecideText, width: int = 80) -> list[str]:
    """The lines that the terminal prints."""
    made = wrap(text.title, width)
    for one in text.experiments:
        made += ["", *_experiment_lines(one, width)]
    return [*made, "", *folded(text.note, width, " ", " ")]


def _experiment_lines(one: ExperimentText, width: int) -> list[str]:
    made = wrap(f"{one.id}  {one.question}", width, subsequent_indent="    ")
    for head, sentence in one.expected:
        made += folded(f"{head} {sentence}", width, " ", " ")
    for section in one.sections:
        made += ["", *section_lines(section, width)]
    made += ["", *folded(f"{one.reading} {one.finding}", width, " ", " ")]
    return made + (folded(one.limits, width, " ", " ") if one.limits else [])
