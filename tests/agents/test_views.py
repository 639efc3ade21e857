"""Agents are live views of the arrays, both ways."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.agents import CoopModel, Farmer
from coopsim.errors import UserMistake
from coopsim.model.processes.books import ACCOUNTS, EQUITY, LIABILITIES
from coopsim.model.state_columns import STATES
from coopsim.runs.dictionary import meaning

SMALL = {"farmers": 120, "warm_up_years": 1}
HIDDEN = {"farmers": {"neighbours", "outlets"}, "cooperatives": {"members"}}  # names that say more as lists of agents


@pytest.fixture(scope="module")
def living() -> CoopModel:
    model = CoopModel(case="two-cooperatives", values={"warm_up_years": 2})
    for _month in range(5):
        model.step()
    return model


@pytest.mark.parametrize("kind", ["farmers", "cooperatives", "intermediaries"])
def test_every_column_is_an_attribute_that_reads_the_array(living: CoopModel, kind: str) -> None:
    table = getattr(living.world, kind)
    for agent in getattr(living, kind):
        for name, column in table.columns():
            if name not in HIDDEN.get(kind, ()):
                value = getattr(agent, name)
                assert value == column[0, agent.slot if column.shape[1] > 1 else 0]
                assert type(value) in (bool, int, float)
                assert isinstance(getattr(type(agent), name), property)


def test_every_column_says_what_it_is(living: CoopModel) -> None:
    """A column without a meaning: declare it in coopsim/model/farmer_columns.py or state_columns.py, or as a parameter."""
    silent = {
        f"{kind}.{name}"
        for kind in ("farmers", "cooperatives", "districts", "intermediaries")
        for name, _column in getattr(living.world, kind).columns()
        if not meaning(kind, name)
    }
    assert not silent
    assert Farmer.trust.__doc__ == "Trust that promises are kept | Confianza en que se cumple lo prometido (0 to 1)"
    assert {column.name for column in STATES["ledger"]} == {f"{account}_usd" for account in ACCOUNTS}


def test_writing_goes_to_the_array_and_back() -> None:
    model = CoopModel(values=SMALL)
    world, farmer = model.world, model.farmer_agents[7]
    column = world.farmers.trust
    farmer.trust = 0.2
    assert column[0, 7] == 0.2
    column[0, 7] = 0.9
    assert farmer.trust == 0.9
    assert world.farmers.trust is column  # in place, never rebound
    cooperative = model.cooperative_agents[0]
    cooperative.advance_share = 0.75
    model.step()
    assert cooperative.advance_usd_per_qq == pytest.approx(0.75 * cooperative.posted_price_usd_per_qq)


def test_what_is_written_moves_the_model() -> None:
    plain, moved = CoopModel(values=SMALL), CoopModel(values=SMALL)
    moved.farmers.set("loyalty_usd_per_qq", 300.0)
    plain.step()
    moved.step()
    assert moved.figures["offered_qq"] > plain.figures["offered_qq"]


def test_a_shared_column_is_read_and_not_set() -> None:
    model = CoopModel(values=SMALL, warm_up=False)
    farmer = model.farmer_agents[0]
    assert farmer.kin_group_size == model.case.population.kin_group_size
    with pytest.raises(AttributeError, match=r'kin_group_size: one value for the whole model.*values=\{"kin_group_size": 9\.0\}'):
        farmer.kin_group_size = 9.0


@pytest.mark.parametrize(
    ("name", "value"),
    [("trust", "high"), ("trust", [0.1, 0.2]), ("trust", float("nan")), ("is_member", 0.3), ("district", 0.5), ("trust", None)],
)
def test_a_value_that_does_not_fit_is_refused(name: str, value: object) -> None:
    farmer = CoopModel(values=SMALL, warm_up=False).farmer_agents[0]
    before = getattr(farmer, name)
    with pytest.raises(UserMistake, match=name):
        setattr(farmer, name, value)
    assert getattr(farmer, name) == before


def test_balances_are_those_of_the_ledger_and_cannot_be_set(living: CoopModel) -> None:
    for cooperative in living.cooperatives:
        own = living.world.ledger.own
        for account in ACCOUNTS:
            sign = -1.0 if account in LIABILITIES + EQUITY else 1.0
            assert getattr(cooperative, f"{account}_usd") == sign * own[account][0, cooperative.slot]
        assert cooperative.net_assets_usd == pytest.approx(
            cooperative.shares_usd + cooperative.reserve_usd + cooperative.result_usd
        )
        with pytest.raises(AttributeError):
            cooperative.cash_usd = 1e6


def test_who_belongs_to_whom(living: CoopModel) -> None:
    f = living.world.farmers
    for cooperative in living.cooperatives:
        assert {farmer.slot for farmer in cooperative.members} == set(
            np.flatnonzero(f.cooperative[0] == cooperative.slot).tolist()
        )
        assert all(farmer.my_cooperative is cooperative for farmer in cooperative.members)
        assert cooperative.id == living.world.identifiers[cooperative.slot]
    outsider = next(farmer for farmer in living.farmers if not farmer.is_member)
    assert outsider.my_cooperative is None
    assert outsider.local_cooperative.slot == living.world.records.households["home"][0, outsider.slot]
    for farmer in living.farmers:
        assert [one.slot for one in farmer.neighbours] == living.world.neighbour[0, farmer.slot].tolist()
        assert farmer.rule is living.world.rules[farmer.rule_number][0]


def test_intermediaries_read_their_district(living: CoopModel) -> None:
    d = living.world.districts
    for trader in living.intermediaries:
        assert trader.farm_gate_price_usd_per_qq == d.farm_gate_price_usd_per_qq[0, trader.district]
        with pytest.raises(AttributeError):
            trader.farm_gate_price_usd_per_qq = 1.0
    for cooperative in living.cooperatives:
        assert len(cooperative.intermediaries) == int(
            np.ceil(d.traders[0, living.world.records.cooperatives["district"][0, cooperative.slot]])
        )


def test_a_cooperatives_figures_are_its_row_of_months() -> None:
    model = CoopModel(values=SMALL)
    model.step()
    figures = model.cooperative_agents[0].figures()
    assert figures == {name: model.figures[name] for name in figures}


def test_nobody_is_deleted() -> None:
    model = CoopModel(values=SMALL, warm_up=False)
    with pytest.raises(UserMistake, match="non-member"):
        model.farmer_agents[0].remove()
    assert len(model.agents.select(agent_type=Farmer)) == 120


def test_columns_as_a_dictionary() -> None:
    farmer = CoopModel(values=SMALL, warm_up=False).farmer_agents[3]
    assert farmer.columns()["trust"] == farmer.trust
