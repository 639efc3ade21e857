"""What the help says happens when a number goes up, happens: small runs with the number low and high, draw by draw."""

from __future__ import annotations

from typing import NamedTuple

from coopsim.runs.run import run_scenario
from coopsim.scenario import load
from tests.cases import every

REPLICATES = 6
PRICE, PROMISED = "farm_gate_price_usd_per_qq", "promised_usd_per_qq"
INCOME, SHARE, THIN = "income_usd_per_farmer", "delivery_share", "months_without_cash"


class Case(NamedTuple):
    """A number, low and high, in a scenario: which figure rises (1) or falls (-1) when it goes up."""

    name: str
    low: float
    high: float
    scenario: str
    figure: str
    sign: int


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
)


def figure_of(case: Case, value: float) -> float:
    """The mean of the figure over the runs, of the whole region."""
    scenario = load(case.scenario).with_values({"warm_up_years": 4, case.name: value})
    months, seasons = run_scenario(scenario, REPLICATES, 1, keep_months=REPLICATES)
    table = months if case.figure in months and case.figure not in seasons else seasons
    region = table[table["cooperative"] == "region"]
    region = region[region["grouping"] == "all"] if "grouping" in region else region
    return float(region[case.figure].mean())


@every("case", CASES, quick=CASES[:3], ids=lambda case: case.name)
def test_the_help_tells_the_right_direction(case: Case) -> None:
    low, high = figure_of(case, case.low), figure_of(case, case.high)
    assert case.sign * (high - low) > 0.002 * abs(low), (low, high)
