from __future__ import annotations

import json

import numpy as np
import pytest
from jsonschema import Draft202012Validator
from planted_studies import CASTILLO, FIXED, HEADLINE, cell, episodes, studied
from planted_worlds import planted_worlds

from coopsim.claim import documents as d
from coopsim.claim.criteria.cells import Headline
from coopsim.claim.judging.assemble import verdict_of
from coopsim.claim.studied import Choices

FALLS = {"cohort_offered_share": -0.09, "trouble": 0.15}


def harm(classes):
    return classes.harm_with_side_selling.share


@pytest.fixture(scope="module")
def verdict():
    prior = planted_worlds({}, runs=8, windows=("impact", "impact+1"))
    return verdict_of(studied(FALLS, prior=prior, knocked_out={"M2": cell({})}), resamples=20)


def test_the_document_is_of_its_schema_and_reads_back_as_it_was_written(verdict):
    text = verdict.json_text()
    Draft202012Validator(d.json_schema("verdict")).validate(json.loads(text))
    assert d.Verdict.read(text) == verdict


def test_it_names_what_it_rests_on(verdict):
    assert (verdict.scenario, verdict.scenario_hash, verdict.outcome_file_hash) == ("castillo", CASTILLO.hash(), FIXED.hash)
    assert len(verdict.model_hash) == 64
    assert (verdict.headline_cell, verdict.headline_between) == (HEADLINE.cell, HEADLINE.between)
    assert (verdict.worlds_tried, verdict.worlds_matched, verdict.worlds_off_target) == (2000, 700, 90)
    assert (verdict.worlds_used, verdict.runs_per_world, verdict.worlds_that_do_not_last) == (60, 20, 0)
    assert (verdict.runs_dropped_share, verdict.headroom) == (0.0, 1.7)
    assert verdict.matched_on == ("P1", "P2", "P30")
    assert verdict.text is None  # sentences are made of it, not with it


def test_every_part_is_there_once_and_in_order(verdict):
    assert [part.id for part in verdict.parts] == ["H1", "H1p", "H1f", "H2", "H2d", "H2t", "H2c", "H3", "H4", "H5", "H6"]
    assert (verdict.part("H2").word, harm(verdict.part("H2").classes)) == ("supported", pytest.approx(1, abs=0.05))


def test_the_headline_is_the_same_wherever_it_stands(verdict):
    own = next(one for one in verdict.cells if one.cell == verdict.headline_cell)
    first = verdict.treatments[0]
    assert own.classes == first.classes == verdict.part("H2").classes
    assert own.effects["H2d"].value == first.effects["H2d"].value == verdict.part("H2d").effect.value
    assert first.treatment == verdict.headline_treatment


def test_the_fall_in_offers_is_read_along_what_traders_pass_on(verdict):
    part = verdict.part("H2d")
    assert len(part.by_pass_through) > 5
    assert (part.sourced_low, part.sourced_high) == (FIXED.frozen.dividing.sourced_low, FIXED.frozen.dividing.sourced_high)
    assert part.worst_rung in d.RUNGS
    assert part.history is not None


def test_all_lists_are_filled(verdict):
    assert len(verdict.cells) == 9
    assert [one.treatment for one in verdict.treatments] == ["composite", "surprise", "level"]
    assert len(verdict.knock_outs) == 26
    assert len(verdict.episodes) == 4
    assert verdict.part("H2d").history.boom.n == 3
    assert {"H2", "H1p", "H2d", "H2t", "H2c", "H3", "H4"} <= set(verdict.treatments[1].verdicts)


def test_worlds_that_were_not_chosen_stand_beside(verdict):
    assert harm(verdict.matching.prior) < 0.1 < harm(verdict.part("H2").classes)
    assert verdict.matching.prior.nothing.runs == 8
    assert [row.pattern for row in verdict.matching.rows if row.used] == ["P1", "P2", "P30"]
    assert {one.name for one in verdict.matching.narrowed} == {one.column for one in FIXED.frozen.draws}


