"""X4: income and price gap apart. A boom whose gain is taken away leaves the gap; cash at unchanged prices leaves the income."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.claim.arms import EVENT, PARTING, SEASONS, branch
from coopsim.claim.outcomes import Cohort
from coopsim.claim.worlds import WorldsJob, give_cash
from coopsim.equations import household
from coopsim.model.simulate import live
from coopsim.model.world import World

Array = NDArray[np.float64]
NEVER = 1e9  # years of income for each month: a stock of cash that no household has


@dataclass
class Compensation:
    """Between months, takes from the treated rows what each household has gained against the same household without a boom.

    The first `rows` rows are untreated, the next `rows` treated. A gain is the difference in money received and earned less
    farm costs and interest, added up from the month they differ; what savings cannot pay yet is taken later, a loss is made good.
    It is taken before the household spends what exceeds its need: here, after the month, in place of in the month.
    """

    rows: int
    taken_usd: Array | None = None
    season_taken: dict[int, Array] = field(default_factory=dict)
    _before: Array | None = None
    _buffer_share: Array | None = None
    every_month = True

    def begin(self, world: World) -> None:
        """Households leave their spending to this watch."""
        self._buffer_share = world.farmers.buffer_share.copy()
        world.farmers.buffer_share[:] = NEVER

    def month_ended(self, world: World) -> None:
        """Take the month's gain, and what was left of earlier ones; then spend."""
        f = world.farmers
        income = f.season_received_usd + f.season_cash_income_usd - f.season_costs_usd - f.season_interest_usd
        gain = income[self.rows :] - income[: self.rows]
        if self.taken_usd is None or self._before is None:
            self.taken_usd, self._before = np.zeros_like(gain), np.zeros_like(gain)
        wanted = self._before + gain - self.taken_usd
        amount = np.minimum(wanted, f.savings_usd[self.rows :])
        self.taken_usd = self.taken_usd + amount
        give_cash(world, np.concatenate([np.zeros_like(amount), -amount]))
        assert self._buffer_share is not None
        stock_wanted = f.stock_wanted_usd / NEVER * self._buffer_share
        give_cash(world, -np.asarray(household.spending_beyond_need_usd(f.savings_usd, stock_wanted)))

    def season_ended(self, world: World) -> None:
        """The season's sums start anew; what they held is kept."""
        f = world.farmers
        income = f.season_received_usd + f.season_cash_income_usd - f.season_costs_usd - f.season_interest_usd
        assert self._before is not None
        assert self.taken_usd is not None
        self._before = self._before + income[self.rows :] - income[: self.rows]
        self.season_taken[world.month // 12 - 1] = np.stack([self.taken_usd, self._before - self.taken_usd])


@dataclass(frozen=True)
class IncomeJob(WorldsJob):
    """The worlds of X4: besides the boom and the cash, the boom whose gain is taken away."""

    @property
    def runs(self) -> int:
        return super().runs + 2 * len(self.draws)

    def _arms(self, world: World, base: Array) -> pd.DataFrame:
        effects = super()._arms(world, base)
        boom = next(arm for arm in self.arms if arm.kind == "boom")
        rows = len(self.numbers)
        branches = branch(world, base, [None, boom])
        watch, tax = Cohort(PARTING, gaps_in=(EVENT,)), Compensation(rows)
        watch.fix(branches)
        tax.begin(branches)
        live(branches, SEASONS * 12, [watch, tax])
        compensated = self._effects(boom, watch, slice(rows, 2 * rows), watch).assign(treatment="compensated")
        assert watch.member is not None
        member = watch.member[:rows]
        money = np.where(member, tax.season_taken[EVENT], 0.0).sum(axis=2) / np.maximum(member.sum(axis=1), 1)
        sample = compensated.iloc[: len(self.numbers)]
        names = self.numbers.astype(str)
        amounts = [
            sample.assign(unit_id=names, outcome=outcome, window="impact", value=amount, baseline_value=0.0, effect=amount)
            for outcome, amount in zip(("taken", "left"), money, strict=True)
        ]
        return pd.concat([effects, compensated, *(frame.assign(unit="US$") for frame in amounts)], ignore_index=True)
