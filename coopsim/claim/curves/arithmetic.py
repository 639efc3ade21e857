"""What arithmetic says of a fully expected high price: whether delivering gains or loses by it.

Differentiating what delivering is worth to a household by the world price gives dV/dW = M' - (1 - alpha)(1 - theta omega) - z'.
Where it is zero lies the dividing line. It takes the traders' price to rise by 1 - M' and the member price by 1 for a dollar
on the world price. What the two really do in the model is measured too, and the arithmetic done again with that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from coopsim.claim.criteria.cells import policies_of
from coopsim.equations.cooperative import months_to_second_payment
from coopsim.equations.delivery import later_money_value
from coopsim.model.simulate import world_of
from coopsim.scenario import Scenario


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


@dataclass(frozen=True)
class Promise:
    """What a promise of money is worth as members begin, in the mean over members.

    Parameters
    ----------
    omega : float
        Value of a dollar paid later, if it is paid.
    theta_omega : float
        The same times trust, household by household.
    months : float
        How long members wait for it.
    """

    omega: float
    theta_omega: float
    months: float


def promise_worth(scenario: Scenario, cell: str, seed: int = 1) -> Promise:
    """Of the scenario's members under the policies of a cell."""
    world = world_of(scenario.with_values(policies_of(cell)), range(4), seed)
    f, c = world.farmers, world.cooperatives
    wait = world.at_farms(months_to_second_payment(c.payment_delay_months, c.processing_months, c.pays_pooled))
    omega = later_money_value(f.lean_money_value, f.patience_share_per_month, f.savings_leakage_share_per_month, wait)
    members = f.is_member
    of_members = [float((values + 0.0 * f.trust)[members].mean()) for values in (omega, f.trust * omega, wait)]
    return Promise(*of_members)
