"""The map of a fully expected high price: measured effect on the offered share, beside the sign that arithmetic gives.

Differentiating what delivering is worth to a household by the world price gives dV/dW = M' - (1 - alpha)(1 - theta omega) - z'.
Where it is nought lies the dividing line. It holds exactly only where the member price follows the world price at once.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import spearmanr

from coopsim.experiments.criteria import Criteria
from coopsim.experiments.per_unit import Effects, Setting
from coopsim.experiments.statistics import mean_interval
from coopsim.model.offers import wait_months
from coopsim.model.simulate import world_of
from coopsim.rules.delivery import later_money_value
from coopsim.scenario import Scenario

Document = dict[str, Any]
RISES, FALLS, UNCLEAR = "rises", "falls", "unclear"


def finance_slope(interest_per_year: Any, finance_months: Any, advance_share: Any) -> Any:
    """z': finance cost per dollar of price, j alpha / (1 + j alpha) with j = i h / 12; elementwise.

    >>> round(finance_slope(0.105, 2.6, 0.6), 4)
    0.0135
    """
    carried = interest_per_year * finance_months / 12.0 * advance_share
    return carried / (1.0 + carried)


def worth_slope(margin_share: Any, advance_share: Any, theta_omega: Any, finance: Any) -> Any:
    """dV/dW, dollars that delivering gains for each dollar on the world price: M' - (1 - alpha)(1 - theta omega) - z'.

    >>> round(worth_slope(0.02, 0.6, 0.71, 0.0135), 3)
    -0.11
    """
    return margin_share - (1.0 - advance_share) * (1.0 - theta_omega) - finance


def dividing_margin(advance_share: Any, theta_omega: Any, finance: Any) -> Any:
    """The margin share M' at which dV/dW is nought.

    >>> round(dividing_margin(0.6, 0.71, 0.0135), 4)
    0.1295
    """
    return (1.0 - advance_share) * (1.0 - theta_omega) + finance


def promise_worth(scenario: Scenario, cell: str, seed: int = 1) -> Document:
    """theta, omega and their product as members begin, in the mean over members; and the months they wait."""
    sale, member = cell.split("/")
    world = world_of(scenario.with_values({"sale_price": sale, "member_price": member}), range(4), seed)
    f = world.farmers
    wait = world.at_farms(wait_months(world))
    omega = later_money_value(f.lean_money_value, f.patience_share_per_month, f.savings_leak_share_per_month, wait)
    members = f.is_member
    return {
        "theta": float(f.trust[members].mean()),
        "omega": float((omega + 0.0 * f.trust)[members].mean()),
        "theta_omega": float((f.trust * omega)[members].mean()),
        "wait_months": float((wait + 0.0 * f.trust)[members].mean()),
    }


def flip_map(effects: pd.DataFrame, scenario: Scenario, criteria: Criteria, whole: Effects, draws: pd.DataFrame, seed: int) -> Document:
    """The grid, the line, and whether the measured sign is that of the arithmetic; the same asked of the drawn worlds."""
    part, level = criteria.subclaim("H2d"), float(criteria.judgement["level"])
    treatment = str(criteria.flips["map_treatment"])
    c = scenario.cooperative[0]
    rows = effects[(effects["outcome"] == part.outcomes[0]) & (effects["window"] == part.window)]
    trusted = effects[(effects["outcome"] == "trust") & (effects["window"] == part.window)]
    out: Document = {"treatment": treatment, "ln_size": criteria.headline_ln_size, "outcome": part.outcomes[0], "cells": {}, "points": []}
    for point in dict.fromkeys(effects["point"]):
        cell, margin, advance = point.split()
        about = out["cells"].setdefault(cell, promise_worth(scenario, cell, seed))
        about.setdefault("trust_at_the_event", float(trusted.loc[trusted["cell"] == cell, "baseline_value"].mean()))
        about["theta_omega_at_the_event"] = about["trust_at_the_event"] * about["omega"]
        found = mean_interval(rows.loc[rows["point"] == point, "effect"], level)
        z = float(finance_slope(c.interest_share_per_year, c.finance_months, float(advance)))
        slope = float(worth_slope(float(margin), float(advance), about["theta_omega_at_the_event"], z))
        measured = RISES if found.low > 0 else FALLS if found.high < 0 else UNCLEAR
        entry = {"cell": cell, "margin_share": float(margin), "advance_share": float(advance), "effect": found.mean}
        entry |= {"ci_low": found.low, "ci_high": found.high, "n_paths": found.n, "finance_slope": z, "worth_slope": slope}
        entry |= {"measured": measured, "agrees": None if measured == UNCLEAR else (measured == RISES) == (slope > 0)}
        out["points"].append(entry)
    for cell, about in out["cells"].items():
        here = [entry for entry in out["points"] if entry["cell"] == cell]
        clear = [entry for entry in here if entry["agrees"] is not None]
        about |= {"points": len(here), "clear": len(clear), "agree": sum(entry["agrees"] for entry in clear)}
        about["line"] = [_on_the_line(c, alpha, about) for alpha in np.linspace(0.4, 0.95, 12).round(3)]
    out["over_worlds"] = [found for cell in criteria.cells if (found := _over_worlds(whole, cell, treatment, scenario, criteria, draws))]
    return out


def _on_the_line(c: Any, alpha: float, about: Document) -> Document:
    z = finance_slope(c.interest_share_per_year, c.finance_months, alpha)
    return {
        "advance_share": float(alpha),
        "margin_share": float(dividing_margin(alpha, about["theta_omega"], z)),
        "margin_share_at_the_event": float(dividing_margin(alpha, about["theta_omega_at_the_event"], z)),
    }


def _over_worlds(
    whole: Effects, cell: str, treatment: str, scenario: Scenario, criteria: Criteria, draws: pd.DataFrame
) -> Document | None:
    """In the worlds of the ensemble, each with its own draws: does the sign of the effect follow the sign of dV/dW?"""
    part, c = criteria.subclaim("H2d"), scenario.cooperative[0]
    setting = Setting("world", treatment, cell, criteria.headline_ln_size)
    effect, trust = (whole.of(setting, name, part.kind, part.window) for name in (part.outcomes[0], "trust"))
    needed = ["margin_share", "advance_share", "payment_delay_months", "lean_money_value.mean", "patience_share_per_month.mean"]
    needed.append("savings_leak_share_per_month.mean")
    if not len(effect) or not set(needed) <= set(draws):
        return None
    own = draws.set_axis(draws.index.astype(str)).reindex(effect.index)
    wait = own["payment_delay_months"].to_numpy(float)
    wait = np.maximum(wait, c.processing_months + 1.0) if cell.endswith("/pooled") else wait
    omega = later_money_value(*(own[name].to_numpy(float) for name in (needed[3], needed[4], needed[5])), wait)
    alpha = own["advance_share"].to_numpy(float)
    z = finance_slope(c.interest_share_per_year, c.finance_months, alpha)
    theta_omega = trust["baseline_value"].reindex(effect.index).to_numpy(float) * omega
    slope = worth_slope(own["margin_share"].to_numpy(float), alpha, theta_omega, z)
    found = effect["effect"].to_numpy(float)
    clear = np.abs(found) > (part.smallest_effect or 0.0)
    same = np.sign(found) == np.sign(slope)
    return {
        "cell": cell,
        "n_worlds": len(found),
        "rank_correlation": float(spearmanr(slope, found)[0]) if len(found) > 2 else None,
        "same_sign_share": float(same.mean()),
        "n_beyond_smallest": int(clear.sum()),
        "same_sign_share_beyond_smallest": float(same[clear].mean()) if clear.any() else None,
        "arithmetic_falls_share": float((slope < 0).mean()),
        "measured_falls_share": float((found < 0).mean()),
    }
