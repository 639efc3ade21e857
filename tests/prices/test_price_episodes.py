"""Booms and slumps of the published prices: exactly those of the specification."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from coopsim.prices.episodes import episodes, season_ratios, surprise_ratios
from coopsim.prices.published import world_price_usd_per_qq


def spans(kind: str, **options: bool) -> list[tuple[int, int]]:
    return [(episode.first_season, episode.last_season) for episode in episodes(**options) if episode.kind == kind]


def test_episodes_since_october_1989() -> None:
    assert spans("boom") == [(1994, 1995), (1997, 1997), (2005, 2005), (2010, 2011), (2021, 2022), (2025, 2025)]
    assert spans("slump") == [(1990, 1992), (1999, 2002), (2013, 2013)]


def test_episodes_with_the_quota_years() -> None:
    early = [(episode.kind, episode.first_season, episode.last_season) for episode in episodes(quota_years=True)][:4]
    assert early == [("boom", 1976, 1977), ("slump", 1980, 1981), ("slump", 1987, 1987), ("slump", 1989, 1992)]


def test_surprises_among_the_booms() -> None:
    assert [episode.first_season for episode in episodes() if episode.is_surprise] == [1994, 2010, 2021]
    ratios = surprise_ratios(world_price_usd_per_qq())
    assert ratios[ratios > 1.2].loc[1990:].index.tolist() == [1994, 2010, 2021, 2024]


def test_level_and_surprise_are_two_things() -> None:
    real = world_price_usd_per_qq()
    both = pd.concat([season_ratios(real), surprise_ratios(real)], axis=1).loc[1990:].dropna()
    assert np.corrcoef(np.log(both.to_numpy()).T)[0, 1] == pytest.approx(0.40, abs=0.15)


def test_one_episode_in_full() -> None:
    boom = next(episode for episode in episodes() if episode.name == "boom-2005")
    real = world_price_usd_per_qq()
    assert (str(boom.from_month), str(boom.to_month)) == ("2005-04", "2006-03")
    assert boom.reference_usd_per_qq == pytest.approx(real["2002-04":"2005-03"].mean())
    assert boom.ratio == pytest.approx(real["2005-04":"2005-09"].mean() / real["2002-04":"2005-03"].mean())
    assert boom.surprise_ratio == pytest.approx(real["2005-06":"2005-08"].mean() / real["2005-02":"2005-03"].mean())


def made_up(**levels: float) -> pd.Series:
    series = pd.Series(200.0, index=pd.period_range("1995-01", "2006-12", freq="M"))
    for season, value in levels.items():
        series[f"{season[1:]}-04" : f"{season[1:]}-09"] = value
    return series


def test_a_flat_price_has_no_episode_and_units_do_not_matter() -> None:
    assert episodes(made_up()) == ()
    one, ten = episodes(made_up(y2001=300.0)), episodes(10 * made_up(y2001=300.0))
    assert [episode.name for episode in one] == [episode.name for episode in ten] == ["boom-2001"]


def test_neighbours_of_another_kind_are_not_merged() -> None:
    names = [episode.name for episode in episodes(made_up(y2000=300.0, y2001=300.0, y2002=120.0))]
    assert names == ["boom-2000-01", "slump-2002"]


def test_thresholds() -> None:
    assert episodes(made_up(y2001=259.0)) == ()
    assert episodes(made_up(y2001=151.0)) == ()
    assert len(episodes(made_up(y2001=261.0))) == 1
    assert len(episodes(made_up(y2001=149.0))) == 1


def test_unfinished_seasons_and_short_histories_are_left_out() -> None:
    ratios = season_ratios(world_price_usd_per_qq())
    assert ratios.index.min() == 1963
    assert ratios.index.max() == 2025  # of 2026 there are two harvest months


def test_another_opening_month() -> None:
    series = made_up()
    series["2001-10":"2002-03"] = 300.0
    boom = next(episode for episode in episodes(series, opens=10))
    assert (boom.first_season, str(boom.from_month), str(boom.to_month)) == (2001, "2001-10", "2002-09")
