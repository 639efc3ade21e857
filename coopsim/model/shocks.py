"""What strikes a household from outside: a sudden expense, and the insurance that may pay it."""

from __future__ import annotations

import numpy as np

from coopsim.equations import postings
from coopsim.model.treasury import pay
from coopsim.model.world import World

PAYERS = ("farmers", "cooperative", "state", "donor")  # who pays a premium or an event, by number


def shocks_strike(world: World) -> None:
    """This month's sudden expenses, net of insurance; the premium is spent by whoever pays it.

    The insurer stands among the suppliers: what it pays for the insured goes from supplier to supplier.
    """
    f, c = world.farmers, world.cooperatives
    if not (f.shock_share_per_month.any() or f.insured_share.any()):
        f.blow_usd[:] = 0.0
        return
    hit = world.luck("shock", world.month, f.shape[1]) < f.shock_share_per_month
    by_cooperative = f.insurance_payer == PAYERS.index("cooperative")
    covered = ~by_cooperative | (f.is_member & world.at_farms(c.alive))  # a cooperative insures its members only
    insured = (f.insurance_rank < f.insured_share) & covered
    premium = np.where(insured, f.insurance_premium_usd_per_year / 12.0, 0.0)
    own = np.where(f.insurance_payer == PAYERS.index("farmers"), premium, 0.0)
    f.blow_usd[:] = np.where(hit & ~insured, f.shock_usd, 0.0) + own
    bill = world.by_district(np.where(by_cooperative, premium, 0.0))
    if bill.any():
        world.ledger.post("insurance", postings.running_cost(bill, pay(world, bill)))
        c.season_costs_usd += bill
    for party in ("state", "donor"):
        paid = world.by_district(np.where(f.insurance_payer == PAYERS.index(party), premium, 0.0))
        if paid.any():
            world.ledger.post("insurance", postings.paid_from_outside(party, paid))
