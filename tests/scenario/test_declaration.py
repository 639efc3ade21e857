"""Every parameter is declared once and whole."""

from __future__ import annotations

import math

import pytest

from coopsim.errors import UserMistake
from coopsim.language import LANGUAGES
from coopsim.scenario import Distribution, Scenario, names, parameters
from coopsim.scenario.mechanisms import NUMBERS, OVERRIDES_WHEN_OFF, Mechanisms
from coopsim.scenario.tables import TABLES, fields
from tests.cases import every, one_of_each

DECLARED = parameters()
ONE_A_TYPE = one_of_each(DECLARED, lambda parameter: parameter.type)
RANGED = [each for each in DECLARED if each.low is not None and each.high is not None]


def test_defaults_are_a_valid_scenario() -> None:
    assert Scenario.checked(Scenario().document()) == Scenario()  # a default is not validated by pydantic itself


@every("parameter", DECLARED, quick=ONE_A_TYPE, ids=lambda each: each.name)
def test_declaration_is_whole(parameter) -> None:
    assert len(parameter.en) > 10
    assert len(parameter.es) > 10
    assert parameter.en != parameter.es
    assert parameter.unit
    assert parameter.source
    assert parameter.shows_in in names()
    assert parameter.group_en != parameter.group_es
    if parameter.type in ("whole", "number", "distribution"):
        assert parameter.low is not None
        assert parameter.high is not None
        assert all(parameter.low <= stop <= parameter.high for stop in parameter.stops)
    if parameter.choices:
        assert parameter.default in parameter.choices


def test_names_are_unique() -> None:
    told = [each.name for each in DECLARED]
    assert len(set(told)) == len(told)
    assert len(told) == sum(len(group.model_fields) for group in TABLES.values())


def test_quantities_are_named_with_their_unit() -> None:
    wanted = {"US$/qq": "_usd_per_qq", "US$": "_usd", "months": "_months", "share": "_share", "qq/ha": "_qq_per_ha"}
    unsaid = {"advance_review", "from_month", "harvest_shares", "farm_weather_sd", "district_weather_sd", "trust"}
    for each in DECLARED:
        ending = wanted.get(each.unit)
        if ending and each.name not in unsaid and each.name != "share_capital_usd_per_member":
            assert each.name.endswith(ending), each.name


def test_all_tables_are_reached() -> None:
    tables = {table.partition(".")[0] for table in TABLES}
    assert tables == set(Scenario.model_fields) - {"id", "base", "title", "story", "source", "look_at", "event", "district"}


def _with(parameter, value):
    values = {parameter.name: value}
    if parameter.name == "farmers":
        values["members"] = 0
        values["ties"] = 0
    if parameter.name == "members":
        values["farmers"] = 1_000_000
    return Scenario().with_values(values)


@every("parameter", RANGED, quick=ONE_A_TYPE, ids=lambda each: each.name)
def test_range_is_kept(parameter) -> None:
    step = 1 if parameter.type == "whole" else 0.001
    for inside in (parameter.low, parameter.high):
        _with(parameter, inside)
    for outside in (parameter.low - step, parameter.high + step):
        with pytest.raises(UserMistake, match=r"allowed .+ to "):
            _with(parameter, outside)


@every("parameter", DECLARED, quick=ONE_A_TYPE, ids=lambda each: each.name)
@pytest.mark.parametrize("wrong", ["3 apples!", True, math.nan, math.inf, None, [1]], ids=repr)
def test_wrong_types_are_refused(parameter, wrong) -> None:
    if (parameter.type == "yes_no" and wrong is True) or (parameter.type == "text" and wrong == "3 apples!"):
        wrong = 1
        if parameter.name == "id":
            wrong = "3 apples!"
    with pytest.raises(UserMistake, match=r"allowed|add up"):
        Scenario().with_values({parameter.name: wrong})


def test_whole_numbers_are_welcome_where_decimals_are_asked() -> None:
    fee = Scenario().with_values({"fee_usd_per_qq": 30}).cooperative[0].fee_usd_per_qq
    assert fee == 30.0
    assert isinstance(fee, float)
    with pytest.raises(UserMistake, match="a whole number, 1 to 60"):
        Scenario().with_values({"years": 3.0})


def test_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Scenario().time.years = 3


def test_headings_in_both_languages() -> None:
    for group in TABLES.values():
        assert set(group.heading()) == set(LANGUAGES)
        assert all(group.heading().values())


def test_thirteen_mechanisms_numbered_in_order() -> None:
    assert list(NUMBERS.values()) == [f"M{i}" for i in range(1, 14)]
    assert all(getattr(Mechanisms(), name) is True for name in NUMBERS)
    for mechanism, values in OVERRIDES_WHEN_OFF.items():
        assert mechanism in NUMBERS
        assert all(key in TABLES[table].model_fields for table, key in values)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"distribution": "normal", "mean": 4, "sd": -1}, "an sd of 0 or more"),
        ({"distribution": "uniform", "mean": 4}, "a low and a high"),
        ({"distribution": "uniform", "low": 3, "high": 5, "mean": 4.5}, r"the middle of low and high \(4.0\)"),
        ({"distribution": "normal", "mean": 4, "sd": 1, "low": 5}, "a mean from low"),
        ({"distribution": "normal", "mean": 4, "sd": 1, "low": 5, "high": 3}, "low below high"),
        ({"distribution": "constant", "mean": 4, "sd": 1}, "no sd where"),
        ({"distribution": "triangle", "mean": 4}, "constant, uniform, normal, lognormal, beta"),
        ({"distribution": "normal", "men": 4}, "did you mean mean"),
    ],
)
def test_distributions_that_make_no_sense(table, told) -> None:
    with pytest.raises(UserMistake, match=told):
        Scenario().with_values({"hectares": table})


def test_beta_must_fit_its_ends() -> None:
    with pytest.raises(UserMistake, match="an sd that fits"):
        Scenario().with_values({"trust": {"distribution": "beta", "mean": 0.9, "sd": 0.4}})


def test_around_keeps_the_shape() -> None:
    lognormal = Distribution(distribution="lognormal", mean=10, sd=5)
    assert lognormal.around(20)["sd"] / 20 == lognormal.sd / lognormal.mean
    beta = Distribution(distribution="beta", mean=0.8, sd=0.1)

    def concentration(mean: float, sd: float) -> float:
        return mean * (1 - mean) / sd**2

    assert concentration(0.5, beta.around(0.5)["sd"]) == pytest.approx(concentration(0.8, 0.1))
    assert beta.around(1.0)["sd"] == 0
    assert Distribution(distribution="normal", mean=1, sd=3).around(5)["sd"] == 3
    assert Distribution(distribution="uniform", low=-1, high=1).around(5) == {
        "distribution": "uniform",
        "mean": 5,
        "sd": 0.0,
        "low": 4.0,
        "high": 6.0,
    }


def test_fields_are_in_the_order_of_the_file() -> None:
    assert [name for _table, name, _field in fields()] == [each.name for each in DECLARED]
