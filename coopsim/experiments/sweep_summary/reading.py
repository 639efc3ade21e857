"""Reading the folder of a sweep: the layout is interfaces enough, pandas and Parquet are all it takes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from coopsim.errors import UserMistake
from coopsim.experiments.sweep_summary.swept import Swept
from coopsim.language import text as _

POINTS, OUTCOMES, MANIFEST = "points.parquet", "outcomes", "manifest.json"


def is_sweep(folder: str | Path) -> bool:
    """Whether a folder holds the tables of a sweep."""
    return (Path(folder) / POINTS).is_file()


def read_sweep(folder: str | Path) -> Swept:
    """The tables of a sweep, finished or still running.

    `points`: index `design_point`, one column a factor. `outcomes`: design_point, replicate, status (ok, failed), reason, and one
    column an outcome, in the unit that `coopsim.parameters` and docs/sweeps.md state. `table()` joins them: one row a run.
    """
    path = Path(folder)
    if not path.is_dir():
        raise UserMistake(_("is a file, not a folder") if path.exists() else _("no such folder"), got=str(folder))
    if not is_sweep(path):
        raise UserMistake(_("holds no sweep"), got=str(folder), allowed=_("a folder that coopsim sweep wrote"))
    points = pd.read_parquet(path / POINTS)
    points = points.set_index("design_point") if "design_point" in points else points.rename_axis("design_point")
    parts = sorted((path / OUTCOMES).glob("*.parquet"))
    if not parts:
        raise UserMistake(_("holds no finished run yet"), got=str(folder))
    outcomes = pd.concat([pd.read_parquet(part) for part in parts], ignore_index=True)
    outcomes = outcomes.sort_values(["design_point", "replicate"], ignore_index=True)
    manifest = _manifest(path)
    return Swept(points.sort_index(), outcomes, manifest.get("design") or {}, manifest)


def _manifest(path: Path) -> dict[str, Any]:
    try:
        read = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}
