"""What the test of the claim measures: a cohort of members followed season by season, wherever they sell.

The cohort is fixed when the arms branch off, two seasons before the event. Members who leave and cooperatives that close
stay in the denominator: a closed cooperative is offered nothing, is on the last rung of trouble, and its cohesion and the
trust in it are zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.claim.outcomes.ladder import SeasonSums
from coopsim.claim.outcomes.windows import Seasons
from coopsim.equations.indicators import net_coffee_income_usd
from coopsim.equations.land import neglected_or_lost_ha
from coopsim.model.measure import cohesion_share, turning_gap_usd_per_qq
from coopsim.model.world import World

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

ACTIVE_SHARE = 0.10  # of the harvest, that an active member delivers
GAP_STEPS = 12  # bisections of the gap that turns a member away


@dataclass
class Cohort:
    """An observer that sums up every season from `first_season` on.

    Parameters
    ----------
    first_season : int
        Counted from 0 since the start of the burn-in.
    with_gap : bool
        Whether the price gap that turns a member away is measured as well: it takes as long as all else together.
    incomes_in : tuple of int
        Seasons of which each household's income is kept.
    """

    first_season: int
    with_gap: bool = False
    incomes_in: tuple[int, ...] = ()
    member: Flags | None = None
    seasons: dict[int, dict[str, Floats]] = field(default_factory=dict)  # (rows) of each sum
    books: dict[int, SeasonSums] = field(default_factory=dict)  # (rows, cooperatives)
    incomes: dict[int, Floats] = field(default_factory=dict)  # (rows, households)
    poverty_third: NDArray[np.int64] | None = None
    every_month = False

    def month_ended(self, world: World) -> None:
        """Nothing is taken down by month."""

    def fix(self, world: World) -> None:
        """Members as of now, and how poor they are."""
        self.member = world.farmers.is_member.copy()
        self.poverty_third = world.farmers.poverty_third.copy()

    def season_ended(self, world: World) -> None:
        """Sums of the season; the cohort, where nobody has fixed it, is who is a member as its first season opens."""
        season = world.month // 12 - 1
        if self.member is None and season + 1 >= self.first_season:
            self.fix(world)
        if self.member is None or self.poverty_third is None or season < self.first_season:
            return
        self.seasons[season] = season_sums(world, self.member, self.poverty_third, self.with_gap)
        self.books[season] = season_books(world)
        if season in self.incomes_in:
            self.incomes[season] = incomes_usd(world)

    def of_rows(self, rows: int, copies: int, first_season: int) -> Cohort:
        """A new observer with the cohort of the first `rows` rows, for so many copies of them."""
        if self.member is None or self.poverty_third is None:
            raise ValueError("nobody is in the cohort yet")
        member, third = np.tile(self.member[:rows], (copies, 1)), np.tile(self.poverty_third[:rows], (copies, 1))
        return Cohort(first_season, self.with_gap, (first_season,), member, poverty_third=third)

    def of(self, rows: slice, worlds: int, seasons: Sequence[int] | None = None) -> Seasons:
        """What some rows come to, so many worlds with their runs together; all seasons taken down, or those asked for."""
        wanted = sorted(self.seasons) if seasons is None else list(seasons)

        def laid_out(column: Any) -> Any:
            some = np.stack(column)[:, rows]
            return some.reshape(len(wanted), worlds, -1, *some.shape[2:])

        names = self.seasons[wanted[0]]
        return Seasons(
            {name: laid_out([self.seasons[s][name] for s in wanted]).astype(np.float32) for name in names},
            SeasonSums._make(laid_out(column) for column in zip(*(self.books[s] for s in wanted), strict=True)),
        )


def incomes_usd(world: World) -> Floats:
    """Net coffee income of each household in the season, as every table has it."""
    f = world.farmers
    return np.asarray(net_coffee_income_usd(f.season_received_usd, f.season_costs_usd, f.season_interest_usd))


def season_sums(world: World, member: Flags, poverty_third: NDArray[np.int64], with_gap: bool = False) -> dict[str, Floats]:
    """Every sum of the season that has just closed, one number a row.

    Parameters
    ----------
    world : World
        At a season's end.
    member : array of bool, shape (rows, households)
        The cohort.
    poverty_third : array of int, shape (rows, households)
        As the cohort was fixed: 0 poorest, 2 richest.
    with_gap : bool
        Whether the price gap that turns a member away is measured.

    Returns
    -------
    dict
        Over the cohort, by name with its unit; households are counted.
    """
    f = world.farmers
    poorest, richest = member & (poverty_third == 0), member & (poverty_third == 2)

    def total(column: Any, of: Flags = member) -> Floats:
        return np.asarray(np.einsum("rh,rh->r", np.asarray(column, dtype=float), of.astype(float)))

    income = incomes_usd(world)
    at_hand = income + f.season_cash_income_usd + f.season_opening_savings_usd
    harvest, offered = np.asarray(f.season_harvest_qq), np.asarray(f.season_offered_qq)
    usual = f.hectares * f.yield_qq_per_ha
    is_open = world.at_farms(world.cooperatives.alive)
    harvested = total(harvest)
    sums = {
        "households": total(member),
        "households_poorest": total(poorest),
        "income_usd": total(income),
        "income_poorest_usd": total(income, poorest),
        "harvest_qq": harvested,
        "harvest_poorest_qq": total(harvest, poorest),
        "harvest_richest_qq": total(harvest, richest),
        "harvest_at_world_price_usd": harvested * season_price_usd_per_qq(world),
        "offered_qq": total(offered),
        "offered_poorest_qq": total(offered, poorest),
        "offered_richest_qq": total(offered, richest),
        "delivered_qq": total(f.season_delivered_qq),
        "refused_qq": total(f.season_refused_qq),
        "households_active": total(f.season_delivered_qq >= ACTIVE_SHARE * np.maximum(harvest, 1e-9)),
        "households_in_distress": total((at_hand < f.season_need_usd) | (income < 0)),
        "shortfall_usd": total(np.maximum(f.season_need_usd - at_hand, 0.0)),
        "abandoned_ha": total(neglected_or_lost_ha(f.hectares, f.area_ha, f.neglected_ha)),
        "planted_ha": total(f.hectares),
        "cohesive_qq": total(cohesion_share(world) * usual),
        "usual_qq": total(usual),
        "trust": total(np.where(is_open, f.trust, 0.0)),
        "members_kept": total(f.is_member),
    }
    return sums | {"turning_gaps_usd_per_qq": total(turning_gap_usd_per_qq(world, GAP_STEPS))} if with_gap else sums


def season_price_usd_per_qq(world: World) -> Floats:
    """The world price of the season that has just closed, each month by the part of the harvest that is picked in it; (rows)."""
    months = slice(world.month - 12, world.month)
    picked = np.asarray(world.harvest_shares, dtype=float)
    price = world.paths.world_price_usd_per_qq[:, months]
    return np.asarray(np.einsum("rm,m->r", price, picked / picked.sum()))


def season_books(world: World) -> SeasonSums:
    """The cooperatives' books of the season that has just closed, as the ladder of trouble takes them, (rows, cooperatives)."""
    c = world.cooperatives
    columns = (
        c.season_late_usd,
        c.season_due_usd,
        c.season_refused_qq,
        c.season_offered_qq,
        c.season_own_coffee_missing_qq,
        c.season_contracted_qq,
        c.season_result_usd,
        c.fixed_cost_usd_per_year,
        c.net_worth_usd,
        c.closing_pressure,
        c.closing_patience_seasons,
    )
    return SeasonSums._make([*(np.array(column, dtype=float) for column in columns), np.array(c.alive, dtype=bool)])
