"""Late pay, read by trust and by need: `python -m tests.laws.late_pay` prints the table of docs/model/household.md.

Everybody trusts alike and nobody learns; members are paid by the price of the day, the rest at once or after three months.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.model.simulate import live, world_of
from coopsim.model.world import World
from coopsim.scenario import load

TRUST, NEED_USD, DELAYS, SEASONS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0), (150.0, 250.0, 400.0), (0, 3), 3


class Offers:
    """Share of the coffee of those who were members at first that was offered, over all seasons."""

    every_month = False

    def __init__(self, cohort: NDArray[np.bool_]) -> None:
        self.cohort, self.offered, self.harvest = cohort, 0.0, 0.0

    def season_ended(self, world: World) -> None:
        f = world.farmers
        self.offered = self.offered + np.where(self.cohort, f.season_offered_qq, 0.0).sum(axis=1)
        self.harvest = self.harvest + np.where(self.cohort, f.season_harvest_qq, 0.0).sum(axis=1)


def after_burn_in(runs: int, **values: Any) -> World:
    """The rows whose cooperative is open at the end of the burn-in."""
    ordinary = {"source": "constant", "member_price": "indexed", "sale_price": "open", "years": SEASONS}
    scenario = load("castillo").with_values(ordinary | values)
    world = world_of(scenario, range(runs), 1)
    live(world, scenario.time.warm_up_years * 12)
    return world.take(np.flatnonzero(world.cooperatives.alive[:, 0]))


def late_less_prompt(past: World, trust: float) -> float:
    """Share offered where the rest comes after three months, less where it comes at once."""
    shares = []
    for delay in DELAYS:
        world = past.copy()
        world.farmers.trust[:] = trust
        world.farmers.share(trust_gain_share=0.0, trust_loss_share=0.0)
        world.cooperatives.payment_delay_months[:] = delay
        offers = Offers(world.farmers.is_member.copy())
        live(world, world.month + SEASONS * 12, [offers])
        shares.append(offers.offered / offers.harvest)
    return float(np.mean(shares[1] - shares[0]))


def table(runs: int = 32) -> NDArray[np.float64]:
    """Late less prompt, (trust, need)."""
    past = [after_burn_in(runs, **{"need_usd_per_month.mean": need}) for need in NEED_USD]
    return np.array([[late_less_prompt(world, trust) for world in past] for trust in TRUST])


if __name__ == "__main__":
    print("| trust | " + " | ".join(f"need {need:.0f}" for need in NEED_USD) + " |")
    for level, row in zip(TRUST, table(), strict=True):
        print(f"| {level} | " + " | ".join(f"{100 * share:+.1f}" for share in row) + " |")
