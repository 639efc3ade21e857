"""Names that have changed, and parameters that are gone: an old name is refused with what stands in its place.

A file or link that says that it is old is read with the new names; a parameter that is gone is refused there too: no value of it
says what the new one should be.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

SCHEMA = 3  # of scenario files; it rises whenever RENAMED or GONE grows

RENAMED: Mapping[str, str] = MappingProxyType(
    {
        "savings_leak_share_per_month": "savings_leakage_share_per_month",
        "street_price_usd_per_qq": "farm_gate_price_usd_per_qq",
        "thin_months": "months_without_cash",
    }
)

GONE: Mapping[str, str] = MappingProxyType(  # a parameter that is no more: the one that acts in its place, "" where none does
    {
        "arrears_months": "closing_patience_seasons",
        "called_debt_share": "",
        "capital_charge_share": "",
        "finance_months": "",
        "late_advance_share": "lowest_advance_share",
        "late_kept_share": "",
        "local_picking_share": "",
        "low_sales_seasons": "low_sales_share",
        "negative_closings": "closing_patience_seasons",
        "opening_savings_usd": "buffer_share",
        "own_carriage_usd_per_qq": "",
        "penalty_usd_per_qq": "buy_in_premium_usd_per_qq",
        "production_cost_usd_per_qq": "cost_factor",
        "refund_cash_months": "",
        "relation_years": "relation_value_share",
        "reserve_target_usd": "reserve_share",
        "rollover_fee_usd_per_qq": "interest_share_per_year",
        "savings_target_months": "buffer_share",
        "switching_cost_usd_per_year": "membership_effort_usd_per_year",
        "tied_months": "",
        "trader_cost_usd_per_qq": "farm_gate_normal_usd_per_qq",
        "yearly_cost_usd": "",
    }
)


def new_name(name: str) -> str | None:
    """What a name is called today; None where it has not changed.

    >>> new_name("seasons.thin_months"), new_name("thin_months_mean"), new_name("trust")
    ('seasons.months_without_cash', 'months_without_cash_mean', None)
    """
    return next((name.replace(old, new) for old, new in RENAMED.items() if old in name), None)


def with_new_names(document: Any) -> Any:
    """A document of an older schema, its keys called as they are today.

    >>> with_new_names({"population": {"savings_leak_share_per_month": 0.1}})
    {'population': {'savings_leakage_share_per_month': 0.1}}
    """
    if isinstance(document, dict):
        return {RENAMED.get(key, key): with_new_names(value) for key, value in document.items()}
    return [with_new_names(value) for value in document] if isinstance(document, list) else document
