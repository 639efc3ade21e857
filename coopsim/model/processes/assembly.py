"""The assembly of the season's end: who goes."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import process
from coopsim.equations import trees, trust


@process
def assembly_meets(row: Any) -> None:
    """Where one is held, all decide on who went last time; then they go."""
    for i in range(len(row.households)):
        household, district = row.households[i], row.districts[row.households[i].district]
        if is_held(district):
            company = share_attending(row.households, row.neighbours[i])
            decides_to_attend(household, row.cooperatives[household.home], district, row.market, company)
        else:
            household.will_attend = False
    for i in range(len(row.households)):
        goes_to_the_assembly(row.households[i])


@process
def is_held(district: Any) -> bool:
    """Whether there is an assembly: none where nobody expects anything of it. Reads the worth of a meeting."""
    return bool(district.meeting_value_usd > 0.0)


@process
def share_attending(households: Any, neighbours: Any) -> float:
    """What share of these neighbours went to the last assembly; nothing where there are none."""
    share = 0.0
    for neighbour in neighbours:
        if households[neighbour].attends:
            share += 1.0 / len(neighbours)
    return share


@process
def decides_to_attend(household: Any, cooperative: Any, district: Any, market: Any, company: float) -> None:
    """A member goes if services, news of her refund and company are worth more than the day's wage.

    Reads membership, her refund, the share of neighbours who went last time, the world price; writes whether she will attend.
    """
    if not household.is_member or not cooperative.alive:
        household.will_attend = False
        return
    wage = trees.picking_wage_usd_per_qq(district.day_wage_usd, market.world_price_usd_per_qq, district.picking_wage_elasticity)
    household.will_attend = trust.attends(
        district.meeting_value_usd, household.season_refund_usd, company, district.neighbours_attending_usd, wage
    )


@process
def goes_to_the_assembly(household: Any) -> None:
    """She does what she decided: writes whether she attends."""
    household.attends = household.will_attend
