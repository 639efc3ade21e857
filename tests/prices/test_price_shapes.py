"""Shapes and treatments: where they begin, how high they go, and that they come back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsim.errors import UserMistake
from coopsim.prices.shapes import SHAPES, composite, level, reversal, shape, surprise


def drawn(
    name: str, months: int = 120, rise_share: float = 0.6, from_month: int = 20, length: int = 24, fade: int = 12
) -> np.ndarray:
    return shape(name, months, rise_share=rise_share, from_month=from_month, length_months=length, fade_months=fade)


@pytest.mark.parametrize("name", SHAPES)
def test_normal_before_it_begins(name: str) -> None:
    assert (drawn(name)[:20] == 1.0).all()


@pytest.mark.parametrize("name", ["constant", "boom", "bust", "boom-bust", "spike", "long-low"])
def test_normal_again_at_the_end(name: str) -> None:
    assert np.allclose(drawn(name)[-10:], 1.0)


@pytest.mark.parametrize(
    ("name", "lowest", "highest"),
    [
        ("step", 1.0, 1.6),
        ("boom", 1.0, 1.6),
        ("bust", 0.625, 1.0),
        ("boom-bust", 0.625, 1.6),
        ("spike", 1.0, 1.6),
        ("long-low", 0.625, 1.0),
        ("ramp", 1.0, 1.6),
    ],
)
def test_size(name: str, lowest: float, highest: float) -> None:
    path = drawn(name)
    assert path.min() == pytest.approx(lowest)
    assert path.max() == pytest.approx(highest)


def test_a_boom_lasts_as_long_as_it_should() -> None:
    path = drawn("boom")
    assert np.isclose(path, 1.6).sum() == 24
    assert ((path > 1.0001) & (path < 1.5999)).sum() == 12
    assert np.isclose(drawn("boom-bust"), 0.625).sum() == 24


def test_a_bust_is_the_mirror_of_a_boom_and_takes_either_sign() -> None:
    assert np.allclose(drawn("boom") * drawn("bust"), 1.0)
    assert np.allclose(drawn("bust", rise_share=-0.375), drawn("bust", rise_share=0.6))
    assert drawn("step", rise_share=-0.375)[-1] == pytest.approx(0.625)


def test_long_low_and_ramp_have_no_jump() -> None:
    for name in ("long-low", "ramp"):
        assert np.abs(np.diff(np.log(drawn(name)))).max() < 0.05


@given(
    name=st.sampled_from(SHAPES),
    months=st.integers(1, 200),
    rise_share=st.floats(-0.9, 3),
    from_month=st.integers(0, 250),
    length=st.integers(1, 240),
    fade=st.integers(0, 120),
)
def test_always_positive_and_within_its_size(
    name: str, months: int, rise_share: float, from_month: int, length: int, fade: int
) -> None:
    path = drawn(name, months, rise_share, from_month, length, fade)
    assert path.shape == (months,)
    assert np.abs(np.log(path)).max() <= abs(np.log1p(rise_share)) + 1e-9


def test_an_unknown_shape_is_the_users_mistake() -> None:
    with pytest.raises(UserMistake, match="did you mean boom-bust"):
        drawn("boombust")


@pytest.mark.parametrize("onset", [1, 2, 3])
def test_surprise_steps_after_the_pledge_and_is_over_before_the_next(onset: int) -> None:
    path = surprise(60, 2, onset, 0.47)
    assert (path[: 24 + onset] == 0).all()
    assert np.allclose(path[24 + onset : 31], 0.47)
    assert (np.diff(path[30:37]) < 0).all()
    assert (path[36:] == 0).all()


def test_level_is_known_for_two_years_and_full_for_three_seasons() -> None:
    path = level(120, 3, -0.6)
    assert (path[:13] == 0).all()
    assert np.abs(np.diff(path)).max() == pytest.approx(0.6 / 24)
    assert np.allclose(path[36:72], -0.6)
    assert np.allclose(path[96:], 0)


def test_reversal_is_off_normal_only_when_pledges_are_made() -> None:
    path = reversal(60, 3, 0.4)
    assert np.flatnonzero(path).tolist() == [34, 35, 36]
    assert path[36] == 0.4


def test_composite_is_half_and_half() -> None:
    assert np.allclose(composite(96, 3, 0.8), level(96, 3, 0.4) + surprise(96, 3, 1, 0.4))
    assert composite(96, 3, 0.8).max() == pytest.approx(0.8)


@pytest.mark.parametrize(
    "treatment", [level, reversal, composite, lambda months, season, size: surprise(months, season, 2, size)]
)
def test_size_zero_is_nothing_and_signs_mirror(treatment) -> None:
    assert not treatment(96, 3, 0.0).any()
    assert np.allclose(treatment(96, 3, 0.6), -treatment(96, 3, -0.6))
    assert np.allclose(treatment(96, 4, 0.6)[12:], treatment(96, 3, 0.6)[:-12])


def test_an_onset_outside_the_harvest_is_refused() -> None:
    with pytest.raises(UserMistake):
        surprise(24, 0, 0, 0.4)
