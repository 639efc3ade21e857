"""What a cooperative can spend on new coffee: its funds, less what it has promised before the buyer pays for that coffee."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import process
from coopsim.equations import funds as equations
from coopsim.equations.standing import enforced_usd
from coopsim.model.processes import books, central, deliveries, pools
from coopsim.model.processes.chain_contract import chain_price, sold_into_the_chain_share
from coopsim.model.processes.chains import expected_price
from coopsim.model.processes.contracts import sale_price_today
from coopsim.model.processes.payments import interest_share_per_year, running_cost_usd
from coopsim.model.processes.shipments import due_qq, fixed_due
from coopsim.model.processes.state_support import office_paid_by_the_state_usd
from coopsim.model.processes.terms import months_to_sale
from coopsim.model.processes.treasury import funds_usd, set_credit_limit
from coopsim.model.records import CONTRACT_MONTHS, LONGEST_DELAY, LONGEST_PROCESSING


@process
def cooperatives_see_their_funds(row: Any) -> None:
    """Before terms are posted: the buyer pays for last month's coffee, the lender sets its limit, what is promised is known."""
    central.lender_looks_at_all(row)
    for place in range(len(row.cooperatives)):
        buyer_pays(row.cooperatives[place], row.journal)
        deliveries.deliveries_begin(row.cooperatives[place])
        set_credit_limit(row.cooperatives[place], row.districts[row.cooperatives[place].district], row.market)
        row.cooperatives[place].dues_usd[:] = 0.0
    for i in range(len(row.households)):
        knows_what_falls_due(row.households[i], row.cooperatives[row.households[i].home], row.market)
    for place in range(len(row.cooperatives)):
        sees_its_funds(row.cooperatives[place], row.districts[row.cooperatives[place].district], row.market)


@process
def buyer_pays(cooperative: Any, journal: Any) -> None:
    """The buyer pays for last month's coffee: reads and writes receivables."""
    if cooperative.receivable_usd != 0.0:
        books.buyer_pays(cooperative, journal, books.BUYER_PAYS, cooperative.receivable_usd)
    cooperative.receivable_qq = cooperative.receivable_contract_qq = cooperative.receivable_contract_usd = 0.0


@process
def knows_what_falls_due(household: Any, cooperative: Any, market: Any) -> None:
    """What falls due to a household until the buyer pays for coffee bought today; adds to the cooperative's dues by month."""
    for ahead in range(int(cooperative.processing_months) + 1):
        slot = (market.month + ahead) % LONGEST_DELAY
        cooperative.dues_usd[slot] += household.due_usd[slot]


@process
def sees_its_funds(cooperative: Any, district: Any, market: Any) -> None:
    """What new coffee can be bought with: writes the free funds.

    Reads funds, arrears, and for each month until the buyer pays for coffee bought today: dues, running cost, interest and what
    buyers collect for broken contracts, less what the buyer pays by then for coffee already here. The month in which most is
    missing counts.
    """
    owed = cooperative.overdue_members_usd + cooperative.overdue_suppliers_usd
    running = running_cost_usd(cooperative, district) - office_paid_by_the_state_usd(cooperative, district)
    running += to_lender_and_buyers_usd(cooperative, district)
    most = owed
    for ahead in range(int(months_to_sale(cooperative))):
        if ahead > 0:
            owed -= buyer_will_pay_usd(cooperative, district, market, ahead - 1)
        slot = (market.month + ahead) % LONGEST_DELAY
        owed += running + cooperative.dues_usd[slot] + pools.second_payment_to_come_usd(cooperative, district, market, slot)
        most = np.maximum(most, owed)
    cooperative.free_funds_usd = equations.free_funds_usd(funds_usd(cooperative), most)


@process
def to_lender_and_buyers_usd(cooperative: Any, district: Any) -> float:
    """A month's interest on the line, were it used as far as the lender allows, and what buyers collect of their debt."""
    line = np.maximum(cooperative.line_usd, cooperative.credit_limit_usd)
    enforced = enforced_usd(np.maximum(cooperative.debt_to_buyers_usd, 0.0), cooperative.enforcement_share_per_year)
    interest = line * interest_share_per_year(cooperative, district) * (1.0 - cooperative.state_interest_share) / 12.0
    return interest + enforced


@process
def buyer_will_pay_usd(cooperative: Any, district: Any, market: Any, ahead: int) -> float:
    """For coffee that is ready by then, a month later: contracts first, the rest at today's price, less the credit on them."""
    due = (market.month + ahead) % CONTRACT_MONTHS
    coffee = cooperative.in_process_qq[(market.month + ahead) % LONGEST_PROCESSING]
    if ahead == 0:
        coffee += cooperative.stock_qq
    price = sale_price_today(cooperative, district, market)
    contracted_qq, (fixed_qq, contracts_usd) = due_qq(cooperative, due), fixed_due(cooperative, due)
    contracts_usd += (contracted_qq - fixed_qq) * price
    filled = np.minimum(coffee / np.maximum(contracted_qq, 1e-12), 1.0)
    beyond = coffee - filled * contracted_qq
    rest = beyond * expected_price(cooperative, district, price)
    of_the_chain = beyond * sold_into_the_chain_share(cooperative) * chain_price(cooperative, price)
    return filled * contracts_usd + rest - cooperative.credit_line_share * (contracts_usd + of_the_chain)
