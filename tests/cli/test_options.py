"""Values that no run could use are refused at the door."""

from __future__ import annotations

import pytest

from coopsim.cli.options import replicates_or_auto, settings, whole_number, workers_or_all, year_and_month
from coopsim.errors import UserMistake


@pytest.mark.parametrize("value", ["0", "-3", "x", "", "1e3", "2.0", "61", "nan"])
def test_a_number_out_of_range_or_no_number_is_refused(value: str) -> None:
    with pytest.raises(UserMistake, match=r"--years: got .*; allowed 1 to 60"):
        whole_number("--years", 1, 60)(value)


@pytest.mark.parametrize("value", ["1990", "1990-13", "1990-4", "april", "90-04", "1990-04-01"])
def test_a_month_is_written_as_year_and_month(value: str) -> None:
    with pytest.raises(UserMistake, match="--start: got"):
        year_and_month(value)


@pytest.mark.parametrize("pair", ["members", "=3", "members=", " =3"])
def test_a_setting_has_a_name_and_a_value(pair: str) -> None:
    with pytest.raises(UserMistake, match=r"--set: got .*NAME=VALUE"):
        settings([pair])


def test_the_last_setting_wins_and_a_value_may_hold_an_equals_sign() -> None:
    assert settings(["a=1", "path=x=y", "a=2"]) == {"a": "2", "path": "x=y"}


def test_auto_and_all_cores() -> None:
    assert replicates_or_auto("auto") is None
    assert workers_or_all(None) >= 1