@pytest.mark.slow
def test_what_parts_of_the_claim_would_choose_stands_apart_and_changes_no_word(verdict):
    none = d.ClassCLeft(rows=("P4c",), left=0, share=0.0)
    class_c = d.ClassC(worlds=60, runs=8, needed=30, rows=(), by_all=none, by_those_met=none)
    study = studied(FALLS, knock_outs={}, cells={}, treatments=None)
    found, without = verdict_of(study, class_c=class_c, resamples=20), verdict_of(study, resamples=20)
    assert found.matching.class_c == class_c
    assert without.matching.class_c is None
    assert found.parts == without.parts


def test_too_few_worlds_give_no_word_and_nothing_beside():
    few = planted_worlds(FALLS, worlds=6, runs=4)
    apart = planted_worlds({}, worlds=6, runs=4)
    study = studied(
        main=few, prior=few, cells={"fixed/fixed": apart}, ends={}, treatments=None, knock_outs={("M1", "recentred"): apart}
    )
    found = verdict_of(study, resamples=10)
    assert {part.word for part in found.parts if isinstance(part, d.Judged)} == {"inconclusive"}
    assert found.matching.prior is None
    assert [one.divides for one in found.cells] == [None, None]
    assert not any(one.clear for one in found.knock_outs)


@pytest.mark.slow
def test_without_matching_the_worlds_are_those_drawn():
    study = studied(likeness=None, prior=None, knock_outs={}, cells={}, ends={}, treatments=None, choices=Choices(prior=True))
    found = verdict_of(study, resamples=10)
    assert (found.prior, found.worlds_tried, found.worlds_matched, found.matching) == (True, 60, None, None)
    assert [one.cell for one in found.cells] == [HEADLINE.cell]


def test_worlds_that_do_not_last_are_counted_apart():
    lasts = np.ones((60, 20), dtype=bool)
    lasts[0, :11] = False
    lasts[1, :10] = False  # half of the runs are left: it lasts
    main = planted_worlds({}, lasts=lasts)
    main.headroom[~lasts] = 0.1  # of no cooperative that is there
    main.headroom[2:40] = 3.0
    study = studied(main=main, knock_outs={}, cells={}, ends={}, treatments=None, prior=None)
    found = verdict_of(study, resamples=10)
    assert (found.worlds_used, found.worlds_that_do_not_last) == (59, 1)
    assert found.runs_dropped_share == pytest.approx(21 / 1200)
    assert found.headroom == 3.0
    assert found.part("H2").classes.nothing.worlds == found.cells[0].worlds == 59


@pytest.mark.slow
def test_a_headline_without_ends_stands_alone():
    headline = Headline("open/indexed")
    cells = {name: cell() for name in FIXED.frozen.cells if name != headline.cell}
    study = studied(headline=headline, cells=cells, ends={}, knock_outs={}, treatments=None, prior=None)
    found = verdict_of(study, resamples=10)
    assert found.headline_between is None
    assert found.cells[0].cell == headline.cell
    assert len(found.cells) == 8


@pytest.fixture(scope="module")
def history_only():
    nothing = {"main": None, "cells": {}, "ends": {}, "knock_outs": {}, "treatments": None, "prior": None, "likeness": None}
    effects = {"cohort_offered_share": -0.08, "reached_refused": 0.02, "distress_share": 0.3}
    return verdict_of(studied(episodes=episodes(effects), choices=Choices(design="history"), **nothing))


def test_history_alone_gives_counts_and_no_word(history_only):
    for part in history_only.parts:
        if isinstance(part, d.Judged):
            assert (part.word, part.reason_code, part.effect) == ("inconclusive", "no_worlds", None)
    assert history_only.part("H1").word is None
    assert (history_only.part("H5").kind, history_only.part("H6").kind) == ("not_tested", "not_testable")
    assert (history_only.part("H2d").history.boom.n, history_only.part("H2d").history.boom.beyond) == (3, 3)
    assert (history_only.part("H3").history.slump.n, history_only.part("H3").history.slump.beyond) == (1, 1)


def test_history_alone_has_no_worlds_anywhere(history_only):
    assert (history_only.worlds_used, history_only.runs_per_world, history_only.worlds_tried) == (0, 0, 0)
    assert (history_only.cells, history_only.treatments, history_only.knock_outs, history_only.matching) == ((), (), (), None)
    assert (history_only.design, history_only.price_source) == ("history", "history")
    assert not any(one.percentile_among_worlds for one in history_only.episodes)
