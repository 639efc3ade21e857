"""What came of it: rules that learn are told when money has moved; rules that look at others see one neighbour a month."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopsim.model.column import Column
from coopsim.model.first_states import usual_benefit_usd_per_qq, usual_total_usd_per_qq
from coopsim.model.market import street_price_at_farms
from coopsim.model.offers import months_to_second_payment
from coopsim.model.table import Table
from coopsim.model.world import World

Array = NDArray[np.float64]

# kept for everybody where some rule learns or looks at others, whoever's rule it is
KEPT_FOR_ALL = (
    Column(
        "price_of_year_usd_per_qq",
        "US$/qq",
        "Money received for coffee last season, second payments when paid, per quintal",
        "Lo recibido por quintal en la última campaña, con los segundos pagos cuando llegaron",
    ),
    Column("share_of_year", "share", "Part of last season's coffee offered", "Parte del café de la última campaña ofrecida"),
)


def begin_to_learn(world: World) -> None:
    """Lay out the memory of the rules in use, with its first values."""
    f = world.farmers
    if any(rule.learns or rule.sees for rule, _part in world.rules):
        total, street = world.at_farms(usual_total_usd_per_qq(world)), _usual_street(world)
        first = np.where(f.is_member, total, street)
        f.add(price_of_year_usd_per_qq=first, share_of_year=np.where(f.is_member, f.normal_delivery_share, 0.0))
    usual = usual_offers(world)
    for rule, part in world.rules:
        for name, value in rule.begin(f, usual).items():
            if name not in vars(f):
                f.add(**{name: 0.0})
            getattr(f, name)[:, part] = np.broadcast_to(value, f.shape)[:, part]
        for name in set(rule.sees) - {name.removeprefix("seen_") for name in vars(f) if name.startswith("seen_")}:
            f.add(**{f"seen_{name}": getattr(f, name)})


def usual_offers(world: World) -> Table:
    """What the cooperative and the street pay each household at the normal price."""
    f, c, total = world.farmers, world.cooperatives, world.at_farms(usual_total_usd_per_qq(world))
    return Table.of_views(
        f.shape,
        advance_usd_per_qq=world.at_farms(c.advance_share) * total + np.zeros(f.shape),
        promised_usd_per_qq=total + np.zeros(f.shape),
        street_usd_per_qq=_usual_street(world),
        months_to_second_payment=world.at_farms(months_to_second_payment(world)) + np.zeros(f.shape),
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
    """The month's money has moved: at the year's end everybody's price is taken down, and rules that learn are told."""
    f = world.farmers
    if "price_of_year_usd_per_qq" not in vars(f):
        return
    if world.season_month == 11:
        sold = f.season_delivered_qq + f.season_side_sold_qq
        had = sold > 1e-9
        f.price_of_year_usd_per_qq[:] = np.where(
            had, f.season_received_usd / np.where(had, sold, 1.0), f.price_of_year_usd_per_qq
        )
        picked = f.season_harvest_qq > 1e-9
        share = f.season_offered_qq / np.where(picked, f.season_harvest_qq, 1.0)
        f.share_of_year[:] = np.where(picked, share, f.share_of_year)
    outcome = what_came_of_it(world)
    for rule, part in world.rules:
        if rule.learns:
            rule.learn(f[:, part], outcome[:, part])


def what_came_of_it(world: World) -> Table:
    """What `learn` is told, each of shape (rows, farmers).

    `lot_qq` (what was free to sell), `offered_qq`, `delivered_qq`, `side_sold_qq` of the month; `advance_usd_per_qq` and
    `street_usd_per_qq` as they were; `later_usd`, what came this month beyond cash for this month's coffee;
    `later_usd_per_qq`, what the cooperative paid this month per quintal whose balance fell due, 0 where none did;
    `balance_paid_usd_per_qq`, the same over the last season that is closed; `price_of_year_usd_per_qq`; `is_member`, `alive`.
    """
    f, c = world.farmers, world.cooperatives
    street, advance = street_price_at_farms(world, f.lot_qq), world.at_farms(c.advance_usd_per_qq)
    later = f.received_usd - street * f.side_sold_qq - advance * f.delivered_qq
    return Table.of_views(
        f.shape,
        lot_qq=f.lot_qq - f.tied_qq,
        offered_qq=f.offered_qq,
        delivered_qq=f.delivered_qq,
        side_sold_qq=f.side_sold_qq,
        advance_usd_per_qq=np.broadcast_to(advance, f.shape),
        street_usd_per_qq=street,
        later_usd=np.where(np.abs(later) > 1e-6, later, 0.0),
        later_usd_per_qq=np.broadcast_to(world.at_farms(c.balance_this_month_usd_per_qq), f.shape),
        balance_paid_usd_per_qq=np.broadcast_to(world.at_farms(c.balance_paid_usd_per_qq), f.shape),
        price_of_year_usd_per_qq=f.price_of_year_usd_per_qq,
        is_member=f.is_member,
        alive=np.broadcast_to(world.at_farms(c.alive), f.shape),
    )
