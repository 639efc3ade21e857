"""In the model: membership of each of two cooperatives weighed by hand, and who moves from one to the other (Eq. M10, M12)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from coopsim.model.simulate import live, world_of
from coopsim.model.world import World
from coopsim.scenario import Scenario, load

LATE = {"id": "late", "sale_price": "open", "member_price": "indexed", "advance_share": 0.6, "payment_delay_months": 3}
SOON = LATE | {"id": "soon", "advance_share": 0.9, "payment_delay_months": 1, "dues_usd_per_year": 12.0}


def pair(likeness: float = 0.0, **of_soon: Any) -> World:
    """Three farmers of one valley, one a member of each cooperative; nobody talks to anybody."""
    steady = load("steady").document()
    base = steady["cooperative"][0] | {"members": 1, "fixed_cost_usd_per_year": 0.0}
    base |= {"district": "valle", "buys_from_others": True}
    scenario = Scenario.checked(steady | {"cooperative": [base | LATE, base | SOON | of_soon]})
    small = {
        "review_share_per_year": 1.0,
        "farmers": 3,
        "years": 5,
        "warm_up_years": 0,
        "ties": 0,
        "spare_land_share": 0.0,
        "land": False,
    }
    return world_of(scenario.with_values(small | {"cooperative_likeness_share": likeness}), (0,), 1, keep_entries=True)


def logsum(scale: float, *values: float) -> float:
    return scale * math.log(sum(math.exp(value / scale) for value in values))


def choice(taste: float, likeness: float, *values: float) -> float:
    """Worth of traders, at 0, and a nest of cooperatives of these values (McFadden 1978)."""
    return logsum(taste, 0.0, logsum((1.0 - likeness) * taste, *values))


@pytest.mark.parametrize("likeness", [0.0, 0.6])
def test_gains_of_both_memberships_month_by_month(likeness: float) -> None:
    """Member of one and outsider of the other, less outsider of both, on each month's lot; less dues and effort at the close."""
    world = pair(likeness)
    f, c = world.farmers, world.cooperatives
    households, outlets = world.records.households, world.records.outlets
    trust_elsewhere = np.array([[0.3], [0.9], [0.5]])
    outlets["trust"][0] = trust_elsewhere
    summed = np.zeros((3, 2))
    home = households["home"][0].copy()
    assert set(home) == {0, 1}
    assert (outlets["cooperative"][0, :, 0] == 1 - home).all()

    def month(_world: World) -> np.ndarray:
        for i in range(3):
            p = households["street_at_farm_usd_per_qq"][0, i]
            if f.harvest_qq[0, i] == 0.0:
                continue
            member, outsider = [0.0, 0.0], [0.0, 0.0]
            for place in range(2):
                its = world.records.cooperatives[0, place]
                a, m, k = its["advance_usd_per_qq"], its["posted_price_usd_per_qq"], its["months_to_balance"]
                lam, leak = f.lean_money_value[0, i], f.savings_leakage_share_per_month[0, i]
                omega = lam * f.patience_share_per_month[0, i] ** k / max(1.0, lam * (1.0 - leak) ** k)
                hers = place == home[i]
                theta = f.trust[0, i] if hers else outlets["trust"][0, i, 0]
                tie = f.loyalty_usd_per_qq[0, i] if hers else f.loyalty_anchor_usd_per_qq[0, i]
                money = world.records.districts["money_scale"][0, 0]
                member[place] = a + theta * omega * (m - a) - p + tie * money
                outsider[place] = c.others_advance_usd_per_qq[0, place] - p
            taste = f.taste_usd_per_qq[0, i] * money
            nobody = choice(taste, likeness, *outsider)
            for place in range(2):
                values = [member[place], outsider[1 - place]]
                summed[i, place] += f.harvest_qq[0, i] * (choice(taste, likeness, *values) - nobody)
        return np.full(f.shape, np.nan)

    live(world, 12, given=month)
    dues = c.dues_usd_per_year[0]
    for i in range(3):
        h, away = home[i], 1 - home[i]
        effort = float(np.ravel(f.membership_effort_usd_per_year)[0])
        here = summed[i, h] + f.season_refund_usd[0, i] - dues[h] - effort
        assert households["membership_gain_usd"][0, i, 0] == pytest.approx(here, rel=1e-9)
        assert outlets["membership_gain_usd"][0, i, 0, 0] == pytest.approx(summed[i, away] - dues[away] - effort, rel=1e-9)


def before_a_season(more_elsewhere: float, share_left: float) -> tuple[World, int]:
    """On the eve of the fourth season a member of the first would have gained so much more in the second."""
    world = pair(share_capital_usd_per_member=160.0)
    live(world, 35)
    households, outlets = world.records.households, world.records.outlets
    households["membership_gain_usd"][..., :2] = 1e6  # so nobody leaves at the close
    live(world, 36)
    one = int(np.flatnonzero((households["home"][0] == 0) & households["is_member"][0])[0])
    households["membership_gain_usd"][0] = 100.0
    outlets["membership_gain_usd"][0] = -1.0
    outlets["membership_gain_usd"][0, one] = 100.0 + more_elsewhere
    shares = world.ledger.owes("shares")[0, 0]
    world.records.cooperatives["members_today"][0, 0] = shares / share_left  # what her share is still worth
    households["savings_usd"][0, one] = 0.0
    return world, one


@pytest.mark.parametrize(("more_elsewhere", "moves"), [(39.9, False), (40.1, True)])
def test_a_member_moves_for_more_than_what_the_new_share_costs_her(more_elsewhere: float, moves: bool) -> None:
    """160 to subscribe, 40 paid back: 120 over three seasons, 40 a year."""
    world, one = before_a_season(more_elsewhere, 40.0)
    live(world, 37)
    households = world.records.households
    assert (households["home"][0, one], households["cooperative"][0, one]) == (int(moves), int(moves))
    assert world.records.outlets["cooperative"][0, one, 0] == 1 - int(moves)
    assert households["is_member"][0, one]


def test_the_old_cooperative_pays_back_the_share_and_the_new_one_is_owed_its_own() -> None:
    """160 due in half a year from the old one, 160 owed to the new one: she has nothing to pay with before her first balance."""
    world, one = before_a_season(1.0, 160.0)
    shares = world.ledger.owes("shares").copy()
    due = world.records.households["due_usd"][0, one].sum()
    live(world, 37)
    households, outlets = world.records.households, world.records.outlets
    assert households["home"][0, one] == 1
    assert (world.ledger.owes("shares") - shares)[0] == pytest.approx([-160.0, 160.0])
    assert outlets["due_usd"][0, one, 0, (36 + 6) % 20] == pytest.approx(160.0)
    assert outlets["due_usd"][0, one].sum() <= due + 160.0 + 1e-9
    assert households["owed_to_cooperative_usd"][0, one] == pytest.approx(160.0 + 12.0)  # the share, and the year's dues
    assert world.cooperatives.season_left[0].tolist() == [1.0, 0.0]
    assert world.cooperatives.season_joined[0].tolist() == [0.0, 1.0]
    live(world, 43)
    assert outlets["due_usd"][0, one].sum() + outlets["overdue_usd"][0, one].sum() == pytest.approx(0.0, abs=1e-9)
