"""The front door: light to open, every name leads somewhere, tables tidy and in stated units, no command line needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import coopsim
from coopsim.api import design_of
from coopsim.claim.documents import Verdict
from coopsim.designs import Design
from coopsim.errors import UserMistake
from coopsim.report.claim_text import claim_text
from coopsim.runs.progress import line, watched
from tests.sweeps.summary.made_up import lived, written


def test_importing_it_loads_nothing() -> None:
    heavy = ("numpy", "pandas", "pydantic", "mesa", "matplotlib", "typer", "SALib")
    code = f"import sys, coopsim; print([name for name in {heavy!r} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_running_and_reading_load_no_face_and_no_chart() -> None:
    code = (
        "import sys, coopsim; coopsim.run, coopsim.read_sweep, coopsim.summary, coopsim.Design;"
        "print([name for name in ('mesa', 'matplotlib', 'typer', 'rich', 'jinja2', 'SALib') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_every_name_leads_somewhere_and_says_what_it_is() -> None:
    assert sorted(coopsim.__all__) == coopsim.__all__
    for name in coopsim.__all__:
        assert getattr(coopsim, name).__doc__, name
    with pytest.raises(AttributeError, match=r"it has .*load"):
        _ = coopsim.nothing_of_the_kind


def test_sentences_of_a_verdict_are_made_at_the_door() -> None:
    kept = Path(__file__).parents[2] / "docs" / "measured" / "verdict.json"
    verdict = Verdict.read(kept.read_bytes())
    english, spanish = (coopsim.claim_text(verdict, language) for language in ("en", "es"))
    assert english.answer
    assert spanish.answer
    assert english.answer != spanish.answer
    assert english == claim_text(verdict, "en")


def test_a_run_gives_its_two_tables() -> None:
    found = coopsim.run("steady", replicates=3, set={"years": 2, "warm_up_years": 1}, keep_months=1, progress=False)
    months, seasons = found
    assert found.months is months
    assert len(seasons.query("cooperative == 'region'")) == 3 * 2
    assert set(months["replicate"]) == {0}
    short = {"years": 2, "warm_up_years": 1, "from_month": 0}
    boom = coopsim.run(coopsim.load("steady"), replicates=3, set=short, price="boom", progress=False)
    assert not boom.seasons.equals(seasons)
    with pytest.raises(UserMistake, match="did you mean payment_delay_months"):
        coopsim.run("steady", set={"paymnet_delay_months": 3})


def test_a_design_from_its_keys_a_file_or_itself(tmp_path: Path) -> None:
    keys = {"scenario": "steady", "design": "factorial", "factor": {"trust": [0.2, 0.8]}}
    made = Design(**keys)
    assert design_of(made) is made
    assert design_of(keys).identity == made.identity
    assert len(design_of("headroom")) == 5
    with pytest.raises(UserMistake, match="no such file"):
        design_of(tmp_path / "nothing.toml")


def test_progress_is_a_line_with_rate_and_time_left(capsys: pytest.CaptureFixture[str]) -> None:
    assert line("Simulating", 50, 200, 10.0) == "Simulating: 50 of 200, 5.0 a second, 30 s left"
    assert line("Simulating", 0, 200, 0.0) == "Simulating: 0 of 200"
    with watched("Simulating") as tell:  # nobody watches a test
        tell(1, 1)
    assert capsys.readouterr() == ("", "")


def test_progress_in_a_notebook_rewrites_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []

    class Handle:
        def update(self, content: dict[str, str], raw: bool) -> None:
            shown.append(content["text/plain"])

    class ZMQInteractiveShell:
        pass

    class Stand:
        display = staticmethod(lambda *_args, **_more: Handle())
        get_ipython = staticmethod(ZMQInteractiveShell)

    monkeypatch.setitem(sys.modules, "IPython", Stand)  # type: ignore[arg-type]
    monkeypatch.setitem(sys.modules, "IPython.display", Stand)  # type: ignore[arg-type]
    with watched("Simulating") as tell:
        tell(1, 2)
        tell(2, 2)
    assert shown[-1].startswith("Simulating: 2 of 2")


def test_the_summary_is_tidy_pandas(tmp_path: Path) -> None:
    arms = [{"id": "usual"}, {"id": "prompt", "set": {"payment_delay_months": 0}}]
    swept = lived(Design("steady", "arms", arm=arms), lambda point, k, luck: luck + (point["arm"] == "prompt"))
    folder = written(swept, tmp_path / "s")
    found = coopsim.summary(folder)
    assert isinstance(found.differences, pd.DataFrame)
    assert found.differences["mean"].to_numpy() == pytest.approx([1.0])
    assert found.outcomes.loc["trust_mean", "unit"] == "0 to 1"
    assert found.document() == coopsim.summary(coopsim.read_sweep(folder)).document()
    page = coopsim.write_report(folder, tmp_path / "page.html", language="es")
    assert 'lang="es"' in page.read_text(encoding="utf-8")
    with pytest.raises(UserMistake, match="language: got 'fr'"):
        coopsim.write_report(folder, tmp_path / "page.html", language="fr")
