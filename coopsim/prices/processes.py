"""Random prices: processes fitted to real arabica prices of the free market, August 1989 to May 2026, monthly.

Only uniforms come in; every other distribution is reached by its inverse, so a path keeps its draws when a parameter moves.
x is the log of the real price less the log of the reference price; e is a shock of mean 0 and variance 1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaln, ndtr, ndtri, stdtrit

from coopsim.errors import UserMistake
from coopsim.prices.published import FREE_MARKET_FROM, SERIES, world_price_usd_per_qq

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Fitted:
    """Constants fitted to real arabica (World Bank prices over US consumer prices); standard errors in brackets.

    Mean reversion shows in real prices only, and no season of the year stands out.
    """

    # regime: dx = mu_S - kappa x_-1 + gamma dx_-1 + sigma_S e, S calm or spike
    regime_return: float = 0.030  # kappa (0.009)
    regime_momentum: float = 0.140  # gamma (0.050)
    calm_drift: float = -0.0041
    calm_sigma: float = 0.0586
    calm_leave: float = 0.0126  # (0.0081) chance a month to enter a spike: one in 6.6 years
    spike_drift: float = 0.103  # (0.045)
    spike_sigma: float = 0.146
    spike_leave: float = 0.267  # (0.124) a spike lasts 3.7 months
    # three_regime: the same line with calm (rising), spike and slump months; calm_drift such that the mean of dx is nought
    three_return: float = 0.0429  # kappa (0.0103)
    three_momentum: float = -0.0476  # gamma (0.0516)
    three_drift: tuple[float, float, float] = (0.0479, 0.1939, -0.0309)  # (implied), (0.0603), (0.0102)
    three_sigma: tuple[float, float, float] = (0.0487, 0.1168, 0.0482)  # (0.0049), (0.0341), (0.0046)
    three_calm_to_spike: float = 0.0289  # (0.0198) a month
    three_calm_to_slump: float = 0.2927  # (0.0889) calm months last 3.1 months
    three_spike_to_slump: float = 0.3289  # (0.1441) a spike lasts 3.0 months
    three_slump_to_calm: float = 0.1532  # (0.0722) a slump lasts 6.5 months
    three_robusta_correlation: float = 0.45  # of the shocks, so that with shared regimes the changes are correlated 0.71
    # ar2: x = phi x_-1 + momentum dx_-1 + sigma e
    ar2_phi: float = 0.975  # (0.010)
    ar2_momentum: float = 0.216  # (0.047)
    ar2_sigma: float = 0.069
    # gbm and ou: for teaching; the volatility is that of a year
    gbm_drift_per_year: float = 0.011
    gbm_sigma_per_year: float = 0.245
    ou_phi: float = 0.980  # (0.010)
    ou_sigma_per_year: float = 0.246
    # garch(1, 1) of log changes with Hansen's skewed t; its mean variance is that of gbm. For the risk of one season
    garch_alpha: float = 0.10
    garch_beta: float = 0.79
    garch_freedom: float = 9.5
    garch_skew: float = 0.22
    # bootstrap
    block_months: float = 12.0
    # robusta against arabica
    robusta_correlation: float = 0.71
    robusta_sigma_ratio: float = 0.9
    # means of the log price (212 and 120 US cents of 2025 a pound), in US$/qq
    arabica_reference_usd_per_qq: float = 215.0
    robusta_reference_usd_per_qq: float = 121.7


FITTED = Fitted()


def _open(uniform: Floats) -> Floats:
    """Uniforms kept off 0 and 1, where inverses are infinite."""
    return np.clip(uniform, 2.0**-54, 1.0 - 2.0**-53)


def skewed_t(uniform: ArrayLike, freedom: float = FITTED.garch_freedom, skew: float = FITTED.garch_skew) -> Floats:
    """Inverse of Hansen's (1994) skewed t distribution with mean 0 and variance 1; any shape.

    >>> skewed_t([0.01, 0.5, 0.99]).round(2).tolist()
    [-2.14, -0.08, 2.77]
    """
    u = _open(np.asarray(uniform, dtype=np.float64))
    log_c = gammaln((freedom + 1) / 2) - gammaln(freedom / 2) - 0.5 * np.log(np.pi * (freedom - 2))
    a = 4 * skew * np.exp(log_c) * (freedom - 2) / (freedom - 1)
    b = np.sqrt(1 + 3 * skew * skew - a * a)
    scale = np.sqrt((freedom - 2) / freedom)
    left = (1 - skew) * scale * stdtrit(freedom, np.minimum(u / (1 - skew), 0.5))
    right = (1 + skew) * scale * stdtrit(freedom, _open(np.maximum((u + skew) / (1 + skew), 0.5)))
    values: Floats = (left + right - a) / b  # one of the two is 0: the halves meet at u = (1 - skew) / 2
    return values


def _regime(draws: Floats, start: Floats, fitted: Fitted) -> Floats:
    rows, months = draws.shape[:2]
    shocks, deviation = ndtri(_open(draws[..., 1])), np.empty((rows, months))
    deviation[:, 0], change = start, np.zeros(rows)
    spike = np.zeros(rows, dtype=bool)
    for month in range(1, months):
        turns = draws[:, month, 0] < np.where(spike, fitted.spike_leave, fitted.calm_leave)
        spike = spike ^ turns
        drift = np.where(spike, fitted.spike_drift, fitted.calm_drift)
        sigma = np.where(spike, fitted.spike_sigma, fitted.calm_sigma)
        before = deviation[:, month - 1]
        change = drift - fitted.regime_return * before + fitted.regime_momentum * change + sigma * shocks[:, month]
        deviation[:, month] = before + change
    return deviation


def _three_regime(draws: Floats, start: Floats, fitted: Fitted) -> Floats:
    """Calm months rise a little and are soon followed by a slump or, rarely, a spike; a spike ends in a slump.

    Fitted by maximum likelihood (Hamilton's filter, 30 random starts, standard errors from the curvature) on the 440 changes
    of 1989-08 to 2026-05; a way back from a spike to calm was fitted as well, came out as nought and was left out. AIC -1166
    against -1159 for two regimes. A dozen numbers from 37 years: rough, another reading of the same history.
    """
    rows, months = draws.shape[:2]
    shocks, deviation = ndtri(_open(draws[..., 1])), np.empty((rows, months))
    deviation[:, 0], change = start, np.zeros(rows)
    drifts, sigmas = np.array(fitted.three_drift), np.array(fitted.three_sigma)
    spike_up_to, slump_up_to = fitted.three_calm_to_spike, fitted.three_calm_to_spike + fitted.three_calm_to_slump
    regime = np.zeros(rows, dtype=np.int64)
    for month in range(1, months):
        turn = draws[:, month, 0]
        from_calm = np.where(turn < spike_up_to, 1, np.where(turn < slump_up_to, 2, 0))
        from_spike = np.where(turn < fitted.three_spike_to_slump, 2, 1)
        from_slump = np.where(turn < fitted.three_slump_to_calm, 0, 2)
        regime = np.where(regime == 0, from_calm, np.where(regime == 1, from_spike, from_slump))
        before = deviation[:, month - 1]
        pull = fitted.three_momentum * change - fitted.three_return * before
        change = drifts[regime] + pull + sigmas[regime] * shocks[:, month]
        deviation[:, month] = before + change
    return deviation


def _linear(draws: Floats, start: Floats, phi: float, momentum: float, drift: float, sigma: float) -> Floats:
    """x = phi x_-1 + momentum dx_-1 + drift + sigma e: ar2, ou and gbm are this line with some parts left out."""
    rows, months = draws.shape[:2]
    shocks, deviation = ndtri(_open(draws[..., 1])), np.empty((rows, months))
    deviation[:, 0], change = start, np.zeros(rows)
    for month in range(1, months):
        deviation[:, month] = phi * deviation[:, month - 1] + momentum * change + drift + sigma * shocks[:, month]
        change = deviation[:, month] - deviation[:, month - 1]
    return deviation


def _ar2(draws: Floats, start: Floats, fitted: Fitted) -> Floats:
    return _linear(draws, start, fitted.ar2_phi, fitted.ar2_momentum, 0.0, fitted.ar2_sigma)


def _gbm(draws: Floats, start: Floats, fitted: Fitted) -> Floats:
    return _linear(draws, start, 1.0, 0.0, fitted.gbm_drift_per_year / 12, fitted.gbm_sigma_per_year / np.sqrt(12))


def _ou(draws: Floats, start: Floats, fitted: Fitted) -> Floats:
    return _linear(draws, start, fitted.ou_phi, 0.0, 0.0, fitted.ou_sigma_per_year / np.sqrt(12))


def _garch(draws: Floats, start: Floats, fitted: Fitted) -> Floats:
    rows, months = draws.shape[:2]
    shocks, deviation = skewed_t(draws[..., 1], fitted.garch_freedom, fitted.garch_skew), np.empty((rows, months))
    mean_variance = fitted.gbm_sigma_per_year * fitted.gbm_sigma_per_year / 12
    deviation[:, 0], variance = start, np.full(rows, mean_variance)
    base = mean_variance * (1 - fitted.garch_alpha - fitted.garch_beta)
    for month in range(1, months):
        surprise = np.sqrt(variance) * shocks[:, month]
        deviation[:, month] = deviation[:, month - 1] + surprise
        variance = base + fitted.garch_alpha * surprise * surprise + fitted.garch_beta * variance
    return deviation


@cache
def _changes(series: str) -> Floats:
    """Monthly changes of the log real price since the end of the quotas, less their mean."""
    price = world_price_usd_per_qq(series)
    changes: Floats = np.diff(np.log(price[price.index >= FREE_MARKET_FROM].to_numpy(dtype=np.float64)))
    return np.asarray(changes - changes.mean())


def _bootstrap(draws: Floats, start: Floats, fitted: Fitted, series: str) -> Floats:
    """Stationary block bootstrap (Politis and Romano 1994) of the changes of history, which wraps round at its end."""
    rows, months = draws.shape[:2]
    changes, deviation = _changes(series), np.empty((rows, months))
    drawn = np.minimum((draws[..., 1] * changes.size).astype(np.int64), changes.size - 1)
    new_block = draws[..., 0] < 1.0 / fitted.block_months
    deviation[:, 0], position = start, drawn[:, 0]
    for month in range(1, months):
        position = np.where(new_block[:, month], drawn[:, month], (position + 1) % changes.size)
        deviation[:, month] = deviation[:, month - 1] + changes[position]
    return deviation


_STEPS: dict[str, Callable[[Floats, Floats, Fitted], Floats]] = {
    "regime": _regime,
    "three_regime": _three_regime,
    "ar2": _ar2,
    "gbm": _gbm,
    "ou": _ou,
    "garch": _garch,
}
PROCESSES = (*_STEPS, "bootstrap")


def _robusta_draws(draws: Floats, correlation: float) -> Floats:
    """The same draws with shocks that move with those of arabica; turns of the regime are shared.

    The second, independent shock is read from the low half of the digits of the uniform, so that two uniforms a month serve
    both coffees; a round uniform such as 0.5 gives the middle.
    """
    uniform = draws[..., 1]
    independent = ndtri(_open((uniform * 2.0**26 + 0.5) % 1.0))
    shock = correlation * ndtri(_open(uniform)) + np.sqrt(1 - correlation * correlation) * independent
    return np.stack([draws[..., 0], ndtr(shock)], axis=-1)


def _robusta(fitted: Fitted) -> Fitted:
    names = ("calm_sigma", "spike_sigma", "ar2_sigma", "gbm_sigma_per_year", "ou_sigma_per_year")
    calm, spike, slump = (fitted.robusta_sigma_ratio * sigma for sigma in fitted.three_sigma)
    up, high, down = (fitted.robusta_sigma_ratio * drift for drift in fitted.three_drift)
    smaller = {name: fitted.robusta_sigma_ratio * getattr(fitted, name) for name in names}
    return replace(fitted, **smaller, three_sigma=(calm, spike, slump), three_drift=(up, high, down))


def paths(
    name: str,
    uniforms: ArrayLike,
    start_log_deviation: ArrayLike = 0.0,
    reference_usd_per_qq: float | None = None,
    *,
    series: str = "arabica",
    fitted: Fitted = FITTED,
) -> Floats:
    """Real world prices, US$/qq, shape (rows, months), from uniforms in [0, 1) of shape (rows, months, 2).

    Of the two uniforms of a month the first turns the regime or the block, the second is the shock. The first month holds
    the start, `reference` x exp(`start_log_deviation`) (a number, or one for each row); the price moves from the second month
    on, from a calm market that did not move before. `regime`, `three_regime`, `ar2` and `ou` come back to the reference,
    215 US$/qq for arabica and 121.7 for robusta if not given; `gbm`, `garch` and `bootstrap` have no home. The bootstrap
    leaves out the mean change of history (1.5 % a year since 1989, mostly the rise of 2024-25): its log price has no drift.

    `ou` hardly ever gives the jump that breaks delivery promises (+50 % within 3 months): it is there for teaching.

    >>> paths("ou", np.full((1, 3, 2), 0.5), start_log_deviation=0.1).round(1).tolist()
    [[237.6, 237.1, 236.7]]
    """
    draws = np.asarray(uniforms, dtype=np.float64)
    if name not in PROCESSES:
        raise UserMistake(field="source", got=name, among=PROCESSES)
    if series not in SERIES:
        raise UserMistake(field="series", got=series, among=SERIES)
    if draws.ndim != 3 or draws.shape[2] != 2 or draws.shape[1] < 1:
        raise ValueError(f"uniforms of shape {draws.shape}, not (rows, months, 2)")
    start = np.broadcast_to(np.asarray(start_log_deviation, dtype=np.float64), draws.shape[:1])
    home = {"arabica": fitted.arabica_reference_usd_per_qq, "robusta": fitted.robusta_reference_usd_per_qq}[series]
    reference = home if reference_usd_per_qq is None else reference_usd_per_qq
    if name == "bootstrap":
        deviation = _bootstrap(draws, start, fitted, series)
    elif series == "robusta":
        correlation = fitted.three_robusta_correlation if name == "three_regime" else fitted.robusta_correlation
        deviation = _STEPS[name](_robusta_draws(draws, correlation), start, _robusta(fitted))
    else:
        deviation = _STEPS[name](draws, start, fitted)
    return reference * np.exp(deviation)
