"""One indicator, one definition: tables, comparison, patterns and pages agree with a count by hand over the farmers."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pytest

from coopsim.claim.side_by_side import compared
from coopsim.model.record import Recorder
from coopsim.model.simulate import calendar, live, world_of
from coopsim.model.world import World
from coopsim.patterns.watch import Watch
from coopsim.runs.followed import follow
from coopsim.scenario import Scenario, load

CASES = ("castillo", "stressed", "two-cooperatives")


@dataclass
class ByHand:
    """Members' quintals of every month, added up from the farmers' own columns."""

    first: int
    delivered: list[float] = field(default_factory=list)
    offered: list[float] = field(default_factory=list)
    harvested: list[float] = field(default_factory=list)
    trust: list[float] = field(default_factory=list)
    every_month = True

    def month_ended(self, world: World) -> None:
        if world.month > self.first:
            f = world.farmers
            member = f.season_member[0]
            self.delivered.append(float(f.delivered_qq[0][member].sum()))
            picked = np.divide(f.harvest_qq, f.lot_qq, out=np.zeros(f.shape), where=f.lot_qq > 0)  # the rest came in earlier
            self.offered.append(float((f.offered_qq * picked)[0][member].sum()))
            self.harvested.append(float(f.harvest_qq[0][member].sum()))
            self.trust.append(float(f.trust[0][member].mean()) if member.any() else np.nan)

    def season_ended(self, world: World) -> None:
        pass


def small(name: str) -> Scenario:
    return load(name).with_values({"years": 5, "warm_up_years": 2, "district": ""})


@pytest.fixture(scope="module", params=CASES)
def seen(request: pytest.FixtureRequest) -> tuple[Scenario, pd.DataFrame, pd.DataFrame, ByHand, Watch]:
    scenario = small(request.param)
    months, before = calendar(scenario)
    world = world_of(scenario, [0], 1)
    live(world, before)
    hand, recorder, watch = ByHand(before), Recorder(before, str(months[before])), Watch.begin(world)
    live(world, len(months), [recorder, hand, watch])
    rows = pd.DataFrame({"arm": ["base"], "replicate": [0]})
    monthly, seasons = recorder.months_frame(rows), recorder.seasons_frame(rows)
    return scenario, monthly, seasons, hand, watch


def over(part: list[float], whole: list[float], months: int = 1) -> np.ndarray:
    top, bottom = (np.reshape(column, (-1, months)).sum(axis=1) for column in (part, whole))
    return np.array([p / w if w > 0 else np.nan for p, w in zip(top, bottom, strict=True)])


def test_months_and_seasons_say_what_the_farmers_did(
    seen: tuple[Scenario, pd.DataFrame, pd.DataFrame, ByHand, Watch],
) -> None:
    _scenario, monthly, seasons, hand, _watch = seen
    for table, months in ((monthly, 1), (seasons, 12)):
        region = table[table["cooperative"] == "region"]
        np.testing.assert_allclose(region["delivery_share"], over(hand.delivered, hand.harvested, months), rtol=1e-9)
        np.testing.assert_allclose(region["leakage_share"], 1 - over(hand.offered, hand.harvested, months), atol=1e-12)
    region = monthly[monthly["cooperative"] == "region"]
    np.testing.assert_allclose(region["trust"], hand.trust, rtol=1e-9)


def test_what_a_page_follows_is_the_table(seen: tuple[Scenario, pd.DataFrame, pd.DataFrame, ByHand, Watch]) -> None:
    scenario, monthly, _seasons, _hand, _watch = seen
    name = "region" if monthly["cooperative"].nunique() > 2 else monthly["cooperative"].iloc[0]
    table, run = monthly[monthly["cooperative"] == name], follow(scenario)
    for column in ("delivery_share", "leakage_share", "trust"):
        np.testing.assert_array_equal(run.months[column], table[column])


def test_a_pattern_reads_the_season_of_the_table(seen: tuple[Scenario, pd.DataFrame, pd.DataFrame, ByHand, Watch]) -> None:
    _scenario, _monthly, seasons, _hand, watch = seen
    arm = watch.of(slice(0, 1))
    member = arm.season["season_member"]
    first = seasons[seasons["cooperative"] == seasons["cooperative"].iloc[0]]
    totals = {name: list((arm.season[name] * member).sum(axis=(1, 2))) for name in ("delivered_qq", "offered_qq", "harvest_qq")}
    np.testing.assert_allclose(first["delivery_share"], over(totals["delivered_qq"], totals["harvest_qq"]), rtol=1e-9)
    np.testing.assert_allclose(first["leakage_share"], 1 - over(totals["offered_qq"], totals["harvest_qq"]), atol=1e-12)


def test_a_comparison_averages_the_seasons_of_the_table(
    seen: tuple[Scenario, pd.DataFrame, pd.DataFrame, ByHand, Watch],
) -> None:
    _scenario, monthly, seasons, hand, _watch = seen
    region = [table[table["cooperative"] == "region"] for table in (monthly, seasons)]
    found = compared(*region, *region, price_only=False)
    by_season = np.nan_to_num(over(hand.delivered, hand.harvested, 12))  # no member left: nothing delivered
    assert found.of("delivery_share").a == pytest.approx(by_season.mean(), rel=1e-9)
