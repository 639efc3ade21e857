"""What the test of the claim found, kept for the page /about, in the lines of `coopsim claim` and in both languages.

`python -m coopsim.report.kept_claim docs/measured/verdict.json` writes the file anew; it ships with the package.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from coopsim.claim.criteria import criteria
from coopsim.claim.documents import Verdict
from coopsim.language import LANGUAGES, as_written
from coopsim.report.claim_text import claim_text
from coopsim.runs.provenance import model_hash

FOLDER, NAME = "kept", "claim.json"
LINE = ("label", "word", "share", "per_cent", "indent")
PARTS = ("why", "turns", "sure", "limits")


@dataclass(frozen=True)
class KeptClaim:
    """The lines in one language; `cooperatives` imagined, each simulated `runs` times; `dropped_share` of them do not count."""

    question: str
    answer: str
    scale: str
    lines: tuple[dict[str, Any], ...]
    paragraphs: tuple[str, ...]
    scenario: str
    seed: int
    cooperatives: int
    runs: int
    dropped_share: float
    version: str
    older: bool


def content_of(verdict: Verdict) -> dict[str, Any]:
    """What the file holds of a verdict: its lines in each language, and what they stand on."""
    return {
        "coopsim_version": verdict.coopsim_version,
        "model_hash": verdict.model_hash,
        "outcome_file_hash": verdict.outcome_file_hash,
        "scenario": verdict.scenario,
        "seed": verdict.seed,
        "cooperatives": verdict.worlds_used,
        "runs": verdict.runs_per_world,
        "dropped_share": verdict.runs_dropped_share or 0.0,
        **{language: _lines(verdict, language) for language in LANGUAGES},
    }


def _lines(verdict: Verdict, language: str) -> dict[str, Any]:
    with as_written():
        text = claim_text(verdict, language)
    return {
        "question": text.question,
        "answer": text.answer,
        "scale": text.scale,
        "lines": [{name: getattr(line, name) for name in LINE} for line in text.lines],
        "paragraphs": [part for part in (getattr(text, name) for name in PARTS) if part],
    }


def written(content: dict[str, Any]) -> str:
    """The text of the file."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def raw() -> str:
    """The file as it came with this version."""
    return (files("coopsim.report") / FOLDER / NAME).read_text(encoding="utf-8")


@cache
def kept_claim(language: str) -> KeptClaim:
    """The lines that came with this version, and whether the model or its criteria have changed since.

    >>> kept_claim("es").question
    'Cuando el café tiene buen precio, ¿por qué tienen problemas las cooperativas?'
    """
    content = json.loads(raw())
    shown = content[language]
    return KeptClaim(
        **{name: shown[name] for name in ("question", "answer", "scale")},
        lines=tuple(shown["lines"]),
        paragraphs=tuple(shown["paragraphs"]),
        **{name: content[name] for name in ("scenario", "seed", "cooperatives", "runs", "dropped_share")},
        version=content["coopsim_version"],
        older=content["model_hash"] != model_hash() or content["outcome_file_hash"] != criteria().hash,
    )


def main(arguments: list[str]) -> int:
    """Write the file anew from a verdict that was measured."""
    if len(arguments) != 1:
        print("python -m coopsim.report.kept_claim docs/measured/verdict.json", file=sys.stderr)  # noqa: T201
        return 2
    content = content_of(Verdict.read(Path(arguments[0]).read_bytes()))
    Path(__file__).with_name(FOLDER).joinpath(NAME).write_text(written(content), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
