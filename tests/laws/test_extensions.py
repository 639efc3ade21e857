"""Core and extensions: what stands where and why, and that an extension which is off changes nothing."""

from __future__ import annotations

import json
import pkgutil
import re
from functools import cache
from typing import Any

import pandas as pd
import pytest

import coopsim.scenario.extensions
from coopsim.claim.criteria import criteria
from coopsim.cli.app import main
from coopsim.errors import UserMistake
from coopsim.language import LANGUAGES
from coopsim.scenario import Parameter, Scenario, extensions_by_name, extensions_on, load, parameters
from coopsim.web import controls
from coopsim.web.presets import preset
from tests.cases import every
from tests.model.little import little, tables
from tests.model.test_no_dead_parameter import APART, PLAIN, shows

# What each parameter of the core is there for.
CORE = {
    "what every scenario says": "start years source farmers rules members fee_usd_per_qq fixed_cost_usd_per_year",
    "the cells of the claim": "sale_price member_price price_review_months advance_review",
    "a lever of the pages": """
        rise_share reference_price_usd_per_qq number advance_share payment_delay_months credit_line_usd
        trust loyalty_usd_per_qq peer_weight_usd_per_qq""",
    "drawn in the claim": """
        margin_share farm_gate_normal_usd_per_qq farm_gate_noise_usd_per_qq rise_speed_share fall_speed_share forward_share
        fixed_price_share credit_line_share opening_reserve_usd lowest_advance_share enforcement_share_per_year
        relation_value_share closing_patience_seasons late_payment_share kept_promise_share processing_cost_usd_per_qq
        input_cost_usd_per_qq picking_wage_usd_per_qq picking_wage_elasticity own_picking_qq_per_month need_usd_per_month
        buffer_share patience_share_per_month lean_money_value savings_leakage_share_per_month loyalty_speed_share
        benefit_weight taste_usd_per_qq money_scaling""",
    "a row of patterns": """
        hectares yield_qq_per_ha need_size_elasticity off_coffee_income_usd_per_month normal_delivery_share trust_gain_share
        trust_loss_share kin_talk_share markdown_usd_per_qq trader_differential_usd_per_qq visit_cost_usd
        differential_usd_per_qq buys_from_others care_elasticity""",
    "a law": """
        return_share_per_month cost_factor own_time_value_share upkeep_usd_per_ha plot_spread_share
        outsider_loyalty_gap_usd_per_qq membership_effort_usd_per_year loan_interest_share_per_year debt_limit_share
        tied_debt_share supply_response expectation_share interest_share_per_year reserve_share
        board_discount_share_per_year""",
}
# What turns an extension on that is off: at its default nothing else of the extension acts.
SWITCHES = {
    "assembly": ("meeting_value_usd",),
    "central": ("centre", "premium_pays_services"),
    "certification": ("certified_share", "certification_cost_usd_per_year"),
    "chain": ("chain_qq_per_year",),
    "crop_losses": ("crop_loss_share",),
    "districts": ("district",),
    "emergencies": ("shock_share_per_month", "insured_share"),
    "exporters": ("exporters",),
    "founding": (
        *("stands_at_start", "office_usd_per_member", "admission_share_per_year"),
        *("sponsor_share_per_year", "revival_share_per_year"),
    ),
    "group_size": ("group_size_elasticity",),
    "kinship": ("kin_lending_share", "kin_fine_usd_per_qq", "feast_cost_usd_per_year", "captured_share"),
    "hedge": ("hedged_share",),
    "label": ("demand_stops_share_per_year", "keeper_price_usd_per_qq", "keeper_cost_usd_per_year"),
    "land": ("land",),
    "loyalty_bonus": ("loyalty_bonus_usd_per_qq",),
    "merging": ("merger_share_per_year",),
    "member_contracts": ("minimum_delivery_share", "monitoring_cost_usd_per_year"),
    "open_books": ("transparency_share",),
    "other_crop": ("other_crop_usd_per_ha",),
    "other_work": ("other_work_time_share", "kin_hands_share"),
    "price_file": ("series", "nominal", "local_cost_index"),
    "risk": ("risk_aversion",),
    "seasonal": ("dissolves_each_season",),
    "services": ("services_usd_per_member_year",),
    "state_support": ("grant_usd_per_member_year", "state_office_share", "state_interest_share", "state_line_usd"),
    "trader_cash": ("trader_cash",),
    "trader_entry": ("entry_elasticity",),
    "vote": ("delivery_rule_voted",),
}
OFF = [name for name, extension in extensions_by_name().items() if not extension.setting]


def of(extension: str) -> list[Parameter]:
    return [parameter for parameter in parameters() if parameter.extension == extension]


# Which stands where


def test_the_core_is_eighty_parameters_or_fewer_and_each_has_a_use() -> None:
    core = [parameter.name for parameter in of("") if parameter.name != "id"]  # a name
    used = [name for names in CORE.values() for name in names.split()]
    assert len(core) <= 80
    assert sorted(core) == sorted(used)


