"""Lesson 1: every way in which one farmer may decide in one harvest, everybody else by their rule."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coopsim.model.monthly import month_columns
from coopsim.model.simulate import calendar, live, world_of
from coopsim.model.world import World
from coopsim.runs.run import BLOCK
from coopsim.scenario import Scenario

Array = NDArray[np.float64]
SHARES = (0.0, 0.5, 1.0)  # what she may do with a month's coffee: all to the trader, half, all to the cooperative
PRICES = ("world_price_usd_per_qq", "farm_gate_price_usd_per_qq", "advance_usd_per_qq", "promised_usd_per_qq")
HERS = {"lot_qq": "lot_qq", "need_usd": "cash_need_usd", "at_farm_usd_per_qq": "street_at_farm_usd_per_qq"}  # of her record


@dataclass(frozen=True)
class Year:
    """One farmer's harvest year, whatever she decides.

    months: by month of harvest, the four prices (US$/qq), her coffee (`lot_qq`, when nothing was kept back), and her need of
    cash. received_usd: gross receipts since the harvest began, (ways, harvest months), a row for each of the 3 ** 6 ways;
    year_usd: those of the whole year. rule: what her own rule offers each month, and the receipts that gives. neighbour: a
    member with her rule, and the part of her coffee that she takes to the cooperative each month (NaN without coffee). The four
    arrays compare delivering all with selling all, over the replicates in which she is a member.
    """

    months: list[dict[str, float]]
    received_usd: Array
    year_usd: Array
    rule_shares: list[float]
    rule_september_usd: float
    rule_year_usd: float
    neighbour_year_usd: float
    neighbour_harvest_qq: float
    neighbour_shares: list[float]
    harvest_qq: float
    delivering_usd: Array
    selling_usd: Array
    delivering_september_usd: Array
    selling_september_usd: Array

    @property
    def september_usd(self) -> Array:
        """Receipts by the end of the harvest, one for each way."""
        return self.received_usd[:, -1]


@dataclass(frozen=True)
class OneFarmer:
    """A job for the loop over runs."""

    scenario: Scenario
    slot: int
    replicates: int
    seed: int

    @property
    def runs(self) -> int:
        return int(len(SHARES) ** len(self.harvest_months)) + 1 + 4 * self.replicates

    @property
    def harvest_months(self) -> list[int]:
        """The months of the harvest year in which coffee is picked."""
        return [place for place, part in enumerate(self.scenario.time.harvest_shares) if part > 0]

    def __call__(self) -> Year:
        ways = np.array(list(itertools.product(SHARES, repeat=len(self.harvest_months))))
        hers = self._begun([0])
        blocks = np.array_split(ways, -(-len(ways) // BLOCK))
        parts = [self._simulate(hers.take(np.zeros(len(block), dtype=np.int64)), block) for block in blocks]
        by_rule = self._simulate(hers, np.full((1, ways.shape[1]), np.nan))
        many = self._begun(range(2 * self.replicates))  # she is no member in every one of them
        every = np.ones((2 * self.replicates, ways.shape[1]))
        all_in, all_out = self._simulate(many.copy(), every), self._simulate(many, 0.0 * every)
        inside = all_in.is_member  # where she left in the warm-up the cooperative takes none of her coffee
        return Year(
            months=by_rule.months,
            received_usd=np.concatenate([part.received_usd for part in parts]),
            year_usd=np.concatenate([part.year_usd for part in parts]),
            rule_shares=by_rule.shares,
            rule_september_usd=float(by_rule.received_usd[0, -1]),
            rule_year_usd=float(by_rule.year_usd[0]),
            neighbour_year_usd=by_rule.neighbour_year_usd,
            neighbour_harvest_qq=by_rule.neighbour_harvest_qq,
            neighbour_shares=by_rule.neighbour_shares,
            harvest_qq=by_rule.harvest_qq,
            delivering_usd=all_in.year_usd[inside],
            selling_usd=all_out.year_usd[inside],
            delivering_september_usd=all_in.received_usd[inside, -1],
            selling_september_usd=all_out.received_usd[inside, -1],
        )

    def _begun(self, replicates: Sequence[int]) -> World:
        """A world for each replicate, after the warm-up."""
        world = world_of(self.scenario, list(replicates), self.seed, base_dir=self.scenario.folder)
        live(world, calendar(self.scenario)[1])
        return world

    def _simulate(self, world: World, shares: Array) -> Simulated:
        """One harvest year; row k of `shares` (rows, harvest months) is what she offers in world k."""
        f, her = world.farmers, self.slot
        near = next((int(slot) for slot in world.neighbour[0, her] if f.is_member[0, slot]), her)
        columns = dict(zip(self.harvest_months, shares.T, strict=True))
        months: list[dict[str, float]] = []
        offered: list[float] = []
        near_offered: list[float] = []
        received: list[Array] = []

        def given(world: World) -> Array:
            shares_now = np.full(f.shape, np.nan)
            shares_now[:, her] = columns[world.season_month]
            return shares_now

        for month_of_year in range(12):
            live(world, world.month + 1, given=given if month_of_year in columns else None)
            if month_of_year in columns:
                prices, household = month_columns(world), world.records.households[0, her]
                lot = float(household["lot_qq"])
                hers = {name: float(household[field]) for name, field in HERS.items()}
                months.append({name: float(prices[name][0, 0]) for name in PRICES} | hers)
                offered.append(float(f.offered_qq[0, her]) / lot if lot > 0 else 0.0)
                near_lot = float(world.records.households[0, near]["lot_qq"])
                near_offered.append(float(f.offered_qq[0, near]) / near_lot if near_lot > 0 else float("nan"))
                received.append(f.season_received_usd[:, her].copy())
        return Simulated(
            months=months,
            shares=offered,
            received_usd=np.stack(received, axis=1),
            year_usd=f.season_received_usd[:, her].copy(),
            is_member=f.season_member[:, her].copy(),
            neighbour_year_usd=float(f.season_received_usd[0, near]),
            neighbour_harvest_qq=float(f.season_harvest_qq[0, near]),
            neighbour_shares=near_offered,
            harvest_qq=float(f.season_harvest_qq[0, her]),
        )


@dataclass(frozen=True)
class Simulated:
    """The results of one harvest year in some worlds."""

    months: list[dict[str, float]]
    shares: list[float]
    received_usd: Array
    year_usd: Array
    is_member: NDArray[np.bool_]
    neighbour_year_usd: float
    neighbour_harvest_qq: float
    neighbour_shares: list[float]
    harvest_qq: float
