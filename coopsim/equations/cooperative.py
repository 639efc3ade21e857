"""The cooperative's prices, worth and limits."""

from __future__ import annotations

import numpy as np

from coopsim.equations.amounts import Amount, Condition


def member_price_usd_per_qq(
    sale_price: Amount,
    processing_cost: Amount,
    fee: Amount,
    interest_per_year: Amount,
    finance_months: Amount,
    advance_share: Amount,
) -> Amount:
    """The promise that just covers everything per qq: m = S - k - f - z, with z = i h / 12 (alpha m + k).

    Solved for m: (S - k - f - j k) / (1 + j alpha), j = i h / 12. Source: accounting; fee and finance from Castillo's break-even.

    >>> round(float(member_price_usd_per_qq(230.0, 30.0, 25.0, 0.105, 2.6, 0.6)), 1)
    172.0
    """
    carried = interest_per_year * finance_months / 12.0
    return np.maximum((sale_price - processing_cost - fee - carried * processing_cost) / (1.0 + carried * advance_share), 0.0)


def finance_cost_usd_per_qq(
    member_price: Amount, processing_cost: Amount, interest_per_year: Amount, finance_months: Amount, advance_share: Amount
) -> Amount:
    """Interest charged per qq for carrying advance and processing: z = i h / 12 (alpha m + k).

    >>> round(float(finance_cost_usd_per_qq(172.0, 30.0, 0.105, 2.6, 0.6)), 2)
    3.03
    """
    return interest_per_year * finance_months / 12.0 * (advance_share * member_price + processing_cost)


def break_even_qq(fixed_cost_usd: Amount, fee_usd_per_qq: Amount) -> Amount:
    """Volume at which the fee pays the fixed cost: F / f. Source: Castillo 2012 (4,000 qq).

    >>> break_even_qq(100000.0, 25.0)
    4000.0
    """
    return fixed_cost_usd / fee_usd_per_qq


def headroom(normal_sales_qq: Amount, break_even: Amount) -> Amount:
    """Normal sales over the break-even volume: 1 is a knife-edge.

    >>> headroom(4200.0, 4000.0)
    1.05
    """
    return normal_sales_qq / break_even


def loop_gain(fee_usd_per_qq: Amount, delivered_share: Amount, taste_usd_per_qq: Amount) -> Amount:
    """Spiral check for a cost-plus fee under logit choice: G = (F / V) (1 - s) / mu; G < 1 damps, G > 1 collapses.

    >>> round(loop_gain(23.8, 0.7, 18.0), 2)
    0.4
    """
    return fee_usd_per_qq * (1.0 - delivered_share) / taste_usd_per_qq


def loop_gain_from_density(fee_usd_per_qq: Amount, delivered_share: Amount, density_share_per_usd: Amount) -> Amount:
    """The same check for any spread of farmers: G = (F / V) density / s, density = share of the harvest per US$ at the margin.

    Normal spread of US$ 12 at a share of 0.7: density = 0.3477 / 12.

    >>> round(loop_gain_from_density(23.8, 0.7, 0.3477 / 12), 2)
    0.99
    """
    return fee_usd_per_qq * density_share_per_usd / delivered_share


def credit_limit_usd(line_usd: Amount, share: Amount, contracts_usd: Amount, receivables_usd: Amount) -> Amount:
    """What the lender allows: a line, plus a share of the value of open contracts and receivables.

    >>> credit_limit_usd(60000.0, 0.6, 400000.0, 100000.0)
    360000.0
    """
    return line_usd + share * (contracts_usd + receivables_usd)


def funded_share(offered_qq: Amount, advance_usd_per_qq: Amount, processing_usd_per_qq: Amount, funds_usd: Amount) -> Amount:
    """Share of the coffee offered that can be paid for on delivery: funds / (q (a + k)), at most 1.

    >>> float(funded_share(1000.0, 100.0, 30.0, 65000.0)), float(funded_share(0.0, 100.0, 30.0, 0.0))
    (0.5, 1.0)
    """
    cost = np.asarray(offered_qq * (advance_usd_per_qq + processing_usd_per_qq))
    return np.where(cost > 0, np.clip(funds_usd / np.where(cost > 0, cost, 1.0), 0.0, 1.0), 1.0)


def second_payment_usd_per_qq(
    net_sale_price: Amount, processing_cost: Amount, finance_cost: Amount, fee: Amount, advance: Amount
) -> Amount:
    """Pooled price: what is left per qq after the advance, never below zero: max(0, S - k - z - f - a).

    >>> float(second_payment_usd_per_qq(230.0, 30.0, 3.0, 25.0, 103.0))
    69.0
    >>> float(second_payment_usd_per_qq(150.0, 30.0, 3.0, 25.0, 103.0))
    0.0
    """
    return np.maximum(net_sale_price - processing_cost - finance_cost - fee - advance, 0.0)


def net_worth_usd(book_equity_usd: Amount, contract_gain_usd: Amount) -> Amount:
    """NAV, judged at season's end: book equity + what the forward book would gain at today's forward prices.

    >>> net_worth_usd(60000.0, -80000.0)
    -20000.0
    """
    return book_equity_usd + contract_gain_usd


def insolvent(net_worth: Amount) -> Condition:
    """Owes more than it has: NAV < 0.

    >>> insolvent(-1.0), insolvent(0.0)
    (True, False)
    """
    return net_worth < 0


def illiquid(cash_usd: Amount, unused_line_usd: Amount, due_usd: Amount) -> Condition:
    """Cannot pay what is due this month: cash + unused line < due.

    >>> illiquid(1000.0, 500.0, 2000.0)
    True
    """
    return cash_usd + unused_line_usd < due_usd - 1e-6
