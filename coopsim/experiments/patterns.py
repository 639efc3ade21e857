"""Patterns of the field that the model is held against. Here the rows that it was calibrated on.

What can fail comes with the other theories.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.experiments.run import run_scenario
from coopsim.experiments.statistics import mean_interval
from coopsim.model.luck import Luck
from coopsim.prices.processes import paths
from coopsim.scenario import Scenario

READ_SEASONS = 6
BURN_IN_SEASONS = 10
PRICE_PATHS, PRICE_YEARS = 400, 37


@dataclass(frozen=True)
class Pattern:
    """One row of `validate`: what is seen in the field, the band, and who says so."""

    pattern: str
    en: str
    es: str
    source: str
    band_low: float
    band_high: float
    measure: Callable[[pd.DataFrame, Scenario, int], NDArray[np.float64]]
    use: str = "calibrate"


def _mean_by_replicate(seasons: pd.DataFrame, column: str) -> NDArray[np.float64]:
    return seasons.groupby("replicate")[column].mean().dropna().to_numpy(dtype=float)


def leakage(seasons: pd.DataFrame, scenario: Scenario, seed: int) -> NDArray[np.float64]:
    """Share of members' coffee sold outside by choice."""
    return _mean_by_replicate(seasons, "leakage_share")


def selling_outside(seasons: pd.DataFrame, scenario: Scenario, seed: int) -> NDArray[np.float64]:
    """Members who sell at least 5 % of the season's harvest outside."""
    return _mean_by_replicate(seasons, "members_selling_outside_share")


def premium(seasons: pd.DataFrame, scenario: Scenario, seed: int) -> NDArray[np.float64]:
    """Cooperative's FOB price over private exporters', at the normal price: an input, checked."""
    private = scenario.price.reference_price_usd_per_qq + scenario.intermediary.trader_differential_usd_per_qq
    own = scenario.price.reference_price_usd_per_qq + scenario.cooperative[0].differential_usd_per_qq
    return np.array([own / private - 1.0])


def yield_qq_per_ha(seasons: pd.DataFrame, scenario: Scenario, seed: int) -> NDArray[np.float64]:
    """Mean yield of members' coffee area."""
    each = seasons.assign(value=seasons["harvest_qq"] / seasons["area_ha"])
    return _mean_by_replicate(each, "value")


def _synthetic(seed: int) -> NDArray[np.float64]:
    return np.log(paths("regime", Luck(seed, list(range(PRICE_PATHS))).of_prices(PRICE_YEARS * 12)))


def volatility(seasons: pd.DataFrame, scenario: Scenario, seed: int) -> NDArray[np.float64]:
    """Standard deviation of monthly log changes of the regime process, a year."""
    return np.asarray(np.diff(_synthetic(seed), axis=1).std(axis=1) * np.sqrt(12.0))


def big_moves(seasons: pd.DataFrame, scenario: Scenario, seed: int) -> NDArray[np.float64]:
    """Share of 12-month moves of more than 40 %."""
    logs = _synthetic(seed)
    change = np.expm1(logs[:, 12:] - logs[:, :-12])
    return np.asarray((np.abs(change) > 0.40).mean(axis=1))


PATTERNS = (
    Pattern(
        "P1",
        "Leakage in a normal year, cooperative of Castillo's size",
        "Fuga en un año normal, cooperativa del tamaño que dice Castillo",
        "Enelow 2014; Castillo 2012",
        0.25,
        0.33,
        leakage,
    ),
    Pattern(
        "P2",
        "Members who sell at least 5 % outside",
        "Socios que venden al menos 5 % afuera",
        "Anteneh, Muradian & Ruben 2011",
        0.35,
        0.60,
        selling_outside,
    ),
    Pattern(
        "P16",
        "Cooperative's export premium over private exporters",
        "Prima de exportación de la cooperativa sobre los privados",
        "JNC / press 2014, 2019",
        0.15,
        0.30,
        premium,
    ),
    Pattern("P25", "Mean yield, qq/ha", "Rendimiento medio, qq/ha", "Castillo 2012; USDA", 14.0, 17.0, yield_qq_per_ha),
    Pattern(
        "P26a",
        "Synthetic price: volatility a year",
        "Precio sintético: volatilidad anual",
        "World Bank Pink Sheet",
        0.18,
        0.30,
        volatility,
    ),
    Pattern(
        "P26b",
        "Synthetic price: 12-month moves above 40 %",
        "Precio sintético: cambios de 12 meses mayores a 40 %",
        "World Bank Pink Sheet",
        0.08,
        0.20,
        big_moves,
    ),
)


def in_the_stated_world(scenario: Scenario) -> Scenario:
    """The world that calibration is measured in: the normal price, weather on, ten seasons of burn-in, six seasons read."""
    plain = scenario.model_copy(update={"event": ()})  # its own calendar: no dated events
    return plain.with_values({"source": "constant", "years": READ_SEASONS, "warm_up_years": BURN_IN_SEASONS})


def validate(
    scenario: Scenario,
    replicates: int = 64,
    seed: int = 1,
    *,
    patterns: tuple[str, ...] = (),
    workers: int = 1,
    on_progress: Callable[[int, int], None] | None = None,
) -> list[dict[str, Any]]:
    """Each pattern's value with its interval over replicates, and whether its mean lies in the band."""
    stated = in_the_stated_world(scenario)
    _months, seasons = run_scenario(stated, replicates, seed, workers=workers, keep_months=0, on_progress=on_progress)
    own = seasons[(seasons["cooperative"] == stated.cooperative[0].id) & (seasons["grouping"] == "all") & (seasons["alive"] > 0)]
    found = []
    for row in PATTERNS:
        if patterns and row.pattern not in patterns and row.pattern.rstrip("ab") not in patterns:
            continue
        each = row.measure(own, stated, seed)
        interval = mean_interval(each)
        value = float(each.mean()) if each.size else None
        facts = {name: item for name, item in asdict(row).items() if name not in ("measure", "use")}
        found.append(
            {
                **facts,
                "rule": ", ".join(stated.population.rules),
                "class": row.use,
                "value": value,
                "ci_low": float(interval.low),
                "ci_high": float(interval.high),
                "replicates": int(each.size),
                "passed": value is not None and row.band_low <= value <= row.band_high,
            }
        )
    return found
