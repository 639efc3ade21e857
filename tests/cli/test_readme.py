"""The two commands that a newcomer is told are the two that are tested."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_readme_has_its_two_commands() -> None:
    block = (ROOT / "README.md").read_text(encoding="utf-8").partition("<!-- commands -->\n```sh\n")[2].partition("```")[0]
    assert block.splitlines() == ["pip install -e . && coopsim claim", "pip install -e '.[test]' && pytest"]
