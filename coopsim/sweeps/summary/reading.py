"""Reading the folder of a sweep: the layout is interfaces enough, pandas and Parquet are all it takes."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.runs.provenance import refuse_other_schema
from coopsim.sweeps.summary.swept import Swept

POINTS, OUTCOMES, SEASONS, MANIFEST = "points.parquet", "outcomes", "seasons", "manifest.json"
RUN = ("design_point", "replicate")
OURS = re.compile(r"part-[0-9]{5}(\.[0-9a-z-]+)?\.parquet")  # names of the files of runs; whatever else lies there is not ours
TRIES = 5  # files are made one while a sweep runs: what was listed may be gone


def is_sweep(folder: str | Path) -> bool:
    """Whether a folder holds the tables of a sweep."""
    return (Path(folder) / POINTS).is_file()


def parts_of(folder: Path) -> list[Path]:
    """The files of runs in a folder, those that hold a whole range first; a copy of one is none."""
    ours = (file for file in folder.glob("part-*.parquet") if OURS.fullmatch(file.name))
    return sorted(ours, key=lambda file: (file.name.count("."), file.name))


def not_ours(folder: Path) -> list[str]:
    """Names of other tables beside the files of runs: a copy somebody made, what a file manager left."""
    there = [*(folder / OUTCOMES).glob("*.parquet"), *(folder / SEASONS).glob("*.parquet")]
    return sorted(f"{file.parent.name}/{file.name}" for file in there if not OURS.fullmatch(file.name))


def read_sweep(folder: str | PathLike[str]) -> Swept:
    """The tables of a sweep, finished or still running; of one that is not finished a warning says what is missing.

    Parameters
    ----------
    folder : path
        A folder that `coopsim sweep DESIGN --out DIR` or `coopsim.sweep(design, out=DIR)` wrote.

    Returns
    -------
    Swept
        `points`: index `design_point`, one column a factor. `outcomes`: one row a run, with `design_point`, `replicate`, `status`
        (ok, failed), `reason` and one column an outcome, in its unit; `table()` joins them, one row a run that worked.
        `seasons`: the table of the seasons with `design_point`, where the design asked for it.

    Raises
    ------
    UserMistake
        A folder that holds no sweep, none of whose runs is finished, or that another version of coopsim laid out.
    """
    swept = sweep_in(folder)
    if not swept.completeness.complete:
        warnings.warn(_("the sweep is not finished: {what}").format(what=swept.completeness.sentence()), stacklevel=2)
    return swept


def sweep_in(folder: str | PathLike[str]) -> Swept:
    """As `read_sweep`, for whoever says himself what is missing."""
    if not isinstance(folder, (str, PathLike)):
        raise UserMistake(field="folder", got=folder, allowed=_("a folder that coopsim sweep wrote"))
    path = Path(folder)
    if not path.is_dir():
        raise UserMistake(_("is a file, not a folder") if path.exists() else _("no such folder"), got=str(folder))
    if not is_sweep(path):
        raise UserMistake(_("holds no sweep"), got=str(folder), allowed=_("a folder that coopsim sweep wrote"))
    manifest = manifest_of(path)
    refuse_other_schema(path, manifest)
    points = _read(path / POINTS)
    points = points.set_index("design_point") if "design_point" in points else points.rename_axis("design_point")
    outcomes = _together(path / OUTCOMES)
    if outcomes is None:
        raise UserMistake(_("holds no finished run yet"), got=str(folder))
    outcomes = once(outcomes, RUN).sort_values([*RUN], ignore_index=True)
    seasons = _together(path / SEASONS)
    if seasons is not None:
        key = [name for name in (*RUN, "cooperative", "grouping", "group", "season") if name in seasons]
        seasons = seasons.drop_duplicates(key).sort_values(key, ignore_index=True)
    return Swept(points.sort_index(), outcomes, manifest.get("design") or {}, manifest, seasons)


def once(rows: pd.DataFrame, key: Sequence[str]) -> pd.DataFrame:
    """Each row of a key once: a run that worked before one that failed, the later before the earlier.

    >>> once(pd.DataFrame({"replicate": [0, 0], "status": ["ok", "failed"]}), ["replicate"])["status"].tolist()
    ['ok']
    """
    if "status" in rows:
        rows = rows.iloc[(rows["status"].astype(str) == "ok").argsort(kind="stable")]
    return rows.drop_duplicates([name for name in key if name in rows], keep="last").reset_index(drop=True)


def manifest_of(path: Path) -> dict[str, Any]:
    """What the manifest of a folder says; nothing where there is none."""
    try:
        read = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _together(folder: Path) -> pd.DataFrame | None:
    for left in reversed(range(TRIES)):
        parts = parts_of(folder)
        try:
            tables = [_read(part) for part in parts]
        except FileNotFoundError:
            if not left:
                raise
            continue
        return pd.concat(tables, ignore_index=True) if tables else None
    return None


def _read(file: Path) -> pd.DataFrame:
    try:
        return pd.read_parquet(file)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:  # pyarrow's complaints are ValueErrors
        raise UserMistake(_("the file cannot be read"), file=file) from error
