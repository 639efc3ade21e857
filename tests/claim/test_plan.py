"""What is simulated: so many worlds and runs of each setting, the first so many of one table, the headline first."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from coopsim.claim import plan as plan_module
from coopsim.claim.arms import AFTER, SHORT
from coopsim.claim.criteria import criteria
from coopsim.claim.plan import MAIN, Numbers, Plan, Worlds, planned
from coopsim.claim.settings import headline_of_scenario
from coopsim.claim.studied import Choices
from coopsim.claim.worlds.recentre import Shifts
from coopsim.scenario import load

CASTILLO = load("castillo")


def worlds(number: int = 700, chosen: bool = True) -> Worlds:
    """Numbers with gaps, as a table of worlds that look like the field has them."""
    numbers = 3 * np.arange(number) + 1
    draws = pd.DataFrame({"margin_share": np.linspace(0.0, 0.3, number)}, index=pd.Index(numbers, name="world"))
    return Worlds(draws, 0.71, Shifts(*(np.asarray(numbers + place, dtype=float) for place in range(3))) if chosen else None)


def plan(choices: Choices, given: Worlds | None = None) -> Plan:
    return planned(CASTILLO, criteria(), choices, headline_of_scenario(CASTILLO), "regime", given or worlds(), worlds(200, False))


def sizes(of: Plan) -> dict[str, tuple[int, int, int]]:
    """Settings, and worlds and runs of each, by kind."""
    kinds: dict[str, list[tuple[int, int]]] = {}
    for setting in of.settings:
        numbers = (sum(len(job.draws) for job in setting.jobs), setting.jobs[0].runs_per_world)
        kinds.setdefault(setting.name[0], []).append(numbers)
    return {kind: (len(given), *given[0]) for kind, given in kinds.items() if len(set(given)) == 1}


def test_the_default_has_the_worlds_and_runs_that_were_fixed_beforehand() -> None:
    assert sizes(plan(Choices())) == {
        "main": (1, 200, 20),
        "whole": (1, 40, 8),
        "ends": (2, 60, 20),
        "cells": (6, 40, 8),
        "knock_outs": (13, 40, 8),
        "treatments": (1, 40, 8),
        "prior": (1, 60, 8),
    }


def test_a_number_that_is_asked_for_is_the_most_of_any_setting() -> None:
    asked = sizes(plan(Choices(worlds=50, runs=4)))
    assert {kind: numbers[1:] for kind, numbers in asked.items()} == {
        "main": (50, 4),
        "whole": (40, 4),
        "ends": (50, 4),
        "cells": (40, 4),
        "knock_outs": (40, 4),
        "treatments": (40, 4),
        "prior": (50, 4),
    }
    assert Numbers.of(criteria(), Choices(runs=40)).runs_elsewhere == 8


def test_what_is_compared_is_brought_to_the_same_offers_in_the_same_way() -> None:
    """Cells, ends and mechanisms with the whole, all settled anew; other price changes with the headline, all of its shifts."""
    known = {setting.name[0]: {job.shifts is not None for job in setting.jobs} for setting in plan(Choices(full=True)).settings}
    known.pop("knock_outs")  # settled anew, and raw: their own test
    assert {kind for kind, given in known.items() if given == {True}} == {"main", "treatments", "doses"}
    assert {kind for kind, given in known.items() if given == {False}} == {"whole", "ends", "cells", "prior"}
    usual = plan(Choices()).settings
    assert not any(job.shifts is not None for setting in usual if setting.name[0] == "knock_outs" for job in setting.jobs)


def test_what_is_not_asked_for_is_left_out() -> None:
    assert set(sizes(plan(Choices(knock_outs=False, cells=False)))) == {"main", "ends", "prior"}


def test_in_full_sizes_months_of_onset_and_the_raw_knock_outs_are_added() -> None:
    full = plan(Choices(full=True))
    assert sizes(full)["doses"] == (1, 120, 8)
    assert sizes(full)["knock_outs"] == (26, 60, 8)
    (treatments,) = (setting for setting in full.settings if setting.name[0] == "treatments")
    assert {(arm.treatment, arm.onset_month) for arm in treatments.jobs[0].arms} == {
        ("surprise", 1),
        ("surprise", 2),
        ("surprise", 3),
        ("level", 0),
        ("reversal", 0),
    }


@pytest.mark.parametrize("full", [False, True])
def test_every_setting_takes_the_first_worlds_of_the_same_table_so_all_pair(full: bool) -> None:
    given = worlds()
    for setting in plan(Choices(full=full), given).settings:
        numbers = [number for job in setting.jobs for number in job.draws.index]
        first = worlds(200, False) if setting.name[0] == "prior" else given
        assert numbers == list(first.draws.index[: len(numbers)]), setting.name
        assert {job.first_run for job in setting.jobs} == {0}


def test_the_headline_has_the_shifts_of_its_table_as_what_is_shown_beside_it_and_all_else_finds_its_own() -> None:
    for setting in plan(Choices()).settings:
        for job in setting.jobs:
            assert job.target_share == 0.71
            if setting.name in ((MAIN,), ("treatments",)):
                assert job.shifts is not None
                assert job.shifts.start_usd_per_qq.tolist() == job.draws.index.tolist()
            else:
                assert job.shifts is None, setting.name


def test_a_raw_knock_out_keeps_the_shifts_of_the_whole_world() -> None:
    raw = [setting for setting in plan(Choices(full=True)).settings if setting.name[-1] == "raw"]
    assert len(raw) == 13
    assert all(job.shifts is not None and job.off for setting in raw for job in setting.jobs)
    as_drawn = [s for s in plan(Choices(full=True, prior=True), worlds(chosen=False)).settings if s.name[-1] == "raw"]
    assert not as_drawn


def test_only_what_is_read_later_is_simulated_so_long() -> None:
    after = {setting.name[0]: {job.after for job in setting.jobs} for setting in plan(Choices(full=True)).settings}
    assert {kind: given for kind, given in after.items() if given != {SHORT}} == {"main": {AFTER}, "treatments": {AFTER}}
    knock_outs = [setting for setting in plan(Choices()).settings if setting.name[0] == "knock_outs"]
    assert {arm.kind for setting in knock_outs for arm in setting.jobs[0].arms} == {"boom"}


def test_the_headline_comes_first_and_a_job_is_half_a_second() -> None:
    jobs = plan(Choices()).jobs
    assert [job.runs_per_world for job in jobs[:100]] == [20] * 100
    assert max(job.rows for job in jobs) == 40
    assert sum(job.rows for job in jobs) == 4_000 + 320 + 2_400 + 1_920 + 4_160 + 320 + 480


def test_a_scenario_whose_cell_has_no_ends_shows_the_seven_others() -> None:
    open_cell = CASTILLO.with_values({"sale_price": "open", "member_price": "indexed"})
    made = planned(open_cell, criteria(), Choices(), headline_of_scenario(open_cell), "regime", worlds(), None)
    assert sizes(made)["cells"][0] == 7
    assert "ends" not in sizes(made)


def test_results_are_put_together_by_setting_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_module, "together", list)
    made = plan(Choices(worlds=5, runs=20, knock_outs=False))
    of = made.simulated(list(range(len(made.jobs))))  # type: ignore[arg-type]
    assert of[("main",)] == [0, 1, 2]  # type: ignore[comparison-overlap]
    assert list(of)[1:4] == [("whole",), ("ends", "fixed/pooled/12"), ("ends", "fixed/pooled/1")]
    assert [number for results in of.values() for number in results] == list(range(len(made.jobs)))  # type: ignore[attr-defined]
