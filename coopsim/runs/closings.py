"""When a cooperative closed, by which of the two rules, and what was left for its members."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coopsim.model.world import World

CAUSES = ("", "in_the_red", "low_sales", "merged", "not_gathered")  # by number, as the model counts them (`cause_number`)


@dataclass(frozen=True)
class Closing:
    """A cooperative's end, as the model judged it.

    Attributes
    ----------
    cooperative : str
        Its name in the tables.
    month : int
        The month at whose end it closed, 0 the first of the scenario; below 0: during burn-in.
    cause : str
        "in_the_red" (net worth below zero for longer than creditors and members bear), "low_sales" (fees on sales covered too
        little of the fixed cost, three seasons running), "merged" (it went into another) or "not_gathered" (an association for a
        season that too few would gather again).
    net_worth_usd : float
        Net worth when it was judged; 0 of one that went into another, for all of it went along.
    red_seasons, patience_seasons : float
        Seasons in the red, each by its depth, and how many were borne.
    low_sales_seasons : float
        Seasons running with sales too small.
    members : int
        Members at the end; of one that went into another, those of its last season.
    claims_usd, claims_paid_share, rest_usd_per_member : float
        What households were owed, what part of it they got, and what each member got of what was left.
    merged_into : str
        The cooperative into which it went; "" for none.
    """

    cooperative: str
    month: int
    cause: str
    net_worth_usd: float
    red_seasons: float
    patience_seasons: float
    low_sales_seasons: float
    members: int
    claims_usd: float
    claims_paid_share: float
    rest_usd_per_member: float
    merged_into: str = ""


def closings_of_the_month(world: World, first: int) -> Iterator[Closing]:
    """Each cooperative of the first row that closed in the month that has just ended; `first` is the scenario's first month."""
    for name, c in zip(world.identifiers, world.records.cooperatives[0], strict=True):
        if c["closed_month"] == world.month - 1:
            yield Closing(
                cooperative=name,
                month=world.month - 1 - first,
                cause=CAUSES[int(c["cause_number"])],
                net_worth_usd=float(c["net_worth_usd"]),
                red_seasons=float(c["closing_pressure"]),
                patience_seasons=float(c["closing_patience_seasons"]),
                low_sales_seasons=float(c["low_sales_count"]),
                members=int(c["members_at_end"]),
                claims_usd=float(c["claims_usd"]),
                claims_paid_share=float(c["claims_paid_share"]),
                rest_usd_per_member=float(c["rest_usd_per_member"]),
                merged_into=world.identifiers[c["merged_into"]] if c["merged_into"] >= 0 else "",
            )
