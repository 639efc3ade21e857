"""Moments 1 and 4: prices move, buyers post their terms."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopsim.equations import cooperative, traders
from coopsim.model.contracts import expected_sale_price, forward_prices, pool_price
from coopsim.model.world import World, some


def prices_move(world: World) -> None:
    """The world price is what it is; traders' price follows what they clear, sooner down than up."""
    d, price = world.districts, world.world_price_usd_per_qq()
    d.local_cost_index[:] = world.paths.local_cost_index[world.month]
    clearing = traders.clearing_price_usd_per_qq(price, d.trader_differential_usd_per_qq, d.trader_cost_usd_per_qq)
    d.known_price_usd_per_qq[:] = traders.followed_price_usd_per_qq(
        d.known_price_usd_per_qq, clearing, d.rise_speed_share, d.fall_speed_share
    )
    melted = world.paths.inflation_share[world.month]
    if melted:
        world.fixed_usd /= 1.0 + melted  # contracts are nominal


def buyers_post_terms(world: World) -> None:
    """Traders: logit markdown on what they go by. The cooperative: an advance and a promise, when its policy says so."""
    d, c = world.districts, world.cooperatives
    share, number = np.where(c.alive, d.cooperative_share, 0.0), d.traders
    if not d.yardstick.all():
        share, number = np.where(d.yardstick, share, d.frozen_share), np.where(d.yardstick, number, d.number)
    markdown = traders.markdown_usd_per_qq(d.markdown_usd_per_qq, number, share)
    d.farm_gate_price_usd_per_qq[:] = traders.farm_gate_price_usd_per_qq(
        d.known_price_usd_per_qq, d.margin_share, markdown, d.own_carriage_usd_per_qq
    )
    stands, posted = c.pays_fixed, c.posted_price_usd_per_qq
    if some(stands):
        stands = stands & (world.season_month % np.maximum(c.price_review_months, 1.0) != 0)
    if not stands.all():
        posted = np.where(stands, posted, _price_that_covers_cost(world))
    c.posted_price_usd_per_qq[:] = posted * c.alive
    c.advance_usd_per_qq[:] = c.advance_share * c.posted_price_usd_per_qq


def _price_that_covers_cost(world: World) -> NDArray[np.float64]:
    """What the cooperative can promise by the price of the day, of the season or of its pool."""
    d, c = world.districts, world.cooperatives
    sale = season = expected_sale_price(world)
    if some(c.pays_pooled):
        sale = np.where(c.pays_pooled, pool_price(world, season), sale)
    if some(c.pays_indexed):
        sale = np.where(c.pays_indexed, forward_prices(world, c.processing_months[None])[0], sale)
    promise = cooperative.member_price_usd_per_qq(
        sale,
        c.processing_cost_usd_per_qq * d.local_cost_index,
        c.fee_usd_per_qq,
        c.interest_share_per_year,
        c.finance_months,
        c.advance_share,
    )
    return np.asarray(promise)


def street_price_at_farms(world: World, lot_qq: NDArray[np.float64]) -> NDArray[np.float64]:
    """What traders pay each household for a lot of that size, net of pick-up and road."""
    d = world.districts
    return np.asarray(
        traders.price_at_the_farm_usd_per_qq(
            world.at_farms(d.farm_gate_price_usd_per_qq),
            world.at_farms(d.visit_cost_usd),
            lot_qq,
            world.at_farms(d.road_cost_usd_per_qq_km),
            world.farmers.road_distance_km,
        )
    )
