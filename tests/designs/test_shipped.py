"""The designs that come along can be read and run, and say in both languages what they ask."""

from __future__ import annotations

import pytest

from coopsim.designs import names, read
from coopsim.designs.options import KINDS
from coopsim.errors import UserMistake
from coopsim.runs.indicators import indicators
from coopsim.runs.run import run_scenario
from tests.cases import every


def test_there_is_one_of_each_kind() -> None:
    assert {read(name).kind for name in names()} == set(KINDS)


@every("name", names(), quick=2)
def test_it_says_what_it_asks_and_its_ends_can_be_lived(name: str) -> None:
    design = read(name)
    assert design.title["en"] not in ("", design.title["es"])
    assert design.outcomes
    assert set(design.outcomes) <= set(indicators())
    for point in (0, len(design) - 1):
        short = design.scenario_of(point).with_values({"years": 3, "warm_up_years": 1, "from_month": 0})
        _months, seasons = run_scenario(short, keep_months=0)
        assert seasons["delivered_qq"].sum() > 0


def test_a_name_that_nothing_bears() -> None:
    with pytest.raises(UserMistake, match=r"no such design: got 'member-prices'; .*did you mean member-price"):
        read("member-prices")


def test_what_a_command_line_says_holds_in_place_of_the_file() -> None:
    changed = read("payment-delay", replicates="auto", seed=7, set={"years": 4})
    assert (changed.replicates, changed.seed, changed.scenario_of(0).time.years) == ("auto", 7, 4)
