"""What the test of the claim measures: a cohort of members followed season by season, wherever they sell.

The cohort is fixed when the event begins. Members who leave and cooperatives that close stay in the denominator: a
closed cooperative is offered nothing, has trouble, and its cohesion is zero.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.equations.indicators import net_coffee_income_usd, ratio
from coopsim.equations.land import neglected_or_lost_ha
from coopsim.model.measure import cohesion_share, turning_gap_usd_per_qq
from coopsim.model.world import World
from coopsim.runs.cohort_outcomes import COHORT_OUTCOMES

Array = NDArray[np.float64]

MISSED_CONTRACTS_SHARE, REFUSED_OR_LATE_SHARE, LOSS_SHARE_OF_FIXED_COST, ACTIVE_SHARE = 0.10, 0.10, 0.25, 0.10
UNITS = {column.name: column.unit for column in COHORT_OUTCOMES}


@dataclass
class Cohort:
    """An observer that takes down the outcomes of every season from `first_season` on; rows (rows,) per season."""

    first_season: int
    gaps_in: tuple[int, ...] = ()
    member: NDArray[np.bool_] | None = None
    poorest: NDArray[np.bool_] | None = None
    seasons: dict[int, dict[str, Array]] = field(default_factory=dict)
    incomes: dict[int, Array] = field(default_factory=dict)  # of each household, in the seasons of `gaps_in`
    every_month = False

    def month_ended(self, world: World) -> None:
        """Nothing is taken down by month."""

    def fix(self, world: World) -> None:
        """Members as of now."""
        self.member = world.farmers.is_member.copy()
        self.poorest = self.member & (world.farmers.poverty_third == 0)

    def season_ended(self, world: World) -> None:
        """Outcomes of the season; the cohort, where nobody has fixed it, is who is a member as its first season opens."""
        season = world.month // 12 - 1
        if self.member is None and season + 1 >= self.first_season:
            self.fix(world)
        if self.member is not None and season >= self.first_season:
            self.seasons[season] = season_outcomes(world, self.member, self.poorest, season in self.gaps_in)
            if season in self.gaps_in:
                self.incomes[season] = incomes_usd(world)

    def of_rows(self, rows: int, copies: int, first_season: int) -> Cohort:
        """A new observer with the cohort of the first `rows` rows, for so many copies of them."""
        other = Cohort(first_season, gaps_in=(first_season,))
        assert self.member is not None
        assert self.poorest is not None
        other.member, other.poorest = np.tile(self.member[:rows], (copies, 1)), np.tile(self.poorest[:rows], (copies, 1))
        return other

    def over(self, seasons: range | list[int], name: str) -> Array:
        """An outcome over a window of seasons: shares as sum over sum, the rest as a mean; missing where a season is."""
        if name in RATIOS:
            part, whole = RATIOS[name]
            top = np.add.reduce([self.seasons[s][part] for s in seasons])
            bottom = np.add.reduce([self.seasons[s][whole] for s in seasons])
            return np.nan_to_num(ratio(top, bottom))
        if name in AT_THE_END:
            return self.seasons[max(seasons)][name]
        return np.asarray(np.mean([self.seasons[s][name] for s in seasons], axis=0))


RATIOS = {
    "cohort_offered_share": ("offered_qq", "harvest_qq"),
    "cohort_delivered_share": ("delivered_qq", "harvest_qq"),
    "refused_share": ("refused_qq", "offered_qq"),
    "offered_poorest_third_share": ("offered_poorest_qq", "harvest_poorest_qq"),
    "offered_richest_third_share": ("offered_richest_qq", "harvest_richest_qq"),
}
AT_THE_END = ("closed_share", "abandoned_share", "members_kept_share")
MEASURED = tuple(column.name for column in COHORT_OUTCOMES)


def season_outcomes(
    world: World, member: NDArray[np.bool_], poorest: NDArray[np.bool_] | None, with_gap: bool
) -> dict[str, Array]:
    """Every outcome of the season that has just closed, one number a row."""
    f = world.farmers
    people = np.maximum(member.sum(axis=1), 1)

    def mean(column: NDArray[Any]) -> Array:
        return np.asarray(np.where(member, column, 0.0).sum(axis=1) / people)

    def total(column: NDArray[Any]) -> Array:
        return np.asarray(np.where(member, column, 0.0).sum(axis=1))

    income = incomes_usd(world)
    at_hand = income + f.season_cash_income_usd + f.season_opening_savings_usd
    usual = f.hectares * f.yield_qq_per_ha
    poor = member if poorest is None else poorest
    closed = ~world.at_farms(world.cooperatives.alive) & np.ones(f.shape, dtype=bool)
    outcomes = {
        "income_usd_per_farmer": mean(income),
        "income_poorest_third_usd_per_farmer": np.where(poor, income, 0.0).sum(axis=1) / np.maximum(poor.sum(axis=1), 1),
        "offered_qq": total(f.season_offered_qq),
        "offered_poorest_qq": total(np.where(f.poverty_third == 0, f.season_offered_qq, 0.0)),
        "harvest_poorest_qq": total(np.where(f.poverty_third == 0, f.season_harvest_qq, 0.0)),
        "offered_richest_qq": total(np.where(f.poverty_third == 2, f.season_offered_qq, 0.0)),
        "harvest_richest_qq": total(np.where(f.poverty_third == 2, f.season_harvest_qq, 0.0)),
        "harvest_qq": total(f.season_harvest_qq),
        "delivered_qq": total(f.season_delivered_qq),
        "refused_qq": total(f.season_refused_qq),
        "members_active_share": mean(f.season_delivered_qq >= ACTIVE_SHARE * np.maximum(f.season_harvest_qq, 1e-9)),
        "distress_share": mean((at_hand < f.season_need_usd) | (income < 0)),
        "shortfall_usd_per_farmer": mean(np.maximum(f.season_need_usd - at_hand, 0.0)),
        "abandoned_share": total(np.asarray(neglected_or_lost_ha(f.hectares, f.area_ha, f.neglected_ha)))
        / np.maximum(total(f.hectares), 1e-9),
        "cohesion_share": total(cohesion_share(world) * usual) / np.maximum(total(usual), 1e-9),
        "cohort_trust": mean(np.where(closed, 0.0, f.trust)),
        "members_kept_share": mean(f.is_member),
        **trouble(world),
    }
    outcomes["turning_gap_usd_per_qq"] = mean(turning_gap_usd_per_qq(world, 12)) if with_gap else np.full(len(people), np.nan)
    return outcomes


def incomes_usd(world: World) -> Array:
    """Net coffee income of each household in the season, as every table has it."""
    f = world.farmers
    return np.asarray(net_coffee_income_usd(f.season_received_usd, f.season_costs_usd, f.season_interest_usd))


def trouble(world: World) -> dict[str, Array]:
    """Trouble of the season, each kind and any, 0 or 1 for one cooperative, a share of them for several."""
    c = world.cooperatives
    closed = ~c.alive
    kinds = {
        "trouble_contracts": c.season_own_coffee_missing_qq >= MISSED_CONTRACTS_SHARE * np.maximum(c.season_contracted_qq, 1e-9),
        "trouble_refused_or_late": (c.season_refused_qq >= REFUSED_OR_LATE_SHARE * np.maximum(c.season_offered_qq, 1e-9))
        | (c.season_late_usd >= REFUSED_OR_LATE_SHARE * np.maximum(c.season_due_usd, 1e-9)),
        "trouble_loss": c.season_result_usd < -LOSS_SHARE_OF_FIXED_COST * c.fixed_cost_usd_per_year,
        "trouble_negative_worth": c.net_worth_usd < 0,
        "trouble_closed": closed,
    }
    kinds = {name: np.where(closed, name == "trouble_closed", flag).astype(bool) for name, flag in kinds.items()}
    any_of_them = np.logical_or.reduce(list(kinds.values()))
    shares = {name: flag.mean(axis=1) for name, flag in kinds.items()}
    return shares | {"trouble_share": any_of_them.mean(axis=1), "closed_share": closed.mean(axis=1)}


def effects_table(
    cohort: Cohort,
    treated: slice,
    base: Cohort,
    untreated: slice,
    windows: dict[str, list[int]],
    event: int,
    replicates_per_unit: int,
) -> pd.DataFrame:
    """value, baseline_value, effect and unit by outcome, window and unit (its place, 0, 1, ...).

    Replicates are averaged within a unit.
    """
    parts: list[tuple[str, str, Array, Array]] = []
    for window, wanted in windows.items():
        seasons = [event + s for s in wanted]
        shown = [outcome for outcome in MEASURED if outcome != "turning_gap_usd_per_qq" or window == "impact"]
        parts += [(name, window, cohort.over(seasons, name)[treated], base.over(seasons, name)[untreated]) for name in shown]
    units = len(parts[0][2]) // replicates_per_unit
    value, before = (
        np.stack([part[side] for part in parts]).reshape(len(parts), units, replicates_per_unit).mean(axis=2) for side in (2, 3)
    )
    return pd.DataFrame(
        {
            "place": np.tile(np.arange(units), len(parts)),
            "outcome": pd.Categorical(np.repeat([part[0] for part in parts], units), categories=list(MEASURED)),
            "window": pd.Categorical(np.repeat([part[1] for part in parts], units), categories=list(windows)),
            "value": value.ravel(),
            "baseline_value": before.ravel(),
            "effect": (value - before).ravel(),
            "unit": np.repeat([UNITS[part[0]] for part in parts], units),
        }
    )
