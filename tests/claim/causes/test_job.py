"""Arms of a history: the same past and draws, and nothing but their causes between them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from small_history import BANK, COSTS, HIGHS, LOWS, QUOTA, small

from coopsim.claim.causes import parting
from coopsim.claim.causes.job import ArmsJob, jobs_of
from coopsim.claim.causes.lives import ALIVE
from coopsim.claim.causes.shapley import shapley_values
from coopsim.model.simulate import calendar, live, world_of
from coopsim.prices.published import world_price_usd_per_qq
from coopsim.scenario import Scenario

GONE = {"id": "bank-1987", "month": "1987-05", "times": {"credit_line_usd": 0.0, "credit_line_share": 0.0}}
NOTHING = {"id": "bank-none", "month": "1987-05", "times": {"credit_line_usd": 1.0}}
FINE = {"id": "other", "month": "1988-06", "cost_usd": 40_000.0, "paid_by": "cooperative"}


def test_with_every_cause_on_the_history_is_a_plain_run() -> None:
    scenario = small(events=[GONE, FINE])
    job = ArmsJob(scenario, (HIGHS, LOWS, BANK), (7, 0), 1)
    of_arms = job()
    world = world_of(scenario, [1], 1, base_dir=scenario.folder)
    live(world, world.paths.world_price_usd_per_qq.shape[1])
    c = world.records.cooperatives[0]
    closed = np.where(c["alive"], ALIVE, c["closed_month"] // 12 - calendar(scenario)[1] // 12)
    assert of_arms.closed[0].tolist() == closed.tolist()
    assert (of_arms.closed[0] != ALIVE).any()
    assert of_arms.living[0, -1] == c["alive"].sum()


def test_a_placebo_changes_nothing() -> None:
    of_arms = ArmsJob(small(events=[NOTHING]), (HIGHS, BANK), (0, 1, 2, 3), 0)()
    assert (of_arms.closed[[2, 3]] == of_arms.closed[[0, 1]]).all()
    assert (of_arms.living[[2, 3]] == of_arms.living[[0, 1]]).all()


def test_an_arm_is_the_same_whatever_arms_are_simulated_with_it() -> None:
    scenario = small(events=[GONE])
    together = ArmsJob(scenario, (HIGHS, LOWS, BANK), (0, 3, 5, 7), 0)()
    for place, arm in enumerate(together.arms):
        alone = ArmsJob(scenario, (HIGHS, LOWS, BANK), (arm,), 0)()
        assert alone.closed[0].tolist() == together.closed[place].tolist()


def test_arms_that_are_still_the_same_are_simulated_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bank goes in the second year: until then two causes differ, and four rows are enough."""
    rows = []

    def seen(world, until, observers) -> None:
        rows.append(len(world.records.households))
        live(world, until, observers)

    monkeypatch.setattr(parting, "live", seen)
    ArmsJob(small(events=[GONE]), (HIGHS, LOWS, BANK), tuple(range(8)), 0)()
    assert rows == [4, 8, 8, 8, 8]


def test_high_prices_close_cooperatives_where_they_must() -> None:
    """Coffee sold forward at a fixed price, a price for the whole season, hardly any money: then the price doubles, in 1994."""
    scenario = small(4)
    document = scenario.document()
    thin = {"sale_price": "fixed", "member_price": "fixed", "forward_share": 0.8, "fixed_price_share": 1.0}
    thin |= {"opening_reserve_usd": 500.0, "credit_line_usd": 3000.0, "fixed_cost_usd_per_year": 2000.0}
    cooperatives = [one | thin for one in document["cooperative"]]
    changed = {"cooperative": cooperatives, "time": document["time"] | {"start": "1993-04"}}
    scenario = Scenario.checked(document | changed, scenario.folder).with_values({"reference_price_usd_per_qq": 190.0})
    closed = [(ArmsJob(scenario, (HIGHS, LOWS), (0, 1, 2, 3), replicate)().closed != ALIVE).mean(axis=1) for replicate in (0, 1)]
    highs, lows = shapley_values(np.stack(closed, axis=1))
    assert (highs >= 0.5).all()
    assert (lows == 0.0).all()


def test_events_of_a_cause_that_is_off_do_not_happen_and_others_do() -> None:
    job = ArmsJob(small(events=[GONE, FINE]), (HIGHS, BANK), (0,), 0)
    assert [event.id for event in job._with_events_of((HIGHS,)).event] == ["other"]
    assert [event.id for event in job._with_events_of((BANK,)).event] == ["bank-1987", "other"]


def test_prices_with_all_causes_are_the_published_ones_less_the_wedge() -> None:
    job = ArmsJob(small(), (HIGHS, LOWS, QUOTA), (0,), 0)
    months = calendar(job.scenario)[0][calendar(job.scenario)[1] :]
    real = world_price_usd_per_qq().reindex(months)
    ends = months.get_loc(pd.Period("1989-07", "M"))
    price = job.price((HIGHS, LOWS, QUOTA))
    assert price[:ends] == pytest.approx(0.8 * real.to_numpy()[:ends])
    assert price[ends:] == pytest.approx(real.to_numpy()[ends:])
    assert (job.price((LOWS,)) <= real.to_numpy() + 1e-9).all()
    assert (job.price((HIGHS,)) >= real.to_numpy() - 1e-9).all()


def test_the_price_of_the_start_for_ever_is_steady() -> None:
    assert set(ArmsJob(small(), (HIGHS,), (0,), 0, steady=True).price(())) == {400.0}


def test_arms_with_and_without_local_costs_are_different_jobs() -> None:
    scenario = small()
    jobs = jobs_of(scenario, (HIGHS, COSTS), (0, 1, 2, 3), 5, 1, 16)
    assert [(job.replicate, job.arms) for job in jobs] == [(5, (0, 1)), (5, (2, 3))]
    with pytest.raises(ValueError, match="local costs"):
        ArmsJob(scenario, (HIGHS, COSTS), (0, 2), 0)()


def test_local_costs_act_only_with_their_cause(tmp_path) -> None:
    months = pd.period_range("1986-04", periods=60, freq="M")
    index = pd.DataFrame({"month": months.astype(str), "index": [1.0] * 12 + [3.0] * 48})
    index.to_csv(tmp_path / "costs.csv", index=False)
    scenario = small(local_cost_index=str(tmp_path / "costs.csv"), land=True)
    off = ArmsJob(scenario, (HIGHS, COSTS), (0,), 0)()
    without = ArmsJob(small(land=True), (HIGHS, COSTS), (0,), 0)()
    on = ArmsJob(scenario, (HIGHS, COSTS), (2,), 0)()
    assert off.closed.tolist() == without.closed.tolist()
    assert (on.closed[0] != ALIVE).sum() > (off.closed[0] != ALIVE).sum()
