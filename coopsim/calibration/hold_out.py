"""What a fitted rule would deliver in every period of a ledger, and how near that came where rows were held back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.calibration.chances import WEIGHTS, chances
from coopsim.calibration.faced import Faced
from coopsim.calibration.likelihood import Likelihood, delivered_part
from coopsim.calibration.posterior import LEVEL, Posterior

Array = NDArray[np.float64]
FUTURES = 200  # draws of the posterior whose deliveries are drawn
AT_ONCE = 20


@dataclass(frozen=True)
class HeldOut:
    """How near the prediction of the periods held back came.

    Attributes
    ----------
    seasons : int
        How many of the last seasons were held back; 0: none.
    periods : int
    inside_share : float
        In how many of these periods the share delivered lies in the 90 % band.
    mean_error_share, usual_error_share : float
        Mean distance of the predicted share from the one delivered, and of the mean share of the seasons before.
    """

    seasons: int
    periods: int
    inside_share: float
    mean_error_share: float
    usual_error_share: float


def futures(posterior: Posterior, fitted: Likelihood, whole: Likelihood, harvest: str, seed: int) -> Array:
    """Drawn shares of all periods, shape (futures, periods): each member as loyal as her rows in `fitted` leave possible."""
    chance, rows = np.random.default_rng(seed), whole.faced
    draws = posterior.draws.sample(FUTURES, replace=True, random_state=seed % 2**32)
    shares = np.empty((FUTURES, len(rows.periods)))
    for first in range(0, FUTURES, AT_ONCE):
        values = {str(name): column.to_numpy()[first : first + AT_ONCE] for name, column in draws.items()}
        worth = fitted.of_members(values)
        weights = np.exp(worth - worth.max(axis=-1, keepdims=True)) * WEIGHTS
        ends = np.cumsum(weights, axis=-1) / weights.sum(axis=-1, keepdims=True)
        place = (ends < chance.random((*ends.shape[:2], 1))).sum(axis=-1)
        delivers = chances(whole.rule, rows, whole.cases, values)
        drawn = np.arange(len(delivers))[:, None]
        of_row = delivers[drawn, whole.cases.of_row, np.minimum(place, len(WEIGHTS) - 1)[:, rows.member]]
        part = (chance.random((*of_row.shape, len(rows.lots))) < of_row[..., None]) @ rows.lots
        shares[first : first + AT_ONCE] = shares_of_periods(rows, part, harvest)
    return shares


def shares_of_periods(rows: Faced, part: Array, harvest: str) -> Array:
    """Of every period what share was delivered, by quintals; by rows where the harvest is not written. `part`: (..., rows)."""
    weights = np.ones(len(rows.member)) if harvest == "none" else rows.harvest_qq
    sums = np.zeros((len(rows.periods), len(rows.member)))
    sums[rows.period, np.arange(len(rows.member))] = weights
    return np.asarray(part @ sums.T / np.maximum(sums.sum(axis=1), 1e-9))


def observed_shares(rows: Faced, harvest: str) -> Array:
    """What share was delivered in each period as the ledger says."""
    if harvest == "none":
        return shares_of_periods(rows, delivered_part(rows, harvest), harvest)
    return shares_of_periods(rows, rows.delivered_qq / rows.harvest_qq, harvest)


def fit_table(rows: Faced, drawn: Array, harvest: str, held_back: Sequence[int]) -> pd.DataFrame:
    """A row for each period: the share delivered, the mean predicted, its 90 % band, and whether it was held back."""
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    season = np.zeros(len(rows.periods), dtype=int)
    season[rows.period] = rows.season
    return pd.DataFrame(
        {
            "period": list(rows.periods),
            "season": season,
            "rows": np.bincount(rows.period, minlength=len(rows.periods)),
            "delivered_share": observed_shares(rows, harvest),
            "predicted_share": drawn.mean(axis=0),
            "predicted_low": low,
            "predicted_high": high,
            "held_back": np.isin(season, list(held_back)),
        }
    )


def held_out(fit: pd.DataFrame, seasons: int) -> HeldOut:
    """How near the prediction came in the periods that were held back."""
    back, before = fit[fit["held_back"]], fit[~fit["held_back"]]
    if not len(back):
        return HeldOut(0, 0, float("nan"), float("nan"), float("nan"))
    usual = float(np.average(before["delivered_share"], weights=before["rows"]))
    inside = (back["delivered_share"] >= back["predicted_low"]) & (back["delivered_share"] <= back["predicted_high"])
    error = (back["predicted_share"] - back["delivered_share"]).abs().mean()
    return HeldOut(seasons, len(back), float(inside.mean()), float(error), float((back["delivered_share"] - usual).abs().mean()))
