"""Intermediaries: what they clear, pay and can pay, and how many they are (economics of free entry and logit oligopsony)."""

from __future__ import annotations

import numpy as np

from coopsim.equations.amounts import Amount


def clearing_price_usd_per_qq(world_price_usd_per_qq: Amount, differential_usd_per_qq: Amount, cost_usd_per_qq: Amount) -> Amount:
    """What a trader clears per qq, before paying the farmer: R = W + Dp - T.

    Source: accounting identity; differential of Peru's private exporters from JNC and press, 2014 and 2019.

    >>> clearing_price_usd_per_qq(215.0, -20.0, 30.0)
    165.0
    """
    return world_price_usd_per_qq + differential_usd_per_qq - cost_usd_per_qq


def followed_price_usd_per_qq(
    known_usd_per_qq: Amount, clearing_usd_per_qq: Amount, rise_speed: Amount, fall_speed: Amount
) -> Amount:
    """The price that traders go by: it follows what they clear, falls faster than rises.

    Rhat' = Rhat + up (R - Rhat)+ - down (Rhat - R)+. Source: Krivonos 2004 and Fafchamps & Hill 2007 for the asymmetry;
    speeds assumed.

    >>> float(followed_price_usd_per_qq(100.0, 120.0, 0.5, 0.8)), float(followed_price_usd_per_qq(100.0, 80.0, 0.5, 0.8))
    (110.0, 84.0)
    """
    gap = clearing_usd_per_qq - known_usd_per_qq
    return known_usd_per_qq + np.where(gap > 0, rise_speed, fall_speed) * gap


def markdown_usd_per_qq(taste_usd_per_qq: Amount, number: Amount, cooperative_share: Amount) -> Amount:
    """What logit oligopsony lets each of n traders keep: mu / (1 - (1 - s) / n), s = the cooperative's share of the coffee.

    Source: logit price competition (Anderson, de Palma & Thisse 1992); the yardstick effect follows (Milford 2004).

    >>> round(float(markdown_usd_per_qq(10.0, 3.0, 0.7)), 1), round(float(markdown_usd_per_qq(10.0, 3.0, 0.0)), 1)
    (11.1, 15.0)
    """
    competitors = np.maximum(number, 1.0 + 1e-6)
    return taste_usd_per_qq / np.maximum(1.0 - (1.0 - cooperative_share) / competitors, 1e-3)


def farm_gate_price_usd_per_qq(
    followed_usd_per_qq: Amount, margin_share: Amount, markdown: Amount, own_carriage_usd_per_qq: Amount
) -> Amount:
    """Trader's cash price: p = Rhat (1 - m1) - markdown, never below the town price less the farmer's own carriage.

    The town price is Rhat (1 - m1): interest and price risk cost every trader, wherever he buys; what carrying the coffee
    to town saves is the markdown. Source: markdown as above; carriage assumed.

    >>> round(float(farm_gate_price_usd_per_qq(165.0, 0.02, 11.1, 30.0)), 1)
    150.6
    >>> round(float(farm_gate_price_usd_per_qq(165.0, 0.02, 60.0, 30.0)), 1)
    131.7
    """
    return followed_usd_per_qq * (1.0 - margin_share) - np.minimum(markdown, own_carriage_usd_per_qq)


def price_at_the_farm_usd_per_qq(
    street_usd_per_qq: Amount, visit_cost_usd: Amount, lot_qq: Amount, road_cost_usd_per_qq_km: Amount, distance_km: Amount
) -> Amount:
    """The street price net of the trader's fixed pick-up cost and of transport: p_i = p - visit / h - road km.

    A farmer with nothing to sell (lot 0) is quoted the price without the visit.
    Source: fixed cost per pick-up behind the U-shape of Wollni & Fischer 2015; amounts assumed.

    >>> float(price_at_the_farm_usd_per_qq(150.0, 40.0, 10.0, 0.5, 2.0))
    145.0
    >>> float(price_at_the_farm_usd_per_qq(150.0, 40.0, 1.0, 0.5, 2.0))
    109.0
    """
    visit = visit_cost_usd / np.where(np.asarray(lot_qq) > 0, lot_qq, np.inf)
    return np.maximum(street_usd_per_qq - visit - road_cost_usd_per_qq_km * distance_km, 0.0)


def normal_profit_usd(
    yearly_cost_usd: Amount, capital_charge_share: Amount, world_price_usd_per_qq: Amount, tied_qq: Amount
) -> Amount:
    """What a trader must earn to stay: K0 + r W (coffee that ties up his capital).

    >>> normal_profit_usd(19000.0, 0.2, 215.0, 50.0)
    21150.0
    """
    return yearly_cost_usd + capital_charge_share * world_price_usd_per_qq * tied_qq


def next_number(number: Amount, profit_usd: Amount, normal_usd: Amount, elasticity: Amount, most: Amount) -> Amount:
    """Free entry on profit: n' = n (profit / normal)^e, within 1 and the slots there are.

    A trader who loses counts as earning a tenth of the normal. Source: free entry; elasticity assumed.

    >>> round(float(next_number(3.0, 40000.0, 20000.0, 0.3, 12.0)), 2)
    3.69
    """
    ratio = np.clip(profit_usd / np.maximum(normal_usd, 1e-9), 0.1, 10.0)
    return np.clip(number * ratio**elasticity, 1.0, most)


def trader_cash_usd(
    cash_usd: Amount, world_price_usd_per_qq: Amount, normal_price_usd_per_qq: Amount, follows_share: Amount
) -> Amount:
    """A trader's own and borrowed cash; lenders scale a share x of it with the world price: cash (1 - x + x W / W0).

    >>> trader_cash_usd(40000.0, 430.0, 215.0, 0.5)
    60000.0
    """
    return cash_usd * (1.0 - follows_share + follows_share * world_price_usd_per_qq / normal_price_usd_per_qq)


def purchasable_qq(cash_usd: Amount, turns_per_month: Amount, price_usd_per_qq: Amount) -> Amount:
    """What a trader can pay for in a month: cash, turned over so many times, at the price: q = cash turns / p.

    >>> float(purchasable_qq(40000.0, 3.0, 150.0))
    800.0
    """
    return cash_usd * turns_per_month / np.maximum(price_usd_per_qq, 1e-9)
