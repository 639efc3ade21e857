"""H5 from arrays: parts sum, replicates stay apart, groups and years add to the cohort; and a whole little study."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from pydantic import ValidationError
from small_history import BANK, HIGHS, LOWS, declared, small

from coopsim.claim.causes.document import h5_part, verdict_of
from coopsim.claim.causes.lives import ALIVE, ArmsLives
from coopsim.claim.causes.measured import Measured, placebo, thirds
from coopsim.claim.causes.study import study_causes
from coopsim.claim.documents import Both
from coopsim.claim.documents.causes import CausesDocument, H5Part
from coopsim.scenario import Scenario

FIXED = declared(HIGHS, LOWS, BANK)
SEASONS, COOPERATIVES = 6, 10


def lives(replicate: int, draws: np.random.Generator) -> list[ArmsLives]:
    """Made-up lives: each cooperative has its own strength, and every cause that is on takes from it."""
    strength, weight = draws.uniform(0, 3, COOPERATIVES), np.array([0.9, 0.6, 0.0])
    on = np.array([[arm >> place & 1 for place in range(3)] for arm in range(8)])
    left = strength - (on @ weight)[:, None]
    closed = np.where(left < 0.5, np.clip(np.floor(3 * (left + 1.5)), 0, SEASONS - 1), ALIVE).astype(int)
    season = np.arange(SEASONS)
    living = COOPERATIVES - ((closed[..., None] != ALIVE) & (closed[..., None] <= season)).sum(axis=1)
    groups = {
        "district": np.arange(COOPERATIVES) % 2,
        "members": np.arange(COOPERATIVES) * 10.0,
        "sale_price": np.array(["open", "fixed"])[np.arange(COOPERATIVES) // 5],
        "member_price": np.array(["fixed", "indexed", "pooled"])[np.arange(COOPERATIVES) % 3],
    }
    nothing = np.zeros_like(living)
    whole = ArmsLives(tuple(range(8)), replicate, closed, (closed != ALIVE).astype(int), living, nothing, nothing, groups, 0)
    halves = (slice(4, 8), slice(0, 4))  # jobs end in any order
    return [
        replace(
            whole,
            arms=whole.arms[some],
            closed=closed[some],
            cause=whole.cause[some],
            living=living[some],
            founded=nothing[some],
            revived=nothing[some],
        )
        for some in halves
    ]


def measured(replicates: int = 6) -> Measured:
    draws = np.random.default_rng(4)
    return Measured.of([one for number in reversed(range(replicates)) for one in lives(number, draws)])


def part() -> H5Part:
    return h5_part(FIXED, Both(en="a", es="b"), measured(), ["north", "south"], 1987)


def test_parts_sum_to_the_total_at_the_end_and_in_every_year() -> None:
    made = part()
    assert sum(one.effect for one in made.parts) == pytest.approx(made.total.value, abs=1e-12)
    assert made.total.value == pytest.approx(made.closed.value - made.ordinary.value, abs=1e-12)
    for year in made.cohort:
        assert sum(year.parts.values()) == pytest.approx(year.ordinary_alive_share - year.alive_share, abs=1e-12)
    assert made.cohort[-1].parts == pytest.approx({one.cause: one.effect for one in made.parts})


def test_a_cause_that_does_nothing_has_no_part() -> None:
    bank = part().parts[2]
    assert (bank.effect, bank.ci_low, bank.ci_high, bank.years.value) == (0.0, 0.0, 0.0, 0.0)


def test_groups_together_are_the_cohort() -> None:
    made = part()
    for by in ("district", "size", "policy"):
        groups = [one for one in made.groups if one.by == by]
        weight = [one.cooperatives for one in groups]
        assert sum(weight) == COOPERATIVES
        assert np.average([one.closed.value for one in groups], weights=weight) == pytest.approx(made.closed.value)
        for name in FIXED.names:
            of_all = next(one.effect for one in made.parts if one.cause == name)
            assert np.average([one.parts[name] for one in groups], weights=weight) == pytest.approx(of_all)


def test_years_are_counted_from_closings() -> None:
    made, history = part(), measured()
    assert [year.year for year in made.cohort] == list(range(1987, 1987 + SEASONS))
    gone = np.mean([(closed[-1] == 2).mean() for closed in history.closed])
    assert made.cohort[2].closed_now == pytest.approx(gone)
    assert made.cohort[2].living == pytest.approx(COOPERATIVES * made.cohort[2].alive_share)


def test_a_document_whose_parts_do_not_sum_is_refused() -> None:
    made = part()
    wrong = made.parts[0].model_copy(update={"effect": made.parts[0].effect + 0.01})
    with pytest.raises(ValidationError, match="parts sum to"):
        H5Part(**(made.document() | {"parts": [wrong.document(), *(one.document() for one in made.parts[1:])]}))


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [
        (0.12, 0.2, "supported"),
        (0.05, 0.2, "inconclusive"),
        (-0.02, 0.08, "too_small"),
        (-0.3, -0.11, "contradicted"),
        (None, None, "inconclusive"),
    ],
)
def test_the_word_follows_the_interval(low: float | None, high: float | None, word: str) -> None:
    highs = part().parts[0].model_copy(update={"ci_low": low, "ci_high": high})
    assert verdict_of(highs, 0.1) == word


def test_the_placebo_is_chance_alone() -> None:
    draws = np.random.default_rng(8)
    parts = [placebo(draws.normal(size=(8, 6))).mean() for _study in range(300)]
    assert abs(np.mean(parts)) < 4 * np.std(parts) / np.sqrt(len(parts))
    assert placebo(np.repeat(draws.normal(size=(8, 1)), 6, axis=1)) == pytest.approx(0.0, abs=1e-12)


def test_a_placebo_has_an_interval_from_four_replicates_on_and_it_holds_nothing() -> None:
    few = h5_part(FIXED, Both(en="a", es="b"), measured(3), ["north", "south"], 1987).placebo
    assert few is not None
    assert (few.ci_low, few.ci_high) == (None, None)
    many = h5_part(FIXED, Both(en="a", es="b"), measured(8), ["north", "south"], 1987).placebo
    assert many is not None
    assert many.ci_low < 0.0 < many.ci_high


def test_thirds_are_as_even_as_can_be() -> None:
    assert np.bincount(thirds(np.random.default_rng(1).lognormal(3, 1, 100))).tolist() == [34, 33, 33]


def test_a_little_study_is_whole_and_the_same_on_two_workers() -> None:
    study = study_causes(small(3), declared(HIGHS, LOWS), replicates=2)
    document = study.document
    assert CausesDocument.read(document.json_text()) == document
    assert (document.arms, document.replicates, document.cooperatives) == (4, 2, 4.0)
    assert document.h5.steady is not None
    assert [one.name for one in document.h5.assumptions] == ["no_supply_response", "no_local_costs", "alike"]
    assert len(study.cooperatives) == 4 * 2 * 4
    assert set(study.cooperatives["arm"]) == {"none", "highs", "lows", "highs+lows"}
    closed = study.cooperatives.query("arm == 'highs+lows'")["closed_year"].notna().mean()
    assert closed == pytest.approx(document.h5.closed.value)
    again = study_causes(small(3), declared(HIGHS, LOWS), replicates=2, workers=2)
    assert again.document == document


def test_districts_go_by_their_names_whatever_cooperatives_are_called() -> None:
    """The first cooperative is in the last district."""
    document = small(3).document()
    where = ("zona", "alto", "alto", "zona")
    cooperatives = [one | {"district": name} for one, name in zip(document["cooperative"], where, strict=True)]
    scenario = Scenario.checked(document | {"cooperative": cooperatives, "district": [{"id": "alto"}, {"id": "zona"}]})
    study = study_causes(scenario, declared(HIGHS), replicates=1)
    assert dict(zip(study.cooperatives["number"], study.cooperatives["district"], strict=True)) == dict(enumerate(where))
