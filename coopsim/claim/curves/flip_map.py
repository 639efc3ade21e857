"""The map of a fully expected high price: measured effect on the offered share and the sign that arithmetic gives.

Differentiating what delivering is worth to a household by the world price gives dV/dW = M' - (1 - alpha)(1 - theta omega) - z'.
Where it is zero lies the dividing line. It takes the traders' price to rise by 1 - M' and the member price by 1 for a dollar
on the world price. What the two really do in the model is measured too, and the arithmetic done again with that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import spearmanr

from coopsim.claim.arms import EVENT, SEASONS, Arm, branch
from coopsim.claim.criteria import Criteria
from coopsim.claim.criteria.cells import policies_of
from coopsim.claim.per_unit import Effects, Setting
from coopsim.claim.worlds import WorldsJob
from coopsim.equations.cooperative import months_to_second_payment
from coopsim.equations.delivery import later_money_value
from coopsim.model.simulate import live, world_of
from coopsim.runs.statistics import mean_interval
from coopsim.scenario import Scenario

Document = dict[str, Any]
SLOPES = ("margin_share", "farm_gate_price_usd_per_qq", "farm_gate_slope", "promise_slope", "traders", "traders_high")
RISES, FALLS, UNCLEAR = "rises", "falls", "unclear"


def finance_slope(interest_per_year: Any, months_to_sale: Any, months_to_balance: Any, advance_share: Any) -> Any:
    """z': finance cost per dollar of price, j / (1 + j) with j = i (alpha n + (1 - alpha) max(n - tau, 0)) / 12; elementwise.

    >>> round(float(finance_slope(0.105, 2, 3, 0.6)), 4), round(float(finance_slope(0.105, 2, 0, 0.6)), 4)
    (0.0104, 0.0172)
    """
    months = advance_share * months_to_sale + (1.0 - advance_share) * np.maximum(months_to_sale - months_to_balance, 0.0)
    carried = interest_per_year / 12.0 * months
    return carried / (1.0 + carried)


def worth_slope(margin_share: Any, advance_share: Any, theta_omega: Any, finance: Any) -> Any:
    """dV/dW, dollars that delivering gains for each dollar on the world price: M' - (1 - alpha)(1 - theta omega) - z'.

    >>> round(worth_slope(0.02, 0.6, 0.71, 0.0135), 3)
    -0.11
    """
    return margin_share - (1.0 - advance_share) * (1.0 - theta_omega) - finance


def worth_slope_of(farm_gate_slope: Any, promise_slope: Any, advance_share: Any, theta_omega: Any) -> Any:
    """The same with what the two prices really do: m' (alpha + theta omega (1 - alpha)) - p'.

    >>> round(worth_slope_of(0.98, 0.9865, 0.6, 0.71), 3)
    -0.108
    """
    return promise_slope * (advance_share + theta_omega * (1.0 - advance_share)) - farm_gate_slope


def dividing_margin(advance_share: Any, theta_omega: Any, finance: Any) -> Any:
    """The margin share M' at which dV/dW is zero.

    >>> round(dividing_margin(0.6, 0.71, 0.0135), 4)
    0.1295
    """
    return (1.0 - advance_share) * (1.0 - theta_omega) + finance


PATHS_APART = 1000


@dataclass(frozen=True)
class MapJob(WorldsJob):
    """Squares of the map as worlds: world number = square x 1000 + path; price paths and draws are the same in every square."""

    @property
    def streams(self) -> NDArray[np.int64]:
        return self.numbers % PATHS_APART


def map_worlds(margins: Sequence[float], advances: Sequence[float], paths: int) -> pd.DataFrame:
    """The grid as a table of worlds.

    >>> map_worlds([0.0, 0.3], [0.4], 2).reset_index().to_numpy().tolist()
    [[0.0, 0.0, 0.4], [1.0, 0.0, 0.4], [1000.0, 0.3, 0.4], [1001.0, 0.3, 0.4]]
    """
    squares = list(product(margins, advances))
    number = [square * PATHS_APART + path for square in range(len(squares)) for path in range(paths)]
    values = [squares[one // PATHS_APART] for one in number]
    return pd.DataFrame(values, columns=["margin_share", "advance_share"], index=pd.Index(number, name="world"))


@dataclass(frozen=True)
class SlopesJob:
    """How many dollars the traders' price and the member price rise for a dollar on the world price, on a quiet market.

    Harvest months of the plateau's second season against the same months at the normal price.
    """

    scenario: Scenario
    cell: str
    margins: tuple[float, ...]
    arm: Arm
    seed: int

    @property
    def runs(self) -> int:
        return 2 * len(self.margins)

    def __call__(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """(no effects, one row for each margin share: prices' slopes, number of traders at normal and high prices)."""
        rows = len(self.margins)
        draws = pd.DataFrame({"margin_share": self.margins}, index=pd.RangeIndex(rows, name="world"))
        job = WorldsJob(self.scenario, self.cell, draws, (), self.seed)
        base = np.full((rows, SEASONS * 12), self.scenario.price.reference_price_usd_per_qq)
        world = branch(job.after_burn_in(base), base, [None, self.arm])
        live(world, (EVENT + 1) * 12)
        seen = []
        for month in range(12):
            live(world, (EVENT + 1) * 12 + month + 1)
            if world.harvest_shares[month] > 0:
                d, c = world.districts, world.cooperatives
                price = world.paths.world_price_usd_per_qq[:, world.month - 1]
                seen.append([price, d.farm_gate_price_usd_per_qq[:, 0], c.posted_price_usd_per_qq[:, 0], d.traders[:, 0]])
        price, farm_gate, promise, traders = np.mean(seen, axis=0)
        rise = price[rows:] - price[:rows]
        slopes = {
            "cell": self.cell,
            "margin_share": self.margins,
            "farm_gate_price_usd_per_qq": farm_gate[:rows],
            "farm_gate_slope": (farm_gate[rows:] - farm_gate[:rows]) / rise,
            "promise_slope": (promise[rows:] - promise[:rows]) / rise,
            "traders": traders[:rows],
            "traders_high": traders[rows:],
        }
        return pd.DataFrame(), pd.DataFrame(slopes)


def promise_worth(scenario: Scenario, cell: str, seed: int = 1) -> Document:
    """theta, omega and their product as members begin, in the mean over members; and the months they wait."""
    world = world_of(scenario.with_values(policies_of(cell)), range(4), seed)
    f, c = world.farmers, world.cooperatives
    wait = world.at_farms(months_to_second_payment(c.payment_delay_months, c.processing_months, c.pays_pooled))
    omega = later_money_value(f.lean_money_value, f.patience_share_per_month, f.savings_leakage_share_per_month, wait)
    members = f.is_member
    return {
        "theta": float(f.trust[members].mean()),
        "omega": float((omega + 0.0 * f.trust)[members].mean()),
        "theta_omega": float((f.trust * omega)[members].mean()),
        "months_to_second_payment": float((wait + 0.0 * f.trust)[members].mean()),
    }


def flip_map(
    effects: pd.DataFrame,
    slopes: pd.DataFrame,
    scenario: Scenario,
    criteria: Criteria,
    whole: Effects,
    draws: pd.DataFrame,
    seed: int,
) -> Document:
    """The grid, the line, and whether the measured sign is that of the arithmetic; the same asked of the drawn worlds.

    `slopes`: the rows of SlopesJob, with which the arithmetic is done again. `draws`: all worlds, also those left out.
    """
    part, level = criteria.subclaim("H2d"), float(criteria.judgement["level"])
    treatment = str(criteria.flips["map_treatment"])
    c = scenario.cooperative[0]
    rows = effects[(effects["outcome"] == part.outcomes[0]) & (effects["window"] == part.window)]
    trusted = effects[(effects["outcome"] == "cohort_trust") & (effects["window"] == part.window)]
    out: Document = {
        "treatment": treatment,
        "ln_size": criteria.headline_ln_size,
        "outcome": part.outcomes[0],
        "cells": {},
        "points": [],
    }
    slopes = slopes.set_index(["cell", "margin_share"])
    for key, here in rows.groupby(["cell", "margin_share", "advance_share"], observed=True, sort=False):
        cell, margin, advance = str(key[0]), float(key[1]), float(key[2])  # type: ignore[arg-type]
        about = out["cells"].setdefault(cell, promise_worth(scenario, cell, seed))
        about.setdefault("trust_at_the_event", float(trusted.loc[trusted["cell"] == cell, "baseline_value"].mean()))
        about["theta_omega_at_the_event"] = about["trust_at_the_event"] * about["omega"]
        mean = mean_interval(here["effect"], level)
        z = _finance_slope(c, about, advance)
        slope = float(worth_slope(margin, advance, about["theta_omega_at_the_event"], z))
        real: Any = slopes.loc[cell].loc[margin]
        again = float(worth_slope_of(real["farm_gate_slope"], real["promise_slope"], advance, about["theta_omega_at_the_event"]))
        measured = RISES if mean.low > 0 else FALLS if mean.high < 0 else UNCLEAR
        entry = {"cell": cell, "margin_share": margin, "advance_share": advance, "effect": mean.mean}
        entry |= {"ci_low": mean.low, "ci_high": mean.high, "n_paths": mean.n, "finance_slope": z, "worth_slope": slope}
        entry |= {"farm_gate_slope": float(real["farm_gate_slope"]), "promise_slope": float(real["promise_slope"])}
        entry |= {"worth_slope_again": again, "measured": measured}
        for name, sign in (("agrees", slope), ("agrees_again", again)):
            entry[name] = None if measured == UNCLEAR else (measured == RISES) == (sign > 0)
        out["points"].append(entry)
    for cell, about in out["cells"].items():
        mine = [entry for entry in out["points"] if entry["cell"] == cell]
        clear = [entry for entry in mine if entry["agrees"] is not None]
        about |= {"points": len(mine), "clear": len(clear), "agree": sum(entry["agrees"] for entry in clear)}
        about["agree_again"] = sum(entry["agrees_again"] for entry in clear)
        about["slopes"] = slopes.loc[cell].reset_index()[list(SLOPES)].to_dict("records")
        about["line"] = [_on_the_line(c, alpha, about) for alpha in np.linspace(0.4, 0.95, 12).round(3)]
    by_cell = (_over_worlds(whole, cell, treatment, scenario, criteria, draws, slopes.loc[cell]) for cell in out["cells"])
    out["over_worlds"] = [entry for entry in by_cell if entry]
    return out


def _finance_slope(c: Any, about: Document, advance_share: float) -> float:
    wait = about["months_to_second_payment"]
    return float(finance_slope(c.interest_share_per_year, c.processing_months + 1, wait, advance_share))


def _on_the_line(c: Any, alpha: float, about: Document) -> Document:
    z = _finance_slope(c, about, alpha)
    return {
        "advance_share": float(alpha),
        "margin_share": float(dividing_margin(alpha, about["theta_omega"], z)),
        "margin_share_at_the_event": float(dividing_margin(alpha, about["theta_omega_at_the_event"], z)),
    }


def _over_worlds(
    whole: Effects, cell: str, treatment: str, scenario: Scenario, criteria: Criteria, draws: pd.DataFrame, slopes: pd.DataFrame
) -> Document | None:
    """In the worlds of the ensemble, each with its own draws: does the sign of the effect follow the sign of dV/dW?"""
    part, c = criteria.subclaim("H2d"), scenario.cooperative[0]
    setting = Setting("world", treatment, cell, criteria.headline_ln_size)
    effect, trust = (whole.of(setting, name, part.kind, part.window) for name in (part.outcomes[0], "cohort_trust"))
    needed = ["margin_share", "advance_share", "payment_delay_months", "lean_money_value.mean", "patience_share_per_month.mean"]
    needed.append("savings_leakage_share_per_month.mean")
    if not len(effect) or not set(needed) <= set(draws):
        return None
    drawn = draws.set_axis(draws.index.astype(str)).reindex(effect.index)
    wait = months_to_second_payment(
        drawn["payment_delay_months"].to_numpy(float), c.processing_months, "pooled" in cell.split("/")
    )
    lean, patience, leak = (drawn[name].to_numpy(float) for name in needed[3:])
    omega = later_money_value(lean, patience, leak, wait)
    alpha = drawn["advance_share"].to_numpy(float)
    z = finance_slope(c.interest_share_per_year, c.processing_months + 1, wait, alpha)
    theta_omega = trust["baseline_value"].reindex(effect.index).to_numpy(float) * omega
    slope = worth_slope(drawn["margin_share"].to_numpy(float), alpha, theta_omega, z)
    seen = slopes.sort_index()
    farm_gate, promise = (
        np.interp(drawn["margin_share"].to_numpy(float), seen.index.to_numpy(float), seen[name].to_numpy(float))
        for name in ("farm_gate_slope", "promise_slope")
    )
    again = worth_slope_of(farm_gate, promise, alpha, theta_omega)
    effects = effect["effect"].to_numpy(float)
    clear = np.abs(effects) > (part.smallest_effect or 0.0)
    out: Document = {"cell": cell, "n_worlds": len(effects), "n_beyond_smallest": int(clear.sum())}
    out["measured_falls_share"] = float((effects < 0).mean())
    for name, sign in (("text", slope), ("again", again)):
        same = np.sign(effects) == np.sign(sign)
        out[name] = {
            "rank_correlation": float(spearmanr(sign, effects)[0]) if len(effects) > 2 else None,
            "falls_share": float((sign < 0).mean()),
            "same_sign_share": float(same.mean()),
            "same_sign_share_beyond_smallest": float(same[clear].mean()) if clear.any() else None,
        }
    return out
