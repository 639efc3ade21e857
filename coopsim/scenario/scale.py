"""Whether the absolute numbers of a scenario fit its members: office, reserve, credit line and traders against coffee and people.

A file that takes over a base and changes the number of members alone keeps the base's office: what was a knife-edge becomes a
cooperative that nothing can close.
"""

from __future__ import annotations

from dataclasses import dataclass

from coopsim.equations.break_even import break_even_qq, headroom
from coopsim.equations.founding import office_usd_per_year
from coopsim.scenario.cooperative import CooperativePolicy
from coopsim.scenario.model import Scenario
from coopsim.scenario.places import numbers_of_districts


@dataclass(frozen=True)
class Usual:
    """What is usual of one measure; outside of it a number is asked about, not refused."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether a value is usual.

        >>> Usual(0.9, 3.0).holds(1.05), Usual(0.9, 3.0).holds(6.2)
        (True, False)
        """
        return self.low <= value <= self.high


# The claim is read at a headroom of 0.9 to 3; US$ 25 of office a quintal are those of the one cooperative with figures (Castillo
# 2012). The other ends are our assumption: from half to several times what the shipped scenarios have.
USUAL = {
    "headroom": Usual(0.9, 3.0),
    "office_usd_per_qq": Usual(8.0, 40.0),
    "reserve_usd_per_qq": Usual(5.0, 60.0),
    "line_usd_per_qq": Usual(5.0, 120.0),
    "farmers_per_trader": Usual(20.0, 120.0),
}


@dataclass(frozen=True)
class Scale:
    """How large one cooperative is, and its absolute numbers for each quintal and each trader."""

    cooperative: str
    members: int
    farmers: int  # of its district, members or not
    normal_sales_qq: float
    headroom: float | None  # None: no fixed cost to pay
    office_usd_per_qq: float
    reserve_usd_per_qq: float
    line_usd_per_qq: float
    farmers_per_trader: float

    def unusual(self) -> tuple[str, ...]:
        """The measures that are not usual; no office, no reserve or no credit line at all is somebody's decision."""
        return tuple(name for name, usual in USUAL.items() if (value := getattr(self, name)) and not usual.holds(value))


def scales(scenario: Scenario) -> list[Scale]:
    """How large each cooperative of a scenario is, in the order of the file; one that usually sells nothing is left out.

    >>> from coopsim.scenario import load
    >>> castillo = scales(load("castillo"))[0]
    >>> round(castillo.normal_sales_qq), round(castillo.headroom, 2), round(castillo.office_usd_per_qq, 1)
    (4116, 1.03, 24.3)
    >>> scales(load("castillo").with_values({"members": 600, "farmers": 660}))[0].unusual()
    ('headroom', 'office_usd_per_qq', 'reserve_usd_per_qq', 'line_usd_per_qq', 'farmers_per_trader')
    """
    farmers = zip(scenario.cooperative, farmers_of_districts(scenario), strict=True)
    traders = {district.id: district.says().get("number", scenario.intermediary.number) for district in scenario.district}
    return [
        scale_of(scenario, policy, number, traders.get(policy.district, scenario.intermediary.number))
        for policy, number in farmers
        if normal_sales_qq(scenario, policy.members) > 0
    ]


def scale_of(scenario: Scenario, policy: CooperativePolicy, farmers: int, traders: float) -> Scale:
    """How large one cooperative is, with so many farmers and traders in its district; of a drawn one what is typical."""
    sales = normal_sales_qq(scenario, policy.members)
    office = float(office_usd_per_year(policy.fixed_cost_usd_per_year, policy.office_usd_per_member, policy.members))
    return Scale(
        policy.id,
        policy.members,
        farmers,
        sales,
        float(headroom(sales, break_even_qq(office, policy.fee_usd_per_qq))) if office > 0 else None,
        office / sales,
        policy.opening_reserve_usd / sales,
        policy.credit_line_usd / sales,
        farmers / traders,
    )


def normal_sales_qq(scenario: Scenario, members: int) -> float:
    """What so many members deliver in a normal season, as the model reckons at the start: land by yield by the usual share."""
    people = scenario.population
    return members * people.hectares.mean * people.yield_qq_per_ha.mean * scenario.network.normal_delivery_share


def farmers_of_districts(scenario: Scenario) -> list[int]:
    """Farmers of each cooperative's district: as declared, else members of its cooperatives, and others in proportion to them.

    >>> from coopsim.scenario import load
    >>> two = load("two-cooperatives")
    >>> farmers_of_districts(two), farmers_of_districts(two.with_values({"district": ""}))
    ([240, 240], [150, 90])
    """
    if scenario.district:
        declared = scenario.farmers_of_districts()
        return [declared[place] for place in numbers_of_districts(scenario.cooperative, scenario.district)]
    members = [policy.members for policy in scenario.cooperative]
    joined = sum(members)
    others = scenario.population.farmers - joined
    weights = [number / joined for number in members] if joined else [1.0 / len(members)] * len(members)
    district = numbers_of_districts(scenario.cooperative)
    farmers = [0] * len(members)
    for place, number, weight in zip(district, members, weights, strict=True):
        farmers[place] += number + round(others * weight)
    return [farmers[place] for place in district]
