"""`coopsim summary` and `coopsim report` on folders made by hand."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
from made_up import lived, written

from coopsim import language
from coopsim.cli.app import main
from coopsim.designs import Design
from coopsim.report.sweep_page import sweep_report
from coopsim.sweeps.summary import read_sweep
from tests.cases import every

DELAY = "payment_delay_months"
OUTCOMES = ["delivery_share_mean", "income_usd_per_farmer_mean", "alive_last"]
DESIGNS = {
    "arms": Design("steady", "arms", arm=[{"id": "usual"}, {"id": "prompt", "set": {DELAY: 0}}], outcomes=OUTCOMES),
    "factorial": Design("steady", factor={DELAY: [0, 3, 9], "sale_price": {}}, outcomes=OUTCOMES),
    "one-at-a-time": Design("castillo", "one-at-a-time", factor={DELAY: [0, 9], "sale_price": {}}, outcomes=OUTCOMES),
    "latin-hypercube": Design("steady", "latin-hypercube", points=30, factor={DELAY: {}, "trust": {}}, outcomes=OUTCOMES),
    "table": Design("steady", "table", point=[{DELAY: 0}, {DELAY: 9, "trust": 0.3}], outcomes=OUTCOMES),
}


def folder_of(name: str, tmp_path: Path) -> Path:
    swept = lived(DESIGNS[name], lambda point, k, luck: 0.5 + 0.01 * point.get(DELAY, 0) + 0.1 * luck, OUTCOMES, failed=[(1, 2)])
    return written(swept, tmp_path / name)


@pytest.mark.parametrize("name", DESIGNS)
def test_the_tables_come_back_whole(name: str, tmp_path: Path) -> None:
    swept = read_sweep(folder_of(name, tmp_path))
    pd.testing.assert_frame_equal(swept.points, DESIGNS[name].points())
    assert len(swept.outcomes) == 12 * len(DESIGNS[name])
    assert not swept.outcomes.duplicated(["design_point", "replicate"]).any()
    assert len(swept.table()) == len(swept.outcomes) - 1
    assert swept.kind == name


@every("name", DESIGNS)
@every("tongue", ["en", "es"])
def test_summary_prints_every_comparison_with_its_variance_reduction(
    name: str, tongue: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert main(["--lang", tongue, "summary", str(folder_of(name, tmp_path))]) == 0
    out = capsys.readouterr().out
    assert "delivery_share_mean" in out
    assert "made up" in out
    words = {
        "en": ("not paired", "no variance left", " times"),
        "es": ("sin parear", "no queda varianza", " veces"),
    }
    assert any(each in out for each in words[tongue])


@pytest.mark.parametrize("tongue", ["en", "es"])
def test_a_narrow_terminal_shows_every_level_and_no_broken_number(
    tongue: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["--lang", tongue, "summary", str(folder_of("one-at-a-time", tmp_path))]) == 0
    out = capsys.readouterr().out
    assert "…" not in out
    assert len(re.findall(r"^  [09] .*\d", out, re.MULTILINE)) == 2 * 2 * len(OUTCOMES)  # two levels: means, then differences


def test_json_is_the_document_and_out_holds_the_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = folder_of("factorial", tmp_path)
    assert main(["summary", str(folder), "--json", "--outcome", "alive_last", "--out", str(tmp_path / "out")]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == json.loads((tmp_path / "out" / "summary.json").read_text())
    assert [one["name"] for one in told["outcomes"]] == ["alive_last"]
    for table in ("by_point", "by_factor", "differences"):
        assert len(pd.read_parquet(tmp_path / "out" / f"{table}.parquet")) == len(told[table])
    assert main(["summary", str(folder), "--out", str(tmp_path / "out")]) == 2  # another summary stands there


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["summary", "{nowhere}"], "no such folder"),
        (["summary", "{empty}"], "holds no sweep"),
        (["summary", "{sweep}", "--outcome", "alive"], "did you mean alive_last"),
        (["report", "{empty}"], "holds nothing to report"),
        (["report", "{nowhere}"], "no such folder"),
        (["report", "{sweep}", "--out", "page.pdf"], "a file name that ends in .html"),
        (["report", "{sweep}", "--out", "{nowhere}/page.html"], "cannot be written"),
        (["report", "{sweep}", "--outcome", "alive"], "did you mean alive_last"),
    ],
)
def test_mistakes_are_one_line(arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    places = {"nowhere": tmp_path / "nowhere", "empty": tmp_path / "empty", "sweep": folder_of("arms", tmp_path)}
    assert main([argument.format(**places) for argument in arguments]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1


def test_a_sweep_without_a_finished_run_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = folder_of("arms", tmp_path)
    for part in (folder / "outcomes").iterdir():
        part.unlink()
    assert main(["summary", str(folder)]) == 2
    assert "no finished run" in capsys.readouterr().err


class Page(HTMLParser):
    """The words and pictures of a page, and whatever it would fetch."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.pictures: list[dict[str, str]] = []
        self.fetched: list[str] = []
        self.words, self.style = "", False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "img":
            self.pictures.append(told)
        addresses = [told[name] for name in ("src", "href") if name in told]
        self.fetched += [address for address in addresses if not address.startswith("data:image/png;base64,")]
        self.fetched += [tag] if tag in ("script", "link", "iframe") else []
        self.style = tag == "style"

    def handle_data(self, data: str) -> None:
        self.words += "" if self.style else data


