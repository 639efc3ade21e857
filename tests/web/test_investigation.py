"""Investigate: what is asked becomes a design, no larger than a server does; its numbers are those of the command line."""

from __future__ import annotations

import multiprocessing
import threading
import time
import tomllib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("solara")

from coopsim.designs import Design
from coopsim.errors import UserMistake
from coopsim.sweeps.fates import CLOSED, OPEN
from coopsim.sweeps.in_memory import sweep_here
from coopsim.web import ensembles
from coopsim.web.asked import ARMS, MOST_AXES, Asked, Axis, may_be_axis
from coopsim.web.investigation import files, shown
from coopsim.web.investigation.asking import form_of, with_sent
from coopsim.web.investigation.study import (
    MOST_FARMER_YEARS,
    Results,
    commands,
    design_of,
    design_text,
    key_of,
    results_of,
    runs_of,
)
from coopsim.web.live import path_of
from coopsim.web.state import PageState, settable
from coopsim.web.turns import Stopped, Turns

LITTLE = Asked(axes=(Axis("advance_share", 0.4, 0.9, 2), Axis("trust", 0.2, 0.8, 2)), replicates=3)
STATE = PageState(page="investigate", preset="weak-cooperative", asked=LITTLE)


def nobody(*_any: Any) -> bool:
    return False


@pytest.fixture(scope="module")
def results() -> Results:
    return results_of(STATE, 1, lambda done, of: None, nobody)


@given(
    st.lists(st.sampled_from([one.name for one in settable().values() if may_be_axis(one)]), unique=True, max_size=MOST_AXES),
    st.integers(2, 100),
    st.booleans(),
    st.none() | st.floats(-1e6, 1e6),
)
def test_a_link_brings_the_question_back(names: list[str], replicates: int, three: bool, threshold: float | None) -> None:
    state = replace(STATE, asked=Asked(replicates=replicates, three_prices=three, threshold=threshold, cell=(1, 2), run=1))
    for place, name in enumerate(names):
        try:
            state = with_sent(state, {"what": "axis", "place": place, "value": name})
        except UserMistake:
            return  # such as a number of farmers that is too large for a page
    state = replace(state, asked=replace(state.asked, cell=(1, 0), run=2))
    assert PageState.of_query(state.query(), "investigate") == (state, "")


@pytest.mark.parametrize(
    "query",
    ["q=zzzz", "q=df39_0.1_99_3", "q=df39_0.4_0.9_50", "q=df39_0.9_0.4_3", "q=../../etc/passwd", "n=5000", "y=77",
     "ar=file", "q=df39~df39", "ce=1.x", "h=nan", "q=df39_inf_inf_3"],
)  # fmt: skip
def test_a_link_can_ask_nothing_else(query: str) -> None:
    state, message = PageState.of_query(f"lang=es&{query}", "investigate")
    assert message.startswith("Esta versión no entiende una parte del enlace")
    assert state.asked == Asked()


def test_the_design_file_asks_for_the_same_points() -> None:
    ours, file = design_of(STATE), Design(**tomllib.loads(design_text(STATE)))
    assert ours.points().equals(file.points())
    assert ours.hashes == file.hashes
    assert (ours.seed, ours.replicates, ours.outcomes) == (file.seed, file.replicates, file.outcomes)
    assert commands(STATE)[1].endswith("--outcome delivery_share_mean --along advance_share --along trust")
    alone = replace(STATE, asked=replace(LITTLE, three_prices=False))
    assert commands(alone)[1].endswith("--threshold 0.5")


def test_what_is_changed_holds_for_all_cells_unless_it_is_a_parameter_that_moves() -> None:
    state = replace(STATE, changes=(("advance_share", 0.5), ("number", 3), ("source", "history")))
    design = design_of(state)
    assert design.set == {"number": 3}
    assert {design.scenario_of(point).price.source for point in range(len(design))} == set(ARMS.values())


def test_too_many_runs_are_refused_in_one_line() -> None:
    big = Asked(axes=tuple(Axis(name, 0.1, 0.9, 7) for name in ("advance_share", "trust", "rise_share")), replicates=100)
    assert runs_of(replace(STATE, asked=big)) == 7**3 * 3 * 100
    with pytest.raises(UserMistake, match="too many runs for a page") as mistake:
        design_of(replace(STATE, asked=big))
    assert "\n" not in str(mistake.value)
    years = design_of(STATE).scenario_of(0).time.years
    assert f"{MOST_FARMER_YEARS // (160 * years)} at most" in str(mistake.value)


def test_a_farmer_too_many_is_refused() -> None:
    state = replace(STATE, asked=Asked(axes=(Axis("farmers", 100.0, 5000.0, 2),)))
    with pytest.raises(UserMistake, match="too large for a page"):
        design_of(state)


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"what": "low", "place": 0, "value": "95"}, "below 90"),
        ({"what": "high", "place": 0, "value": "190"}, "0 to 100"),
        ({"what": "steps", "place": 0, "value": "30"}, "whole numbers, 2 to 7"),
        ({"what": "replicates", "value": "1000"}, "whole numbers, 2 to 100"),
        ({"what": "axis", "place": 1, "value": "advance_share"}, "is chosen already"),
        ({"what": "axis", "place": 1, "value": "/etc/passwd"}, "no such parameter"),
        ({"what": "low", "place": 0, "value": "many"}, "a number"),
    ],
)
def test_a_wrong_entry_is_one_clear_line(sent: dict[str, Any], says: str) -> None:
    with pytest.raises(UserMistake) as mistake:
        with_sent(STATE, sent)
    assert says in str(mistake.value)
    assert "\n" not in str(mistake.value)


