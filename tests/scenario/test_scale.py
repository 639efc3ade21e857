"""Absolute numbers are asked about where they do not fit the members: 600 members on the office of 100 looked immortal."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coopsim import language
from coopsim.cli.app import main
from coopsim.cli.printing.scale import print_scale
from coopsim.scenario import load, names
from coopsim.scenario.drawn import DrawnPolicy
from coopsim.scenario.harvest_year import harvest_months, is_cut_by_the_year, opens_with_the_harvest
from coopsim.scenario.scale import USUAL, scales
from coopsim.scenario.scale_notes import scale_notes
from tests.model.little import little, tables

OF_A_HUNDRED_ON_SIX_HUNDRED = """base = "castillo"
[population]
farmers = 660
[[cooperative]]
id = "grande"
members = 600
fixed_cost_usd_per_year = 100000.0
"""
STRESSED = ("fixed_cost_usd_per_year", "opening_reserve_usd", "credit_line_usd")  # small on purpose: money is short at once
UNUSUAL = {"stressed": STRESSED, "peru-1986-2012": ("number",)}  # there one family stands for six, a trader for himself
HONDURAS = {"season_opens": 10, "start": "1990-10", "harvest_shares": (0.05, 0.15, 0.25, 0.3, 0.15, 0.1, 0, 0, 0, 0, 0, 0)}


def warned(sentences: list[str]) -> list[str]:
    """The parameters that sentences are about."""
    return [sentence.partition(" =")[0].rpartition(".")[2] for sentence in sentences]


@pytest.mark.parametrize("name", names())
def test_a_shipped_scenario_has_usual_numbers_or_is_stressed(name: str) -> None:
    assert warned(scale_notes(load(name))) == list(UNUSUAL.get(name, ()))


@pytest.mark.parametrize("name", names())
def test_the_coffee_reckoned_with_is_that_of_the_model(name: str) -> None:
    """The headroom printed is the one that a run begins with, up to the draw of land."""
    from coopsim.model.simulate import world_of

    scenario = load(name)
    drawn = any(isinstance(policy, DrawnPolicy) for policy in scenario.cooperative)
    volume = world_of(scenario, range(24 if drawn else 3)).cooperatives.expected_volume_qq.mean(axis=0)
    reckoned = [scale.normal_sales_qq for scale in scales(scenario)]
    if drawn:  # what is typical of one is that of all
        assert sum(reckoned) == pytest.approx(volume.sum(), rel=0.15)
    else:
        assert reckoned == pytest.approx(list(volume), rel=0.1)


def test_farmers_of_a_district_are_those_of_the_model() -> None:
    from coopsim.model.simulate import world_of

    scenario = load("two-cooperatives").with_values({"district": ""})
    world = world_of(scenario)
    for place, scale in enumerate(scales(scenario)):
        assert scale.farmers == (world.farmers.district[0] == place).sum()


def test_six_hundred_members_on_the_office_of_a_hundred() -> None:
    castillo = load("castillo")
    large = castillo.with_values({"members": 600, "farmers": 660})
    assert warned(scale_notes(large)) == ["fixed_cost_usd_per_year", "opening_reserve_usd", "credit_line_usd", "number"]
    (before,), (after,) = scales(castillo), scales(large)
    assert after.headroom == pytest.approx(6 * (before.headroom or 0.0))
    assert after.office_usd_per_qq == pytest.approx(before.office_usd_per_qq / 6)
    office = scale_notes(large)[0]
    assert "600 members" in office
    assert "usual 0.9 to 3" in office
    assert "At 400000 the headroom would be 1.5" in office


def test_the_way_on_is_one() -> None:
    """Whoever writes what the warnings say is warned no more."""
    scenario = load("castillo").with_values({"members": 600, "farmers": 660})
    for sentence in scale_notes(scenario):
        name = warned([sentence])[0]
        suggested = re.search(r"(?:At|would be) (\d+)", sentence)
        assert suggested is not None
        scenario = scenario.with_values({name: float(suggested[1])})
    assert scale_notes(scenario) == []


def test_a_dozen_members_do_not_pay_the_office_of_a_hundred() -> None:
    sentence = scale_notes(load("castillo").with_values({"members": 12}))[0]
    assert "the fee of 12 members does not pay such an office" in sentence


def test_nothing_at_all_is_a_decision() -> None:
    """A seasonal association has no office, a new one no reserve, a poor one no line; without sales nothing is reckoned."""
    castillo = load("castillo")
    nothing = {"fixed_cost_usd_per_year": 0.0, "opening_reserve_usd": 0.0, "credit_line_usd": 0.0}
    assert scale_notes(castillo.with_values(nothing)) == []
    assert scales(castillo.with_values(nothing))[0].headroom is None
    assert scales(castillo.with_values({"normal_delivery_share": 0.0})) == []
    assert scales(castillo.with_values({"members": 0})) == []


def test_usual_is_within_what_is_usual() -> None:
    (castillo,) = scales(load("castillo"))
    for name, usual in USUAL.items():
        assert usual.holds(usual.low)
        assert usual.holds(usual.high)
        for outside in (usual.high * 1.01, usual.low * 0.99):
            changed: dict[str, Any] = {name: outside}
            assert replace(castillo, **changed).unusual() == (name,)


def test_the_harvest_year_of_another_country() -> None:
    castillo = load("castillo")
    assert scale_notes(castillo.with_values(HONDURAS)) == []
    assert harvest_months(castillo.with_values(HONDURAS)) == [10, 11, 12, 1, 2, 3]
    cut = castillo.with_values({"harvest_shares": (0.25, 0.3, 0.15, 0.1, 0, 0, 0, 0, 0, 0, 0.05, 0.15), "season_opens": 12})
    (sentence,) = scale_notes(cut)
    assert "season_opens = 10, harvest_shares = [0.05, 0.15, 0.25, 0.3, 0.15, 0.1, 0.0" in sentence
    (sentence,) = scale_notes(castillo.with_values({"start": "1990-10"}))
    assert warned([sentence]) == ["start"]
    assert "the first 6 months" in sentence


def test_months_before_a_harvest_year_are_in_no_season() -> None:
    """What the warning says is so: of two years that begin in October one season is reported."""
    for start, seasons in (("1990-04", 2), ("1990-10", 1)):
        _months, table = tables(little("castillo", years=2, start=start))
        assert table["season"].nunique() == seasons


def test_the_longest_pause_parts_harvests() -> None:
    """A small second harvest does not open the year."""
    shares = [0.1, 0.0, 0.0, 0.0, 0.2, 0.3, 0.2, 0.1, 0.0, 0.0, 0.05, 0.05]
    assert is_cut_by_the_year(shares)
    assert opens_with_the_harvest(shares) == 4


@pytest.mark.parametrize(("spoken", "sign"), [("en", "Warning: cooperative.grande."), ("es", "Advertencia: cooperative.grande.")])
def test_check_says_it(spoken: str, sign: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "grande.toml"
    file.write_text(OF_A_HUNDRED_ON_SIX_HUNDRED, encoding="utf-8")
    try:
        assert main(["--lang", spoken, "scenarios", "check", str(file)]) == 0
    finally:
        language.use("en")
    printed = capsys.readouterr().out
    assert printed.count(sign) == 3
    assert "6.17" in printed
    assert "0.9 - 3" in printed


def test_check_says_it_to_a_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "grande.toml"
    file.write_text(OF_A_HUNDRED_ON_SIX_HUNDRED, encoding="utf-8")
    assert main(["--lang", "en", "scenarios", "check", str(file), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["scale"][0]["headroom"] == pytest.approx(6.174)
    assert document["harvest_months"] == [4, 5, 6, 7, 8, 9]
    assert len(document["warnings"]) == 4


def test_many_cooperatives_are_printed_as_a_spread(capsys: pytest.CaptureFixture[str]) -> None:
    (castillo,) = scales(load("castillo"))
    print_scale([replace(castillo, members=number) for number in (20, 40, 60, 80, 900)])
    printed = capsys.readouterr().out
    members = next(line for line in printed.splitlines() if line.startswith(("members", "socios")))
    assert re.findall(r"\d+", members) == ["20", "60", "900"]
    print_scale([])
    assert capsys.readouterr().out == ""
