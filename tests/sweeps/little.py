"""A sweep small enough to be run many times, and its tables as bytes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from coopsim.designs import Design

SHORT = {"years": 2, "warm_up_years": 1}
TOML = """
scenario = "steady"
design = "factorial"
replicates = {replicates}
outcomes = ["trust_last", "delivery_share_mean"]
seasons = true
[set]
years = 2
warm_up_years = 1
[factor]
trust = [{trust}]
"""


def design(**more: Any) -> Design:
    keys: dict[str, Any] = {
        "factor": {"trust": [0.3, 0.5, 0.7]},
        "set": SHORT,
        "replicates": 20,
        "outcomes": ["trust_last", "delivery_share_mean"],
        "seasons": True,
    }
    return Design("steady", "factorial", **(keys | more))


def tables(folder: Path) -> dict[str, bytes]:
    """Every table of a folder, and nothing else may lie in it but the manifest and the lock."""
    found = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    rest = {name for name in found if not name.endswith(".parquet")}
    assert rest <= {"manifest.json", ".running"}, rest
    return {name: content for name, content in found.items() if name.endswith(".parquet")}


def design_file(folder: Path, trust: str = "0.3, 0.7", replicates: int | str = 4) -> Path:
    file = folder / "little.toml"
    file.write_text(TOML.format(trust=trust, replicates=replicates), encoding="utf-8")
    return file
