"""Sweeps made by hand: what each point, replicate and arm brings is known, so that the summary can be checked with a pencil."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from coopsim.designs import Design
from coopsim.sweeps.summary import Swept

REPLICATES = 12


def lived(
    design: Design,
    value: Callable[[Mapping[str, Any], int, float], float],
    outcomes: Sequence[str] = ("trust_mean",),
    failed: Sequence[tuple[int, int]] = (),
    same_luck: bool = True,
    replicates: int = REPLICATES,
) -> Swept:
    """A sweep of the design whose outcomes are value(row of the points, replicate, luck); those in `failed` failed."""
    chance, points = np.random.default_rng(7), design.points()
    luck = chance.normal(size=replicates)
    rows = []
    for number, point in points.iterrows():
        for replicate in range(replicates):
            own = luck[replicate] if same_luck else chance.normal()
            works = (number, replicate) not in failed
            told = value(point, replicate, own) if works else np.nan
            rows.append(
                {
                    "design_point": number,
                    "replicate": replicate,
                    "status": "ok" if works else "failed",
                    "reason": "" if works else "made up",
                }
                | dict.fromkeys(outcomes, told)
            )
    return Swept(points, pd.DataFrame(rows), design.document())


def written(swept: Swept, folder: Path) -> Path:
    """The sweep as a folder on disk, in two shards."""
    (folder / "outcomes").mkdir(parents=True)
    swept.points.reset_index().to_parquet(folder / "points.parquet")
    for shard in (0, 1):
        part = swept.outcomes[swept.outcomes["replicate"] % 2 == shard]
        part.to_parquet(folder / "outcomes" / f"part-{shard:05d}.parquet")
    manifest = {"command": ["coopsim", "sweep", "my design.toml"], "coopsim_version": "9.9", "seed": 1, "design": swept.design}
    (folder / "manifest.json").write_text(json.dumps(manifest, default=str))
    return folder
