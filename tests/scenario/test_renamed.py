"""A name that has changed: refused with today's name, or read where the file or link says that it is older."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from coopsim.cli.app import main
from coopsim.designs import Design, read
from coopsim.errors import UserMistake
from coopsim.runs.indicators import indicators
from coopsim.scenario import load, parameters, parse_set
from coopsim.scenario.renamed import GONE, RENAMED, SCHEMA, new_name
from coopsim.web.state import PageState, _short

OLD, NEW = "savings_leak_share_per_month", "savings_leakage_share_per_month"
ANSWER = rf"has a new name: got .*{OLD}.*; allowed .*{NEW}"


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_new_names_exist_and_old_ones_do_not() -> None:
    declared = {parameter.name for parameter in parameters()} | set(indicators()) | {"farm_gate_price_usd_per_qq"}
    assert not set(RENAMED) & declared
    assert all(new in declared or f"{new}_mean" in declared for new in RENAMED.values())


def test_an_old_name_is_refused_with_the_new_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UserMistake, match=ANSWER):
        parse_set([f"{OLD}=0.1"])
    with pytest.raises(UserMistake, match=ANSWER):
        Design("steady", factor={OLD: [0.0, 0.1]})
    with pytest.raises(UserMistake, match=r"has a new name: got .thin_months_mean.; allowed months_without_cash_mean"):
        Design("steady", factor={"trust": [0.2, 0.8]}, outcomes=["thin_months_mean"])
    with pytest.raises(UserMistake, match=rf"old\.toml:2: {OLD}: has a new name.*allowed {NEW}"):
        load(written(tmp_path / "old.toml", f"[population]\n{OLD} = 0.1\n"))
    design = written(tmp_path / "design.toml", f'scenario = "steady"\ndesign = "factorial"\n[factor]\n{OLD} = [0.0, 0.1]\n')
    with pytest.raises(UserMistake, match=r"design\.toml:4: .*has a new name"):
        read(design)
    assert main(["parameters", OLD]) == 2
    assert NEW in capsys.readouterr().err


def test_a_file_of_an_older_schema_is_read_and_one_of_a_later_is_answered(tmp_path: Path) -> None:
    old = load(written(tmp_path / "old.toml", f"schema = 1\n[population]\n{OLD} = 0.1\n"))
    assert old.population.savings_leakage_share_per_month.mean == 0.1
    assert load(written(tmp_path / "same.toml", f"schema = {SCHEMA}\n[population]\n{NEW} = 0.1\n")).hash() == old.hash()
    with pytest.raises(UserMistake, match=rf"later\.toml:1: schema: made for another version .*allowed 1 to {SCHEMA}"):
        load(written(tmp_path / "later.toml", "schema = 99\n"))
    with pytest.raises(UserMistake, match=r"schema: got 'two'"):
        load(written(tmp_path / "wrong.toml", 'schema = "two"\n'))


def test_what_is_gone_is_not_declared_and_what_acts_in_its_place_is() -> None:
    declared = {parameter.name for parameter in parameters()}
    assert not set(GONE) & (declared | set(RENAMED))
    assert all(not now or now in declared for now in GONE.values())


def test_a_parameter_that_is_gone_is_answered_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = {"tied_seasons": "advance_share", "blue_share": ""}
    for module in ("names", "wording"):
        monkeypatch.setattr(import_module(f"coopsim.scenario.{module}"), "GONE", gone)
    with pytest.raises(UserMistake, match=r"is no longer a parameter: take it out: got .tied_seasons.; allowed advance_share"):
        parse_set(["tied_seasons=2"])
    for schema in (1, SCHEMA):
        file = written(tmp_path / "old.toml", f"schema = {schema}\n[population]\nblue_share = 0.5\n")
        with pytest.raises(UserMistake, match=r"old\.toml:3: blue_share: is no longer a parameter: take it out$"):
            load(file)


def test_an_old_link_is_read() -> None:
    state, unread = PageState.of_query(f"p=boom&c={_short(OLD)}.0.02", "explore")
    assert (state.values, unread) == ({NEW: 0.02}, "")
    assert new_name(NEW) is None
