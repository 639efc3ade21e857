"""What the engine holds: a record for each household, cooperative, district, trader and outlet; all of one replicate is a `Row`.

A field has one name everywhere: `household.trust` in a process, `world.farmers.trust` as a column, `farmer.trust` on an agent.
Parameters are fields of their own name, declared in `coopsim.scenario`; states are declared in `farmer_columns.py` and
`state_columns.py`. What all households of a district share (`trust_gain_share`, `cash_need`) is a field of the district. The
fields listed here are what the processes of one month hand to each other.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from coopsim.model.choice_columns import KEPT_FOR_ALL, MEMORY
from coopsim.model.farmer_columns import FARMERS
from coopsim.model.state_columns import COOPERATIVES, DISTRICTS, LEDGER
from coopsim.scenario import Distribution, Scenario
from coopsim.scenario.declare import Group

LONGEST_DELAY = 20  # months that a payment can be ahead: the declared longest delay and two
CONTRACT_MONTHS = 60  # months that a contract can be ahead: three seasons, the processing, and a rollover
LONGEST_PROCESSING = 6
LONGEST_WAIT_FOR_TREES = 9  # seasons
GAIN_SEASONS = 3  # seasons of membership that a household compares
NOBODY = -1  # no cooperative has this number
PARTIES = ("households", "traders", "exporter", "lender", "suppliers", "state", "donor", "centre")
HOLDERS = ("farmers", "cooperative", "traders", "exporter", "trees")

# from phase to phase of one month
OF_HOUSEHOLD = (
    "home",  # the cooperative (its number) whose member she is, or the one that she last weighed
    "season_home",  # and the one that was it as the season opened
    "facing",  # the cooperative to which she turns this month
    "compares",  # whether she has ever had another cooperative within reach, open or closed
    "reviews",  # whether she compares them, from the season's close until the next one: else she looks at her home alone
    "others_usd_per_qq",  # what it is worth to her that there are others
    "elsewhere_qq",  # what she delivered this month to a cooperative that is not hers
    "street_at_farm_usd_per_qq",  # what traders pay her for her lot, net of pick-up and road
    "free_lot_qq",  # her lot less what is tied to whoever lent
    "cash_need_usd",  # the cash that she must have this month
    "offered_share",  # what she decided: the share of her free lot offered to the cooperative
    "left_qq",  # what the cooperative did not take
    "cash_on_delivery_usd",  # what she got for her delivery this month
    "promised_usd",  # the money promised to her for this month: on delivery, and due
    "kept_usd",  # what of it she counts as kept
    "costs_of_harvest_usd",  # hired pickers and inputs of the month
    "time_elsewhere_share",  # of the family's time this season, at other work
    "relatives_share",  # by what part the family has grown this season by those who came
    "will_attend",
    "voted_for",  # whether she voted for the delivery rule
    "missing_without_rule_qq",  # what she was short of in the last season without it
    "starts_keeping",  # whether she keeps a label's standard from the next month on
    "season_would_deliver_qq",  # to her home as a member, this season, of who has others to compare
    "found_short",  # whether she was checked and had not delivered what she pledged
    "settled_usd_per_qq",  # refund and bonus of last season per quintal delivered, as they are paid
    "kin_debt_before_usd",  # what of her debt to kin is older than this season
    "blame_usd_per_qq",  # what a quintal sold outside costs her among kin
    "feasts",  # whether she paid for the last feast
    "fine_settled_usd",  # what last season's close charged her, and
    "fine_spared_usd_per_qq",  # how much of it each quintal missing would have spared
)
OF_COOPERATIVE = (
    "members_today",
    "members_harvest_qq",  # what members' trees give in a normal season
    "services_usd_per_qq",  # what its services are worth to a member, per quintal of a normal delivery
    "months_to_second_payment",
    "damages_this_month_usd",  # what broken contracts have added to the debt to buyers this month
    "road_km",  # where its district lies along the road
    "lots_qq",  # coffee to sell this month of those who turn to it
    "carried_in_qq",  # what it took this month that grew in another district
    "offered_qq",
    "delivered_qq",
    "members_offered_qq",
    "members_delivered_qq",
    "others_delivered_qq",
    "free_funds_usd",  # what new coffee can be bought with
    "months_to_balance",  # the wait announced this month for the balance
    "funded_share",  # what part of the coffee offered there is money for
    "paid_share",  # what part of what falls due is paid
    "falls_due_usd",
    "overdue_usd",  # what households are still owed from earlier months
    "overdue_paid_share",  # what part of it is paid
    "closes",
    "claims_usd",  # what households are owed when it closes
    "claiming_members",  # who are its members then
    "members_at_end",  # whom it had when it closed or went into another
    "claims_paid_share",  # what part of it is paid
    "rest_usd_per_member",  # what each member gets of what is left then
    "sharing_qq",  # coffee of the season by which members share the surplus
    "refund_usd_per_qq",
    "rent_usd_per_qq",  # what leaders' kin get beyond it
    "bills_usd",  # what members are billed: dues, fines or shares; and what of all they owe
    "bills_paid_usd",  # they pay in cash,
    "set_off_due_usd",  # is set against what falls due to them, and
    "set_off_overdue_usd",  # against what is overdue,
    "bills_written_off_usd",  # or is lost
    "missing_without_rule_qq",  # what members were short of in the last season without the delivery rule, and
    "volume_without_rule_qq",  # what was delivered in it
    "votes_for",  # members present who would gain by the rule
    "votes_against",  # and who would not
    "standard_share",  # what part of the coffee in its hands meets the standard of a label
    "standard_delivered_qq",  # delivered this month by members who keep it
    "keepers_usd",  # what they are owed for it as the season closes
    "bonus_usd",  # loyalty bonuses of the season
    "insurance_bill_usd",  # premiums that others than households pay
    "share_value_usd",  # what a member who leaves gets back of her share
    "leaving",  # how many leave
    "joining",  # and come, while shares are booked
    "start_up_payer",  # who gives the money to begin with, by number
    "room_left",  # how many it may admit until the season closes; infinite: all
    "least_gain_usd",  # what membership has to gain whom it admits; 0: whoever gains
    *("centre_bill_usd", "centre_services_usd"),  # its part of a year's office and services of its centre
    *("joint_own_funds_usd", "joint_standing_share"),  # what the lender sees of all who stand in for each other
    *("others_stand_in", "stood_in_for_usd", "paid_to_centre_usd", "lost_by_centre_usd"),  # when it closes
)
OF_DISTRICT = (
    "books_at",  # the cooperative (its number) in whose books the district's outside accounts are: the first of its own
    "road_km",  # where it lies along the road
    "open_cooperatives",  # how many cooperatives within its reach are open
    "taken_qq",  # coffee of its households that cooperatives took this month
    "carried_out_qq",  # what of it went to another district, and
    "road_usd",  # what households paid for the road there
    "money_scale",
    "picking_wage_usd_per_qq_now",  # hired picking at today's price and costs
    "upkeep_usd_per_ha_now",  # upkeep of a hectare, likewise
    "harvest_qq",
    "left_to_traders_qq",
    "accepted_share",  # what part of it traders buy
    "noise_of_the_year_usd_per_qq",  # by what the year's farm-gate price differs from what the world price explains
    "markdown_now_usd_per_qq",
    "normal_export_price_usd_per_qq",  # at the normal world price, with the usual differential
    "normal_markdown_usd_per_qq",  # of the usual number of traders, with the cooperative's share at the start
    "start_markdown_usd_per_qq",  # what each trader could keep at the start, and
    "start_purchases_qq",  # what he bought in a year: together his normal profit
    "side_sold_qq",
    "revenue_usd",  # what households get from traders
    "households_spent_usd",
    "households_earned_usd",  # besides coffee
    "households_borrowed_usd",
    "households_repaid_usd",
)
YES_OR_NO = (
    *("is_member", "season_member", "attends", "will_attend", "found_short", "compares", "reviews", "feasts"),
    *("keeps_standard", "starts_keeping", "label_unwanted", "others_stand_in", "voted_for", "rule_suspended"),
    *("alive", "closes", "chain_left", "sells_fixed", "pays_fixed", "pays_indexed", "pays_pooled"),
)
WHOLE = (
    "district",
    "cooperative",
    "home",
    "season_home",
    "facing",
    "books_at",
    "rule_number",
    "forward_basis_number",
    "kin",
    "size_third",
    "poverty_third",
    "insurance_payer",
    "shortfall_costs_number",
    "cause_number",
    "merged_into",
    "leaders_kin",
    "start_up_payer",
)


def _kind(name: str) -> type:
    return bool if name in YES_OR_NO else np.int64 if name in WHOLE else float


def parameters(groups: list[Group], drawn: bool) -> dict[str, type]:
    """The numbers and switches of these groups, or the numbers that are drawn for each household or cooperative."""
    fields: dict[str, type] = {}
    for group in groups:
        for name in type(group).model_fields:
            value = getattr(group, name)
            if isinstance(value, Distribution):
                if drawn:
                    fields[name] = float
            elif isinstance(value, (bool, int, float)) and not drawn:
                fields[name] = bool if isinstance(value, bool) else float
    return fields


def _record(*parts: dict[str, Any]) -> np.dtype[np.void]:
    """A record type: large fields last, each where the processor reads it in one go."""
    fields: dict[str, Any] = {}
    for part in parts:
        fields |= part
    kinds = [(name, *kind) if isinstance(kind, tuple) else (name, kind) for name, kind in fields.items()]
    return np.dtype(kinds, align=True)


_DEFAULT = Scenario().resolved()
_RULE_TABLES = [getattr(_DEFAULT.rule, name) for name in type(_DEFAULT.rule).model_fields]
_OF_PEOPLE: list[Group] = [
    *(_DEFAULT.population, _DEFAULT.household, _DEFAULT.network),
    *(table for table in _RULE_TABLES if isinstance(table, Group)),
]

# the fields that people see as columns, by table; what all households of a district share is a column of farmers all the same
HOUSEHOLD_COLUMNS: dict[str, Any] = {
    **{column.name: _kind(column.name) for column in FARMERS if column.name != "insurance_payer"},
    **parameters(_OF_PEOPLE, drawn=True),
    **{column.name: float for column in (*KEPT_FOR_ALL, *MEMORY)},
}
MECHANISMS: dict[str, Any] = parameters([_DEFAULT.mechanisms], drawn=False)
OF_EVERYBODY: dict[str, Any] = {**parameters(_OF_PEOPLE, drawn=False), **MECHANISMS, "insurance_payer": np.int64}
DISTRICT_COLUMNS: dict[str, Any] = {
    **{column.name: _kind(column.name) for column in DISTRICTS},
    **parameters([_DEFAULT.intermediary, _DEFAULT.price], drawn=False),
}
COOPERATIVE_COLUMNS: dict[str, Any] = {
    **{column.name: _kind(column.name) for column in COOPERATIVES},
    **parameters([_DEFAULT.cooperative[0], _DEFAULT.closing], drawn=False),
    **parameters([_DEFAULT.cooperative[0], _DEFAULT.closing], drawn=True),
}
HOUSEHOLD = _record(
    HOUSEHOLD_COLUMNS,
    {name: _kind(name) for name in OF_HOUSEHOLD},
    {"due_usd": (float, (LONGEST_DELAY,)), "pooled_qq": (float, (LONGEST_DELAY,))},
    {"planted_ha": (float, (LONGEST_WAIT_FOR_TREES,)), "membership_gain_usd": (float, (GAIN_SEASONS,))},
    {"keeping_gain_usd": (float, (GAIN_SEASONS,))},
)
DISTRICT = _record(DISTRICT_COLUMNS, OF_EVERYBODY, {name: _kind(name) for name in OF_DISTRICT})
COOPERATIVE = _record(
    COOPERATIVE_COLUMNS,
    {column.name: float for column in LEDGER},  # accounts: what is owned, and what is owed, both positive
    {f"cash_of_{party}_usd": float for party in PARTIES},
    {f"coffee_of_{holder}_qq": float for holder in HOLDERS},
    {name: _kind(name) for name in OF_COOPERATIVE},
    dict.fromkeys(("fixed_qq", "fixed_usd", "open_qq"), (float, (CONTRACT_MONTHS,))),
    # contracts that have been moved to a later month once, and cannot be again
    dict.fromkeys(("rolled_fixed_qq", "rolled_fixed_usd", "rolled_open_qq"), (float, (CONTRACT_MONTHS,))),
    dict.fromkeys(("option_qq", "option_floor_usd"), (float, (CONTRACT_MONTHS,))),  # by the month in which they fall due
    dict.fromkeys(("pool_advance_usd", "balance_qq", "balance_usd"), (float, (LONGEST_DELAY,))),
    {"dues_usd": (float, (LONGEST_DELAY,))},  # what falls due to households in the months to come, summed anew each month
    dict.fromkeys(("pooled_qq", "second_payment_usd_per_qq"), (float, (LONGEST_DELAY,))),  # of households, while it is declared
    {"in_process_qq": (float, (LONGEST_PROCESSING,))},
    {"pool_revenue_usd": (float, (2,)), "pool_shipped_qq": (float, (2,))},  # season even or odd
    {"place": np.int64, "district": np.int64},  # its number among the cooperatives, and that of its district
)
OUTLET = _record(  # another cooperative within a household's reach; what stands between her and her home is in HOUSEHOLD
    {"cooperative": np.int64},  # its number; -1: none
    dict.fromkeys(
        (
            "trust",  # that it keeps its promises
            "excluded_seasons",  # how long it does not take her as a member
            "season_membership_gain_usd",  # what being its member would have brought her this season
            "season_would_deliver_qq",  # and what she would have delivered to it
            "promised_usd",  # what it owes her of former days: what falls due this month, and
            "kept_usd",  # what of it she counts as kept
            "overdue_usd",  # and what it is late with
        ),
        float,
    ),
    {"due_usd": (float, (LONGEST_DELAY,)), "pooled_qq": (float, (LONGEST_DELAY,))},
    {"membership_gain_usd": (float, (GAIN_SEASONS,))},
)
TRADER = _record({"present_share": float, "cash_usd": float, "bought_qq": float, "profit_usd": float, "district": np.int64})
MARKET = _record(
    dict.fromkeys(("month", "season", "season_month"), np.int64),
    dict.fromkeys(("world_price_usd_per_qq", "inflation_share", "price_floor_usd_per_qq", "local_cost_index"), float),
    dict.fromkeys(
        ("harvest_months_left", "lean_months_to_come"), float
    ),  # this season: the first with this month, the second without
    {"harvest_share": float, "largest_harvest_share": float, "harvest_shares": (float, (12,))},
)


class Draws(NamedTuple):
    """Uniforms of one season of one replicate: (12, households); once a season (households,); of a district (districts,).

    A stream that nothing asks for has no columns.
    """

    taste: NDArray[np.float64]
    management: NDArray[np.float64]
    shock: NDArray[np.float64]
    neighbour_met: NDArray[np.float64]  # the stream "whom"
    looks: NDArray[np.float64]
    copies: NDArray[np.float64]
    tries: NDArray[np.float64]
    coin: NDArray[np.float64]
    farm_weather: NDArray[np.float64]
    monitoring: NDArray[np.float64]
    district_weather: NDArray[np.float64]
    farm_gate: NDArray[np.float64]
    outlet: NDArray[np.float64]  # (12, households, cooperatives within reach, her home first)
    review: NDArray[np.float64]  # (households,)
    sponsor: NDArray[np.float64]  # (districts,)
    revival: NDArray[np.float64]  # (cooperatives,)
    merger: NDArray[np.float64]  # (cooperatives,)
    label_demand: NDArray[np.float64]  # (cooperatives,)


class Row(NamedTuple):
    """All of one replicate."""

    households: NDArray[np.void]  # (households,) of HOUSEHOLD
    cooperatives: NDArray[np.void]  # (cooperatives,) of COOPERATIVE
    districts: NDArray[np.void]  # (districts,) of DISTRICT
    traders: NDArray[np.void]  # (places,) of TRADER, one district after another
    market: Any  # a record of MARKET
    neighbours: NDArray[np.int64]  # (households, neighbours)
    outlets: NDArray[np.void]  # (households, others) of OUTLET: the cooperatives within reach beside her home
    rules: NDArray[np.int64]  # (rules, 3): number of the rule among all, first household, last and one
    known_log_shift: NDArray[np.float64]  # (months,): known of a new price level; (0,): nothing
    draws: Draws
    journal: NDArray[np.float64]  # (entries, see `books.py`): what was written into the books; (0, 0): not kept
