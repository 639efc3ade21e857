"""A search for policies: a known front comes out, a killed search goes on, and what is told was judged elsewhere."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from little import SHORT, tables

from coopsim.cli.app import main
from coopsim.designs.points import Row
from coopsim.errors import UserMistake
from coopsim.report import charts
from coopsim.report.policy_words import policy_sentences
from coopsim.runs.dictionary import undeclared
from coopsim.sweeps import Stopped
from coopsim.sweeps.policy.design import PolicyDesign, names_of_policies, policy_design, read_policy
from coopsim.sweeps.policy.judged import judged, robust
from coopsim.sweeps.policy.policy import Policy, policy, searched_and_judged

pytest.importorskip("optuna", reason="coopsim[analysis] is not installed")
INCOME, OPEN = "income_usd_per_farmer_mean", "alive_last"
LEVER = {
    "advance_share": {"low": 0.5, "high": 0.9},
    "trust": {"low": 0.0, "high": 1.0},
    "member_price": {"levels": ["fixed", "indexed"]},
}
KEYS: dict[str, Any] = {
    "lever": LEVER,
    "objective": {INCOME: "max", OPEN: "max"},
    "futures": 4,
    "policies": 16,
    "generations": 8,
}
FLATTERY = 0.4
TOML = """
scenario = "steady"
futures = 2
replicates = 2
policies = 4
generations = 2
floor = "open >= 0.5"
[set]
years = 2
warm_up_years = 1
[lever]
advance_share = { low = 0.4, high = 0.9 }
[factor]
margin_share = { low = 0.1, high = 0.3 }
"""


def planted(name: str, policies: Sequence[Row]) -> pd.DataFrame:
    """Income a, survival 1 - a², less what a wrong price and a wrong trust cost: the front is indexed, trust 0.4, any a.

    In the search one future in four flatters; those held out do not.
    """
    rows = []
    for number, policy_of in enumerate(policies):
        values = {"advance_share": 0.7, "trust": 0.9, "member_price": "fixed"} | policy_of
        a = (values["advance_share"] - 0.5) / 0.4
        cost = abs(values["trust"] - 0.4) + (0.3 if values["member_price"] == "fixed" else 0.0)
        for future in range(4):
            flattery = FLATTERY if policy_of and future == 0 and name.startswith("generation") else 0.0
            rows.append({"policy": number, "future": future, INCOME: a - cost + flattery, OPEN: 1 - a**2 - cost})
    return pd.DataFrame(rows)


@pytest.fixture(scope="module")
def planted_front() -> Policy:
    return searched_and_judged(PolicyDesign("steady", floor=f"{INCOME} >= 0.4 and open >= 0.5", **KEYS), planted)


def test_the_known_front_comes_out(planted_front: Policy) -> None:
    on = planted_front.policies[planted_front.policies["is_on_front"]]
    assert len(on) >= 8
    assert set(on["member_price"]) == {"indexed"}
    assert (on["trust"] - 0.4).abs().max() < 0.05
    a = (on["advance_share"] - 0.5) / 0.4
    assert a.min() < 0.3
    assert a.max() > 0.8
    assert (on[OPEN] - (1 - on[INCOME] ** 2)).abs().max() < 0.12


def test_what_is_told_comes_from_futures_that_the_search_did_not_see(planted_front: Policy) -> None:
    income = planted_front.objectives[planted_front.objectives["outcome"] == INCOME].set_index("policy", drop=False)
    of_search = planted_front.searched.set_index("policy")[INCOME]
    seen = income["mean"] + FLATTERY / 4 * (income["policy"] > 0)  # in one future of four, and not of the scenario as it is
    assert of_search[income["policy"]].to_numpy() == pytest.approx(seen.to_numpy())
    assert (income["searched_difference"] - income["difference"]).iloc[1:].to_numpy() == pytest.approx(FLATTERY / 4)
    of_policies = planted_front.policies.set_index("policy")[INCOME]
    assert of_policies[income["policy"]].to_numpy() == pytest.approx(income["mean"].to_numpy())


def test_the_same_seed_leads_the_same_way_and_another_does_not(planted_front: Policy) -> None:
    again = searched_and_judged(planted_front.design, planted)
    pd.testing.assert_frame_equal(again.searched, planted_front.searched)
    other = searched_and_judged(PolicyDesign("steady", seed=2, **(KEYS | {"generations": 2})), planted)
    assert not other.searched["advance_share"].equals(planted_front.searched["advance_share"].iloc[: len(other.searched)])
    shorter = searched_and_judged(PolicyDesign("steady", **(KEYS | {"generations": 3})), planted)
    assert shorter.searched.equals(again.searched.iloc[: len(shorter.searched)])


def futures_of(values: dict[int, list[float]]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"policy": policy_of, "future": future, INCOME: value}
            for policy_of, row in values.items()
            for future, value in enumerate(row)
        ]
    )


def test_regret_is_against_the_best_in_the_same_future() -> None:
    values = futures_of({0: [100, 100], 7: [160, 40], 9: [130, 90]})
    from coopsim.sweeps.condition import condition

    found = judged(values, {INCOME: "max"}, condition(f"{INCOME} >= 90", [INCOME]))
    rows = found.objectives.set_index("policy")
    assert rows["regret_max"].to_dict() == {0: 60, 7: 60, 9: 30}
    assert rows["regret_mean"].to_dict() == {0: 30, 7: 30, 9: 20}
    assert found.policies["regret"].to_dict() == {0: 1.0, 7: 1.0, 9: 0.5}
    assert found.policies["floor_share"].to_dict() == {0: 1.0, 7: 0.5, 9: 1.0}
    assert rows.loc[9, "difference"] == 10
    assert robust(found.policies) == {"regret": 9, "floor": 9}
    least = judged(values, {INCOME: "min"}, None)
    assert least.objectives.set_index("policy")["regret_max"].to_dict() == {0: 60, 7: 60, 9: 50}
    assert robust(least.policies) == {"regret": 9}


def test_every_candidate_meets_the_same_futures_and_others_judge() -> None:
    design = PolicyDesign("steady", **KEYS, factor={"margin_share": {"low": 0.1, "high": 0.3}}, replicates=3)
    sweep = design.sweep([{}, {"advance_share": 0.6}], held_out=False)
    margins = sweep.points()["margin_share"].to_numpy()
    assert (len(sweep), sweep.replicates) == (8, 3)
    assert margins[:4].tolist() == margins[4:].tolist()
    other = design.sweep([{}], held_out=True)
    assert not set(other.points()["margin_share"]) & set(margins)
    assert sweep.seed != other.seed
    without = PolicyDesign("steady", **KEYS, held_out=6)
    assert [len(without.sweep([{}], held)) for held in (False, True)] == [1, 1]
    assert [without.sweep([{}], held).replicates for held in (False, True)] == [4, 6]


def test_values_that_exclude_each_other_are_never_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PolicyDesign, "allows", lambda self, policy_of: policy_of["advance_share"] < 0.8)
    found = searched_and_judged(PolicyDesign("steady", **(KEYS | {"generations": 3})), planted)
    assert found.searched["advance_share"].max() < 0.8
    assert len(found.searched) > 40  # three whole generations, but for some that came twice
    monkeypatch.setattr(PolicyDesign, "allows", lambda self, policy_of: False)
    with pytest.raises(UserMistake, match="hardly any of these values together"):
        searched_and_judged(PolicyDesign("steady", **KEYS), planted)


def test_a_numbers_digits_are_those_that_are_run() -> None:
    design = PolicyDesign("steady", lever={"advance_share": {"low": 0.51234, "high": 0.9}})
    assert design.policy({"advance_share": 0.0}) == {"advance_share": 0.51234}  # never below its end
    assert design.policy({"advance_share": 0.123456}) == {"advance_share": 0.56}


@pytest.mark.parametrize("language", ["en", "es"])
def test_sentences_say_how_many_futures_stand_behind_them(planted_front: Policy, language: str) -> None:
    told = policy_sentences(planted_front, language)
    whole = "\n".join(told)
    assert ("4 other futures" if language == "en" else "otros 4 futuros") in told[0]
    assert whole.count("4 future" if language == "en" else "4 futuros") >= 4
    assert planted_front.choices.keys() == {"regret", "floor"}
    assert len(charts.policy(planted_front, language).axes) == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"lever": {}}, "lever: a search needs a lever"),
        ({"lever": {"advnce_share": {}}}, "did you mean advance_share?"),
        ({"lever": {"advance_share": {"low": 0.5, "high": 3}}}, "lever.advance_share.high: got 3; allowed"),
        ({"lever": {"member_price": {"levels": ["fixd"]}}}, "fixd"),
        ({"lever": {"price": {"levels": ["history"]}}}, "lever.price: cannot be chosen here"),
        ({"factor": {"trust": {}}}, "factor.trust: is a lever too"),
        ({"set": {"trust": 0.3}}, "set.trust: is a lever too"),
        ({"objective": {"income": "max"}}, "objective.income: no such outcome"),
        ({"objective": {OPEN: "maxi"}}, "did you mean max?"),
        ({"objective": {}}, "objective: got 0; allowed 1 to 4"),
        ({"floor": "opn > 0.9"}, "floor: no such outcome"),
        ({"floor": 3}, "floor: got 3"),
        ({"futures": 2.5}, "futures: got 2.5; allowed 2 to 10,000"),
        ({"replicates": 4}, "replicates: says nothing without [factor]"),
        ({"policies": 3}, "policies: got 3; allowed 4 to 1,000"),
        ({"generation": 3}, "did you mean generations?"),
    ],
)
def test_what_cannot_be_asked_is_one_line(change: dict[str, Any], said: str) -> None:
    with pytest.raises(UserMistake) as told:
        policy_design({"scenario": "steady", **KEYS, **change})
    assert said in str(told.value)
    assert "\n" not in str(told.value)


def test_an_objective_without_a_value_is_refused() -> None:
    values = futures_of({0: [1.0, np.nan]})
    with pytest.raises(UserMistake, match="some futures have no value"):
        judged(values, {INCOME: "min"}, None)


@pytest.mark.parametrize("name", names_of_policies())
def test_designs_that_come_along_can_be_run(name: str) -> None:
    design = read_policy(name)
    assert design.title["en"] != design.title["es"]
    assert design.floor is not None


# -- with runs


def little(**more: Any) -> PolicyDesign:
    keys: dict[str, Any] = {"futures": 2, "replicates": 2, "policies": 4, "generations": 2, "set": SHORT}
    levers = {"advance_share": {"low": 0.4, "high": 0.9}}
    return PolicyDesign("steady", lever=levers, factor={"margin_share": {"low": 0.1, "high": 0.3}}, **(keys | more))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Policy, Path]:
    folder = tmp_path_factory.mktemp("whole") / "policy"
    return policy(little(), folder), folder


def test_a_killed_search_goes_on_to_the_same_tables(whole: tuple[Policy, Path], tmp_path: Path) -> None:
    found, folder = whole
    killed = tmp_path / "killed"
    done: list[int] = []
    with pytest.raises(Stopped):
        policy(
            little(),
            killed,
            on_progress=lambda past, of, failed: done.append(past),
            cancelled=lambda: bool(done and done[-1] >= 20),
        )
    assert (killed / "generation-000").is_dir()
    assert not (killed / "held-out-002-2").exists()
    before = (killed / "generation-000" / "manifest.json").read_bytes()
    again = policy(little(), killed, workers=2)
    for name in ("policies", "objectives", "futures", "searched"):
        pd.testing.assert_frame_equal(getattr(again, name), getattr(found, name))
    for batch in ("generation-000", "generation-001", "held-out-002-2"):
        assert tables(killed / batch) == tables(folder / batch)
    assert json.loads(before)["files"] == json.loads((killed / "generation-000" / "manifest.json").read_text())["files"]
    assert done[0] == 0
    assert undeclared("policies", found.policies.columns) == undeclared("objectives", found.objectives.columns) == []
    assert undeclared("futures", found.futures.columns) == undeclared("searched", found.searched.columns) == []


def test_the_luck_of_a_replicate_is_that_of_every_candidate(whole: tuple[Policy, Path]) -> None:
    """A policy that sets what the scenario says anyway meets the scenario's own outcomes, future by future."""
    usual = little().as_it_is()
    from coopsim.sweeps.in_memory import sweep_here

    runs = sweep_here(little().sweep([{}, usual], held_out=False)).outcomes.drop(columns="design_point")
    pd.testing.assert_frame_equal(runs.iloc[:4].reset_index(drop=True), runs.iloc[4:].reset_index(drop=True))


