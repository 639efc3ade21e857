"""`coopsim validate` end to end and small: what it writes, in both languages."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

WORDS = ("validate", "--rule", "price_gap", "--pattern", "P3", "--pattern", "P11", "--replicates", "2", "--workers", "1")


@pytest.mark.slow
def test_what_it_writes(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "coopsim", "--lang", "es", *WORDS, "--json", "--out", "here"],
        capture_output=True, text=True, cwd=tmp_path, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert document == json.loads((tmp_path / "here" / "validate.json").read_text(encoding="utf-8"))
    fields = {"pattern", "rule", "class", "matched", "source", "band_low", "band_high", "value", "ci_low", "ci_high", "passed"}
    assert all(fields <= set(row) for row in document["patterns"])
    assert document["ranking"][0]["patterns"] == {"P3": False, "P11": False}
    page = (tmp_path / "here" / "report.html").read_text(encoding="utf-8")
    assert "¿Qué teoría del productor reproduce qué patrón?" in page
    assert "La brecha de precios solo conoce el dinero" in page
    assert {file.name for file in (tmp_path / "here").iterdir()} >= {"map.png", "bands.png", "curves.png", "patterns.parquet"}
