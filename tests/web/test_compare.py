"""Compare: months are those of the calendar only where the prices are real, and a closed cooperative has an end and a mark."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("solara")

from coopsim.report.charts.described import Chart, picture
from coopsim.web.charts import explore_charts
from coopsim.web.live import path_of
from coopsim.web.region_sides import market_share, monthly_market_share, open_ones, region_figures
from coopsim.web.sides import charts_of
from coopsim.web.story.closing import closed_of

CALM = (("source", "constant"),)


@pytest.mark.parametrize(("language", "first", "tick"), [("en", "year 1, April", "year 1"), ("es", "año 1, abril", "año 1")])
def test_invented_prices_have_years_by_number(language: str, first: str, tick: str) -> None:
    for pair in charts_of(path_of("boom", CALM), path_of("boom"), language):
        for chart in pair:
            assert chart.times[0] == first
            assert [text for _month, text in chart.ticks] == [tick, *(str(year) for year in range(2, 13))]


def test_two_worlds_count_alike_on_both_sides() -> None:
    """History against an invented price: neither calls its years by the calendar."""
    for left, right in charts_of(path_of("boom"), path_of("castillo"), "en"):
        assert left.times == right.times
        assert left.times[0].startswith("year 1")
        assert len(left.times) == len(left.dates) == len(right.dates)


def test_a_real_price_keeps_its_calendar_beside_a_normal_one() -> None:
    left, right = charts_of(path_of("castillo", CALM), path_of("castillo"), "en")[0]
    assert left.times == right.times
    assert re.fullmatch(r"[A-Z][a-z]+ \d{4}", left.times[0])


def test_a_picture_says_the_same() -> None:
    chart: Chart = explore_charts(path_of("boom"), None, "en")[0].shown(24)
    svg = picture([chart], "", "", "svg").decode()
    assert "year 1" in svg
    assert not re.search(r">\s*(19|20)\d\d\s*<", svg)


@pytest.mark.parametrize(("language", "mark"), [("en", "✕ closes"), ("es", "✕ cierra")])
def test_the_lines_of_a_cooperative_end_where_it_closes(language: str, mark: str) -> None:
    path = path_of("crash")
    closed = closed_of(path)
    assert closed is not None
    for open_, shut in charts_of(path_of("crash", CALM), path, language):
        assert open_.mark is None
        assert shut.mark == (closed.month, mark)
        for line in shut.series:
            ends = line.column in ("advance_usd_per_qq", "promised_usd_per_qq", "delivered_share_of_year")
            assert all(value is None for value in line.values[closed.month + 1 :]) == ends, line.column


PAIR = "two-cooperatives"


def test_cooperatives_of_a_region_are_shown_together() -> None:
    """Beside a run of one cooperative, too: the same four charts on the same axes."""
    for other in (path_of(PAIR, CALM), path_of("boom")):
        charts = charts_of(other, path_of(PAIR), "en")
        assert [left.title for left, _right in charts][1:] == [
            "Cooperatives that are open",
            "Members of all cooperatives",
            "Coffee of all families that cooperatives take",
        ]
        assert all(left.ends() == right.ends() for left, right in charts)
        assert charts[1][1].series[0].values[0] == 2


def test_whose_coffee_the_cooperatives_hold() -> None:
    """Of what all families picked: less than of what members did, and what the books of each cooperative say."""
    path = path_of(PAIR)
    run = path.followed
    taken, picked = run.season_delivered_qq, run.season_harvest_qq
    assert market_share(path) == pytest.approx(taken.sum() / picked.sum())
    assert picked.sum() > path.months["harvest_qq"].sum()  # members' only
    shares = monthly_market_share(path)
    assert len(shares) == path.length
    assert shares[run.season_ends[0] - 1] == pytest.approx(taken[0] / picked[0])
    assert open_ones(path).tolist() == (2 * path.months["alive"]).tolist()


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ("Open: 2 cooperatives at the start, ", "Members: 160 families at the start, ")),
        ("es", ("Abiertas: 2 cooperativas al comienzo, ", "Familias socias: 160 al comienzo, ")),
    ],
)
def test_the_figures_of_a_region_in_words(language: str, lines: tuple[str, str]) -> None:
    large, shown = region_figures(path_of(PAIR), language)
    assert re.fullmatch(r"\d+\s?%", large)
    assert len(shown) == 3
    assert all(text.startswith(start) for text, start in zip(shown[1:], lines, strict=True))
