"""What the help says happens when a number goes up, happens: small runs with the number low and high, draw by draw."""

from __future__ import annotations

import re
from typing import NamedTuple

import pandas as pd
import pytest

from coopsim.runs.run import run_scenario
from coopsim.scenario import Parameter, load, parameters
from tests.cases import every

REPLICATES = 16
PRICE, PROMISED = "farm_gate_price_usd_per_qq", "promised_usd_per_qq"
INCOME, SHARE, THIN = "income_usd_per_farmer", "delivery_share", "months_without_cash"


DEFAULTED = "defaulted_strategic_qq"
YEARS_OF_RISE = (3, 4, 5)


class Case(NamedTuple):
    """A number, low and high, in a scenario: which figure rises (1) or falls (-1) when it goes up.

    `of` is what is made of a run's figures, "mean", "standard deviation" or "change" (from one to the next); `seasons` are those
    looked at, all if none is named; `also` what else is set.
    """

    name: str
    low: float
    high: float
    scenario: str
    figure: str
    sign: int
    of: str = "mean"
    seasons: tuple[int, ...] = ()
    also: dict[str, object] = {}  # noqa: RUF012


CASES = (
    Case("rise_share", 0.3, 0.9, "boom", PRICE, 1),
    Case("reference_price_usd_per_qq", 190, 240, "calm", PROMISED, 1),
    Case("number", 2, 5, "calm", PRICE, 1),
    Case("margin_share", 0.03, 0.3, "boom", PRICE, -1),
    Case("markdown_usd_per_qq", 5, 15, "calm", PRICE, -1),
    Case("trader_differential_usd_per_qq", -30, -10, "calm", PRICE, 1),
    Case("farm_gate_normal_usd_per_qq", 140, 165, "calm", SHARE, -1),
    Case("rise_speed_share", 0.1, 0.7, "boom", PRICE, 1),
    Case("fall_speed_share", 0.1, 1.0, "crash", PRICE, -1),
    Case("payment_delay_months", 3, 12, "calm", SHARE, -1),
    Case("advance_share", 0.6, 0.8, "thin-capital", "refused_qq", 1),
    Case("credit_line_usd", 60_000, 150_000, "thin-capital", "refused_qq", -1),
    Case("credit_line_share", 0.0, 0.6, "thin-capital", "refused_qq", -1),
    Case("lowest_advance_share", 0.3, 1.0, "thin-capital", "refused_qq", 1),
    Case("reserve_share", 0.1, 0.9, "strong-cooperative", "patronage_refund_usd", -1),
    Case("fixed_price_share", 0.0, 1.0, "boom", PROMISED, -1),
    Case("processing_cost_usd_per_qq", 20, 45, "calm", PROMISED, -1),
    Case("differential_usd_per_qq", 7.5, 22.5, "calm", PROMISED, 1),
    Case("advance_review", 1, 12, "boom", PROMISED, -1),
    Case("loyalty_usd_per_qq", 5, 40, "calm", SHARE, 1),
    Case("benefit_weight", 0.0, 1.0, "calm", SHARE, 1),
    Case("normal_delivery_share", 0.3, 0.9, "calm", SHARE, -1),
    Case("visit_cost_usd", 0, 60, "calm", SHARE, 1),
    Case("need_usd_per_month", 200, 500, "calm", SHARE, -1),
    Case("tied_debt_share", 0.0, 1.0, "calm", SHARE, -1),
    Case("off_coffee_income_usd_per_month", 50, 300, "calm", THIN, -1),
    Case("buffer_share", 0.05, 0.6, "calm", THIN, -1),
    Case("debt_limit_share", 0.05, 0.5, "calm", THIN, 1),
    Case("trust_gain_share", 0.02, 0.2, "calm", "trust", 1),
    Case("trust_loss_share", 0.1, 0.5, "calm", "trust", -1),
    Case("kept_promise_share", 0.6, 0.95, "calm", "trust", 1),
    Case("late_payment_share", 0.0, 0.5, "calm", "trust", -1),
    Case("input_cost_usd_per_qq", 10, 40, "calm", INCOME, -1),
    Case("cost_factor", 0.8, 1.3, "calm", INCOME, -1),
    Case("picking_wage_usd_per_qq", 20, 50, "calm", INCOME, -1),
    Case("picking_wage_elasticity", 0.0, 1.0, "boom", INCOME, -1),
    Case("own_picking_qq_per_month", 1, 8, "calm", INCOME, 1),
    Case("loan_interest_share_per_year", 0.1, 0.8, "calm", INCOME, -1),
    Case("membership_effort_usd_per_year", 0, 300, "calm", "members", -1),
    Case("care_elasticity", 0.0, 0.5, "boom", "harvest_qq", 1),
    Case("upkeep_usd_per_ha", 300, 1500, "crash", "harvest_qq", -1),
    Case("farmers", 160, 240, "calm", "side_sold_qq", 1),
    Case("taste_usd_per_qq", 5, 60, "calm", SHARE, -1),
    Case("taste_usd_per_qq", 5, 60, "calm", "delivery_spread", 1),
    Case("return_share_per_month", 0.0, 0.15, "boom", "planted_area_ha", -1),
    Case("hectares", 3, 5, "calm", INCOME, 1),
    Case("hectares", 3, 5, "calm", "harvest_qq", 1),
    Case("yield_qq_per_ha", 11, 18, "calm", INCOME, 1),
    Case("patience_share_per_month", 0.92, 0.99, "calm", SHARE, 1),
    Case("lean_money_value", 1.0, 1.4, "calm", SHARE, 1),
    Case("savings_leakage_share_per_month", 0.0, 0.1, "calm", "household_savings_usd_per_farmer", -1),
    Case("trust", 0.5, 0.95, "calm", SHARE, 1, seasons=(0,), also={"warm_up_years": 1}),
    Case("outsider_loyalty_gap_usd_per_qq", 40, 180, "calm", "sold to it by an outsider", -1, also={"buys_from_others": True}),
    Case("money_scaling", 0.0, 1.0, "weak-cooperative", SHARE, 1, seasons=YEARS_OF_RISE),  # there a boom takes members away,
    Case("money_scaling", 0.0, 1.0, "strong-cooperative", SHARE, -1, seasons=YEARS_OF_RISE),  # here it brings them
    Case("peer_weight_usd_per_qq", 0, 60, "boom", SHARE, 1, "standard deviation"),
    Case("kin_talk_share", 0.0, 0.6, "calm", "trust_spread", -1),
    Case("loyalty_speed_share", 0.02, 0.4, "calm", "loyalty_usd_per_qq", 1, "change"),
    Case("expectation_share", 0.0, 1.0, "boom", "harvest_qq", 1),
    Case("own_time_value_share", 0.2, 1.0, "crash", "neglected_area_ha", 1),
    Case("plot_spread_share", 0.05, 0.8, "crash", "neglected_area_ha", -1, "standard deviation"),
    Case("farm_gate_noise_usd_per_qq", 0, 30, "calm", PRICE, 1, "standard deviation"),
    Case("members", 60, 140, "calm", "unit_cost_usd_per_qq", -1),
    Case("price_review_months", 1, 12, "boom", PROMISED, -1, seasons=(3,), also={"member_price": "fixed"}),
    Case("price_review_months", 1, 12, "crash", PROMISED, 1, seasons=(3,), also={"member_price": "fixed"}),
    Case("forward_share", 0.1, 0.9, "calm", "contracts_late_qq", 1),
    Case("fee_usd_per_qq", 18, 35, "calm", PROMISED, -1),
    Case("fee_usd_per_qq", 18, 35, "calm", "net_worth_usd", 1),
    Case("fixed_cost_usd_per_year", 60_000, 140_000, "calm", "alive", -1),
    Case("interest_share_per_year", 0.0, 0.3, "calm", "unit_cost_usd_per_qq", 1),
    Case("opening_reserve_usd", 20_000, 150_000, "calm", "alive", 1),
    Case("enforcement_share_per_year", 0.05, 1.0, "spike-2021", DEFAULTED, -1),
    Case("relation_value_share", 0.1, 1.5, "spike-2021", DEFAULTED, -1),
    Case("board_discount_share_per_year", 0.05, 0.9, "spike-2021", DEFAULTED, 1),
    Case("closing_patience_seasons", 0.5, 5, "crash", "alive", 1),
)


