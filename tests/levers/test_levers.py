"""Each lever does directly what it says, costs somebody something, and does nothing where it is left at its default."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.model.processes.books import PARTIES
from coopsim.model.record import Recorder
from coopsim.model.simulate import calendar
from tests.model.little import differing, little, lived

CALM = {"source": "constant", "from_month": 0, "years": 4}


def world(**values: Any) -> Any:
    return lived(little(**(CALM | values)), (0, 1, 2, 3))


def delivered(**values: Any) -> float:
    """Share of members' coffee delivered over all seasons reported."""
    scenario = little(**(CALM | values))
    recorder = Recorder(calendar(scenario)[1], scenario.time.start, groupings=("all",))
    lived(scenario, (0, 1, 2, 3), observers=[recorder])
    parts = [columns for _season, _grouping, _group, columns in recorder.seasons]
    return float(sum(np.nansum(c["delivered_qq"]) for c in parts) / sum(np.nansum(c["harvest_qq"]) for c in parts))


def test_levers_that_have_nothing_to_work_on_change_nothing() -> None:
    idle = {
        "monitoring_share": 1.0,
        "minimum_delivery_share": 1.0,
        "bonus_minimum_share": 0.1,
        "transparency_cost_usd_per_year": 9000.0,
    }
    idle |= {"shock_usd": 2000.0, "insured_share": 0.0, "insurance_premium_usd_per_year": 500.0, "insurance_paid_by": "donor"}
    columns = differing(world(), world(**idle))
    names = {name.partition(".")[2] for name in columns}
    assert names <= {*idle, "insurance_payer"}  # only what was written itself


@pytest.mark.parametrize("rule", ["random_utility", "price_gap", "reference_dependent"])
def test_bonus_and_fine_bring_coffee(rule: str) -> None:
    rich = {
        "rules": {rule: 1.0},
        "differential_usd_per_qq": 0.0,
        "opening_reserve_usd": 1_000_000.0,
        "fee_usd_per_qq": 40.0,
        "processing_cost_usd_per_qq": 45.0,
    }
    usual = delivered(**rich)
    assert delivered(**rich, loyalty_bonus_usd_per_qq=60.0) > usual + 0.01
    fines = {"minimum_delivery_share": 1.0, "sanction_usd_per_qq": 80.0, "monitoring_share": 1.0}
    assert delivered(**rich, **fines) > usual + 0.01


def test_fines_go_from_households_to_the_cooperative_and_a_bonus_the_other_way() -> None:
    fines = {"minimum_delivery_share": 1.0, "sanction_usd_per_qq": 30.0, "monitoring_share": 1.0}
    assert (world(**fines).farmers.season_fine_usd.sum(axis=1) > 0).all()
    assert (world(loyalty_bonus_usd_per_qq=10.0, opening_reserve_usd=1_000_000.0).farmers.season_bonus_usd.sum(axis=1) > 0).all()
    assert not world().farmers.season_fine_usd.any()


@pytest.mark.parametrize(
    ("lever", "cost"),
    [({"monitoring_cost_usd_per_year": 5000.0}, 5000.0), ({"transparency_share": 0.5}, 1000.0)],
)
def test_checks_and_open_books_cost(lever: dict[str, float], cost: float) -> None:
    one, plain = world(**lever), world()
    more = one.cooperatives.season_costs_usd - plain.cooperatives.season_costs_usd
    assert more[one.cooperatives.alive & plain.cooperatives.alive] == pytest.approx(cost)


def test_open_books_raise_trust_and_late_pay_lowers_it() -> None:
    assert world(transparency_share=1.0).farmers.trust.mean() > world().farmers.trust.mean()
    assert world(late_payment_share=0.7).farmers.trust.mean() < world().farmers.trust.mean()


def test_a_shock_drives_coffee_out_and_insurance_brings_it_back() -> None:
    needy = {"buffer_share": 0.002, "off_coffee_income_usd_per_month": 0.0}
    hit = needy | {"shock_share_per_month": 0.3, "shock_usd": 2000.0}
    assert delivered(**hit) < delivered(**needy)
    assert delivered(**hit, insured_share=1.0, insurance_paid_by="donor") == delivered(**needy)


@pytest.mark.parametrize("payer", ["farmers", "cooperative", "state", "donor"])
def test_the_premium_is_paid_by_who_pays_it(payer: str) -> None:
    insured = world(insured_share=1.0, insurance_premium_usd_per_year=50.0, insurance_paid_by=payer)
    plain = world()
    for party in ("state", "donor"):
        paid = plain.ledger.outside[party] - insured.ledger.outside[party]
        assert (paid > 0).all() == (party == payer)
    assert set(PARTIES) == set(insured.ledger.outside)
    assert bool(insured.farmers.blow_usd.any()) == (payer == "farmers")


def test_a_big_group_feels_less_loyalty() -> None:
    big = {"farmers": 260, "members": 250, "loyalty_usd_per_qq": 60.0, "years": 2}
    assert delivered(**big, group_size_elasticity=1.0) < delivered(**big)


def test_what_rust_takes_is_not_sold() -> None:
    lost, plain = world(crop_loss_share=0.4, supply_response=False), world(supply_response=False)
    assert np.allclose(lost.farmers.season_harvest_qq, 0.6 * plain.farmers.season_harvest_qq)
