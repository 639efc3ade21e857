"""What came of it: rules that learn are told when money has moved; rules that look at others see one neighbour a month."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopsim.model.columns import Column
from coopsim.model.first_states import usual_benefit_usd_per_qq, usual_total_usd_per_qq
from coopsim.model.market import street_price_at_farms
from coopsim.model.offers import wait_months
from coopsim.model.table import Table
from coopsim.model.world import World
from coopsim.rules.amounts import lately

Array = NDArray[np.float64]

# kept for everybody where some rule learns or looks at others, whoever's rule it is
KEPT_FOR_ALL = (
    Column("received_lately_usd", "US$", "Money received for coffee, lately", "Dinero recibido por café, últimamente"),
    Column("sold_lately_qq", "qq", "Coffee sold or delivered, lately", "Café vendido o entregado, últimamente"),
    Column(
        "price_lately_usd_per_qq",
        "US$/qq",
        "Money received for coffee lately, second payments when paid, per quintal",
        "Lo recibido últimamente por quintal, con los segundos pagos cuando llegan",
    ),
)
MONTHS_REMEMBERED = 12.0


def begin_to_learn(world: World) -> None:
    """Lay out the memory of the rules in use, with its first values."""
    f = world.farmers
    if any(rule.learns or rule.sees for rule, _part in world.rules):
        total, street = world.at_farms(usual_total_usd_per_qq(world)), _usual_street(world)
        price = f.normal_delivery_share * total + (1.0 - f.normal_delivery_share) * street
        sold = f.hectares * f.yield_qq_per_ha
        f.add(
            received_lately_usd=np.where(f.is_member, price, street) * sold,
            sold_lately_qq=sold,
            price_lately_usd_per_qq=np.where(f.is_member, price, street),
        )
    usual = usual_offers(world)
    for rule, part in world.rules:
        for name, first in rule.begin(f, usual).items():
            if name not in vars(f):
                f.add(**{name: 0.0})
            getattr(f, name)[:, part] = np.broadcast_to(first, f.shape)[:, part]
        for name in rule.sees:
            f.add(**{f"seen_{name}": getattr(f, name)})


def usual_offers(world: World) -> Table:
    """What the cooperative and the street pay each household at the normal price."""
    f, c, total = world.farmers, world.cooperatives, world.at_farms(usual_total_usd_per_qq(world))
    return Table.of_views(
        f.shape,
        advance_usd_per_qq=world.at_farms(c.advance_share) * total + np.zeros(f.shape),
        promised_usd_per_qq=total + np.zeros(f.shape),
        street_usd_per_qq=_usual_street(world),
        payment_delay_months=world.at_farms(wait_months(world)) + np.zeros(f.shape),
        start_luck=world.luck.once_a_season("rule start", 0, f.shape[1]),
    )


def _usual_street(world: World) -> Array:
    return world.at_farms(usual_total_usd_per_qq(world)) - usual_benefit_usd_per_qq(world)


def look_at_one_neighbour(world: World) -> None:
    """Each month everybody meets one of the farmers she is tied to, and sees what rules ask to see of them."""
    seen = {name for rule, _part in world.rules for name in rule.sees}
    if not seen or world.neighbour.shape[2] == 0:
        return  # alone: what she sees is what she saw at the start
    f, ties = world.farmers, world.neighbour.shape[2]
    place = np.floor(world.luck("whom", world.month, f.shape[1]) * ties).astype(np.int64)
    whom = np.take_along_axis(world.neighbour, place[:, :, None], axis=2)[:, :, 0]
    for name in sorted(seen):
        getattr(f, f"seen_{name}")[:] = np.take_along_axis(getattr(f, name), whom, axis=1)


def rules_learn(world: World) -> None:
    """The month's money has moved: everybody's price is taken down, and rules that learn are told."""
    f = world.farmers
    if "price_lately_usd_per_qq" not in vars(f):
        return
    sold = f.delivered_qq + f.side_sold_qq
    f.received_lately_usd[:] = lately(f.received_lately_usd, f.received_usd, MONTHS_REMEMBERED)
    f.sold_lately_qq[:] = lately(f.sold_lately_qq, sold, MONTHS_REMEMBERED)
    known = f.sold_lately_qq > 1e-9
    f.price_lately_usd_per_qq[:] = np.where(
        known, f.received_lately_usd / np.where(known, f.sold_lately_qq, 1.0), f.price_lately_usd_per_qq
    )
    outcome = what_came_of_it(world)
    for rule, part in world.rules:
        if rule.learns:
            rule.learn(f[:, part], outcome[:, part])


def what_came_of_it(world: World) -> Table:
    """What `learn` is told, each of shape (rows, farmers).

    `lot_qq`, `offered_qq`, `delivered_qq`, `side_sold_qq` of the month; `advance_usd_per_qq` and `street_usd_per_qq` as they
    were; `later_usd`, what came this month beyond cash for this month's coffee; `later_usd_per_qq`, what the cooperative paid
    this month per quintal whose balance fell due, 0 where none did; `price_lately_usd_per_qq`; `is_member`, `alive`.
    """
    f, c = world.farmers, world.cooperatives
    street, advance = street_price_at_farms(world, f.lot_qq), world.at_farms(c.advance_usd_per_qq)
    later = f.received_usd - street * f.side_sold_qq - advance * f.delivered_qq
    return Table.of_views(
        f.shape,
        lot_qq=f.lot_qq,
        offered_qq=f.offered_qq,
        delivered_qq=f.delivered_qq,
        side_sold_qq=f.side_sold_qq,
        advance_usd_per_qq=np.broadcast_to(advance, f.shape),
        street_usd_per_qq=street,
        later_usd=np.where(np.abs(later) > 1e-6, later, 0.0),
        later_usd_per_qq=np.broadcast_to(world.at_farms(c.balance_this_month_usd_per_qq), f.shape),
        price_lately_usd_per_qq=f.price_lately_usd_per_qq,
        is_member=f.is_member,
        alive=np.broadcast_to(world.at_farms(c.alive), f.shape),
    )
