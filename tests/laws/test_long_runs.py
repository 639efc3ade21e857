"""Decades at one world price, and the decades since 1990: nothing that a reader who knows coffee would laugh at."""

from __future__ import annotations

import pandas as pd
import pytest

from coopsim import load
from coopsim.report import charts
from coopsim.validation.long_runs import LEVELS_USD_PER_QQ, long_runs

pytestmark = pytest.mark.slow
PATHS = ("history", *map(str, LEVELS_USD_PER_QQ))


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return long_runs(load("castillo"))


@pytest.mark.parametrize("path", PATHS)
def test_area_moves_slowly(table: pd.DataFrame, path: str) -> None:
    area = table.loc[table["path"] == path, "district_area_ha"].to_numpy()
    assert (area[1:] / area[:-1] > 0.9).all()
    assert (area[1:] / area[:-1] < 1.1).all()
    people = load("castillo").population
    assert area.max() < people.farmers * people.hectares.mean * 1.25  # with all the spare land
    assert area.min() > 0.0


def test_area_and_lean_months_follow_the_price(table: pd.DataFrame) -> None:
    twenty = table[table["season"] == 20].set_index("path").loc[list(PATHS[1:])]
    assert twenty["district_area_ha"].is_monotonic_increasing
    assert 0.9 < twenty.loc["215", "district_area_ha"] / table.loc[table["path"] == "215", "district_area_ha"].iloc[0] < 1.1
    lean = table[table["season"].between(3, 6)].groupby("path")["months_without_cash"].mean().loc[list(PATHS[1:])]
    assert lean.is_monotonic_decreasing
    assert lean["800"] < 1.0
    assert lean["150"] > 4.0


def test_a_closed_cooperative_buys_nothing_and_has_no_members(table: pd.DataFrame) -> None:
    assert table["months_without_cash"].dropna().between(0, 12).all()
    closed = (table["alive"] == 0) & (table.groupby("path")["alive"].shift() == 0)  # the season before as well
    assert (table.loc[closed, ["delivered_qq", "members"]] == 0).all(axis=None)
    assert (table["members"] <= load("castillo").population.farmers).all()
    assert table.loc[(table["path"] == "150") & (table["season"] == 10), "alive"].item() < 0.3  # as docs/model/long-runs.md says


@pytest.mark.parametrize(("language", "word"), [("en", "Months without cash"), ("es", "Meses sin efectivo")])
def test_the_figure_speaks_both_languages(table: pd.DataFrame, language: str, word: str) -> None:
    figure = charts.long_runs(table, language)
    assert any(word in axes.get_title(loc="left") for axes in figure.axes)
    legend = figure.axes[5].get_legend()
    assert [text.get_text() for text in legend.get_texts()][1:] == [f"{level} US$/qq" for level in LEVELS_USD_PER_QQ]
