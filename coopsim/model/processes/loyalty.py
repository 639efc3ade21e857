"""Loyalty moves with what the season's coffee brought above the traders' price."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import process
from coopsim.equations import trust


@process
def remembers_the_balance(cooperative: Any) -> None:
    """What was paid after delivery on a quintal whose balance fell due this season; where none did, what was paid last.

    Reads balances of the season; writes the balance last paid per quintal.
    """
    if cooperative.season_balance_qq > 0:
        cooperative.balance_paid_usd_per_qq = cooperative.season_balance_usd / np.maximum(cooperative.season_balance_qq, 1e-9)


@process
def benefit_usd_per_qq(household: Any, cooperative: Any, services_usd_per_qq: float) -> float:
    """What a quintal delivered brought a member above the traders' price, services counted; nothing to others."""
    if not household.is_member:
        return 0.0
    if not household.season_delivered_qq > 0:
        return services_usd_per_qq
    delivered = np.maximum(household.season_delivered_qq, 1e-9)
    at_once = household.season_advances_usd + household.season_refund_usd
    at_once += household.season_bonus_usd - household.season_fine_usd
    received = at_once / delivered + cooperative.balance_paid_usd_per_qq
    return received - household.season_street_value_usd / delivered + services_usd_per_qq


@process
def loyalty_moves(household: Any, cooperative: Any, district: Any, services_usd_per_qq: float) -> None:
    """Loyalty returns to its anchor, higher for who goes to the assembly or paid for the feast, and follows the benefit.

    Reads what she delivered and got this season, the balance last paid, whether she attends and feasts; writes loyalty.
    """
    anchor = household.loyalty_anchor_usd_per_qq
    if household.attends:
        anchor += district.attendance_loyalty_usd_per_qq
    if household.feasts:
        anchor += district.feast_loyalty_usd_per_qq
    household.loyalty_usd_per_qq = trust.next_loyalty_usd_per_qq(
        household.loyalty_usd_per_qq,
        anchor,
        benefit_usd_per_qq(household, cooperative, services_usd_per_qq),
        district.loyalty_speed_share,
        district.benefit_weight,
    )
