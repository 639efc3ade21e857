"""Every notebook runs from top to bottom. The numbered ones are kept with what they show, and show it again; others without."""

from __future__ import annotations

import re
import shutil
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "report"))


from invented import whole_verdict

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
LESSONS = [path for path in NOTEBOOKS if path.name[0].isdigit()]
OTHERS = [path for path in NOTEBOOKS if path not in LESSONS]
OF_A_MACHINE = re.compile(r"(/home/|/Users/|/root/|/tmp/|/var/|[A-Z]:\\\\|site-packages|0x[0-9a-f]{6})")
REMAKE = "python -m tests.notebooks.remake makes them anew"


def kept(path: Path) -> Any:
    nbformat = pytest.importorskip("nbformat")
    return nbformat.read(path, as_version=4)


def shown(notebook: Any) -> list[list[tuple[str, str]]]:
    """What each cell of code shows: its kind and its text; of a picture only that there is one."""
    cells = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            outputs = []
            for output in cell.outputs:
                if output.output_type == "stream":
                    outputs.append((output.name, output.text))
                for kind, content in sorted(output.get("data", {}).items()):  # a file is sorted
                    outputs.append((kind, "a picture" if kind.startswith("image/") else content))
            cells.append([(kind, re.sub(r"<[^>]*0x[0-9a-f]+>", "<object>", content)) for kind, content in outputs])
    return cells


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_it_is_kept_without_output(path: Path) -> None:
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in kept(path).cells)


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_is_kept_with_what_it_shows_on_any_machine(path: Path) -> None:
    notebook = kept(path)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1)), REMAKE
    assert any("image/png" in output.get("data", {}) for cell in code for output in cell.outputs), "a plot is visible"
    for cell in notebook.cells:
        assert not cell.metadata
        for output in cell.get("outputs", []):
            assert output.output_type != "error"
            assert output.get("name") != "stderr"
            texts = [output.get("text", ""), *(text for kind, text in output.get("data", {}).items() if kind.startswith("text/"))]
            assert not any(OF_A_MACHINE.search(text) for text in texts)
    assert path.stat().st_size < 400_000


def test_lessons_are_numbered_and_lead_on() -> None:
    assert [int(path.name[0]) for path in LESSONS] == list(range(1, len(LESSONS) + 1))
    for path, following in pairwise(LESSONS):
        assert following.name in kept(path).cells[0].source


@pytest.mark.notebook
@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_shows_the_same_again(path: Path) -> None:
    from tests.notebooks.remake import executed

    assert shown(executed(path)) == shown(kept(path)), REMAKE


@pytest.mark.notebook
@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_it_runs(path: Path) -> None:
    from nbclient import NotebookClient

    resources = {"metadata": {"path": str(path.parent)}}
    NotebookClient(kept(path), timeout=600, kernel_name="python3", resources=resources).execute()


@pytest.mark.notebook
@pytest.mark.parametrize("name", ["claim", "why"])
def test_it_shows_any_verdict(name: str, tmp_path: Path) -> None:
    """Whatever is kept: here a verdict that is invented."""
    from nbclient import NotebookClient

    for folder in ("notebooks", "docs/measured"):
        (tmp_path / folder).mkdir(parents=True)
    path = tmp_path / "notebooks" / f"{name}.ipynb"
    shutil.copy(FOLDER / path.name, path)
    (tmp_path / "docs" / "measured" / "verdict.json").write_text(whole_verdict().json_text(), encoding="utf-8")
    resources = {"metadata": {"path": str(path.parent)}}
    NotebookClient(kept(path), timeout=60, kernel_name="python3", resources=resources).execute()
