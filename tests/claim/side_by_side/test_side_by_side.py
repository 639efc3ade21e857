"""Two scenarios with the same luck: numbers, and when they may speak for or against the claim."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from coopsim.claim.side_by_side import Comparison, compare, compared
from coopsim.report.side_by_side_words import comparison_text
from coopsim.runs.run import run_scenario
from coopsim.scenario import load


def at_a_calm_price(name: str, runs: int = 60) -> Comparison:
    as_it_is = load(name)
    return compare(as_it_is.with_values({"source": "constant"}), as_it_is, runs)


def tables(
    delivery: list[float], income: list[float], ratio: float = 1.0, alive: list[float] | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """One run for each entry of `delivery`, two seasons, the second with a price of `ratio`."""
    runs = len(delivery)
    months = pd.DataFrame({"season": [0, 1], "world_price_usd_per_qq": [200.0, 200.0 * ratio]})
    open_ = [1.0] * runs if alive is None else alive
    rows = pd.DataFrame({"replicate": np.tile(np.arange(runs), 2), "season": np.repeat([0, 1], runs)})
    rows = rows.assign(delivery_share=delivery * 2, income_usd_per_farmer=income * 2, alive=open_ * 2)
    return months, rows.assign(unit_cost_usd_per_qq=20.0, trust=0.7)


def of(a: tuple[pd.DataFrame, pd.DataFrame], b: tuple[pd.DataFrame, pd.DataFrame], price_only: bool = True) -> Comparison:
    return compared(*a, *b, price_only)


@pytest.mark.parametrize(
    ("fall", "gain", "speaks"),
    [(0.08, 300.0, "for"), (0.02, 300.0, "against"), (0.08, 20.0, "against")],
    ids=["both", "no harm", "no gain"],
)
def test_a_dear_price_speaks_for_the_claim_if_it_helps_the_one_and_harms_the_other(fall: float, gain: float, speaks: str) -> None:
    noise = list(np.linspace(-0.01, 0.01, 60))
    a = tables([0.7 + n for n in noise], [1000.0] * 60)
    b = tables([0.7 - fall - n for n in noise], [1000.0 + gain + 10 * n for n in noise], ratio=1.5)
    found = of(a, b)
    assert found.kind == "dear"
    assert found.seasons == (1,)
    assert found.speaks == speaks
    assert found.of("delivery_share").change.mean == pytest.approx(-fall)


def test_fewer_than_fifty_runs_or_another_difference_than_the_price_say_nothing_of_the_claim() -> None:
    for runs, price_only in ((49, True), (60, False)):
        a, b = tables([0.7] * runs, [1000.0] * runs), tables([0.5] * runs, [1500.0] * runs, ratio=1.5)
        found = of(a, b, price_only)
        assert found.speaks == ""
        assert comparison_text(found, "es").claim == ""
    assert of(tables([0.7] * 50, [1000.0] * 50), tables([0.5] * 50, [1500.0] * 50, ratio=1.5)).speaks == "for"


def test_runs_that_lie_far_apart_leave_it_open() -> None:
    spread = list(np.linspace(-0.4, 0.4, 60))
    a, b = tables([0.5] * 60, [1000.0] * 60), tables([0.45 + n for n in spread], [1500.0] * 60, ratio=1.5)
    assert of(a, b).speaks == "unclear"


def test_a_closed_cooperative_sells_nothing_and_is_counted() -> None:
    nothing = float("nan")
    closed = tables([0.7] * 30 + [nothing] * 30, [1000.0] * 30 + [nothing] * 30, 1.5, alive=[1.0] * 30 + [0.0] * 30)
    found = of(tables([0.7] * 60, [1000.0] * 60), closed)
    assert found.closed == (0, 30)
    assert found.of("delivery_share").b == pytest.approx(0.35)
    assert found.of("income_usd_per_farmer").change.n == 30
    for language, few, whole, why in (
        ("en", "(30 of 60 runs; 95", "(60 of 60 runs; ", "The other 30 of 60 runs have no such figure"),
        ("es", "(30 de 60 corridas; intervalo", "(60 de 60 corridas; ", "Las otras 30 de 60 corridas no tienen ese dato"),
    ):
        sentences, claim = comparison_text(found, language)
        assert few in claim
        assert whole in claim
        assert why in claim
        assert any(why in sentence for sentence in sentences)
        assert why not in sentences[1]  # a closed cooperative takes nothing: its share is a figure


def test_the_numbers_are_those_of_coopsim_run() -> None:
    found = at_a_calm_price("boom", runs=6)
    seasons = run_scenario(load("boom"), 6, 1, keep_months=0)[1].query("cooperative == 'region'")
    dear = seasons[seasons["season"].isin(found.seasons)].fillna({"delivery_share": 0.0})  # a closed one takes nothing
    assert found.seasons == (3, 4, 5, 6)
    assert found.of("delivery_share").b == pytest.approx(dear.groupby("replicate")["delivery_share"].mean().mean(), rel=1e-12)


def test_the_same_numbers_for_any_number_of_workers() -> None:
    short = load("steady").with_values({"years": 2, "warm_up_years": 1})
    other = short.with_values({"advance_share": 0.9})
    assert compare(short, other, 4, workers=2) == compare(short, other, 4)


@pytest.mark.full
def test_one_preset_where_the_claim_holds_and_one_where_it_fails() -> None:
    holds, fails = at_a_calm_price("thin-capital"), at_a_calm_price("strong-cooperative")
    assert (holds.speaks, fails.speaks) == ("for", "against")
    for found in (holds, fails):
        for language, runs, interval in (("en", "60 runs", "95 % interval"), ("es", "60 corridas", "intervalo de 95 %")):
            sentence = comparison_text(found, language).claim
            assert runs in sentence
            assert interval in sentence


def test_each_sentence_has_its_numbers_in_both_languages() -> None:
    found = of(tables([0.7] * 60, [1000.0] * 60), tables([0.6] * 60, [1500.0] * 60, ratio=1.5))
    english, spanish = (comparison_text(found, language).sentences for language in ("en", "es"))
    assert len(english) == len(spanish) == 6
    assert "70.0 % in A, 60.0 % in B. B less A: −10.0 points" in english[1]
    assert "70.0 % en A, 60.0 % en B. B menos A: −10.0 puntos" in spanish[1]
