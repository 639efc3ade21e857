"""docs/mesa.md runs as it stands: its files are written, its blocks run in order in one namespace."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.docs.test_model_pages import ROOT

PAGE = ROOT / "docs" / "mesa.md"
BLOCK = re.compile(r"^(?:`([\w.]+)`:\n\n)?```(python|toml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = PAGE.read_text(encoding="utf-8")
    names: dict[str, Any] = {"__name__": "page"}
    ran = 0
    for block in BLOCK.finditer(text):
        file, language, code = block.groups()
        if file:
            (tmp_path / file).write_text(code, encoding="utf-8")
            continue
        assert language == "python", f"a block without a file: {code}"
        line = text.count("\n", 0, block.start(3))
        exec(compile("\n" * line + code, str(PAGE), "exec"), names)  # a failure names the line of the page
        ran += 1
    assert ran == text.count("```python") - 1 > 10
    assert len(names["text"]) > 100
    assert len(names["proud"]) > 0
