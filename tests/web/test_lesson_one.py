"""Lesson 1 as a page: what the visitor decides goes in through `given`, and what comes out are the model's numbers."""

from __future__ import annotations

import pytest

pytest.importorskip("solara")

from coopsim.web.live import LiveRun
from coopsim.web.pages.lesson_one import HARVEST_MONTHS, PRESET, neighbour_of, played_member, year_of


def test_what_she_decides_is_what_she_sells() -> None:
    slot = played_member(LiveRun.start(PRESET))
    start = LiveRun.start(PRESET, players=(slot,))
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
    by_rule = LiveRun.start(PRESET)
    slot = played_member(by_rule)
    assert year_of(LiveRun.start(PRESET, players=(slot,)), slot, ()) == year_of(by_rule, slot, ())


def test_the_neighbour_earns_her_own_money() -> None:
    """She delivers and is paid by her own rule."""
    by_rule = LiveRun.start(PRESET)
    slot = played_member(by_rule)
    near = neighbour_of(by_rule, slot)
    assert near is not None
    assert near != slot
    hers = year_of(by_rule, slot, (), whose=near)
    assert hers == year_of(by_rule, near, ())
    assert hers != year_of(by_rule, slot, ())
