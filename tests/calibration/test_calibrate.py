"""What a calibration says: the truth within its intervals, what it cannot tell apart, what it predicts, and its scenario file."""

from __future__ import annotations

import json
import random
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import coopsim
from coopsim.calibration import by_simulation
from coopsim.calibration.chances import DEVIATES, cases_of, chances
from coopsim.calibration.faced import Faced, faced
from coopsim.calibration.ledger import read_ledger
from coopsim.calibration.likelihood import Likelihood
from coopsim.calibration.posterior import posterior
from coopsim.calibration.ridges import ridges
from coopsim.calibration.stepwise import Replay
from coopsim.calibration.unknowns import RULES, unknowns_of
from coopsim.cli.app import main
from coopsim.equations.delivery import later_money_value, money_scale, probability_of_delivery
from coopsim.scenario import load
from tests.calibration import recovery
from tests.calibration.made import Truth, ledger

AT = {"loyalty_usd_per_qq": 10.0, "loyalty_usd_per_qq.sd": 40.0, "taste_usd_per_qq": 18.0, "trust": 0.7}


def values(**changes: float) -> dict[str, np.ndarray]:
    return {name: np.array([value]) for name, value in (AT | changes).items()}


def rows_of(tmp_path: Path, table: pd.DataFrame, **options: object) -> tuple[Faced, str]:
    file = tmp_path / "ledger.csv"
    table.to_csv(file, index=False)
    read = read_ledger(file)
    return faced(read, load("castillo"), "real", **options), read.harvest  # type: ignore[arg-type]


def test_the_chance_is_the_model_s_by_hand(tmp_path: Path) -> None:
    rows, _harvest = rows_of(tmp_path, ledger(Truth(), 3, members=5, seasons=2))
    chance = chances("random_utility", rows, cases_of("random_utility", rows), values())[0]
    advance, price, wait, trader = (np.asarray(column)[:, 0] for column in rows.outlets[:4])
    scale = np.asarray(rows.outlets.money_scale)[:, 0]
    loyalty = 10.0 + 40.0 * DEVIATES[30] + 0.5 * rows.benefit_usd_per_qq
    worth = advance + 0.7 * later_money_value(1.1, 0.96, 0.05, wait) * (price - advance) - trader
    worth = worth + scale * (loyalty + 24.0 * (np.asarray(rows.outlets.neighbours_share)[:, 0] - 0.7))
    assert chance[:, 30] == pytest.approx(probability_of_delivery(worth, 18.0 * scale), rel=1e-9)


def test_prices_of_the_day_become_dollars_of_2025(tmp_path: Path) -> None:
    file = tmp_path / "ledger.csv"
    ledger(Truth(), 3, members=5, seasons=2).to_csv(file, index=False)
    nominal, real = (faced(read_ledger(file), load("castillo"), money) for money in ("nominal", "real"))
    prices = [np.asarray(one.outlets.promised_usd_per_qq)[one.situation] for one in (nominal, real)]
    rise = prices[0] / prices[1]
    assert 1.4 < rise.min() <= rise.max() < 1.6  # consumer prices from 2010 and 2011 to 2025
    assert real.outlets.money_scale.min() > float(money_scale(100.0, 0.5))


def test_the_likelihood_is_highest_near_the_truth(tmp_path: Path) -> None:
    rows, harvest = rows_of(tmp_path, ledger(Truth(), 3, members=60))
    likelihood = Likelihood("random_utility", rows, harvest)
    best = float(likelihood(values())[0])
    for name, (low, high) in {
        "loyalty_usd_per_qq": (-40, 60),
        "loyalty_usd_per_qq.sd": (12, 120),
        "taste_usd_per_qq": (7, 45),
    }.items():
        assert best > float(likelihood(values(**{name: low}))[0]) + 3
        assert best > float(likelihood(values(**{name: high}))[0]) + 3


