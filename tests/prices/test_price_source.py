"""One door to the price of a run, and what `--price` and `coopsim prices` say."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from coopsim.cli.app import main
from coopsim.errors import UserMistake
from coopsim.prices.processes import PROCESSES, paths
from coopsim.prices.published import world_price_usd_per_qq
from coopsim.prices.shapes import SHAPES, shape
from coopsim.prices.source import SOURCES, parse_source, world_price_path
from coopsim.scenario.price import Price
from tests.prices.made_up_files import CENTS, MONTHS, plain, world_bank, write_csv

SPAN = pd.period_range("1990-04", periods=120, freq="M")


@dataclass
class Group:
    source: str = "history"
    series: str = "arabica"
    nominal: bool = False
    reference_price_usd_per_qq: float = 215.0
    rise_share: float = 0.6
    from_month: int = 36
    length_months: int = 24
    fade_months: int = 24
    path: str = ""
    column: str = ""
    sheet: str = ""
    unit: str = "usc_per_lb"
    money: str = "from_file"


def test_the_scenario_knows_the_same_sources() -> None:
    for source in SOURCES:
        assert Price.model_validate({"source": source}).source == source


@pytest.mark.parametrize("series", ["arabica", "robusta"])
@pytest.mark.parametrize("nominal", [False, True])
def test_history(series: str, nominal: bool) -> None:
    path = world_price_path(Group(series=series, nominal=nominal), SPAN)
    assert np.array_equal(path, world_price_usd_per_qq(series, nominal=nominal)[SPAN])


@pytest.mark.parametrize("start", ["1959-12", "2026-01"])
def test_history_that_does_not_reach(start: str) -> None:
    with pytest.raises(UserMistake, match=r"allowed 1960-01\.\.2026-05"):
        world_price_path(Group(), pd.period_range(start, periods=12, freq="M"))


@pytest.mark.parametrize("name", SHAPES)
def test_shapes_multiply_the_normal_price(name: str) -> None:
    wanted = 180.0 * shape(name, 120, rise_share=0.6, from_month=36, length_months=24, fade_months=24)
    assert np.allclose(world_price_path(Group(source=name, reference_price_usd_per_qq=180.0), SPAN), wanted)


@pytest.mark.parametrize("name", PROCESSES)
def test_processes_take_the_luck_they_are_given(name: str) -> None:
    luck = np.random.default_rng(1).random((3, 120, 2))
    assert np.array_equal(
        world_price_path(Group(source=name), SPAN, uniforms=luck), paths(name, luck, reference_usd_per_qq=215.0)
    )
    with pytest.raises(ValueError, match="120"):
        world_price_path(Group(source=name), SPAN, uniforms=luck[:, :100])


def test_made_prices_are_real() -> None:
    with pytest.raises(UserMistake, match="nominal"):
        world_price_path(Group(source="boom", nominal=True), SPAN)


def test_file_beside_the_scenario(tmp_path: Path) -> None:
    write_csv(tmp_path / "prices.csv", plain())
    months = pd.PeriodIndex(MONTHS, freq="M")[3:9]
    group = Group(source="file", path="prices.csv", unit="usd_per_qq", money="real")
    assert np.allclose(world_price_path(group, months, base_dir=tmp_path), CENTS[3:9])
    group.money = "nominal"
    assert (world_price_path(group, months, base_dir=tmp_path) > 1.5 * np.array(CENTS[3:9])).all()
    with pytest.raises(UserMistake, match="does not cover the run"):
        world_price_path(group, SPAN, base_dir=tmp_path)
    with pytest.raises(UserMistake, match="path"):
        world_price_path(Group(source="file"), SPAN)


def test_nominal_means_the_same_for_history_and_for_a_file(tmp_path: Path) -> None:
    """Dollars of each month: what is published in them is left as it is, from the archive and from a file alike."""
    published = world_price_usd_per_qq(nominal=True)[SPAN]
    rows = [["month", "price"], *[[str(month), f"{price:.9f}"] for month, price in published.items()]]
    write_csv(tmp_path / "prices.csv", rows)
    for nominal in (True, False):
        group = Group(source="file", path="prices.csv", unit="usd_per_qq", money="nominal", nominal=nominal)
        assert np.allclose(
            world_price_path(group, SPAN, base_dir=tmp_path), world_price_path(Group(nominal=nominal), SPAN), rtol=1e-6
        )
    group = Group(source="file", path="prices.csv", unit="usd_per_qq", money="real", nominal=True)
    with pytest.raises(UserMistake, match="nominal: the prices of the file are dollars of 2025"):
        world_price_path(group, SPAN, base_dir=tmp_path)


def test_a_file_gives_the_series_of_the_scenario(tmp_path: Path) -> None:
    write_csv(tmp_path / "bank.csv", world_bank())
    months = pd.PeriodIndex(MONTHS, freq="M")
    both = [
        world_price_path(Group(source="file", path="bank.csv", series=s), months, base_dir=tmp_path)
        for s in ("arabica", "robusta")
    ]
    assert np.allclose(both[0], 2 * both[1])


class TestParseSource:
    @pytest.mark.parametrize("name", [name for name in SOURCES if name != "file"])
    def test_names(self, name: str) -> None:
        assert parse_source(name) == {"source": name}
        assert parse_source(f"{name}:arabica") == {"source": name, "series": "arabica"}
        Price.model_validate(parse_source(f"{name}:robusta"))

    def test_files(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        path = write_csv(tmp_path / "prices.csv", plain())
        assert parse_source("prices.csv") == {"source": "file", "path": str(path.resolve())}
        with pytest.raises(UserMistake, match="no such file"):
            parse_source("price.csv")
        with pytest.raises(UserMistake, match="folder"):
            parse_source("../" + tmp_path.name)

    @pytest.mark.parametrize(
        ("typed", "near"), [("histry", "history"), ("boombust", "boom-bust"), ("history:robsta", "history:robusta")]
    )
    def test_nearest_name(self, typed: str, near: str) -> None:
        with pytest.raises(UserMistake, match=f"did you mean {near}"):
            parse_source(typed)

    @pytest.mark.parametrize("typed", ["", "file", "zzz"])
    def test_no_source(self, typed: str) -> None:
        with pytest.raises(UserMistake, match="allowed history"):
            parse_source(typed)


class TestCommands:
    def test_list(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["prices", "list", "--json"]) == 0
        names = [row["name"] for row in json.loads(capsys.readouterr().out)]
        assert set(names) == {*SOURCES, "history:robusta"} - {"file"}
        assert main(["prices", "list"]) == 0
        assert "CC BY 4.0" in capsys.readouterr().out

    @pytest.mark.parametrize("source", ["history", "history:robusta", "boom", "regime"])
    def test_show(self, source: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["prices", "show", source, "--json"]) == 0
        document = json.loads(capsys.readouterr().out)
        assert len(document["months"]) == len(document["price_usd_per_qq"]) == len(document["low_usd_per_qq"])
        assert all(low <= high for low, high in zip(document["low_usd_per_qq"], document["high_usd_per_qq"], strict=True))
        assert main(["prices", "show", source]) == 0
        assert "1990" in capsys.readouterr().out

    def test_show_a_file(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["prices", "show", str(write_csv(tmp_path / "prices.csv", plain())), "--money", "real"]) == 0
        assert "usc_per_lb" in capsys.readouterr().out.replace("\n", "")

    def test_check(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = write_csv(tmp_path / "prices.csv", [*plain(), ["provisional"]])
        assert main(["prices", "check", str(path), "--unit", "usd_per_qq", "--money", "real", "--json"]) == 0
        document = json.loads(capsys.readouterr().out)
        assert document["price_usd_per_qq"] == CENTS
        assert (document["layout"], document["money"], len(document["notes"])) == ("plain", "real", 1)
        assert main(["prices", "check", str(path), "--unit", "usd_per_qq", "--money", "nominal"]) == 0
        told = capsys.readouterr()
        assert "2001-01..2002-12 (24)" in told.out
        assert "26" in told.err  # the line left out

    def test_mistakes_are_one_line_and_exit_2(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        path = write_csv(tmp_path / "prices.csv", plain())
        for words in (["check", str(path)], ["check", str(tmp_path)], ["show", "bom"], ["check", str(path), "--unit", "lb"]):
            assert main(["prices", *words]) == 2
            told = capsys.readouterr()
            assert told.out == ""
            assert told.err.startswith("coopsim: ")
            assert told.err.count("\n") == 1
