"""Hand-made worlds of which a row of class C is planted: how many are left, and that they are judged as the headline is."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from coopsim.claim import documents as d
from coopsim.claim.class_c.rows import Component, components
from coopsim.claim.class_c.sensitivity import class_c_of, held_against
from coopsim.claim.criteria import criteria
from coopsim.claim.judging.reading import judged_h2
from coopsim.claim.part_documents import five_shares

sys.path.insert(0, str(Path(__file__).parents[1] / "judging"))

from planted_worlds import PlantedWorlds, planted_worlds

FIXED, ROWS = criteria(), components()
NAMES = [one.row.pattern for one in ROWS]
WORLDS, RUNS, FEW = 80, 6, 40


def inside(one: Component) -> float:
    """A value that the row allows."""
    return one.row.observed if one.is_band else 0.5 if one.high is None else -0.5


RIGHT = {one.row.pattern: inside(one) for one in ROWS}


def told(worlds: int, **planted: Any) -> np.ndarray:
    """Every row as the field has it but those that are planted, by world; runs differ a little."""
    chance = np.random.default_rng(1).normal(0.0, 1e-4, (worlds, RUNS, len(ROWS)))
    read = chance + np.array([RIGHT[name] for name in NAMES])
    for name, values in planted.items():
        read[:, :, NAMES.index(name)] += np.broadcast_to(np.asarray(values, dtype=float), worlds)[:, None]
    return read


def found(itself: np.ndarray, worlds: np.ndarray, main: PlantedWorlds | None = None) -> d.ClassC:
    return class_c_of([itself, worlds[:30], worlds[30:]], main or planted_worlds(worlds=len(worlds)), FIXED, FEW)


def row(of: d.ClassC, name: str) -> d.ClassCRow:
    return next(one for one in of.rows if one.pattern == name)


def test_where_every_row_holds_no_world_falls_out_and_the_answer_is_the_headline_s() -> None:
    main = planted_worlds({"cohort_offered_share": -0.08, "trouble": 0.15}, worlds=WORLDS)
    of = found(told(1), told(WORLDS), main)
    assert (of.worlds, of.runs, of.by_all.left, of.by_all.share) == (WORLDS, RUNS, WORLDS, 1.0)
    assert all(one.ruled_out == one.missed == 0 and one.worlds == WORLDS for one in of.rows)
    assert of.by_all == of.by_those_met
    assert of.by_all.classes == of.headline == five_shares(judged_h2(main, FIXED, resamples=FEW))


def test_a_planted_row_rules_out_its_worlds_and_the_others_are_judged_by_their_own_effects() -> None:
    """Every second world sells less outside with one more buyer, by three points."""
    wrong = np.arange(WORLDS) % 2 == 1
    main = planted_worlds({"cohort_offered_share": -0.05, "trouble": 0.1}, worlds=WORLDS)
    of = found(told(1), told(WORLDS, P12a=np.where(wrong, -0.53, 0.0)), main)
    planted = row(of, "P12a")
    assert (planted.missed, planted.ruled_out, of.by_all.left, of.by_all.share) == (40, 40, 40, 0.5)
    assert sum(one.ruled_out for one in of.rows) == 40
    assert of.by_all.classes == five_shares(judged_h2(main.only(np.flatnonzero(~wrong)), FIXED, resamples=FEW))
    assert of.by_all.classes is not None
    assert of.by_all.classes.nothing.worlds == 40
    assert of.headline is not None
    assert of.headline.nothing.worlds == WORLDS


def test_a_row_that_is_missed_by_less_than_the_model_may_err_rules_nothing_out() -> None:
    of = found(told(1), told(WORLDS, P12a=-0.51))
    assert (row(of, "P12a").missed, row(of, "P12a").ruled_out, of.by_all.left) == (WORLDS, 0, WORLDS)


def test_a_row_that_the_scenario_itself_misses_is_told_apart() -> None:
    of = found(told(1, P4c=0.5), told(WORLDS, P4c=0.5))
    assert (of.by_all.left, of.by_all.classes) == (0, None)
    assert row(of, "P4c").ruled_out == WORLDS
    assert row(of, "P4c").itself_implausibility > 3
    assert of.by_those_met.rows == tuple(name for name in NAMES if name != "P4c")
    assert (of.by_those_met.left, of.by_those_met.classes) == (WORLDS, of.headline)


@pytest.mark.parametrize(("left", "says"), [(29, False), (30, True)])
def test_of_fewer_worlds_than_a_verdict_needs_nothing_is_said(left: int, says: bool) -> None:
    of = found(told(1), told(WORLDS, P24b=np.where(np.arange(WORLDS) < left, 0.0, 2.0)))
    assert (of.needed, of.by_all.left) == (30, left)
    assert (of.by_all.classes is not None) == says


def test_a_world_that_says_nothing_of_a_row_is_not_ruled_out_by_it() -> None:
    read = told(WORLDS)
    read[:10, : RUNS // 2 + 1, NAMES.index("P4c")] = np.nan  # nobody defaulted in more than half of the runs
    of = found(told(1), read)
    assert (row(of, "P4c").worlds, of.by_all.left, of.by_all.silent) == (WORLDS - 10, WORLDS, 10)
    assert np.isnan(held_against(read, ROWS).implausibility[:10, NAMES.index("P4c")]).all()


def test_worlds_that_do_not_last_in_the_headline_are_in_no_number() -> None:
    lasts = np.ones((WORLDS, 20), dtype=bool)
    lasts[:5, :11] = False
    of = found(told(1), told(WORLDS), planted_worlds(worlds=WORLDS, lasts=lasts))
    assert (of.worlds, of.by_all.left, of.by_all.share) == (WORLDS - 5, WORLDS - 5, 1.0)
    assert all(one.worlds == WORLDS - 5 for one in of.rows)


def test_the_document_is_read_as_it_was_written_and_fits_its_schema() -> None:
    about = {"coopsim_version": "0", "scenario": "castillo", "scenario_hash": "0", "outcome_file_hash": "0", "seed": 1}
    headline = {"headline_cell": "fixed/pooled/3", "headline_treatment": "composite", "headline_ln_size": 0.47}
    of = found(told(1, P4c=0.5), told(WORLDS, P4c=0.5))
    document = d.ClassCDocument(**about, **headline, class_c=of)
    text = document.json_text()
    assert d.ClassCDocument.read(text) == document
    Draft202012Validator(d.kept_schema("class_c")).validate(json.loads(text))