def test_a_wrong_estimate_of_the_harvest_changes_nothing_of_a_single_lot(tmp_path: Path) -> None:
    exact = rows_of(tmp_path, ledger(Truth(), 3, members=10))
    wrong_rows = ledger(Truth(), 3, members=10, harvest_error=0.2)
    wrong = rows_of(tmp_path, wrong_rows)
    wrong_as_exact = (wrong[0], Likelihood("random_utility", *wrong).delivered)
    assert wrong[1] == "estimated"
    assert set(np.unique(wrong_as_exact[1] % 1.0)) == {0.0}
    assert wrong_as_exact[1].sum() == pytest.approx((exact[0].delivered_qq > 0).sum(), abs=0.5)


def test_lots_of_a_season_are_weighed_by_what_they_explain(tmp_path: Path) -> None:
    rows = ledger(Truth(), 3, members=12, seasons=4)
    rows["season"] = rows["month"].str[:4]
    by = rows.groupby(["member", "season"])
    seasons = (
        by[["delivered_qq", "harvest_qq"]]
        .sum()
        .join(by[["price_usd_per_qq", "trader_price_usd_per_qq", "advance_usd_per_qq"]].mean())
    )
    seasons["paid"] = [f"{int(season) + 1}-01" for _member, season in seasons.index]
    of_seasons, harvest = rows_of(tmp_path, seasons.reset_index())
    assert len(of_seasons.lots) == 6
    assert of_seasons.lots.sum() == pytest.approx(1.0)
    likelihood = Likelihood("random_utility", of_seasons, harvest)
    more = {"harvest_error_share": np.array([0.1])}
    assert likelihood(values() | more)[0] > likelihood(values(loyalty_usd_per_qq=-90.0) | more)[0] + 5
    every = np.concatenate([np.array([0.05, 0.5])])
    both = {name: np.repeat(value, 2) for name, value in values().items()} | {"harvest_error_share": every}
    assert np.isfinite(likelihood(both)).all()


def test_members_seen_once_leave_a_ridge() -> None:
    draw = np.random.default_rng(1)
    unknowns = unknowns_of("random_utility")
    places = draw.random((2000, 4))
    places[:, 1] = places[:, 0] * 0.9 + 0.05 * draw.random(2000)
    places[:, 2] = 0.5 + 0.01 * draw.standard_normal(2000)
    draws = pd.DataFrame({one.name: one.at(places[:, number]) for number, one in enumerate(unknowns)})
    drawn = SimpleNamespace(unknowns=unknowns, draws=draws)
    ridge = ridges(drawn, 1.0)  # type: ignore[arg-type]
    assert [(first, second) for first, second, _r in ridge.pairs] == [("loyalty_usd_per_qq", "loyalty_usd_per_qq.sd")]
    assert "trust" in ridge.little
    assert "taste_usd_per_qq" not in ridge.little
    assert ridge.seen_once


def test_the_same_seed_gives_the_same_draws(tmp_path: Path) -> None:
    rows, harvest = rows_of(tmp_path, ledger(Truth(), 3, members=5, seasons=2))
    likelihood = Likelihood("random_utility", rows, harvest)
    one, again = (posterior(unknowns_of("random_utility"), likelihood, 7, steps=10).draws for _time in range(2))
    assert one.equals(again)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_replays_a_ledger_at_its_prices(rule: str, tmp_path: Path) -> None:
    rows, _harvest = rows_of(tmp_path, ledger(Truth(), 3, members=8, seasons=2))
    replay = Replay(rule, rows, load("castillo").with_values({"rules": {rule: 1.0}}))
    middle = {one.name: float(one.at(np.array(0.3))) for one in unknowns_of(rule)}
    part = replay.parts(middle, 1)
    assert part.shape == rows.member.shape
    assert ((part >= 0) & (part <= 1)).all()
    assert (replay.parts(middle, 1) == part).all()


