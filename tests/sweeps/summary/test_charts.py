"""Every figure says what it shows, on which axis and in which unit, in both languages."""

from __future__ import annotations

import pytest
from made_up import lived
from matplotlib.figure import Figure

from coopsim.designs import Design
from coopsim.report import charts
from coopsim.report.sweep_words import factor_axis
from coopsim.sweeps.summary import by_factor, differences, summary, two_way

DELAY = "payment_delay_months"
ARMS = [{"id": "usual"}, {"id": "prompt", "set": {DELAY: 0}}]
SWEPT = lived(
    Design("steady", factor={"trust": [0.2, 0.5, 0.8], DELAY: [0, 6], "sale_price": {}}),
    lambda point, k, luck: 0.5 + 0.1 * luck - 0.01 * point[DELAY],
    ["delivery_share_mean", "income_usd_per_farmer_mean"],
)


def words_of(figure: Figure) -> str:
    figure.draw_without_rendering()
    axes = [text for one in figure.axes for text in (one.get_xlabel(), one.get_ylabel(), one.get_title(loc="left"))]
    ticks = [label.get_text() for one in figure.axes for label in (*one.get_xticklabels(), *one.get_yticklabels())]
    return " ".join([figure.get_suptitle(), *axes, *ticks, *(text.get_text() for text in figure.texts)]).replace("\n", " ")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            ["Payment delay", "Share delivered", "%", "fixed"],
        ),
        ("es", ["Demora del segundo pago", "Parte entregada", "%", "fixed"]),
    ],
)
def test_an_outcome_against_its_factors(language: str, said: list[str]) -> None:
    outcome = summary(SWEPT)["outcomes"][0]
    levels = by_factor(SWEPT, ["delivery_share_mean"])
    figure = charts.against_factors(levels, outcome, {name: factor_axis(name, language) for name in SWEPT.factors}, language)
    told = words_of(figure)
    assert all(words in told for words in said)
    assert len([axes for axes in figure.axes if axes.get_visible()]) == 3


@pytest.mark.parametrize(("language", "unit"), [("en", "points"), ("es", "puntos")])
def test_the_differences_between_arms(language: str, unit: str) -> None:
    swept = lived(Design("steady", "arms", arm=ARMS), lambda point, k, luck: luck, ["delivery_share_mean"])
    figure = charts.arm_differences(differences(swept), summary(swept)["outcomes"], "usual", language)
    told = words_of(figure)
    assert "prompt" in told
    assert "usual" in told
    assert unit in told


def test_an_interval_that_holds_nought_is_hollow() -> None:
    for effect, fill in ((0.0, "white"), (5.0, "#0072B2"), (-5.0, "#D55E00")):
        swept = lived(
            Design("steady", "arms", arm=ARMS),
            lambda point, k, luck: (effect if point["arm"] == "prompt" else 0.0) + (k % 2) * luck * (point["arm"] == "prompt"),  # noqa: B023
            ["trust_mean"],
        )
        axes = charts.arm_differences(differences(swept), summary(swept)["outcomes"], "usual", "en").axes[0]
        dots = [line for line in axes.lines if line.get_marker() == "o"]
        assert [dot.get_markerfacecolor() for dot in dots] == [fill]


def test_the_heat_map_writes_every_cell() -> None:
    table = two_way(SWEPT, "delivery_share_mean", DELAY, "trust")
    words = factor_axis(DELAY, "en"), factor_axis("trust", "en")
    figure = charts.heat_map(table, summary(SWEPT)["outcomes"][0], words, "en")
    assert [text.get_text() for text in figure.axes[0].texts] == [f"{100 * value:.1f}" for value in table.to_numpy().ravel()]
    assert "Payment delay" in words_of(figure)
