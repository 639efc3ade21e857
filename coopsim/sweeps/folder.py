"""Whose folder it is: a new one, one to go on with, one to extend, or somebody else's; and its manifest."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from pyarrow import parquet

from coopsim.designs import Design
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.runs.documents import content_hash, json_text
from coopsim.runs.parquet import table_bytes
from coopsim.runs.provenance import file_entry, manifest_head, refuse_other_schema
from coopsim.sweeps import disk
from coopsim.sweeps.plan import ROWS
from coopsim.sweeps.shard import Shard
from coopsim.sweeps.store import LOCK
from coopsim.sweeps.summary.reading import MANIFEST, OUTCOMES, POINTS, SEASONS, manifest_of, parts_of
from coopsim.version import __version__

Document = dict[str, Any]
MOST_GROUPS = 1024  # in one file, however few their rows
SAME = ("coopsim_version", "seed", "design_kind", "outcomes", "seasons", "replicates_rule", "shard")


@dataclass(frozen=True)
class SweepFacts:
    """What a sweep is: what has to be the same for its folder to go on, and its points."""

    facts: Document
    points: pd.DataFrame

    @property
    def identity(self) -> str:
        """sha256 of the points, the replicates and what is kept of them; shards of one sweep share it."""
        of_the_whole = {name: value for name, value in self.facts.items() if name not in ("shard", "groups_per_file")}
        return content_hash([of_the_whole, list(self.points["point_hash"])])


def sweep_facts(design: Design, shard: Shard) -> SweepFacts:
    """What this design is, every point hashed."""
    points = design.points().reset_index()
    points["point_hash"] = design.hashes
    auto = design.replicates == "auto"
    most = design.replicates_at_most if auto else int(design.replicates)
    groups = design.groups()
    facts = {
        "coopsim_version": __version__,
        "seed": design.seed,
        "design_kind": design.kind,
        "outcomes": list(design.outcomes),
        "seasons": design.seasons,
        "replicates": design.replicates,
        "replicates_rule": {"most": most, "half_width": dict(design.half_width)} if auto else {},
        "shard": str(shard),
        "groups_per_file": max(1, min(MOST_GROUPS, ROWS // (len(groups[0]) * most))),
    }
    return SweepFacts(facts, points)


def claim_folder(folder: Path, new: SweepFacts, force: bool) -> Document:
    """The facts to go on with, those of the folder where it holds this sweep already; somebody else's folder is refused."""
    if folder.exists() and not folder.is_dir():
        raise UserMistake(_("is a file, not a folder"), field="--out", got=str(folder))
    held = [entry.name for entry in folder.iterdir() if not entry.name.endswith(disk.ASIDE)] if folder.is_dir() else []
    before = manifest_of(folder) if MANIFEST in held else {}
    old = before.get("sweep")
    if isinstance(old, Mapping):
        if not force:
            refuse_other_schema(folder, before, "--out")
        reason = _other(folder, dict(old), new)
        if reason is None:
            return new.facts | {"groups_per_file": old["groups_per_file"]}
        if not force:
            allowed = _("the design that made it, more of its points or replicates, another folder, or --force to begin anew")
            message = _("holds another sweep ({what})").format(what=reason)
            raise UserMistake(message, field="--out", got=str(folder), allowed=allowed)
    elif any(name != LOCK for name in held) and not force:
        message = _("holds the results of another run") if MANIFEST in held else _("holds other files")
        raise UserMistake(message, field="--out", got=str(folder), allowed=_("an empty or new folder, or --force"))
    _clear(folder)
    return new.facts


def _other(folder: Path, old: Document, new: SweepFacts) -> str | None:
    """In what the sweep of the folder differs so that its runs are no use; None: it is this one, or a part of it."""
    labels = {
        "coopsim_version": _("version {old}, not {new}"),
        "seed": _("seed {old}, not {new}"),
        "design_kind": _("design {old}, not {new}"),
        "outcomes": _("outcomes {old}, not {new}"),
        "seasons": _("seasons {old}, not {new}"),
        "replicates_rule": _("replicates auto {old}, not {new}"),
        "shard": _("shard {old}, not {new}"),
    }
    for name in SAME:
        if old.get(name) != new.facts[name]:
            return labels[name].format(old=_shown(old.get(name)), new=_shown(new.facts[name]))
    before, after = old.get("replicates"), new.facts["replicates"]
    if isinstance(before, int) and isinstance(after, int) and after < before:
        return _("{old} replicates, more than {new}").format(old=before, new=after)
    if not (folder / POINTS).is_file():
        return None
    try:
        hashes = parquet.read_table(folder / POINTS, columns=["point_hash"])["point_hash"].to_pylist()
    except (OSError, ValueError) as error:
        raise UserMistake(_("the file cannot be read"), file=folder / POINTS) from error
    ours = list(new.points["point_hash"])
    if len(hashes) > len(ours):
        return _("{old} points, more than {new}").format(old=len(hashes), new=len(ours))
    changed = next((place for place, (one, other) in enumerate(zip(hashes, ours, strict=False)) if one != other), None)
    if changed is not None:
        return _("design point {number} has other parameters, prices or rules").format(number=changed)
    return None


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict, bool)) else str(value)


def _clear(folder: Path) -> None:
    """Remove what an earlier sweep or run left under our names, the manifest first; other files stay."""
    (folder / MANIFEST).unlink(missing_ok=True)
    (folder / POINTS).unlink(missing_ok=True)
    for kind in (OUTCOMES, SEASONS):
        for part in parts_of(folder / kind):
            part.unlink()


def write_points(folder: Path, points: pd.DataFrame) -> None:
    """points.parquet: one row a design point, with its hash."""
    disk.write_whole(folder / POINTS, table_bytes(points, ("design_point",), "points"))


def write_manifest(folder: Path, document: Document) -> Document:
    """Write manifest.json whole, and give back what it says."""
    text = json_text(document)
    disk.write_whole(folder / MANIFEST, text.encode())
    return dict(json.loads(text))


def manifest(design: Design, new: SweepFacts, facts: Document, command: Sequence[str], started: str) -> Document:
    """What the manifest says before anything has run."""
    return {
        **manifest_head(command),
        "scenario_hash": design.scenario_hash,
        "identity": new.identity,
        "seed": design.seed,
        "replicates": design.replicates,
        "price_source": design.price_source,
        "notes": design.notes,
        "started": started,
        "seconds": 0.0,
        "complete": False,
        "points": len(new.points),
        "sweep": facts,
        "design": design.document(),
        "files": [],
    }


def files_of(folder: Path) -> list[Document]:
    """Each table with its rows and its sha256."""
    tables = [folder / POINTS, *sorted(parts_of(folder / OUTCOMES)), *sorted(parts_of(folder / SEASONS))]
    return [file_entry(folder, file) for file in tables]
