"""X4: income and price gap apart. A boom whose gain is taken away leaves the gap; cash at unchanged prices leaves the income."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from coopsim.claim.arms import EVENT, PARTING, Arm, branch
from coopsim.claim.decide.measures import Floats
from coopsim.claim.outcomes.cohort import Cohort
from coopsim.claim.outcomes.windows import Seasons
from coopsim.claim.worlds.gift import give_cash
from coopsim.claim.worlds.job import WorldsJob
from coopsim.equations import household
from coopsim.model.simulate import live
from coopsim.model.world import World

NEVER = 1e9  # years of income for each month: a stock of cash that no household has


@dataclass
class Compensation:
    """Between months, takes from the treated rows what each household has gained against the same household without a boom.

    The first `rows` rows are untreated, the next `rows` treated. A gain is the difference in money received and earned less
    farm costs and interest, added up from the month they differ; what savings cannot pay yet is taken later, a loss is made good.
    It is taken before the household spends what exceeds its need: here, after the month, in place of in the month.
    """

    rows: int
    taken_usd: Floats | None = None
    season_taken: dict[int, Floats] = field(default_factory=dict)
    _before: Floats | None = None
    _buffer_share: Floats | None = None
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
    """The worlds of X4: besides the boom, its only arm, cash alone, and the boom whose gain is taken away."""

    @property
    def runs(self) -> int:
        return self.rows * 5

    def simulate_arms(self, world: World, base: Floats) -> tuple[Seasons, dict[Arm, Seasons]]:
        """The untreated arm; the boom, and the arms "cash" and "compensated" that belong to it."""
        (boom,) = self.arms
        branches = branch(world, base, [None, boom])
        watch = Cohort(PARTING, incomes_in=(EVENT,))
        watch.fix(branches)
        live(branches, EVENT * 12, [watch])
        gifted = branches.take(np.arange(self.rows))
        live(branches, self.until, [watch])
        return self.of_arm(watch, 0), {
            boom: self.of_arm(watch, 1),
            replace(boom, treatment="cash"): self._cash_alone(gifted, watch),
            replace(boom, treatment="compensated"): self._compensated(world, base, boom),
        }

    def _cash_alone(self, gifted: World, watch: Cohort) -> Seasons:
        """Each household gets in cash, at unchanged prices, what the boom's first season would have given it."""
        income = watch.incomes[EVENT]
        give_cash(gifted, np.maximum(income[self.rows :] - income[: self.rows], 0.0))
        after = watch.of_rows(self.rows, 1, EVENT)
        live(gifted, self.until, [after])
        before = self.of_arm(watch, 0, range(PARTING, EVENT))
        return Seasons.together([before, self.of_arm(after, 0)], axis=0)

    def _compensated(self, world: World, base: Floats, boom: Arm) -> Seasons:
        """The boom whose gain is taken away; with what was taken of a household by the end of each season, and what was not."""
        branches = branch(world, base, [None, boom])
        watch, tax = Cohort(PARTING), Compensation(self.rows)
        watch.fix(branches)
        tax.begin(branches)
        live(branches, self.until, [watch, tax])
        compensated = self.of_arm(watch, 1)
        assert watch.member is not None
        member = watch.member[: self.rows]
        money = np.stack([tax.season_taken[season] for season in range(PARTING, EVENT + self.after)])
        per_farmer = np.where(member, money, 0.0).sum(axis=3) / np.maximum(member.sum(axis=1), 1)
        shape = (len(per_farmer), len(self.draws), self.runs_per_world)
        names = ("taken_usd_per_farmer", "left_usd_per_farmer")
        sums = {name: per_farmer[:, place].reshape(shape).astype(np.float32) for place, name in enumerate(names)}
        return replace(compensated, sums={**compensated.sums, **sums})
