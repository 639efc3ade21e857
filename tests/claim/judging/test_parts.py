"""Each part of the claim can get each of its words; dropped worlds are counted apart; the order of worlds changes nothing."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import pytest
from planted_worlds import PlantedWorlds, planted_worlds

from coopsim.claim import documents as d
from coopsim.claim.criteria import criteria
from coopsim.claim.documents.parts import Part
from coopsim.claim.judging.one_effect import one_effect_part, poorest_part
from coopsim.claim.judging.parts import parts_of, windows_part
from coopsim.claim.judging.reading import Reading, judged_h2
from coopsim.claim.judging.told import farm_part, income_part

FIXED = criteria()
RESAMPLES = 25
PART_IDS = ("H1", "H1p", "H1f", "H2", "H2d", "H2t", "H2c", "H3", "H4", "H5", "H6")
PLANTED = {  # kind, outcome, and what a smallest effect in the claim's direction is of it
    "H2d": ("boom", "cohort_offered_share", -0.05),
    "H2t": ("boom", "trouble", 0.10),
    "H2c": ("boom", "trouble", 0.10),
    "H3": ("slump", "distress_share", 0.10),
    "H4": ("slump", "cohesion_share", 0.05),
}
EFFECTS = {  # mean, spread of worlds and spread of runs, in smallest effects; worlds; runs
    "supported": ((3.0, 0.2, 0.5), 60, 20),
    "contradicted": ((-3.0, 0.2, 0.5), 60, 20),
    "too_small": ((0.0, 0.1, 0.5), 60, 20),
    "depends": ((1.0, 1.5, 0.5), 200, 20),
    "undecided": ((1.0, 1.0, 3.0), 30, 8),
    "inconclusive": ((3.0, 0.2, 0.5), 60, 7),
}


def reading(simulated: PlantedWorlds) -> Reading:
    return Reading.of(simulated, FIXED, resamples=RESAMPLES)


def in_one_window(part_id: str, effect: tuple[float, float, float], worlds: int, runs: int) -> d.JudgedByThree:
    kind, outcome, unit = PLANTED[part_id]
    planted = {outcome: (effect[0] * unit, effect[1] * abs(unit), effect[2] * abs(unit))}
    given = reading(planted_worlds(**{kind: planted}, worlds=worlds, runs=runs, seed=3))
    return windows_part(given) if part_id == "H4" else one_effect_part(d.JudgedPart, given, part_id)


def poorest(gain: tuple[float, float, float], worlds: int = 60, runs: int = 20) -> d.JudgedPart:
    """The poorest third gains so much more on a quintal than all, who gain 100 US$."""
    mean, spread, noise = gain
    planted = {"income_poorest_usd": (30_000.0 * (1 + mean), 30_000.0 * spread, 30_000.0 * noise)}
    return poorest_part(reading(planted_worlds(planted, worlds=worlds, runs=runs)))


@cache
def all_parts() -> dict[str, Part]:
    planted = {"cohort_offered_share": (-0.08, 0.05, 0.05), "trouble": (0.2, 0.1, 0.2)}
    slump = {"distress_share": 0.3, "trouble": 0.2}
    return {part.id: part for part in parts_of(planted_worlds(planted, slump, worlds=40), FIXED, resamples=RESAMPLES)}


@pytest.mark.parametrize("word", EFFECTS)
@pytest.mark.parametrize("part_id", PLANTED)
def test_each_part_can_get_each_of_its_words(part_id: str, word: str):
    effect, worlds, runs = EFFECTS[word]
    part = in_one_window(part_id, effect, worlds, runs)
    assert part.word == word
    assert (part.worlds_needed is not None) == (word == "undecided")
    assert part.reason_code == ("too_few_runs" if word == "inconclusive" else None)


@pytest.mark.parametrize(
    ("gain", "worlds", "runs", "word"),
    [
        ((-0.05, 0.01, 0.05), 60, 20, "supported"),
        ((0.30, 0.01, 0.05), 60, 20, "supported"),
        ((-0.30, 0.01, 0.05), 60, 20, "contradicted"),
        ((-0.10, 0.15, 0.05), 200, 20, "depends"),
        ((-0.10, 0.10, 0.30), 30, 8, "undecided"),
        ((-0.05, 0.01, 0.05), 29, 20, "inconclusive"),
    ],
)
def test_the_poorest_third_gains_as_much_or_does_not_and_is_never_too_small(
    gain: tuple[float, float, float], worlds: int, runs: int, word: str
):
    part = poorest(gain, worlds, runs)
    assert part.word == word
    assert part.shares.small.share == 0
    assert part.raw.small == 0
    if word in ("supported", "contradicted"):
        assert part.effect.value == pytest.approx(gain[0], abs=0.02)


@pytest.mark.parametrize(
    ("offers", "trouble", "largest", "word"),
    [
        ((-0.2, 0.01, 0.05), (0.4, 0.01, 0.1), "harm_with_side_selling", "supported"),
        ((0.0, 0.01, 0.05), (0.4, 0.01, 0.1), "trouble_only", "another_way"),
        ((-0.2, 0.01, 0.05), (0.0, 0.01, 0.1), "side_selling_only", "another_way"),
        ((0.2, 0.01, 0.05), (0.0, 0.01, 0.1), "opposite", "contradicted"),
        ((0.0, 0.01, 0.05), (-0.3, 0.01, 0.1), "opposite", "contradicted"),
        ((0.0, 0.005, 0.05), (0.0, 0.01, 0.1), "nothing", "too_small"),
        ((-0.05, 0.08, 0.05), (0.0, 0.01, 0.1), "side_selling_only", "depends"),
    ],
)
def test_h2_is_five_shares_and_can_get_each_of_its_words(offers, trouble, largest: str, word: str):
    worlds = 200 if word == "depends" else 60
    planted = planted_worlds({"cohort_offered_share": offers, "trouble": trouble}, worlds=worlds, seed=2)
    judgement = judged_h2(planted, FIXED, resamples=RESAMPLES)
    assert judgement.word == word
    assert word == "depends" or judgement.largest == largest


def test_h2_is_undecided_where_runs_say_little_and_without_a_verdict_where_they_are_too_few():
    planted = {"cohort_offered_share": (-0.05, 0.03, 0.3), "trouble": (0.10, 0.05, 0.6)}
    assert judged_h2(planted_worlds(planted, worlds=30, runs=8), FIXED, resamples=RESAMPLES).word == "undecided"
    for worlds, runs, reason in ((29, 20, "too_few_worlds"), (60, 7, "too_few_runs")):
        judgement = judged_h2(planted_worlds(planted, worlds=worlds, runs=runs), FIXED, resamples=RESAMPLES)
        assert (judgement.word, judgement.reason) == ("inconclusive", reason)


def test_every_part_is_there_once_each_of_its_kind():
    parts = all_parts()
    assert tuple(parts) == PART_IDS
    kinds = {part_id: part.kind for part_id, part in parts.items()}
    assert kinds["H1"] == kinds["H1f"] == "told"
    assert (kinds["H2"], kinds["H2d"], kinds["H2t"]) == ("five_shares", "pass_through", "ladder")
    assert {kinds[part_id] for part_id in ("H1p", "H2c", "H3", "H4")} == {"judged"}
    assert (kinds["H5"], kinds["H6"]) == ("not_tested", "not_testable")
    assert parts["H6"].reason.es != parts["H6"].reason.en


def test_the_documents_read_back_as_they_were():
    for part in all_parts().values():
        assert type(part).read(part.json_text()) == part


def test_effects_count_positive_in_the_claims_direction():
    parts = all_parts()
    assert parts["H2d"].effect.value == pytest.approx(0.08, abs=0.02)
    assert parts["H2t"].effect.value == pytest.approx(0.20, abs=0.04)
    assert parts["H2c"].effect.value == pytest.approx(0.00, abs=0.04)
    assert parts["H3"].effect.value == pytest.approx(0.30, abs=0.02)
    assert parts["H1"].effect.value == pytest.approx(900 / 2400, abs=0.02)


def test_income_is_told_and_not_judged():
    up, down = all_parts()["H1"], income_part(reading(planted_worlds({"income_usd_per_farmer": -300.0})))
    assert (up.word, up.reason_code, up.share.value) == ("yes", "built_in", 1.0)
    assert (down.word, down.share.value) == ("no", 0.0)


def test_cents_of_a_dollar_are_a_number():
    """200,000 US$ more income of 2,000 qq worth 250,000 US$ more; a harvest that grows is not a price that rises."""
    part = all_parts()["H1f"]
    assert (part.word, part.effect.unit) == (None, "share")
    assert part.effect.value == pytest.approx(0.80, abs=0.02)
    grown = {"harvest_qq": (200.0, 0.0, 0.0), "harvest_at_world_price_usd": (250_000.0 * 1.1 + 43_000.0, 0.0, 0.0)}
    again = farm_part(reading(planted_worlds(grown)))
    assert again.effect.value == pytest.approx(0.80, abs=0.02)


def test_price_swings_are_no_case_against_good_prices():
    """A boom and a slump that trouble the cooperative alike: trouble rises, but not more than in a slump."""
    both = reading(planted_worlds({"trouble": (0.3, 0.01, 0.1)}, {"trouble": (0.3, 0.01, 0.1)}))
    alone = reading(planted_worlds({"trouble": (0.3, 0.01, 0.1)}))
    assert [one_effect_part(d.JudgedPart, both, part).word for part in ("H2t", "H2c")] == ["supported", "too_small"]
    assert [one_effect_part(d.JudgedPart, alone, part).word for part in ("H2t", "H2c")] == ["supported", "supported"]


def test_cohesion_gets_a_word_only_where_both_windows_give_it():
    rises, stays = (0.2, 0.005, 0.02), (0.0, 0.005, 0.02)

    def word_of(impact: tuple[float, float, float], aftermath: tuple[float, float, float]) -> d.JudgedPart:
        planted = {("cohesion_share", "impact"): impact, ("cohesion_share", "aftermath"): aftermath}
        return windows_part(reading(planted_worlds(slump=planted)))

    agree, differ = word_of(rises, rises), word_of(stays, rises)
    assert (agree.word, agree.reason_code, agree.two_sided) == ("supported", None, True)
    assert (differ.word, differ.reason_code) == ("depends", "windows_differ")
    assert [(one.window, one.word) for one in differ.windows] == [("impact", "too_small"), ("aftermath", "supported")]
    assert differ.effect == differ.windows[0].effect


def test_nothing_planted_is_nothing_notable():
    parts = {part.id: part for part in parts_of(planted_worlds(worlds=40), FIXED, resamples=RESAMPLES)}
    assert {parts[part_id].word for part_id in ("H2", "H2d", "H2t", "H2c", "H3", "H4")} == {"too_small"}
    assert {rung.word for rung in parts["H2t"].rungs.in_order} == {"too_small"}


def test_worlds_that_do_not_last_are_counted_apart():
    """With 9 of 20 runs a world is out of every share and mean, with 10 it is in."""
    lasts = np.ones((40, 20), dtype=bool)
    lasts[:3, 9:], lasts[3:5, 10:] = False, False
    simulated = planted_worlds({"cohort_offered_share": -0.2, "trouble": 0.3}, worlds=40, lasts=lasts)
    by_id = {part.id: part for part in parts_of(simulated, FIXED, resamples=5)}
    assert {by_id[part_id].effect.worlds for part_id in ("H1", "H1p", "H1f", "H2d", "H2t", "H2c", "H3", "H4")} == {37}
    assert {one.worlds for one in by_id["H2"].classes.by_name.values()} == {37}
    assert sum(by_id["H3"].raw.model_dump().values()) == 37
    assert {rung.boom.worlds for rung in by_id["H2t"].rungs.in_order} == {37}
    assert by_id["H2t"].rungs.refused.companion_pairs == 2 * lasts.sum()


def test_where_no_run_lasts_there_are_no_numbers_and_no_verdict():
    parts = {part.id: part for part in parts_of(planted_worlds(worlds=3, lasts=np.zeros((3, 20))), FIXED, resamples=5)}
    for part_id in ("H1p", "H2", "H2d", "H2t", "H2c", "H3", "H4"):
        assert parts[part_id].word == "inconclusive"
        assert parts[part_id].effect is None
    assert (parts["H1"].word, parts["H1"].reason_code) == (None, "no_worlds")


def test_the_order_of_worlds_changes_nothing():
    simulated = planted_worlds({"cohort_offered_share": (-0.05, 0.05, 0.1), "trouble": (0.1, 0.1, 0.3)}, worlds=40, runs=9)
    shuffled = simulated.only(np.random.default_rng(5).permutation(40))
    one, other = (numbers_of(parts_of(given, FIXED, resamples=10)) for given in (simulated, shuffled))
    assert one == other


def numbers_of(parts: tuple[Part, ...]) -> list[str]:
    """Everything that the documents say, numbers to nine digits."""

    def rounded(number: re.Match[str]) -> str:
        return f"{round(float(number[0]), 9) + 0.0:.9f}"

    return [re.sub(r"-?\d+\.\d+(?:e-?\d+)?|-?\d+e-?\d+", rounded, part.json_text()) for part in parts]


def test_few_worlds_are_told_apart_by_one_normal_only():
    planted = {"cohort_offered_share": (-0.05, 0.05, 0.05)}
    assert {shape.normals for shape in reading(planted_worlds(planted, worlds=40)).shapes} == {1}
    assert {shape.normals for shape in reading(planted_worlds(planted, worlds=60)).shapes} == {1, 2}


def test_another_treatment_is_read_in_its_own_seasons_and_months_of_onset():
    by_treatment = {("surprise", "boom"): {"cohort_offered_share": -0.3, "income_usd": 200_000.0}}
    both = planted_worlds({"cohort_offered_share": 0.0}, treatments=("composite", "surprise"), by_treatment=by_treatment)
    composite, surprise = (Reading.of(both, FIXED, name, 5).effects("H2d").mean() for name in ("composite", "surprise"))
    assert composite == pytest.approx(0.0, abs=0.02)
    assert surprise == pytest.approx(0.3, abs=0.02)
