"""A study returns numbers and codes; sentences are made in the report, and changing one changes no result."""

from __future__ import annotations

import ast
import gettext
import sys
from pathlib import Path

import pytest

import coopsim
from coopsim import language
from coopsim.report.claim_text import claim_text

sys.path.insert(0, str(Path(__file__).parent / "documents"))

from made_up_verdict import made_up_verdict

ROOM = Path(coopsim.__file__).parent / "claim"


class Shouting(gettext.NullTranslations):
    """A catalogue in which every sentence is another one."""

    def gettext(self, message: str) -> str:
        return f"¡{message}!"


def test_another_spanish_changes_the_words_and_not_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    verdict = made_up_verdict(1)
    before, said = verdict.json_text(), claim_text(verdict, "es")
    monkeypatch.setattr(language, "catalogue", lambda spoken: Shouting())
    shouted = claim_text(verdict, "es")
    assert verdict.json_text() == before
    assert shouted.question != said.question
    assert shouted.answer.startswith("¡")
    assert shouted.numbers == said.numbers


@pytest.mark.parametrize("file", sorted(ROOM.rglob("*.py")), ids=lambda file: str(file.relative_to(ROOM)))
def test_a_study_speaks_only_to_say_what_a_user_did_wrong(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names = {"_"} | {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "coopsim.language"
        for alias in node.names
    }
    mistakes = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "UserMistake"]
    allowed = {id(inner) for mistake in mistakes for inner in ast.walk(mistake)}
    spoken = [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names and id(node) not in allowed
    ]
    assert not spoken
