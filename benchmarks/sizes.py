"""Castillo's cooperative at any size: what it and the traders own and pay as a whole grows with the farmers."""

from __future__ import annotations

from coopsim.model.processes import books
from coopsim.model.world import World
from coopsim.scenario import Scenario, load

FARMERS_OF_CASTILLO, MEMBERS_OF_CASTILLO = 160, 100
OF_THE_COOPERATIVE = ("fixed_cost_usd_per_year", "credit_line_usd")
OF_THE_TRADERS = ("cash_usd",)
NEVER = 1e9


def scenario_of(farmers: int) -> Scenario:
    """Castillo's scenario with so many farmers, from its first month on."""
    members = round(MEMBERS_OF_CASTILLO * farmers / FARMERS_OF_CASTILLO)
    return load("castillo").with_values({"farmers": farmers, "members": members, "warm_up_years": 0})


def enlarge(world: World) -> World:
    """The world with amounts of its own size, at its start; beyond what the parameters allow, which are for real cooperatives.

    And none that closes, however badly it does: a month after a closing would be less work, and the Mesa model stops there.
    """
    world.cooperatives.closing_patience_seasons[:] = NEVER
    world.cooperatives.low_sales_share[:] = 0.0
    times = world.farmers.shape[1] / FARMERS_OF_CASTILLO
    for table, names in ((world.cooperatives, OF_THE_COOPERATIVE), (world.districts, OF_THE_TRADERS)):
        for name in names:
            getattr(table, name)[:] *= times
    more = world.cooperatives.opening_reserve_usd * (times - 1.0)
    world.ledger.write(books.opening, more, 0.0 * more)
    return world
