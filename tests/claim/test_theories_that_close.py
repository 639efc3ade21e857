"""A theory under which the scenario's own cooperative always closes: it is shown without worlds, and stops no other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coopsim.claim import documents as d
from coopsim.claim.matching.likeness import closes
from coopsim.claim.matching.matched import Likeness
from coopsim.claim.theories import run as run_module
from coopsim.claim.theories.run import under_each_theory
from coopsim.cli.app import main
from coopsim.errors import UserMistake
from coopsim.scenario import Scenario, load

CASTILLO = load("castillo")


def closing_under(names: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the scenario's own cooperative always closed under these rules."""

    def likeness(scenario: Scenario, *more: Any) -> Likeness:
        if set(scenario.population.rules) & names:
            raise closes(scenario)
        return chosen(scenario, *more)

    chosen = run_module.likeness
    monkeypatch.setattr(run_module, "likeness", likeness)


def test_a_rule_under_which_the_scenario_closes_does_not_stop_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    closing_under({"relational"}, monkeypatch)
    words = ["claim", "--rule", "relational", "--rule", "price_gap", "--worlds", "2", "--runs", "2", "--workers", "1"]
    assert main([*words, "--out", str(tmp_path / "here")]) == 0
    document = d.TheoriesDocument.read((tmp_path / "here" / "theories.json").read_bytes())
    first = document.theories[0]
    assert (first.rule, first.worlds, first.worlds_tried) == ("relational", 0, 0)
    assert document.theories[1].worlds == 2
    assert document.not_weighed == "no_shares"
    shown = capsys.readouterr().out
    for without in ("None", "nan"):
        assert without not in shown


def test_where_it_closes_under_every_rule_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    closing_under({"relational", "price_gap"}, monkeypatch)
    with pytest.raises(UserMistake, match="closes before any price changes"):
        under_each_theory(CASTILLO, ["relational", "price_gap"], worlds=2, runs=2)


def test_any_other_mistake_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(*_given: Any) -> Likeness:
        raise UserMistake("something else", got="castillo")

    monkeypatch.setattr(run_module, "likeness", wrong)
    with pytest.raises(UserMistake, match="something else"):
        under_each_theory(CASTILLO, ["relational", "price_gap"], worlds=2, runs=2)
