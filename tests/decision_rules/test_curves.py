"""The figure of all theories: delivery against the price gap."""

from __future__ import annotations

import pandas as pd
import pytest

from coopsim.report import charts
from coopsim.validation.theory_curves import theory_curves
from tests.model.little import little

RULES = ("price_gap", "random_utility", "experience")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def curves() -> pd.DataFrame:
    return theory_curves(little(), RULES, gaps=(-0.2, 0.0, 0.3), replicates=2)


def test_one_curve_a_rule(curves: pd.DataFrame) -> None:
    assert list(curves["rule"].unique()) == list(RULES)
    assert curves["offered_share"].between(0, 1).all()
    wide = curves.pivot_table(index="rule", columns="price_gap_share", values="offered_share")
    assert (wide[0.3] < wide[-0.2]).all()
    assert wide.loc["price_gap", -0.2] == pytest.approx(1.0)
    assert wide.loc["price_gap", 0.3] == pytest.approx(0.5)  # 1 - 2 (0.30 - 0.05)


@pytest.mark.parametrize(("language", "word"), [("en", "trader's"), ("es", "intermediario")])
def test_the_figure_speaks_both_languages(curves: pd.DataFrame, language: str, word: str) -> None:
    figure = charts.theory_curves(curves, language)
    axes = figure.axes[0]
    assert word in axes.get_xlabel().lower()
    assert "%" in axes.get_xlabel()
    assert "%" in axes.get_ylabel()
    legend = axes.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == list(curves[language].unique())
