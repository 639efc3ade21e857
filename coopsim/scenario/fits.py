"""Whether districts, cooperatives and farmers of a scenario fit together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic_core import PydanticCustomError

from coopsim.scenario.cooperative import CooperativePolicy
from coopsim.scenario.district import DistrictBase, farmers_of_each
from coopsim.scenario.drawn import EVERYWHERE, DrawnPolicy


def wrong(kind: str, *fields: tuple[str | int, ...], **facts: Any) -> PydanticCustomError:
    """A mistake that several parameters make together, told at the first of `fields` that the file writes."""
    return PydanticCustomError("across", "{kind}", {"kind": kind, "fields": fields, **facts})


def farmers_add_up(districts: Sequence[DistrictBase], farmers: int) -> None:
    """The farmers that districts write are those that there are, with one or more left for each that writes none."""
    written = [(place, district.farmers) for place, district in enumerate(districts) if district.farmers is not None]
    total = sum(number for _place, number in written)
    missing = len(districts) - len(written)
    if total + missing > farmers or (total < farmers and not missing):
        raise wrong(
            "district_farmers",
            ("district", written[-1][0] if written else 0, "farmers"),
            got=total,
            farmers=farmers,
            missing=missing,
        )


def are_somewhere(tables: Sequence[CooperativePolicy], districts: list[str]) -> None:
    """Where districts are declared every cooperative names one of them, or all."""
    everywhere = [isinstance(table, DrawnPolicy) and table.everywhere for table in tables]
    for place, table in enumerate(tables):
        at = ("cooperative", place, "district")
        if not districts and (everywhere[place] or table.district == EVERYWHERE):
            raise wrong("each_of_none", at, got=EVERYWHERE)
        if districts and not everywhere[place] and table.district not in districts:
            raise wrong("no_district", at, at[:2], got=table.district, among=districts)


def members_are_farmers(
    cooperatives: Sequence[CooperativePolicy], districts: Sequence[DistrictBase], farmers_in_all: int
) -> None:
    """Members of those who are typed are farmers of their district; drawn ones are as many as there is room for."""
    typed = [
        (place, policy.district, policy.members)
        for place, policy in enumerate(cooperatives)
        if policy.stands_at_start and not isinstance(policy, DrawnPolicy)
    ]
    where = {one.id: number for one, number in zip(districts, farmers_of_each(districts, farmers_in_all), strict=True)}
    for district, farmers in (where or {"": farmers_in_all}).items():
        there = [(place, number) for place, where_it_is, number in typed if district in ("", where_it_is)]
        members = sum(number for _place, number in there)
        if members > farmers:
            if district:
                raise wrong("members_there", ("population", "farmers"), got=members, farmers=farmers, district=district)
            at = ("cooperative", there[-1][0], "members")
            raise wrong("members", at, ("population", "farmers"), got=members, farmers=farmers)