BY_DEFINITION = {
    "years": "longer runs",
    "need_size_elasticity": "tests/equations: a household of 4 ha needs the same, a larger one more, a smaller one less",
}


def figure_of(case: Case, value: float) -> pd.Series:
    """The figure of each run, of the whole region."""
    scenario = load(case.scenario).with_values({"warm_up_years": 4, **case.also, case.name: value})
    months, seasons = run_scenario(scenario, REPLICATES, 1, keep_months=REPLICATES)
    outsiders = (months["farmers"] - months["members"]).clip(lower=1)
    months = months.assign(**{"sold to it by an outsider": months["bought_from_others_qq"] / outsiders})
    table = seasons if case.figure in seasons else months
    region = table[table["cooperative"] == "region"]
    region = region[region["season"].isin(case.seasons)] if case.seasons else region
    by_run = region.groupby("replicate")[case.figure]
    if case.of == "change":
        return by_run.apply(lambda figures: figures.diff().abs().mean())
    return by_run.std() if case.of == "standard deviation" else by_run.mean()


@every("case", CASES, quick=CASES[:3], ids=lambda case: f"{case.name}-{case.scenario}-{case.figure}".replace(" ", "_"))
def test_the_help_tells_the_right_direction(case: Case) -> None:
    low, high = (figure_of(case, value) for value in (case.low, case.high))
    change = case.sign * (high - low).dropna()
    assert change.mean() > 0.002 * abs(low.mean()), (low.mean(), high.mean())
    assert change.mean() > change.std() / len(change) ** 0.5, "within the noise of the runs"


def core_numbers() -> list[Parameter]:
    """The numbers that a visitor can move without an extension."""
    numbers = ("whole", "number", "distribution")
    return [one for one in parameters() if one.type in numbers and not one.extension]


def test_every_core_number_s_direction_is_checked() -> None:
    checked = {case.name for case in CASES} | set(BY_DEFINITION)
    assert {one.name for one in core_numbers()} == checked


@pytest.mark.parametrize(
    "one", [one for one in parameters() if one.type in ("whole", "number", "distribution")], ids=lambda one: one.name
)
def test_every_help_says_what_happens_when_it_goes_up(one: Parameter) -> None:
    assert re.search(r"(Higher|More|More years|Larger|Longer): \w", one.en), one.en
    assert re.search(r"(Si (sube|son más|es más)|Con más años),? \w", one.es), one.es