def test_another_search_is_refused_and_more_generations_are_added(whole: tuple[Policy, Path], tmp_path: Path) -> None:
    with pytest.raises(UserMistake, match=r"--out: holds another search: got .*; allowed an empty or new folder, or --force"):
        policy(little(seed=2), whole[1])
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(UserMistake, match="--out: holds other files"):
        policy(little(), tmp_path)
    for change in ({"generations": 3}, {"floor": "open > 0.5"}, {"held_out": 3}):
        assert little(**change).identity == little().identity
    assert little(floor="trust_last > 0.5").identity != little().identity != little(seed=2).identity


def test_the_command_writes_and_says_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coopsim.runs.progress.MINUTE", 0.0)  # without a terminal: a line a minute
    file, out = tmp_path / "levers.toml", tmp_path / "out"
    file.write_text(TOML, encoding="utf-8")
    assert main(["policy", str(file), "--out", str(out), "--workers", "1", "--table", "csv,latex", "--figure", "pdf,svg"]) == 0
    shown = capsys.readouterr()
    assert "2 other futures" in shown.out
    assert "Simulating: 20 of 36" in shown.err  # of four and the scenario as it is, in two futures, twice
    wanted = {
        f"{name}.{kind}" for name in ("policies", "objectives", "futures", "searched") for kind in ("parquet", "csv", "tex")
    }
    written = {file.name for file in out.iterdir()}
    assert wanted | {"policy.pdf", "policy.svg", "policy.json", "manifest.json", "search.json"} <= written
    before = pd.read_parquet(out / "policies.parquet")
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["complete"], manifest["identity"]) == (True, read_policy(file).identity)
    assert main(["--lang", "es", "policy", str(file), "--out", str(out), "--workers", "1", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [row["policy"] for row in document["policies"]] == before["policy"].tolist()
    assert main(["policy", str(file), "--out", str(out), "--seed", "5"]) == 2
    assert "holds another search" in capsys.readouterr().err
    file.write_text(TOML.replace("low = 0.4", "low = 4"), encoding="utf-8")
    assert main(["policy", str(file)]) == 2
    assert f"{file}:12: lever.advance_share.low: got 4" in capsys.readouterr().err
    assert main(["policy", "pay-member"]) == 2
    assert "did you mean pay-members?" in capsys.readouterr().err
