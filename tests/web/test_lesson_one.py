"""Lesson 1 as a page: what the visitor decides goes in through `given`, and what comes out are the model's numbers."""

from __future__ import annotations

import pytest

pytest.importorskip("solara")

from coopsim.lessons import lesson
from coopsim.lessons.one_farmer import OneFarmer
from coopsim.web.lesson_game import HARVEST_MONTHS, Game, neighbour_of, played, played_member, year_of
from coopsim.web.live import LiveRun


def test_what_she_decides_is_what_she_sells() -> None:
    slot = played_member(LiveRun.start(lesson(1).scenario))
    start = LiveRun.start(lesson(1).scenario, players=(slot,))
    run = start.copy()
    for _month in range(HARVEST_MONTHS):
        run.step({slot: 0.0})
    farmer = run.model.farmer_agents[slot]
    assert farmer.season_delivered_qq == 0
    assert farmer.season_side_sold_qq > 0
    outside, inside = year_of(start, slot, (0.0,) * HARVEST_MONTHS), year_of(start, slot, (1.0,) * HARVEST_MONTHS)
    assert outside[0] == outside[1]  # the trader owes nothing after the harvest
    assert outside.usd_per_qq == pytest.approx(outside.year_usd / farmer.season_harvest_qq)
    assert inside[0] < outside[0] < outside[1] + 1 < inside[1]


def test_a_player_who_says_nothing_follows_her_rule() -> None:
    by_rule = LiveRun.start(lesson(1).scenario)
    slot = played_member(by_rule)
    assert year_of(LiveRun.start(lesson(1).scenario, players=(slot,)), slot, ()) == year_of(by_rule, slot, ())


def test_the_neighbour_earns_her_own_money() -> None:
    """She delivers and is paid by her own rule."""
    by_rule = LiveRun.start(lesson(1).scenario)
    slot = played_member(by_rule)
    near = neighbour_of(by_rule, slot)
    assert near is not None
    assert near != slot
    hers = year_of(by_rule, slot, (), whose=near)
    assert hers == year_of(by_rule, near, ())
    assert hers != year_of(by_rule, slot, ())


@pytest.mark.parametrize("point", lesson(1).points)
def test_the_page_plays_the_cooperative_of_the_sentence(point: tuple[int, ...]) -> None:
    """What the table gives for its luck is what the sentence's runs give for that luck."""
    game, runs = Game.begin(point, 1), OneFarmer(lesson(1).scenario_at(point), lesson(1).one_farmer, 1, 1)()
    assert game.slot == lesson(1).one_farmer
    for share, harvest, year in (
        (0.0, runs.september_usd[0], runs.year_usd[0]),
        (1.0, runs.september_usd[-1], runs.year_usd[-1]),
    ):
        earned = year_of(game.start, game.slot, (share,) * HARVEST_MONTHS)
        assert earned[:2] == pytest.approx((harvest, year))


def test_the_purse_holds_what_she_received() -> None:
    """Month by month the parts add up, and what is still to come came from this harvest's coffee."""
    game = Game.begin(lesson(1).start, 1)
    decided = (2, 0, 1, 2, 2, 0)
    months, offer = played(game, decided)
    assert offer is None
    held = 0.0
    for month in months:
        held += month.trader_usd + month.advance_usd + month.earlier_usd
        assert month.hand_usd == pytest.approx(held)
        assert min(month.trader_usd, month.advance_usd, month.earlier_usd + 1e-6, month.coming_usd) >= 0
    assert held == pytest.approx(year_of(game.start, game.slot, tuple(choice / 2 for choice in decided)).harvest_usd)
    assert months[0].coming_usd > 0
    assert played(game, (0,) * HARVEST_MONTHS)[0][-1].coming_usd == 0


def test_nothing_is_decided_before_she_decides() -> None:
    months, offer = played(Game.begin(lesson(1).start, 1), ())
    assert months == []
    assert offer is not None
    assert offer.advance_usd_per_qq < offer.trader_usd_per_qq < offer.advance_usd_per_qq + offer.later_usd_per_qq
