"""What one household faces when she decides: her outlets, and her random draws."""

from __future__ import annotations

from typing import NamedTuple

from coopsim.compiled import equation


class Outlets(NamedTuple):
    """What one household can do with her free lot: a cooperative, hers where there is no other, and the best of the traders."""

    advance_usd_per_qq: float  # paid by the cooperative on delivery
    promised_usd_per_qq: float  # in all, the advance included
    months_to_second_payment: int
    street_usd_per_qq: float  # paid by traders at her farm
    services_usd_per_qq: float  # what the cooperative's services are worth to a member
    reward_usd_per_qq: float  # bonus and fine as she expects them
    neighbours_share: float  # what her neighbours delivered
    money_scale: float  # how much what is felt in dollars has grown with the price
    cash_need_usd: float
    lot_qq: float  # free to sell
    accepts: bool  # whether the cooperative takes her coffee
    hers: bool = True  # whether it is her own, or the only one she weighs: else she faces it as an outsider
    others_usd_per_qq: float = 0.0  # what it is worth that there are other cooperatives to turn to


@equation
def outlets_at(
    advance_usd_per_qq: float,
    promised_usd_per_qq: float,
    months_to_second_payment: float,
    street_usd_per_qq: float,
    lot_qq: float,
    neighbours_share: float,
    money_scale: float,
    services_usd_per_qq: float = 0.0,
    reward_usd_per_qq: float = 0.0,
    cash_need_usd: float = 0.0,
    accepts: bool = True,
    hers: bool = True,
    others_usd_per_qq: float = 0.0,
) -> Outlets:
    """Outlets at these prices for a lot; what is left out is nothing: her own cooperative takes it, and there is no other."""
    return Outlets(
        advance_usd_per_qq,
        promised_usd_per_qq,
        int(months_to_second_payment),
        street_usd_per_qq,
        services_usd_per_qq,
        reward_usd_per_qq,
        neighbours_share,
        money_scale,
        cash_need_usd,
        lot_qq,
        accepts,
        hers,
        others_usd_per_qq,
    )


class HouseholdDraws(NamedTuple):
    """The random draws of one household and month, each uniform from 0 to 1."""

    taste: float
    looks: float
    copies: float
    tries: float
    coin: float
