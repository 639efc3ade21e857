"""Measured, not moved: what households come to deliver where one offer stands month after month.

The probe asks what a household would do tomorrow; a rule that learns or looks at others answers only in time.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import process
from coopsim.model.choice.decide import cooperatives_are_asked, within_bounds
from coopsim.model.choice.learn import Outcome
from coopsim.model.choice.neighbours import look_at_neighbours, look_at_one_neighbour
from coopsim.model.choice.outlets import draws_of_month
from coopsim.model.choice.probe import standard_outlets
from coopsim.model.decision import rules
from coopsim.model.decision.faced import HouseholdDraws, Outlets
from coopsim.model.records import Row

MONTHS, SETTLED = 48, 24  # harvest months that the offer stands; the last of them are averaged


@process
def standing_month(row: Row, gaps_usd_per_qq: Any, offered: Any) -> None:
    """One month of a standing offer: everybody looks, decides and learns; adds to what each offered.

    A gap is of each household: traders' price above the cooperative's total. Trust, loyalty and membership stay as they are;
    second payments come as promised, as far as trust says they do. A user's rule stays open.
    """
    look_at_neighbours(row)
    look_at_one_neighbour(row)
    cooperatives_are_asked(row)
    households, draws = row.households, draws_of_month(row.draws, row.market.season_month, len(row.households))
    for slice_number in range(len(row.rules)):
        rule, first, end = row.rules[slice_number]
        for i in range(first, end if rule >= 0 else first):
            household = households[i]
            cooperative, district = row.cooperatives[household.home], row.districts[household.district]
            drawn = HouseholdDraws(draws.taste[i], draws.looks[i], draws.copies[i], draws.tries[i], draws.coin[i])
            outlets = standard_outlets(household, cooperative, district, row.market, gaps_usd_per_qq[i])
            share = within_bounds(rules.decide(rule, household, district, outlets, drawn)) if outlets.accepts else 0.0
            household.offered_share = household.last_share = share
            offered[i] += share
            rules.learn(rule, household, district, outcome_of_standing(household, outlets))


@process
def outcome_of_standing(household: Any, outlets: Outlets) -> Outcome:
    """What came of a month in which all was paid as promised, as far as she trusts it.

    Writes the price and the share of the year.
    """
    share, lot = household.offered_share, outlets.lot_qq
    more = outlets.promised_usd_per_qq - outlets.advance_usd_per_qq
    later = household.trust * more if household.is_member else 0.0
    paid = share * (outlets.advance_usd_per_qq + later) + (1.0 - share) * outlets.street_usd_per_qq
    household.price_of_year_usd_per_qq, household.share_of_year = paid, share
    sold = share * lot
    return Outcome(
        lot,
        sold,
        sold,
        (1.0 - share) * lot,
        outlets.advance_usd_per_qq,
        outlets.street_usd_per_qq,
        sold * later,
        later,
        later,
        paid,
        household.is_member,
        True,
    )


@process
def settled_share(row: Row, offered: Any, months: int) -> float:
    """Share of members' usual coffee that was offered, of what each offered summed over so many months."""
    sold = coffee = 0.0
    for i in range(len(row.households)):
        household = row.households[i]
        if household.is_member:
            usual_qq = household.hectares * household.yield_qq_per_ha
            sold += offered[i] / months * usual_qq
            coffee += usual_qq
    return sold / np.maximum(coffee, 1e-9)
