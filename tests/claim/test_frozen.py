"""What the verdict is judged by: frozen before a run, typed, and the same as what the code that reads it does."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

from coopsim.claim.criteria import criteria
from coopsim.claim.criteria.cells import headline_of, policies_of
from coopsim.claim.inference import bootstrap, mixture
from coopsim.claim.inference.judge import FEW_WORLDS
from coopsim.claim.inference.one_world import bootstrap_intervals
from coopsim.prices.processes import PROCESSES
from coopsim.scenario import load, parameters
from coopsim.scenario.mechanisms import NUMBERS
from coopsim.validation import PATTERNS

SCREEN = json.loads((Path(__file__).parents[2] / "docs" / "measured" / "screen.json").read_text(encoding="utf-8"))
PAGE = Path(__file__).parents[2] / "docs" / "decisions" / "0028-what-the-verdict-is-judged-by.md"
FILE = (files("coopsim.claim") / "claim.toml").read_bytes()
BETWEEN = b'headline_between = ["fixed/pooled/12", "fixed/pooled/1"]'
NONE_DROPPED = b"names = []"


def test_hash_is_that_of_the_decision_page():
    assert re.findall(r"`([0-9a-f]{64})`", PAGE.read_text(encoding="utf-8"))[-1:] == [criteria().hash]


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        (b"schema = 3", b"schema = 2"),
        (b"worlds_ends = 60", b"worlds_ends = 60\nworlds_end = 60"),
        (b"worlds_ends = 60", b""),
        (b"resamples = 200", b"resamples = 'many'"),
        (b"[dropping]", b"[worlds]\nnumber = 3\n\n[dropping]"),
        (b"always = true", b"allways = true"),
        (b'H4 = ["impact", "aftermath"]', b'H4 = ["impact", "afterwards"]'),
    ],
)
def test_a_file_with_another_schema_name_or_kind_is_refused(said: bytes, instead: bytes):
    assert said in FILE
    with pytest.raises((ValueError, TypeError), match=r"schema|worlds_end|no table worlds|resamples|allways|H4"):
        criteria(FILE.replace(said, instead))


# Cells --------------------------------------------------------------------------------------------------------------


def test_eight_cells_and_a_headline_between_its_ends():
    frozen = criteria().frozen
    assert len(frozen.cells) == 8
    assert frozen.headline.shown == ("fixed/pooled/12", "fixed/pooled/3", "fixed/pooled/1")
    assert set(frozen.headline.between or ()) <= set(frozen.cells)


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        (BETWEEN, b'headline_between = ["fixed/pooled/12", "fixed/pooled/6"]'),
        (BETWEEN, b'headline_between = ["fixed/pooled/12", "open/pooled/1"]'),
        (BETWEEN, b'headline_between = ["fixed/pooled/1", "fixed/pooled/12"]'),
        (b'headline_cell = "fixed/pooled/3"', b'headline_cell = "open/pooled/3"'),
        (b'headline_cell = "fixed/pooled/3"', b'headline_cell = "fixed/indexed"'),
        (b'cells_member = ["fixed", "pooled/12", "pooled/1", "indexed"]', b'cells_member = ["fixed", "pooled/12", "indexed"]'),
    ],
)
def test_a_headline_without_both_ends_is_refused(said: bytes, instead: bytes):
    assert said in FILE
    with pytest.raises(ValueError, match="headline"):
        criteria(FILE.replace(said, instead))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("castillo", ("fixed/pooled/12", "fixed/pooled/3", "fixed/pooled/1")),
        ("weak-cooperative", ("fixed/fixed",)),
    ],
)
def test_a_scenarios_headline_is_its_own_cell(name: str, shown: tuple[str, ...]):
    first = load(name).cooperative[0]
    assert headline_of(first.sale_price, first.member_price, first.advance_review).shown == shown


@pytest.mark.parametrize("review", range(1, 13))
def test_a_pools_own_cell_is_shown_between_two_others_or_is_one_of_the_eight(review: int):
    headline = headline_of("open", "pooled", review)
    assert len(set(headline.shown)) == (3 if 1 < review < 12 else 1)
    assert set(headline.between or (headline.cell,)) <= set(criteria().frozen.cells)


def test_a_cell_sets_what_its_name_says():
    assert policies_of("fixed/pooled/3") == {"sale_price": "fixed", "member_price": "pooled", "advance_review": 3}
    for cell in criteria().frozen.cells:
        policies = policies_of(cell)
        assert "/".join(str(part) for part in policies.values()) == cell
        first = load("castillo").with_values(policies).cooperative[0]
        assert {name: getattr(first, name) for name in policies} == policies


# What is counted, and how -------------------------------------------------------------------------------------------


def test_a_rung_of_trouble_is_a_rung_and_late_pay_is_none():
    ladder = criteria().frozen.ladder
    assert ladder.rungs == ("late_pay", *ladder.trouble)
    assert len(ladder.trouble) == 5
    assert ladder.smallest_effect == criteria().subclaim("H2t").smallest_effect


def test_closed_has_the_smallest_effect_and_window_it_always_had():
    ladder = criteria().frozen.ladder
    (closed,) = [one for one in criteria().secondary if one.outcome == "closed_share"]
    assert (ladder.closed_window, ladder.closed_smallest_effect) == (closed.window, closed.smallest_effect)


def test_the_shares_of_h2_use_its_smallest_effects_and_what_most_worlds_is():
    file, shares = criteria(), criteria().frozen.shares
    assert shares.offers_smallest_effect == file.subclaim("H2d").smallest_effect
    assert shares.trouble_smallest_effect == file.subclaim("H2t").smallest_effect
    assert shares.judged_share == file.frozen.judgement.threshold_share
    assert len(shares.kinds) == len(shares.rules) == 5


def test_the_inference_does_what_was_fixed():
    fixed = criteria().frozen.inference
    assert {shape.normals for shape in mixture.SHAPES} == set(range(1, fixed.components + 1))
    assert {int(shape.spike) for shape in mixture.SHAPES} == set(fixed.spike)
    assert {shape.normals for shape in FEW_WORLDS} == {fixed.components_few_worlds}
    assert (fixed.resamples, fixed.beside_within) == (bootstrap.RESAMPLES, bootstrap.BESIDE_WITHIN)
    low, high = bootstrap_intervals([[0.0] * 20], fixed.zero_runs_level)[0]
    assert high == -low == pytest.approx(1 - (1 - fixed.zero_runs_level) ** (1 / 20))


def test_fewer_worlds_than_the_headlines_are_enough_for_a_word():
    sizes = criteria().frozen.judgement
    for name in ("ends", "cells", "knock_outs", "treatments", "prior", "theory"):
        assert sizes.minimum_worlds <= getattr(sizes, f"worlds_{name}") <= sizes.worlds
    for name in ("ends", "cells", "knock_outs", "prior"):
        assert getattr(sizes, f"worlds_{name}") <= getattr(sizes, f"worlds_{name}_full") <= sizes.worlds_full
    curves = criteria().frozen.curves
    for name in ("headroom", "doses", "processes", "shapley", "one_at_a_time"):
        assert sizes.minimum_worlds <= getattr(curves, f"worlds_{name}") <= sizes.worlds


def test_the_curves_have_the_runs_of_all_but_the_headline_and_vary_what_there_is():
    frozen = criteria().frozen
    assert frozen.curves.runs == frozen.runs.elsewhere
    assert set(frozen.curves.parts) <= {part.id for part in criteria().subclaims}
    assert set(frozen.curves.map_cells) <= set(frozen.cells)
    assert set(frozen.curves.processes) <= set(PROCESSES)
    assert set(frozen.curves.shapley) <= set(NUMBERS)
    assert set(frozen.mechanisms) == set(NUMBERS.values())


def test_one_at_a_time_is_of_draws():
    with pytest.raises(ValueError, match="rise_speed"):
        criteria(FILE.replace(NONE_DROPPED, b'names = ["rise_speed_share"]'))


def test_parts_taken_apart_keep_what_the_whole_was_judged_by():
    file, frozen = criteria(), criteria().frozen
    whole, poorest = file.subclaim("H1"), frozen.H1.H1p
    assert (poorest.kind, poorest.window, poorest.smallest_effect) == (whole.kind, whole.window, whole.smallest_effect)
    assert {*frozen.H1.not_judged, *frozen.H1.judged} == {"H1", "H1p", "H1f"}
    assert frozen.window.H4[0] == file.subclaim("H4").window
    assert set(frozen.window.H4[1:]) <= {one.window for one in file.secondary if one.subclaim == "H4"}


def test_parts_taken_apart_are_said_in_both_languages():
    frozen = criteria().frozen
    said = [frozen.H1.reason, frozen.H6.not_testable, frozen.H1.H1f.statement, frozen.H1.H1f.measure]
    said += [frozen.H1.H1p.statement, frozen.H1.H1p.short, frozen.H1.H1p.measure]
    for words in said:
        assert words["en"]
        assert words["es"]
        assert words["en"] != words["es"]


# Which worlds -------------------------------------------------------------------------------------------------------


def test_worlds_are_matched_on_rows_that_are_no_part_of_h2():
    by_id = {pattern.id: pattern for pattern in PATTERNS}
    for row in criteria().frozen.matching.row:
        pattern = by_id[row.pattern]
        assert pattern.kind in ("calibrate", "E")
        assert row.observed == pytest.approx((pattern.low + pattern.high) / 2)
        assert 4 * row.sd_observed == pytest.approx(pattern.high - pattern.low)
        assert row.sd_model > 0


def test_what_is_kept_is_enough_for_every_size():
    matching, sizes = criteria().frozen.matching, criteria().frozen.judgement
    assert sizes.minimum_worlds <= matching.least_worlds <= sizes.worlds <= sizes.worlds_full <= sizes.worlds_cap_full
    assert sizes.worlds_cap_full <= matching.kept <= matching.tried <= matching.tried_cap


def test_draws_are_declared_and_within_their_declared_ranges():
    frozen, declared = criteria().frozen, {parameter.name: parameter for parameter in parameters()}
    columns = [draw.column for draw in frozen.declared]
    assert len(columns) == len(set(columns)) == 37
    for draw in frozen.declared:
        assert draw.source
        parameter = declared[draw.name]
        if draw.part != "sd" and parameter.low is not None and parameter.high is not None:
            assert parameter.low <= draw.low < draw.high <= parameter.high, draw.name
    assert {"margin_share", frozen.dividing.then} <= set(columns)


def test_what_the_screen_dropped_is_not_drawn():
    left = criteria(FILE.replace(NONE_DROPPED, b'names = ["trust.mean", "entry_elasticity"]')).frozen
    every = criteria().frozen
    assert {draw.column for draw in every.declared} - {draw.column for draw in left.draws} == {"trust.mean", "entry_elasticity"}
    assert every.dropped.names == tuple(SCREEN["dropped"])


def test_the_screen_was_of_every_name_and_by_the_rule_that_was_fixed():
    frozen = criteria().frozen
    rule, said = frozen.dropping, {one["column"]: one for one in SCREEN["draws"]}
    assert list(said) == [drawn.column for drawn in frozen.declared]
    assert (SCREEN["scenario"], SCREEN["runs"], SCREEN["drop_below_t"]) == (rule.scenario, rule.runs, rule.drop_below_t)
    assert tuple(SCREEN["cells"]) == frozen.cells
    for drawn in frozen.declared:
        one = said[drawn.column]
        assert one["drawn"] == (drawn.always or max(one["t_offers"], one["t_trouble"]) >= rule.drop_below_t)
    assert SCREEN["dropped"] == [name for name, one in said.items() if not one["drawn"]]


@pytest.mark.parametrize("name", ["money_scaling", "trust", "no_such_name"])
def test_what_is_always_drawn_or_never_cannot_be_dropped(name: str):
    with pytest.raises(ValueError, match=name):
        criteria(FILE.replace(NONE_DROPPED, f'names = ["{name}"]'.encode()))


def test_calibration_has_its_order_and_no_row_that_is_a_component_of_the_claim():
    by_id = {pattern.id: pattern for pattern in PATTERNS}
    steps = criteria().frozen.calibration
    assert [one.step for one in steps] == list(range(1, len(steps) + 1))
    named = [(one, by_id[one.pinned_by]) for one in steps if one.pinned_by in by_id]
    assert {pattern.id for _, pattern in named} == {"P1", "P16", "P25", "P30"}
    for one, pattern in named:
        assert pattern.kind == "calibrate"
        if one.low is not None:
            assert (one.low, one.high) == (pattern.low, pattern.high)
