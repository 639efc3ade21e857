"""The figures of --full and of chance: what they draw is what the document says, in both languages. All numbers are invented."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from coopsim.claim import documents as d
from coopsim.report import charts

sys.path.insert(0, str(Path(__file__).parent))
from invented import whole_verdict

CELLS = ("fixed/pooled/3", "open/indexed")
LANGUAGES = ("en", "es")


def point(name: str, outcome: str, value: float | None, half: float = 0.02, **place: float) -> d.CurvePoint:
    ends = {} if value is None else {"ci_low": value - half, "ci_high": value + half}
    return d.CurvePoint(name=name, outcome=outcome, value=value, worlds=37, runs=8, **ends, **place)


def curves() -> d.Curves:
    headroom = [
        point(arm, outcome, chance / at, x=at)
        for at in (0.9, 1.7, 3.0)
        for arm, chance in (("untreated", 0.2), ("boom", 0.3), ("slump", 0.5))
        for outcome in ("trouble", "closed")
    ]
    squares = [
        (cell, alpha, margin, margin - 0.25 * (1 - alpha)) for cell in CELLS for alpha in (0.4, 0.9) for margin in (0.0, 0.3)
    ]
    flip_map = [point(cell, "offers", worth, x=alpha, y=margin) for cell, alpha, margin, worth in squares]
    flip_map += [point(cell, "worth_slope", worth, x=alpha, y=margin) for cell, alpha, margin, worth in squares]
    flip_map += [point(cell, "worth_slope_again", -1.0, x=alpha, y=margin) for cell, alpha, margin, _worth in squares]
    line = [
        point(cell, outcome, 0.25 * (1 - alpha), x=alpha)
        for cell in CELLS
        for outcome in ("start", "at_the_event")
        for alpha in (0.4, 0.9)
    ]
    return d.Curves(headroom=tuple(headroom), flip_map=tuple(flip_map), flip_line=tuple(line))


def sobol() -> d.Sobol:
    carried = {"margin_share": 0.5, "chance": 0.3, "trust.mean": 0.1}
    indices = tuple(
        d.SobolIndex(
            name=name,
            first=d.Interval(value=value, ci_low=value - 0.1, ci_high=value + 0.1),
            total=d.Interval(value=value + 0.05, ci_low=value, ci_high=value + 0.1),
        )
        for name, value in carried.items()
    )
    outcomes = tuple(d.SobolOutcome(part=part, closed_share=0.02, indices=indices) for part in ("H2d", "H2t", "H1", "H3"))
    return d.Sobol(base=8, runs=4, outcomes=outcomes)


def verdict(**changed: object) -> d.Verdict:
    noise = d.Noise(
        sd_one_run=0.2, sd_worlds=0.1, chance_share_one_run=0.82, chance_share=0.19, model="normal", models_counted=("normal",)
    )
    given = whole_verdict()
    parts = tuple(
        part.model_copy(update={"noise": d.JointNoise(offers=noise, trouble=noise)}) if isinstance(part, d.H2Part) else part
        for part in given.parts
    )
    return given.model_copy(update={"parts": parts, "curves": curves(), "sobol": sobol(), "headroom": 1.3} | changed)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("figure", ["headroom_curve", "flip_map", "chance", "what_carries"])
def test_every_figure_is_drawn_with_axes_in_words(figure: str, language: str) -> None:
    drawn = getattr(charts, figure)(verdict(), language)
    assert charts.png(drawn, 50).startswith(b"\x89PNG")
    assert all(axes.get_xlabel() for axes in drawn.axes)
    words = " ".join(text.get_text() for text in drawn.texts) + drawn.get_suptitle()
    assert "{" not in words
    assert "nan" not in words


def test_figures_speak_the_language() -> None:
    for figure in ("headroom_curve", "flip_map", "chance", "what_carries"):
        english, spanish = (getattr(charts, figure)(verdict(), language) for language in LANGUAGES)
        assert english.axes[0].get_xlabel() != spanish.axes[0].get_xlabel()


@pytest.mark.parametrize("figure", ["headroom_curve", "flip_map"])
def test_a_figure_says_of_how_many(figure: str) -> None:
    drawn = getattr(charts, figure)(verdict(), "en")
    assert "37" in drawn.texts[-1].get_text()


def test_arms_differ_by_more_than_colour() -> None:
    axes = charts.headroom_curve(verdict(), "en").axes[0]
    lines = [bars[0] for bars in axes.containers]
    assert len({line.get_marker() for line in lines}) == len({line.get_linestyle() for line in lines}) == 3
    assert [line.get_ydata()[0] for line in lines] == pytest.approx([100 * chance / 0.9 for chance in (0.2, 0.3, 0.5)])


def test_a_square_says_its_effect_and_whether_arithmetic_agrees() -> None:
    given = curves()
    wrong = tuple(
        point(one.name, one.outcome, -0.3, x=one.x, y=one.y)
        if (one.outcome, one.x, one.y) == ("offers", 0.9, 0.3) and one.name == CELLS[0]
        else one
        for one in given.flip_map
    )
    panels = charts.flip_map(verdict(curves=given.model_copy(update={"flip_map": wrong})), "en").axes
    numbers = [text.get_text() for text in panels[0].texts]
    assert "−30 *" in numbers
    assert sum("*" in number for number in numbers) == 1
    assert "right in 3 of 4" in " ".join(panels[0].get_title(loc="left").split())
    assert not any("*" in text.get_text() for text in panels[1].texts)


def test_chance_is_shown_with_one_run_and_with_all() -> None:
    axes = charts.chance(verdict(), "en").axes[0]
    assert "19 / 82" in [text.get_text() for text in axes.texts]
    assert len(axes.get_yticklabels()) >= 2


def test_what_carries_most_comes_first_and_chance_is_hatched() -> None:
    for axes in charts.what_carries(verdict(), "en").axes:
        totals = [line.get_xdata()[0] for line in axes.lines if line.get_marker() == "D"]
        assert totals == sorted(totals, reverse=True)
        assert [bool(bar.get_hatch()) for bar in axes.patches] == [False, True, False]


@pytest.mark.parametrize("figure", ["headroom_curve", "flip_map", "chance", "what_carries"])
def test_nothing_to_draw_is_no_mistake(figure: str) -> None:
    empty = whole_verdict().model_copy(update={"curves": None, "sobol": None})
    assert charts.png(getattr(charts, figure)(empty, "es"), 40)


def test_a_missing_number_leaves_a_gap() -> None:
    given = curves()
    holes = given.model_copy(
        update={
            "headroom": (*given.headroom, point("boom", "trouble", None, x=2.0)),
            "flip_map": (*given.flip_map, point(CELLS[0], "offers", np.nan, x=0.4, y=0.3)),
        }
    )
    for figure in (charts.headroom_curve, charts.flip_map):
        assert charts.png(figure(verdict(curves=holes), "en"), 40)
