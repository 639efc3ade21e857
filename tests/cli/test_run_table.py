"""The summary of a run fits eighty columns in both languages: no name in pieces, no number cut off."""

from __future__ import annotations

import pytest

from coopsim import language
from coopsim.cli.printing.run import print_run

ROWS = [
    {"en": "Income per household", "es": "Ingreso por familia", "unit": "US$", "mean": 5369.0, "low": 5187.0, "high": 5690.0},
    {"en": "Reserves of the cooperative", "es": "Reservas de la cooperativa", "unit": "US$", "mean": 1195889.0}
    | {"low": 1065709.0, "high": 1305264.0},
    {"en": "Share delivered", "es": "Parte entregada", "unit": "share", "mean": 0.772, "low": 0.748, "high": 0.794},
]


@pytest.mark.parametrize(("spoken", "name", "number"), [("en", "Share delivered", "79.4 %"), ("es", "Parte entregada", "79.4 %")])
def test_it_fits_eighty_columns(
    spoken: str, name: str, number: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    language.use(spoken)
    rows = [row | {"ci_low": row["low"], "ci_high": row["high"]} for row in ROWS]
    print_run({"replicates": 8, "summary": rows, "region": None, "drift": []}, "La Cuesta", "")
    printed = capsys.readouterr().out
    line = next(line for line in printed.splitlines() if line.startswith(name))
    assert line.rstrip().endswith(number)
    assert "1,305,264" in printed
