"""`python -m tests.notebooks.remake [WORD ...]`: run the numbered notebooks and keep them with what they show.

What is kept is the same on every machine: no times, no paths, no versions of Python.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "notebooks"
SHOWN = ("text/plain", "image/png")
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def lessons() -> list[Path]:
    """The notebooks that are read in their order."""
    return sorted(FOLDER.glob("[0-9]-*.ipynb"))


def executed(path: Path) -> Any:
    """A notebook run from top to bottom, with nothing in it that another machine would write differently."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}})
    client.execute(env={**os.environ, "MPLBACKEND": "module://matplotlib_inline.backend_inline"})  # as in a browser
    notebook.metadata = nbformat.from_dict(METADATA)
    for place, cell in enumerate(notebook.cells):
        cell["id"], cell["metadata"] = f"cell-{place}", nbformat.from_dict({})
        for output in cell.get("outputs", []):
            output.pop("metadata", None)
            if "data" in output:
                output["data"] = nbformat.from_dict({kind: output["data"][kind] for kind in SHOWN if kind in output["data"]})
                output["metadata"] = nbformat.from_dict({})
    return notebook


def main() -> None:
    """Write those whose name has one of the words, else all."""
    import nbformat

    for path in lessons():
        if not sys.argv[1:] or any(word in path.name for word in sys.argv[1:]):
            began = time.monotonic()
            nbformat.write(executed(path), path)
            print(path.name, f"{time.monotonic() - began:.0f} s", f"{path.stat().st_size / 1000:.0f} kB", flush=True)


if __name__ == "__main__":
    main()
