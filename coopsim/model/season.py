"""What the table `seasons` holds: sums over groups of members when a season has closed, and the shares that follow from them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coopsim.equations import indicators
from coopsim.equations.central import office_in_a_centre_usd
from coopsim.equations.founding import office_usd_per_year
from coopsim.equations.standing import standing_share
from coopsim.model import measure
from coopsim.model.season_columns import SEASONS
from coopsim.model.table_places import TablePlaces, table_places
from coopsim.model.world import World

Array = NDArray[np.float64]
OVERDUE = ("debt_to_buyers", "overdue_suppliers", "overdue_members")
GROUPINGS = ("all", "size", "poverty", "kin", "tenure", "rule")
_NAMES = {"size": ("small", "middle", "large"), "poverty": ("poorest", "middle", "richest"), "tenure": ("new", "some", "long")}


def group_names(world: World, grouping: str) -> list[str]:
    """What the groups of a grouping are called, in order."""
    if grouping == "all":
        return ["all"]
    if grouping == "rule":
        return [rule.name or type(rule).__name__ for rule, _part in world.rules]
    if grouping == "kin":
        return [str(int(kin)) for kin in np.unique(world.farmers.kin)]
    return list(_NAMES[grouping])


def group_numbers(world: World, grouping: str) -> NDArray[np.int64]:
    """In which group of a grouping each household is, (rows, farmers)."""
    f = world.farmers
    if grouping == "all":
        return np.zeros(f.shape, dtype=np.int64)
    if grouping == "kin":
        return np.asarray(np.searchsorted(np.unique(f.kin), f.kin))
    if grouping == "tenure":
        return np.asarray(np.digitize(f.tenure_seasons, (3.0, 10.0)))
    column = {"rule": "rule_number", "size": "size_third", "poverty": "poverty_third"}[grouping]
    return np.array(getattr(f, column), dtype=np.int64)


def season_columns(world: World, groupings: Sequence[str]) -> list[tuple[str, str, dict[str, Array]]]:
    """What `seasons` holds of every group of members, when the season has closed: grouping, group, columns.

    A column has shape (rows, places), see `table_places.py`.
    """
    if not groupings:
        return []
    names = [(grouping, name) for grouping in groupings for name in group_names(world, grouping)]
    first, numbers = 0, []
    for grouping in groupings:
        numbers.append(group_numbers(world, grouping) + first)
        first += len(group_names(world, grouping))
    taken = measure.season_taken_down(world, np.stack(numbers), len(names))
    places = table_places(world)
    of_cooperatives = _of_cooperatives(world, places)
    return [(*name, _columns_of_members(taken[:, number], of_cooperatives, places)) for number, name in enumerate(names)]


def _of_cooperatives(world: World, places: TablePlaces) -> dict[str, Array]:
    """What is the same whatever the group: of the cooperatives, and of districts and the region."""
    c, ledger, summed = world.cooperatives, world.ledger, places.summed
    columns = {
        "joined": c.season_joined,
        "left": c.season_left,
        "patronage_refund_usd": c.season_refund_usd,
        "contracted_qq": c.season_contracted_qq,
        "contracts_kept_qq": c.season_kept_qq,
        "bought_in_qq": c.season_bought_in_qq,
        "contracts_late_qq": c.season_late_qq,
        "defaulted_strategic_qq": c.season_defaulted_strategic_qq,
        "defaulted_forced_qq": c.season_defaulted_forced_qq,
    }
    of_one = {
        "cash_usd": ledger.has("cash"),
        "debt_usd": ledger.owes("line"),
        "debt_to_buyers_usd": ledger.owes("debt_to_buyers"),
        "net_worth_usd": c.net_worth_usd,
        "reserves_usd": ledger.owes("reserve"),
        "owed_by_members_usd": ledger.has("member_debts"),
    }
    costs, delivered, second, from_members = map(
        summed, (c.season_costs_usd, c.season_delivered_qq, c.season_second_payment_usd, c.season_member_delivered_qq)
    )
    cut, full, late, due = map(summed, (c.season_advance_cut_usd, c.season_advance_full_usd, c.season_late_usd, c.season_due_usd))
    return (
        {name: summed(column) for name, column in columns.items()}
        | {name: places.of_one(column) for name, column in of_one.items()}
        | _of_all_farmers(world, places)
        | _of_debts(world, places)
        | {
            "alive": summed(c.alive.astype(float)) / places.counts(),
            "unit_cost_usd_per_qq": indicators.ratio(costs, delivered),
            "second_payment_usd_per_qq": indicators.ratio(second, from_members),
            "advance_cut_share": indicators.ratio(cut, full),
            "late_share": indicators.ratio(late, due),
        }
    )


def _of_debts(world: World, places: TablePlaces) -> dict[str, Array]:
    """Age of the debts to buyers, and how lenders and buyers see the cooperatives that are open."""
    c, ledger, summed = world.cooperatives, world.ledger, places.summed
    debt, overdue = ledger.owes("debt_to_buyers"), np.add.reduce([ledger.owes(account) for account in OVERDUE])
    alone = office_usd_per_year(c.fixed_cost_usd_per_year, c.office_usd_per_member, world.members())
    bill = world.records.cooperatives["centre_bill_usd"]
    office = np.where(c.centre > 0, office_in_a_centre_usd(alone, c.pooled_office_share, bill), alone)
    standing = standing_share(c.own_funds_usd, overdue, office)
    return {
        "debt_to_buyers_age_months": indicators.ratio(summed(c.debt_to_buyers_age_months * debt), summed(debt)),
        "standing_share": indicators.ratio(summed(standing * c.alive), summed(c.alive.astype(float))),
    }


def _of_all_farmers(world: World, places: TablePlaces) -> dict[str, Array]:
    """Land and harvest of all farmers whose home a cooperative was as the season opened, members or not."""
    f = world.farmers
    area, neglected, planted, unpicked, picked = (
        places.summed(world.by_cooperative(amount, "season_home"))
        for amount in (f.area_ha, f.neglected_ha, world.ring("planted_ha").sum(axis=0), f.season_unpicked_qq, f.season_harvest_qq)
    )
    return {
        "district_area_ha": area,
        "neglected_area_ha": neglected,
        "planted_area_ha": planted,
        "unpicked_share": indicators.ratio(unpicked, unpicked + picked),
    }


def _columns_of_members(taken: NDArray[np.void], of_cooperatives: dict[str, Array], places: TablePlaces) -> dict[str, Array]:
    """The columns of one group of members, from sums over its members; `taken` has shape (rows, cooperatives)."""
    total = {name: places.summed(taken[name]) for name in taken.dtype.names or ()}
    number, ratio = total["members"], indicators.ratio
    columns = of_cooperatives | {
        name: total[name]
        for name in (
            *("members", "harvest_qq", "offered_qq", "refused_qq", "delivered_qq", "side_sold_qq", "delivered_elsewhere_qq"),
            "area_ha",
        )
    }
    columns |= {
        "delivery_share": indicators.delivery_share(total["delivered_qq"], total["harvest_qq"]),
        "leakage_share": indicators.leakage_share(total["offered_qq"], total["harvest_qq"]),
        "rationed_share": indicators.rationed_share(total["refused_qq"], total["offered_qq"]),
        "members_selling_outside_share": ratio(total["members_selling_outside"], number),
        "attendance_share": ratio(total["members_attending"], total["members_asked"]),
        "price_received_usd_per_qq": ratio(total["received_usd"], total["sold_qq"]),
        "income_usd_per_farmer": ratio(total["income_usd"], number),
        "membership_gain_usd_per_farmer": ratio(total["membership_gain_usd"], number),
        "shortfall_usd_per_farmer": ratio(total["unmet_usd"], number),
        "months_without_cash": ratio(total["months_without_cash"], number),
        "household_debt_usd_per_farmer": ratio(total["household_debt_usd"], number),
        "household_savings_usd_per_farmer": ratio(total["household_savings_usd"], number),
        "trust": ratio(total["trust"], number),
        "loyalty_usd_per_qq": ratio(total["loyalty_usd_per_qq"], number),
        "trust_spread": indicators.spread_between(total["trust"], total["trust_squared"], number),
        "delivery_spread": indicators.spread_between(total["delivered_share"], total["delivered_share_squared"], number),
        "both_deliver_share": ratio(total["both_deliver"], number),
        "cohesion_share": ratio(total["cohesive_qq"], total["usual_qq"]),
    }
    return {column.name: columns[column.name] for column in SEASONS if column.name in columns}
