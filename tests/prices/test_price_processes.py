"""Random prices: the bands of the published ones, and luck that stays where it is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import skew

from coopsim.errors import UserMistake
from coopsim.prices.processes import FITTED, PROCESSES, paths, skewed_t
from coopsim.prices.published import world_price_usd_per_qq
from tests.cases import every

MONTHS = 37 * 12


@pytest.fixture(scope="module")
def uniforms() -> np.ndarray:
    return np.random.default_rng(7).random((600, MONTHS, 2))


def log_changes(prices: np.ndarray) -> np.ndarray:
    return np.diff(np.log(prices), axis=1)


def rise_within(prices: np.ndarray, months: int) -> np.ndarray:
    return prices[:, months:] / prices[:, :-months] - 1


def test_pattern_26_holds_for_the_regime_process(uniforms: np.ndarray) -> None:
    prices = paths("regime", uniforms)
    volatility = log_changes(prices).std() * np.sqrt(12)
    large_moves = (np.abs(rise_within(prices, 12)) > 0.40).mean()
    assert 0.18 <= volatility <= 0.30
    assert 0.08 <= large_moves <= 0.20


def test_pattern_26_holds_for_the_published_prices() -> None:
    real = world_price_usd_per_qq()["1989-10":].to_numpy()[None, :]
    assert 0.18 <= log_changes(real).std() * np.sqrt(12) <= 0.30
    assert 0.08 <= (np.abs(rise_within(real, 12)) > 0.40).mean() <= 0.20


def test_chance_of_the_jump_that_breaks_promises(uniforms: np.ndarray) -> None:
    jumps = {name: (rise_within(paths(name, uniforms), 3) > 0.50).mean() for name in ("regime", "ou")}
    assert jumps["regime"] == pytest.approx(0.014, abs=0.003)
    assert jumps["ou"] < 0.001


def test_regime_spikes_are_as_rare_and_as_long_as_fitted() -> None:
    luck = np.random.default_rng(3).random((200, 600, 2))
    quiet = replace(FITTED, calm_sigma=0.0, spike_sigma=0.0, regime_return=0.0, regime_momentum=0.0)
    spike = log_changes(paths("regime", luck, fitted=quiet)) > 0
    starts = (spike[:, 1:] & ~spike[:, :-1]).sum()
    assert spike.sum() / starts == pytest.approx(3.7, rel=0.1)
    assert (~spike).sum() / 12 / starts == pytest.approx(6.6, rel=0.1)


@pytest.mark.parametrize("name", ["regime", "three_regime", "ar2", "ou"])
def test_comes_back_to_the_reference(name: str, uniforms: np.ndarray) -> None:
    late = np.log(paths(name, uniforms, start_log_deviation=1.0)[:, 240:] / 215.0)
    assert np.abs(late.mean()) < 0.06


@pytest.mark.parametrize("name", ["garch", "bootstrap"])
def test_has_no_drift_in_logs(name: str, uniforms: np.ndarray) -> None:
    changes = log_changes(paths(name, uniforms))
    assert np.abs(changes.mean()) < 4 * changes.std() / np.sqrt(changes.size)
    assert changes.std() * np.sqrt(12) == pytest.approx(0.245, rel=0.05)


def test_bootstrap_replays_pieces_of_history() -> None:
    luck = np.full((1, 30, 2), 0.5)  # never below 1/12: one block throughout
    history = np.diff(np.log(world_price_usd_per_qq()["1989-10":].to_numpy()))
    piece = log_changes(paths("bootstrap", luck))[0]
    first = int(0.5 * history.size) + 1
    assert np.allclose(piece, history[first : first + 29] - history.mean())


@every("series", ["arabica", "robusta"])
@every("name", PROCESSES, quick=2)
class TestEveryProcess:
    def test_starts_at_the_reference(self, name: str, series: str, uniforms: np.ndarray) -> None:
        few = uniforms[:3, :5]
        assert np.allclose(paths(name, few, reference_usd_per_qq=180.0, series=series)[:, 0], 180.0)
        start = np.array([0.0, 0.5, -0.5])
        assert np.allclose(paths(name, few, start, 100.0, series=series)[:, 0], 100.0 * np.exp(start))

    def test_same_luck_same_path(self, name: str, series: str, uniforms: np.ndarray) -> None:
        few = uniforms[:4, :60]
        kept = few.copy()
        assert (paths(name, few, series=series) == paths(name, few, series=series)).all()
        assert (few == kept).all()

    def test_a_row_does_not_see_the_others(self, name: str, series: str, uniforms: np.ndarray) -> None:
        few = uniforms[:9, :60]
        together = paths(name, few, series=series)
        assert np.allclose(together[4], paths(name, few[4:5], series=series)[0], rtol=1e-12)
        assert np.allclose(together[::-1], paths(name, few[::-1], series=series), rtol=1e-12)

    def test_the_past_does_not_see_the_future(self, name: str, series: str, uniforms: np.ndarray) -> None:
        few = uniforms[:3, :60]
        assert np.allclose(paths(name, few, series=series)[:, :24], paths(name, few[:, :24], series=series), rtol=1e-12)

    def test_scales_with_the_reference(self, name: str, series: str, uniforms: np.ndarray) -> None:
        few = uniforms[:3, :60]
        assert np.allclose(
            2.0 * paths(name, few, reference_usd_per_qq=100.0, series=series),
            paths(name, few, reference_usd_per_qq=200.0, series=series),
        )

    def test_extreme_luck_stays_finite(self, name: str, series: str) -> None:
        for value in (0.0, np.nextafter(1.0, 0.0)):
            luck = np.full((1, 6, 2), 0.5)
            luck[0, 2] = value
            prices = paths(name, luck, series=series)
            assert np.isfinite(prices).all()
            assert (prices > 0).all()


@every("name", PROCESSES)
def test_robusta_moves_with_arabica_and_less(name: str, uniforms: np.ndarray) -> None:
    arabica, robusta = (log_changes(paths(name, uniforms, series=series)).ravel() for series in ("arabica", "robusta"))
    assert np.corrcoef(arabica, robusta)[0, 1] == pytest.approx(0.71, abs=0.05)
    assert robusta.std() / arabica.std() == pytest.approx(0.9, abs=0.03)


def test_robusta_has_its_own_normal_price(uniforms: np.ndarray) -> None:
    assert np.allclose(paths("ou", uniforms[:2, :3], series="robusta")[:, 0], 120 * 1.014, rtol=1e-3)


def test_skewed_t_has_mean_0_variance_1_and_leans_right() -> None:
    values = skewed_t((np.arange(400_000) + 0.5) / 400_000)
    assert values.mean() == pytest.approx(0.0, abs=1e-4)
    assert values.var() == pytest.approx(1.0, abs=2e-3)
    assert skew(values) > 0.3


@given(low=st.floats(0, 1, exclude_max=True), high=st.floats(0, 1, exclude_max=True))
def test_skewed_t_rises(low: float, high: float) -> None:
    first, second = skewed_t(sorted((low, high)))
    assert first <= second


def test_mistakes() -> None:
    with pytest.raises(UserMistake, match="did you mean regime"):
        paths("regimes", np.zeros((1, 1, 2)))
    with pytest.raises(UserMistake, match="series"):
        paths("regime", np.zeros((1, 1, 2)), series="liberica")
    with pytest.raises(ValueError, match="rows, months, 2"):
        paths("regime", np.zeros((5, 2)))


def three_regime_log_likelihood(**changed: object) -> float:
    """Of real arabica 1989-08 to 2026-05 under the three regimes (Hamilton's filter), written from the equation alone."""
    f = replace(FITTED, **changed)  # type: ignore[arg-type]
    x = np.log(world_price_usd_per_qq()["1989-08":].to_numpy() / 215.0)
    change = np.diff(x)
    drift, sigma = np.array(f.three_drift), np.array(f.three_sigma)
    turn = np.array(
        [
            [1 - f.three_calm_to_spike - f.three_calm_to_slump, f.three_calm_to_spike, f.three_calm_to_slump],
            [0, 1 - f.three_spike_to_slump, f.three_spike_to_slump],
            [f.three_slump_to_calm, 0, 1 - f.three_slump_to_calm],
        ]
    )
    chance = np.linalg.matrix_power(turn, 5000)[0]
    drift[0] = -(chance[1] * drift[1] + chance[2] * drift[2]) / chance[0]
    left = (change[1:] + f.three_return * x[1:-1] - f.three_momentum * change[:-1])[:, None] - drift
    density = np.exp(-0.5 * (left / sigma) ** 2) / (sigma * np.sqrt(2 * np.pi))
    total = 0.0
    for month in density:
        chance = (chance @ turn) * month
        total += np.log(chance.sum())
        chance = chance / chance.sum()
    return float(total)


def test_three_regimes_are_the_likeliest() -> None:
    top = three_regime_log_likelihood()
    assert top == pytest.approx(594.13, abs=0.02)
    names = ["three_return", "three_calm_to_spike", "three_calm_to_slump", "three_spike_to_slump", "three_slump_to_calm"]
    moves = [{name: getattr(FITTED, name) * factor} for name in names for factor in (0.8, 1.25)]
    moves += [{"three_momentum": FITTED.three_momentum + step} for step in (-0.03, 0.03)]
    for place in range(3):
        for factor in (0.85, 1.2):
            sigma = list(FITTED.three_sigma)
            sigma[place] *= factor
            moves.append({"three_sigma": tuple(sigma)})
        for step in (-0.02, 0.02) if place else ():
            drift = list(FITTED.three_drift)
            drift[place] += step
            moves.append({"three_drift": tuple(drift)})
    for moved in moves:
        assert three_regime_log_likelihood(**moved) < top, moved


def test_three_regimes_have_no_drift_of_their_own() -> None:
    f = FITTED
    spike = f.three_calm_to_spike / f.three_spike_to_slump
    slump = (f.three_calm_to_spike + f.three_calm_to_slump) / f.three_slump_to_calm
    share = np.array([1.0, spike, slump]) / (1.0 + spike + slump)
    assert share @ np.array(f.three_drift) == pytest.approx(0.0, abs=2e-4)
