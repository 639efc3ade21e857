"""Every notebook runs from top to bottom, and is kept without its output."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "report"))

from invented import whole_verdict

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_kept_without_output(path: Path) -> None:
    nbformat = pytest.importorskip("nbformat")
    notebook = nbformat.read(path, as_version=4)
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in notebook.cells)


@pytest.mark.notebook
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs(path: Path) -> None:
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}).execute()


@pytest.mark.notebook
@pytest.mark.parametrize("name", ["claim", "why"])
def test_it_shows_any_verdict(name: str, tmp_path: Path) -> None:
    """Whatever is kept: here a verdict that is invented."""
    import nbformat
    from nbclient import NotebookClient

    for folder in ("notebooks", "docs/measured"):
        (tmp_path / folder).mkdir(parents=True)
    path = tmp_path / "notebooks" / f"{name}.ipynb"
    shutil.copy(NOTEBOOKS[0].parent / path.name, path)
    (tmp_path / "docs" / "measured" / "verdict.json").write_text(whole_verdict().json_text(), encoding="utf-8")
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=60, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}).execute()