@every("name", DESIGNS)
@every("tongue", ["en", "es"])
def test_the_page_holds_all_and_asks_nothing_of_the_network(name: str, tongue: str, tmp_path: Path) -> None:
    language.use(tongue)
    file = sweep_report(read_sweep(folder_of(name, tmp_path)), tmp_path / "page.html", folder=name)
    page = Page(file.read_text(encoding="utf-8"))
    assert page.fetched == []
    assert page.pictures
    assert all(picture["alt"] for picture in page.pictures)
    assert "coopsim sweep 'my design.toml'" in page.words
    assert "World Bank" in page.words or "Banco Mundial" in page.words
    assert {"en": "Method", "es": "Método"}[tongue] in page.words
    assert not re.search(r"\bnan\b|\bNone\b|[{}]", page.words)


def test_what_a_user_wrote_is_escaped(tmp_path: Path) -> None:
    arms = [{"id": "<script>alert(1)</script>"}, {"id": "b", "set": {DELAY: 0}}]
    swept = lived(Design("steady", "arms", arm=arms, title="<b>mine</b>"), lambda point, k, luck: luck)
    text = sweep_report(swept, tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<script" not in text
    assert "<b>mine" not in text


@pytest.mark.slow
def test_the_page_of_a_run_is_made_again_and_its_checksum_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "run"
    options = ["--years", "2", "--replicates", "2", "--set", "warm_up_years=1", "--out", str(out), "--quiet"]
    assert main(["run", "steady", *options, "--force"]) == 0
    before = (out / "report.html").read_text(encoding="utf-8")
    (out / "report.html").unlink()
    assert main(["report", str(out)]) == 0
    again = (out / "report.html").read_text(encoding="utf-8")
    assert again.count("data:image/png") == before.count("data:image/png")
    files = {file["path"]: file["sha256"] for file in json.loads((out / "manifest.json").read_text())["files"]}
    from hashlib import sha256

    assert files["report.html"] == sha256((out / "report.html").read_bytes()).hexdigest()
    assert main(["--lang", "es", "report", str(out), "--out", str(tmp_path / "es.html")]) == 0
    assert 'lang="es"' in (tmp_path / "es.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_page_of_a_claim_is_made_again(tmp_path: Path) -> None:
    out = tmp_path / "claim"
    few = ["--worlds", "3", "--runs", "2", "--design", "worlds", "--no-knock-outs", "--workers", "1", "--quiet"]
    assert main(["claim", "castillo", *few, "--out", str(out)]) == 0
    before = (out / "report.html").read_text(encoding="utf-8")
    assert main(["report", str(out), "--out", str(tmp_path / "again.html")]) == 0
    again = (tmp_path / "again.html").read_text(encoding="utf-8")
    first_screen = re.compile(r"<h1>.*?<h2", re.DOTALL)
    assert first_screen.search(again)[0] == first_screen.search(before)[0]  # type: ignore[index]
    assert again.count("data:image/png") == before.count("data:image/png")
