"""A study returns numbers and codes; sentences are made in the report, and changing one changes no result."""

from __future__ import annotations

import ast
import gettext
from pathlib import Path

import pytest
from synthetic import FACTS, effects_table

import coopsim
from coopsim import language
from coopsim.claim.criteria import criteria
from coopsim.claim.decide import decide
from coopsim.claim.verdict import verdict
from coopsim.report import claim_words, decide_words
from coopsim.runs.documents import json_text
from coopsim.scenario import load

ROOM = Path(coopsim.__file__).parent / "claim"


class Shouting(gettext.NullTranslations):
    """A catalogue in which every sentence is another one."""

    def gettext(self, message: str) -> str:
        return f"¡{message}!"


@pytest.mark.full
def test_another_spanish_changes_the_words_and_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    def studied() -> tuple[dict, dict]:
        judged = verdict(*effects_table(60), criteria(), **FACTS)
        return judged, decide(load("castillo"), ["X4"], worlds=2).document

    before = studied()
    words = [module.with_words(document) for module, document in zip((claim_words, decide_words), before, strict=True)]
    monkeypatch.setattr(language, "catalogue", lambda spoken: Shouting())
    after = studied()
    assert json_text(after) == json_text(before)
    others = [module.with_words(document) for module, document in zip((claim_words, decide_words), after, strict=True)]
    assert others[0]["paragraph"]["es"] != words[0]["paragraph"]["es"]
    assert others[1]["experiments"][0]["finding"]["es"] != words[1]["experiments"][0]["finding"]["es"]


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
