"""What the verdict is judged by once the mends are in: frozen, read, and without effect until then."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pandas as pd
import pytest

from coopsim.claim.criteria import criteria
from coopsim.claim.frozen import policies_of
from coopsim.claim.worlds import WorldsJob
from coopsim.scenario import load, parameters
from coopsim.validation import PATTERNS

PAGE = Path(__file__).parents[2] / "docs" / "decisions" / "0028-what-the-verdict-is-judged-by.md"
FILE = (files("coopsim.claim") / "claim.toml").read_bytes()
BETWEEN = b'headline_between = ["fixed/pooled/12", "fixed/pooled/1"]'
POLICIES = {"sale_price", "member_price", "advance_review"}


def test_hash_is_that_of_the_decision_page():
    assert re.findall(r"`([0-9a-f]{64})`", PAGE.read_text(encoding="utf-8"))[-1:] == [criteria().hash]


def test_eight_cells_and_a_headline_between_its_ends():
    frozen = criteria().frozen
    assert len(frozen.cells) == 8
    assert frozen.shown == ("fixed/pooled/12", "fixed/pooled/3", "fixed/pooled/1")
    assert {frozen.shown[0], frozen.shown[2]} <= set(frozen.cells)


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        (BETWEEN, b'headline_between = ["fixed/pooled/12", "fixed/pooled/6"]'),
        (BETWEEN, b'headline_between = ["fixed/pooled/12", "open/pooled/1"]'),
        (b'headline_cell = "fixed/pooled/3"', b'headline_cell = "open/pooled/3"'),
        (b'cells_member = ["fixed", "pooled/12", "pooled/1", "indexed"]', b'cells_member = ["fixed", "pooled/12", "indexed"]'),
    ],
)
def test_a_headline_without_both_ends_is_refused(said: bytes, instead: bytes):
    assert said in FILE
    with pytest.raises(ValueError, match="headline"):
        criteria(FILE.replace(said, instead))


def test_a_policy_the_model_does_not_have_is_left_out():
    every = {"sale_price": "fixed", "member_price": "pooled", "advance_review": 3}
    assert policies_of("fixed/pooled/3", POLICIES) == every
    assert policies_of("fixed/pooled/3", POLICIES - {"advance_review"}) == {"sale_price": "fixed", "member_price": "pooled"}
    for cell in criteria().cells:
        sale, member = cell.split("/")
        assert policies_of(cell) == {"sale_price": sale, "member_price": member}


def test_a_cell_says_how_long_a_pools_announcement_stands():
    draws = pd.DataFrame({"trust": [0.8]})
    for cell, months in (("fixed/pooled/12", 12), ("fixed/pooled/1", 1), ("fixed/pooled", 3)):
        (scenario,) = WorldsJob(load("castillo"), cell, draws, (), 1)._scenarios(())
        assert scenario.cooperative[0].advance_review == months


def test_a_rung_of_trouble_is_a_rung_and_late_pay_is_none():
    ladder = criteria().frozen.ladder
    assert ladder["rungs"] == ["late_pay", *ladder["trouble"]]
    assert len(ladder["trouble"]) == 5


def test_the_shares_of_h2_use_its_smallest_effects_and_what_most_worlds_is():
    file, shares = criteria(), criteria().frozen.shares
    assert shares["offers_smallest_effect"] == file.subclaim("H2d").smallest_effect
    assert shares["trouble_smallest_effect"] == file.subclaim("H2t").smallest_effect
    assert shares["judged_share"] == file.judgement["threshold_share"]
    assert len(shares["kinds"]) == len(shares["rules"]) == 5


def test_worlds_are_matched_on_rows_that_are_no_part_of_h2():
    by_id = {pattern.id: pattern for pattern in PATTERNS}
    for row in criteria().frozen.matching["row"]:
        pattern = by_id[row["pattern"]]
        assert pattern.kind in ("calibrate", "E")
        assert row["observed"] == pytest.approx((pattern.low + pattern.high) / 2)
        assert 4 * row["sd_observed"] == pytest.approx(pattern.high - pattern.low)
        assert row["sd_model"] > 0


def test_frozen_draws_that_exist_are_within_what_is_declared_and_others_are_skipped():
    frozen, declared = criteria().frozen, {parameter.name: parameter for parameter in parameters()}
    columns = [draw.column for draw in frozen.draws]
    assert len(columns) == len(set(columns))
    for draw in frozen.draws:
        assert draw.source
        assert draw.name in declared or draw.drawn_from, draw.name
    for draw in frozen.drawn():
        parameter = declared[draw.name]
        if draw.part != "sd" and parameter.low is not None and parameter.high is not None:
            assert parameter.low <= draw.low < draw.high <= parameter.high, draw.name
    assert "margin_share" in {draw.name for draw in frozen.drawn()}
    assert frozen.drawn({"trust"}) == tuple(draw for draw in frozen.draws if draw.name == "trust")


def test_calibration_has_its_order_and_no_row_that_is_a_component_of_the_claim():
    by_id = {pattern.id: pattern for pattern in PATTERNS}
    steps = criteria().frozen.calibration
    assert [one["step"] for one in steps] == list(range(1, len(steps) + 1))
    named = [by_id[one["pinned_by"]] for one in steps if one["pinned_by"] in by_id]
    assert {pattern.id for pattern in named} == {"P1", "P16", "P25", "P30"}
    for pattern in named:
        assert pattern.kind == "calibrate"
    for one in steps:
        if one["pinned_by"] in by_id and "low" in one:
            assert (one["low"], one["high"]) == (by_id[one["pinned_by"]].low, by_id[one["pinned_by"]].high)