def test_another_question_closes_what_was_opened() -> None:
    state = replace(STATE, asked=replace(LITTLE, cell=(1, 1), run=2))
    new = with_sent(state, {"what": "steps", "place": 0, "value": "3"})
    assert (new.asked.cell, new.asked.run, new.asked.axes[0].steps) == ((), None, 3)
    assert key_of(new) != key_of(state)
    looked = with_sent(state, {"what": "outcome", "value": "trust_mean"})
    assert key_of(looked) == key_of(state)


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_form_says_how_many_runs_it_is(language: str) -> None:
    form = form_of(replace(STATE, language=language))
    assert "4" in form["size"]
    assert "36" in form["size"]
    assert form["axes"][0]["low"] == 40
    assert form["axes"][2]["name"] == ""


def test_the_numbers_are_those_of_the_command_line(results: Results) -> None:
    file = sweep_here(Design(**tomllib.loads(design_text(STATE))))
    assert results.swept.outcomes.equals(file.outcomes)


def test_every_run_has_one_end_and_the_map_counts_them_all(results: Results) -> None:
    for price in results.prices:
        drawn = shown.outcome_map(replace(STATE, asked=replace(LITTLE, price=price)), results, "en")
        cells = [one for row in drawn["panels"][0]["rows"] for one in row["cells"]]
        assert len(cells) == 4
        assert all(sum(one["counts"].values()) == LITTLE.replicates for one in cells)
    alive = results.runs.set_index(["design_point", "replicate"])
    assert ((alive["fate"] == CLOSED) == (alive["alive_last"] == 0)).all()
    assert (alive["fate"] == OPEN).any()


def test_a_run_of_a_cell_is_the_run_that_its_story_shows(results: Results) -> None:
    state = replace(STATE, asked=replace(LITTLE, cell=(1, 0), run=2, price="down"))
    changes = shown.changes_of_run(state, results)
    assert changes is not None
    path = path_of(state.preset, changes, state.seed, "", 2)
    ends = results.swept.seasons
    assert ends is not None
    row = ends[(ends["design_point"] == results.point((1, 0), "down")) & (ends["replicate"] == 2)].sort_values("season")
    assert [path.months["members"][end - 1] for end in path.season_ends] == row["members"].tolist()
    assert path.command().endswith("--replicates 3")


def test_the_fan_counts_closed_cooperatives_as_delivering_nothing(results: Results) -> None:
    chart = shown.fan(STATE, results, "es")
    assert [one.name for one in chart.series] == ["precio normal", "el precio sube", "el precio baja"]
    assert len({(one.dash, one.marker) for one in chart.series}) == 3  # told apart without colour
    point = results.point((0, 0), "down")
    delivered = results.delivered([point])
    closed = results.runs[(results.runs["design_point"] == point) & (results.runs["fate"] == CLOSED)]
    assert all(delivered[int(run), -1] == 0 for run in closed["replicate"])


def test_every_cell_has_a_sign_in_its_place(results: Results) -> None:
    changes = shown.flips_of(STATE, results)
    drawn = shown.sign_maps(STATE, results, changes, "en")
    assert [one["title"] for one in drawn] == ["Price goes up less normal price", "Price goes down less normal price"]
    for one in drawn:
        assert len(one["heads"]) == 2
        assert [len(row["cells"]) for row in one["rows"]] == [2, 2]
        assert {cell["sign"] for row in one["rows"] for cell in row["cells"]} <= {"+", "−", "○", "–"}


def test_files_say_what_they_are_of(results: Results) -> None:
    ensembles._results[key_of(STATE)] = results
    lines = files.file_of(STATE, "investigate.csv").decode("utf-8-sig").splitlines()
    assert "coopsim sweep investigate.toml" in lines[0]
    assert lines[1].startswith("design_point,arm,advance_share,trust,source,replicate,fate,")
    assert len(lines) == 2 + 4 * 3 * LITTLE.replicates
    for name in files.NAMES:
        assert len(files.file_of(STATE, name)) > 100
    del ensembles._results[key_of(STATE)]
    with pytest.raises(UserMistake, match="not kept any more"):
        files.file_of(STATE, "investigate.csv")


def test_one_at_a_time_in_the_order_of_asking() -> None:
    turns, order, release = Turns(), [], threading.Event()

    def first() -> None:
        with turns.mine(nobody):
            release.wait(5)
            order.append("first")

    def second() -> None:
        with turns.mine(nobody, lambda before: order.append(f"{before} before")):
            order.append("second")

    threads = [threading.Thread(target=work) for work in (first, second)]
    for thread in threads:
        thread.start()
        time.sleep(0.1)
    assert turns.waiting == 1
    release.set()
    for thread in threads:
        thread.join()
    assert order[0] == "1 before"
    assert order[-2:] == ["first", "second"]


def test_who_waits_may_leave() -> None:
    turns = Turns()
    with turns.mine(nobody):
        with pytest.raises(Stopped), turns.mine(lambda: True):
            pass
        assert turns.waiting == 0


def test_stopped_runs_end_at_once_and_are_not_remembered() -> None:
    stop, ended = threading.Event(), []
    state = replace(STATE, seed=77, asked=replace(LITTLE, replicates=100))

    def work() -> None:
        with pytest.raises(Stopped):
            ensembles.sweep(state, lambda done, of: None, stop.is_set, lambda before: None)
        ended.append(time.monotonic())

    thread = threading.Thread(target=work)
    thread.start()
    began = time.monotonic()
    while not multiprocessing.active_children() and time.monotonic() - began < 60:
        time.sleep(0.05)
    time.sleep(1.0)  # until the processes are at work: while they start there is nothing to end
    asked = time.monotonic()
    stop.set()
    thread.join(30)
    assert ended[0] - asked < 1.5  # half a second more than is promised: the machine may be busy
    assert ensembles.finished_sweep(state) is None
