"""Watching the arms of an experiment: sums of each season, by household and by cooperative."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from coopsim.model.world import World
from coopsim.patterns.declared import Array, Seen

FLOWS = (
    "harvest_qq",
    "offered_qq",
    "refused_qq",
    "delivered_qq",
    "side_sold_qq",
    "received_usd",
    "costs_usd",
    "interest_usd",
    "months_without_cash",
)
TRAITS = ("hectares", "risk_aversion", "off_coffee_income_usd_per_month", "kin")
OF_THE_COOPERATIVE = (
    "contracted_qq",
    "defaulted_strategic_qq",
    "defaulted_forced_qq",
    "advance_cut_usd",
    "advance_full_usd",
)


@dataclass
class Watch:
    """Keeps every season of all rows, of the first cooperative and its district.

    The rows are replicates of arms; `of` cuts out those of one arm.
    """

    cohort: NDArray[np.bool_]
    traits: dict[str, Array]
    seasons: list[dict[str, Array]] = field(default_factory=list)
    cooperatives: list[dict[str, Array]] = field(default_factory=list)
    _prices: list[tuple[Array, Array]] = field(default_factory=list)
    every_month = True

    @classmethod
    def begin(cls, world: World) -> Watch:
        """A watch on the households that are members now."""
        f = world.farmers
        traits = {name: np.broadcast_to(getattr(f, name), f.shape).copy() for name in TRAITS}
        return cls(f.is_member & (f.district == 0), traits)

    def month_ended(self, world: World) -> None:
        """Prices count in the months in which there is coffee to sell."""
        month = world.month - 1
        if world.harvest_shares[month % 12] > 0:
            farm_gate = world.districts.farm_gate_price_usd_per_qq[:, 0].copy()
            self._prices.append((farm_gate, world.paths.world_price_usd_per_qq[:, month]))

    def season_ended(self, world: World) -> None:
        f, c, d = world.farmers, world.cooperatives, world.districts
        here = (f.district == 0).astype(float)
        sums = {name: getattr(f, f"season_{name}") * here for name in FLOWS}
        sums |= {"member": f.is_member * here, "season_member": f.season_member * here}
        sums["keeps_standard"] = f.keeps_standard * here
        self.seasons.append({name: np.array(column, dtype=float) for name, column in sums.items()})
        cooperative = {name: getattr(c, f"season_{name}")[:, 0].copy() for name in OF_THE_COOPERATIVE}
        members = (f.is_member * here).sum(axis=1)
        cooperative |= {
            "alive": c.alive[:, 0].astype(float),
            "leaders_kin": c.leaders_kin[:, 0].copy(),
            "rule_in_force": 1.0 - c.rule_suspended[:, 0],
            "traders": d.traders[:, 0].copy(),
            "services_usd": c.services_usd_per_member_year[:, 0] * members * c.alive[:, 0],
            "area_ha": (f.season_member * f.area_ha * here).sum(axis=1),
            "farm_gate_price_usd_per_qq": np.mean([farm_gate for farm_gate, _world in self._prices], axis=0),
            "world_usd_per_qq": np.mean([price for _farm_gate, price in self._prices], axis=0),
        }
        self._prices.clear()
        self.cooperatives.append(cooperative)

    def of(self, rows: slice) -> Seen:
        """The outcomes of the arm in these rows."""
        return Seen(
            {name: np.stack([season[name][rows] for season in self.seasons]) for name in self.seasons[0]},
            {name: np.stack([season[name][rows] for season in self.cooperatives]) for name in self.cooperatives[0]},
            {name: column[rows] for name, column in self.traits.items()},
            self.cohort[rows],
        )