def test_the_replay_delivers_as_often_as_the_likelihood_says(tmp_path: Path) -> None:
    rows, _harvest = rows_of(tmp_path, ledger(Truth(), 3, members=40, seasons=2))
    alike = AT | {"loyalty_usd_per_qq.sd": 0.0}
    replay = Replay(
        "random_utility",
        rows,
        load("castillo").with_values({"trust.sd": 0.0, "patience_share_per_month.sd": 0.0, "peer_weight_usd_per_qq": 0.0}),
    )
    part = np.mean([replay.parts(alike, seed) for seed in range(6)], axis=0)
    numbers = dict(rows.numbers) | {"peer_weight_usd_per_qq": 0.0}
    plain = Faced(**{**vars(rows), "numbers": numbers})
    chance = chances("random_utility", plain, cases_of("random_utility", plain), values(**{"loyalty_usd_per_qq.sd": 0.0}))
    assert part.mean() == pytest.approx(float(chance[0, rows.situation, 20].mean()), abs=0.02)


@pytest.mark.slow
def test_the_command_writes_a_scenario_that_is_read_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "fitted.toml"
    assert main(["calibrate", "made-up", "--out", str(out), "--figure", "svg", "--quiet"]) == 0
    shown = capsys.readouterr().out
    assert "720 rows of 30 members in 24 periods" in shown
    document = json.loads(out.with_suffix(".json").read_text(encoding="utf-8"))
    truth = {"loyalty_usd_per_qq": 5.0, "loyalty_usd_per_qq.sd": 35.0, "taste_usd_per_qq": 15.0, "trust": 0.75}
    estimates = {row["parameter"]: row for row in document["estimates"]}
    assert sum(estimates[name]["low"] <= value <= estimates[name]["high"] for name, value in truth.items()) >= 3
    assert set(document["text"]) == {"en", "es"}
    assert out.with_suffix(".svg").read_text(encoding="utf-8").startswith("<?xml")
    scenario = load(out)
    assert scenario.population.loyalty_usd_per_qq.mean == pytest.approx(estimates["loyalty_usd_per_qq"]["median"], rel=1e-3)
    assert scenario.population.loyalty_usd_per_qq.sd == pytest.approx(estimates["loyalty_usd_per_qq.sd"]["median"], rel=1e-3)
    assert main(["calibrate", "made-up", "--out", str(out)]) == 2
    assert "the file exists already" in capsys.readouterr().err


@pytest.mark.slow
def test_a_rule_without_a_likelihood_is_fitted_by_simulation(tmp_path: Path) -> None:
    file = tmp_path / "ledger.csv"
    ledger(Truth(), 3, members=8, seasons=2).to_csv(file, index=False)
    fitted = coopsim.calibrate(file, rule="price_gap", hold_out=0, money="real")
    assert fitted.method == "simulation"
    assert (fitted.table["low"] <= fitted.table["high"]).all()
    assert list(fitted.scenario.population.rules) == ["price_gap"]


@pytest.mark.slow
@pytest.mark.parametrize("kind", recovery.KINDS)
def test_numbers_lie_in_their_intervals(kind: str) -> None:
    for inside in recovery.counts(kind, range(20)).values():
        assert inside >= 14  # of 20; at nine in ten it is fewer once in 400 times


def test_the_recovery_that_was_kept() -> None:
    document = json.loads(recovery.MEASURED.read_text(encoding="utf-8"))
    for counts in document["inside"].values():
        assert all(recovery.FEWEST <= inside <= recovery.MOST for inside in counts.values())


def test_the_callers_own_chance_is_as_it_was() -> None:
    """pyabc draws from the global generators; whoever uses those besides must not notice."""
    random.seed(7)
    np.random.seed(7)  # noqa: NPY002
    expected = random.random(), np.random.random()  # noqa: NPY002
    random.seed(7)
    np.random.seed(7)  # noqa: NPY002
    with by_simulation._global_chance(3):
        assert random.random() != np.random.random()  # noqa: NPY002
    assert (random.random(), np.random.random()) == expected  # noqa: NPY002