def test_the_uses_are_real() -> None:
    levers = {name for case in ("boom", "castillo") for names in controls.main_names(preset(case)).values() for name in names}
    assert levers == set(CORE["a lever of the pages"].split())
    drawn = {one.name for one in criteria().frozen.declared}
    assert set(CORE["drawn in the claim"].split()) <= drawn


def test_every_file_of_an_extension_is_mixed_into_a_table() -> None:
    files = {module.name for module in pkgutil.iter_modules(coopsim.scenario.extensions.__path__)}
    assert files <= set(extensions_by_name())


def test_an_extension_says_what_it_is() -> None:
    for name, extension in extensions_by_name().items():
        assert name == extension.name
        assert len(set(extension.label)) == len(LANGUAGES)
        assert extension.en.endswith(".")
        assert extension.es.endswith(".")
        assert set(extension.opened_by) <= {parameter.name for parameter in parameters()}


# On and off


def test_an_extension_is_on_where_a_value_or_an_event_of_it_says_so() -> None:
    assert extensions_on(Scenario()) == frozenset()
    assert "services" in extensions_on(load("two-cooperatives"))
    assert extensions_on(Scenario().with_values({"transparency_share": 0.5})) == {"open_books"}
    assert extensions_on(Scenario().with_values({"rules": {"price_gap": 0.5, "random_utility": 0.5}})) == {"price_gap"}
    assert extensions_on(Scenario().with_values({"source": "boom"})) == {"price_shape"}
    event = {"id": "cut", "kind": "services_cut", "month": "1995-04"}
    assert extensions_on(Scenario.checked({"event": [event]})) == {"services"}


def test_what_turns_an_extension_on_is_known_for_each_that_is_off() -> None:
    asked_for = {name for name in OFF if "rules" in extensions_by_name()[name].opened_by}
    assert set(OFF) == set(SWITCHES) | asked_for
    for name, switches in SWITCHES.items():
        assert set(switches) <= {parameter.name for parameter in of(name)}


@cache
def without_extensions() -> tuple[Scenario, tuple[pd.DataFrame, pd.DataFrame]]:
    """A small world in which all that is off by default is off, and its tables."""
    at_defaults = {one.name: one.default for name in SWITCHES for one in of(name) if one.name in SWITCHES[name]}
    scenario = little(**at_defaults)
    assert not {*extensions_on(scenario)} & set(OFF) - {"trader_cash"}  # traders' cash is smaller in a small world, and unused
    return scenario, tables(scenario)


def moved(scenario: Scenario, parameter: Parameter) -> Scenario:
    """The same scenario with another value of this parameter."""
    if parameter.type == "text":
        values: list[Any] = ["elsewhere.csv"]
    elif parameter.choices or parameter.type == "yes_no":
        values = [choice for choice in (parameter.choices or (True, False)) if choice != parameter.default]
    else:
        values = [end for end in (parameter.high, parameter.low) if end != parameter.default]
    for value in values:
        try:
            return scenario.with_values({parameter.name: value})
        except UserMistake:  # a distribution that does not fit around this end
            continue
    raise AssertionError(parameter.name)


@every("name", OFF, quick=OFF)
def test_what_is_off_changes_nothing(name: str) -> None:
    """Everything of the extension but what turns it on is moved: the same tables to the byte."""
    scenario, before = without_extensions()
    for parameter in of(name):
        if parameter.name not in SWITCHES.get(name, ()):
            scenario = moved(scenario, parameter)
    if scenario != without_extensions()[0]:
        for one, other in zip(before, tables(scenario), strict=True):
            pd.testing.assert_frame_equal(one, other, check_exact=True)


@pytest.mark.parametrize("name", OFF)
def test_each_parameter_of_an_extension_is_tried_where_the_extension_is_on(name: str) -> None:
    """`test_no_dead_parameter` runs them all: each in the scenario that it names, with what it needs."""
    tried = {parameter.name for parameter in PLAIN}
    for parameter in of(name):
        assert parameter.name in tried | APART
        if parameter.name in tried and parameter.name not in SWITCHES.get(name, ()):
            assert name in extensions_on(shows(parameter.name)), parameter.name


# What is shown


def test_the_command_shows_the_core_alone_unless_asked(capsys: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    assert main(("parameters",)) == 0
    rows = [re.split(r"  +", line.strip()) for line in capsys.readouterr().out.splitlines()]
    names = {row[1] for row in rows if len(row) >= 5} - {"name"}
    assert names == {parameter.name for parameter in of("")}
    assert not {row[0].split(" [")[0] for row in rows} & set(extensions_by_name())
    assert main(("parameters", "--all", "--json")) == 0
    assert len(json.loads(capsys.readouterr().out)) == len(parameters())
