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
def test_area_moves_slowly_and_stays(table: pd.DataFrame, path: str) -> None:
    area = table.loc[table["path"] == path, "district_area_ha"].to_numpy()
    assert area.min() > 0.4 * area[0]
    assert area.max() < 1.25 * area[0]
    assert (area[1:] / area[:-1] > 0.92).all()


def test_area_and_lean_months_follow_the_price(table: pd.DataFrame) -> None:
    last = table[table["season"] == table["season"].max()].set_index("path")
    levels = last.loc[list(PATHS[1:])]
    assert levels["district_area_ha"].is_monotonic_increasing
    later = table[(table["season"] >= 5) & (table["alive"] == 1)].groupby("path")["months_without_cash"].mean()
    known = [path for path in PATHS[1:] if path in later]
    assert later.loc[known].is_monotonic_decreasing
    assert later["800"] < 1.0


def test_who_delivers_has_a_cooperative(table: pd.DataFrame) -> None:
    assert table["months_without_cash"].dropna().between(0, 12).all()
    assert (table.loc[table["alive"] > 0, "delivered_qq"] > 0).all()
    assert (table.loc[table["alive"] == 0, "delivered_qq"] == 0).all()
    assert (table["members"] <= load("castillo").population.farmers).all()


@pytest.mark.parametrize(("language", "word"), [("en", "Months without cash"), ("es", "Meses sin efectivo")])
def test_the_figure_speaks_both_languages(table: pd.DataFrame, language: str, word: str) -> None:
    figure = charts.long_runs(table, language)
    assert any(word in axes.get_title(loc="left") for axes in figure.axes)
    legend = figure.axes[5].get_legend()
    assert [text.get_text() for text in legend.get_texts()][1:] == [f"{level} US$/qq" for level in LEVELS_USD_PER_QQ]
