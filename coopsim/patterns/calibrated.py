"""Rows that the model was calibrated on (P1, P30), and P2: an ordinary year. P16, P25 and P26 are inputs, checked."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.equations.indicators import leakage_share, ratio, sells_outside
from coopsim.model.luck import Luck
from coopsim.patterns.declared import CALIBRATE, CAN_FAIL, Arm, Array, Pattern, Results
from coopsim.prices.processes import paths

PRICE_PATHS, PRICE_YEARS = 400, 37
ORDINARY = Arm(seasons=6)


def ordinary_leakage(results: Results) -> Array:
    """Share of the members' coffee sold outside by choice, members of each season."""
    seen = results[ORDINARY]
    member = seen.season["season_member"]
    harvest = (seen.season["harvest_qq"] * member).sum(axis=2)
    leakage = leakage_share((seen.season["offered_qq"] * member).sum(axis=2), harvest)
    return _while_open(leakage, seen.cooperative["alive"])


def selling_outside(results: Results) -> Array:
    """Members who sell at least 5 % of the season's harvest outside; coffee that was turned away does not count."""
    season, alive = results[ORDINARY].season, results[ORDINARY].cooperative["alive"]
    outside = sells_outside(season["side_sold_qq"], season["refused_qq"], season["harvest_qq"])
    return _while_open(_mean_over_members(np.asarray(outside), season["season_member"]), alive)


def _mean_over_members(values: NDArray[Any], member: Array) -> Array:
    return ratio((values * member).sum(axis=2), member.sum(axis=2))


def _while_open(values: Array, alive: Array) -> Array:
    """The mean over the seasons at whose end the cooperative stands; missing where there is none."""
    counts = (alive > 0) & ~np.isnan(values)
    return ratio(np.where(counts, values, 0.0).sum(axis=0), counts.sum(axis=0).astype(float))


def premium(results: Results) -> Array:
    """The cooperative's export price over private exporters', at the normal price: an input, checked."""
    price = results.scenario.price.reference_price_usd_per_qq
    private = price + results.scenario.intermediary.trader_differential_usd_per_qq
    return np.array([(price + results.scenario.cooperative[0].differential_usd_per_qq) / private - 1.0])


def yield_qq_per_ha(results: Results) -> Array:
    """Mean yield of members' coffee area."""
    season, cooperative = results[ORDINARY].season, results[ORDINARY].cooperative
    harvest = (season["harvest_qq"] * season["season_member"]).sum(axis=2)
    return _while_open(ratio(harvest, cooperative["area_ha"]), cooperative["alive"])


def months_without_cash(results: Results) -> Array:
    """Months of a season at whose end a member household has no cash left."""
    season, alive = results[ORDINARY].season, results[ORDINARY].cooperative["alive"]
    return _while_open(_mean_over_members(season["months_without_cash"], season["season_member"]), alive)


def _synthetic(seed: int) -> Array:
    return np.log(paths("regime", Luck(seed, list(range(PRICE_PATHS))).of_prices(PRICE_YEARS * 12)))


def volatility(results: Results) -> Array:
    """Standard deviation of monthly log changes of the regime process, a year."""
    return np.asarray(np.diff(_synthetic(results.seed), axis=1).std(axis=1) * np.sqrt(12.0))


def big_moves(results: Results) -> Array:
    """Share of 12-month moves of more than 40 %."""
    logs = _synthetic(results.seed)
    change = np.expm1(logs[:, 12:] - logs[:, :-12])
    return np.asarray((np.abs(change) > 0.40).mean(axis=1))


PATTERNS = (
    Pattern(
        "P1",
        "Leakage in a normal year, cooperative of Castillo's size",
        "Venta afuera en un año normal, cooperativa del tamaño que dice Castillo",
        CALIBRATE,
        "Enelow 2014; Castillo 2012",
        ordinary_leakage,
        (ORDINARY,),
        "band",
        0.25,
        0.33,
        matched=True,
    ),
    Pattern(
        "P2",
        "Members who sell at least 5 % outside",
        "Socios que venden al menos 5 % afuera",
        CAN_FAIL,
        "Anteneh, Muradian & Ruben 2011",
        selling_outside,
        (ORDINARY,),
        "band",
        0.35,
        0.60,
        matched=True,
    ),
    Pattern(
        "P16",
        "Cooperative's export premium over private exporters",
        "Prima de exportación de la cooperativa sobre los privados",
        CALIBRATE,
        "JNC / press 2014, 2019",
        premium,
        (),
        "band",
        0.15,
        0.30,
    ),
    Pattern(
        "P25",
        "Mean yield",
        "Rendimiento medio",
        CALIBRATE,
        "Castillo 2012; USDA",
        yield_qq_per_ha,
        (ORDINARY,),
        "band",
        14.0,
        17.0,
        "qq/ha",
    ),
    Pattern(
        "P26a",
        "Synthetic price: volatility a year",
        "Precio simulado: volatilidad anual",
        CALIBRATE,
        "World Bank Pink Sheet",
        volatility,
        (),
        "band",
        0.18,
        0.30,
    ),
    Pattern(
        "P26b",
        "Synthetic price: 12-month moves above 40 %",
        "Precio simulado: cambios de 12 meses mayores a 40 %",
        CALIBRATE,
        "World Bank Pink Sheet",
        big_moves,
        (),
        "band",
        0.08,
        0.20,
    ),
    Pattern(
        "P30",
        "Months without cash: months a year in which a household's cash is used up",
        "Meses sin efectivo: meses al año en que a la familia se le acaba el efectivo",
        CALIBRATE,
        "Baca et al. 2014; Bacon et al. 2014",
        months_without_cash,
        (ORDINARY,),
        "band",
        2.0,
        4.0,
        "months",
        matched=True,
    ),
)
