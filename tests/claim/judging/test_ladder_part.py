"""The ladder: rungs judged one by one, the amount behind each beside it, closing in its own window."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from planted_worlds import SEASONS, PlantedWorlds, planted_worlds

from coopsim.claim import documents as d
from coopsim.claim.criteria import criteria
from coopsim.claim.judging.ladder_part import _other_way, ladder_part
from coopsim.claim.judging.reading import Reading
from coopsim.claim.outcomes.ladder import RUNGS, SeasonSums, season
from coopsim.claim.outcomes.windows import Seasons
from coopsim.claim.worlds.simulated import Simulated

FIXED = criteria()


def ladder(simulated: Simulated, resamples: int = 25) -> d.H2tPart:
    return ladder_part(Reading.of(simulated, FIXED, resamples=resamples))


def in_few(boom, slump=None, **more) -> PlantedWorlds:
    """So few worlds that one normal is enough: quick."""
    return planted_worlds(boom, slump, worlds=40, **more)


def with_books(simulated: PlantedWorlds, untreated: SeasonSums, treated: SeasonSums) -> Simulated:
    """Real worlds, whose rungs are read from books."""
    return Simulated(
        simulated.draws,
        simulated.shifts,
        simulated.lasts,
        simulated.headroom,
        Seasons({}, untreated),
        {arm: Seasons({}, treated) for arm in simulated.treated},
    )


def random_books(seed: int, shape: tuple[int, ...] = (SEASONS, 40, 8, 2)) -> SeasonSums:
    draws = np.random.default_rng(seed)
    wholes = dict.fromkeys(("due_usd", "offered_qq", "contracted_qq", "fixed_cost_usd", "closing_patience"), 1.0)
    parts = {name: draws.uniform(0, 0.2, shape) for name in ("late_usd", "refused_qq", "missed_qq", "closing_pressure")}
    closes = draws.integers(1, 3 * SEASONS, shape[1:])
    return season(
        **wholes,
        **parts,
        result_usd=draws.normal(0, 0.3, shape),
        net_worth_usd=draws.normal(1, 1, shape),
        is_open=np.arange(SEASONS)[:, None, None, None] < closes,
    )


def test_every_rung_is_judged_and_each_can_get_its_own_word():
    part = ladder(in_few({"reached_late_pay": 0.4, "reached_refused": 0.0, "reached_loss": -0.3}))
    assert tuple(rung.name for rung in part.rungs.in_order) == RUNGS
    assert (part.rungs.late_pay.word, part.rungs.refused.word, part.rungs.loss.word) == ("supported", "too_small", "contradicted")
    assert part.word == "too_small"  # late pay alone is no trouble


def test_trouble_is_the_second_rung_or_a_higher_one():
    part = ladder(in_few({"trouble": (0.2, 0.05, 0.2)}))
    assert (part.rungs.refused.boom, part.rungs.refused.shares) == (part.effect, part.shares)
    assert part.outcome == "reached_refused"


def test_a_higher_rung_is_never_more_frequent():
    part = ladder(with_books(planted_worlds(worlds=40, runs=8), random_books(1), random_books(2)), resamples=3)
    in_one_window = part.rungs.in_order[:-1]  # closing is read in a longer one
    normal = [rung.normal for rung in in_one_window]
    treated = [rung.normal + rung.boom.value for rung in in_one_window]
    for seasons in (normal, treated):
        assert all(higher <= lower + 1e-12 for lower, higher in pairwise(seasons))


def test_highest_rungs_add_up_to_what_reaches_the_second():
    part = ladder(with_books(planted_worlds(worlds=40, runs=8), random_books(1), random_books(2)), resamples=3)
    upper = [part.rungs.refused, part.rungs.contract_missed, part.rungs.loss, part.rungs.insolvent]
    closed = Reading.of(with_books(planted_worlds(worlds=40, runs=8), random_books(1), random_books(2)), FIXED)
    last = closed.of_outcome("highest_closed", "impact+1", "boom").mean()
    assert sum(rung.highest.value for rung in upper) + last == pytest.approx(part.effect.value)


def test_closing_is_read_in_its_own_window_with_its_own_smallest_effect():
    """7 points more closed within six seasons: too little for another rung, enough for this one."""
    part = ladder(in_few({("closed_share", "long"): (0.09, 0.003, 0.02), "reached_closed": 0.0}))
    assert part.rungs.closed.word == "supported"
    assert part.rungs.closed.boom.value == pytest.approx(0.09, abs=0.01)
    assert ladder(in_few({"reached_insolvent": (0.09, 0.003, 0.02)})).rungs.insolvent.word == "too_small"


def test_without_six_seasons_closing_has_no_number_and_no_word():
    part = ladder(in_few({"trouble": 0.3}, windows=("impact", "impact+1")))
    assert part.rungs.closed == d.Rung(name="closed", word="inconclusive")
    assert part.rungs.refused.word == "supported"


def test_a_rung_whose_amount_moves_the_other_way_is_marked():
    part = ladder(in_few({"trouble": 0.2}, amounts={"refused": -0.05, "loss": 0.0}))
    assert part.rungs.refused.only_some_seasons
    assert part.rungs.refused.companion.value == pytest.approx(-0.05)
    assert not part.rungs.contract_missed.only_some_seasons
    assert not part.rungs.loss.only_some_seasons  # it does not move at all


@pytest.mark.parametrize(
    ("rung", "amount", "marked"),
    [((0.1, 0.3), (-0.2, -0.1), True), ((-0.02, 0.3), (-0.2, -0.1), False), ((0.1, 0.3), (-0.2, 0.1), False)],
)
def test_a_rung_is_marked_only_where_rung_and_amount_clearly_move(rung, amount, marked):
    """Closed within six seasons: -0.9 of 100 (-2.1 to 0.3), its amount 0.3 (-0.5 to 1.2): nothing is said of its seasons."""

    def effect(low: float, high: float) -> d.Effect:
        return d.Effect(value=(low + high) / 2, ci_low=low, ci_high=high, unit="share", worlds=40, runs=8)

    assert _other_way(effect(*rung), effect(*amount)) is marked


def test_companions_rest_on_seasons_open_in_both_arms():
    simulated = planted_worlds({"trouble": 0.2}, worlds=30, runs=8)
    shut = {
        arm: Seasons({}, seasons.books._replace(is_open=np.zeros_like(seasons.books.is_open)))
        for arm, seasons in simulated.treated.items()
    }
    part = ladder(replace(simulated, treated=shut), resamples=3)
    assert ladder(simulated, resamples=3).rungs.loss.companion_pairs == 30 * 8 * 2
    assert (part.rungs.loss.companion_pairs, part.rungs.loss.companion) == (0, None)


def test_a_slump_and_the_highest_rung_stand_beside_a_boom():
    part = ladder(in_few({"highest_loss": 0.15}, {"trouble": 0.4}), resamples=3)
    assert part.rungs.loss.highest.value == pytest.approx(0.15, abs=0.02)
    assert part.rungs.refused.slump.value == pytest.approx(0.4, abs=0.02)
    assert part.rungs.refused.boom.value == pytest.approx(0.0, abs=0.02)
