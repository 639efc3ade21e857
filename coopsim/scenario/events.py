"""Events: what changes from one month to another in the middle of a run, what it costs and who pays."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal

from annotated_types import Ge, Le
from pydantic import Field

from coopsim.scenario.declare import Group, Meaning, bounds
from coopsim.scenario.tables import TABLES, kind

Change = tuple[Literal["set", "times", "plus"], str, Any]  # how, which parameter, by what

# states of the farmers: moved once, as the event begins; they go on from there and are not put back
STATES = ("trust", "loyalty_usd_per_qq")
_AT_THE_START_ONLY = {
    *("id", "members", "stands_at_start", "opening_reserve_usd", "sale_price", "member_price"),
    *("insurance_paid_by", "founders_wanted", "start_up_paid_by", "centre"),
}
_OF_FARMERS = (
    "cost_factor",
    "input_cost_usd_per_qq",
    "need_usd_per_month",
    "off_coffee_income_usd_per_month",
    "own_picking_qq_per_month",
    "yield_qq_per_ha",
    "patience_share_per_month",
    "lean_money_value",
    "savings_leakage_share_per_month",
    "taste_usd_per_qq",
    "membership_effort_usd_per_year",
    *STATES,
)


class Event(Group):
    """What happens | Lo que ocurre"""

    id: Annotated[
        str,
        Field(pattern=r"^[a-z][a-z0-9_-]*$"),
        Meaning("name", en="The event's name in options", es="Nombre del evento en las opciones"),
    ]
    kind: Annotated[
        Literal[
            "change", "rust", "drought_or_frost", "cash_shock", "new_competitor", "credit_withdrawn", "scandal", "services_cut"
        ],
        Meaning(
            "choice",
            en="A named bundle of changes, as large as size_share; or change: what set, times and plus say",
            es="Un conjunto de cambios con nombre, del tamaño de size_share; o change: lo que digan set, times y plus",
        ),
    ] = "change"
    set: Annotated[
        dict[str, bool | int | float], Meaning("table", en="Parameters and their new values", es="Parámetros y su nuevo valor")
    ] = Field(default_factory=dict)
    times: Annotated[
        dict[str, int | float],
        Meaning("table", en="Parameters and what they are multiplied by", es="Parámetros y por cuánto se multiplican"),
    ] = Field(default_factory=dict)
    plus: Annotated[
        dict[str, int | float], Meaning("table", en="Parameters and what is added to them", es="Parámetros y cuánto se les suma")
    ] = Field(default_factory=dict)
    month: Annotated[
        str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$"), Meaning("month", en="Month in which it begins", es="Mes en que comienza")
    ]
    lasts_months: Annotated[
        int,
        Ge(0),
        Le(720),
        Meaning("months", en="Months until all is as before; 0: for good", es="Meses que dura; 0: para siempre"),
    ] = 0
    cooperative: Annotated[
        str,
        Meaning(
            "name",
            en="The cooperative where it happens; left out: everywhere",
            es="La cooperativa donde ocurre; si no se indica: en todas",
        ),
    ] = ""
    district: Annotated[
        str,
        Meaning(
            "name",
            en="The district where it happens, with all its cooperatives; left out: everywhere",
            es="El distrito donde ocurre, con todas sus cooperativas; si no se indica: en todos",
        ),
    ] = ""
    size_share: Annotated[
        float, Ge(0), Le(1), Meaning("share", en="How large a named event is", es="Qué tan grande es un evento con nombre")
    ] = 0.2
    cost_usd: Annotated[
        float,
        Ge(0),
        Le(1_000_000),
        Meaning("US$", en="What it costs once, at each cooperative", es="Cuánto cuesta, una sola vez, en cada cooperativa"),
    ] = 0.0
    paid_by: Annotated[
        Literal["cooperative", "farmers", "state", "donor"], Meaning("choice", en="Who pays that", es="Quién lo paga")
    ] = "cooperative"
    active: Annotated[bool, Meaning("yes/no", en="Whether it happens at all", es="Si ocurre o no")] = True

    def changes(self) -> tuple[Change, ...]:
        """What the event does, the bundle of its kind first.

        >>> Event(id="rust", kind="rust", month="2013-04", size_share=0.15).changes()
        (('set', 'crop_loss_share', 0.15),)
        """
        written: tuple[Change, ...] = (
            *(("set", name, value) for name, value in self.set.items()),
            *(("times", name, value) for name, value in self.times.items()),
            *(("plus", name, value) for name, value in self.plus.items()),
        )
        return (*_bundle(self.kind, self.size_share), *written)

    def strikes(self, cooperative: str, district: str) -> bool:
        """Whether it happens to this cooperative, in this district: to all where it names neither.

        >>> event = Event(id="frost", month="2013-04", district="valle")
        >>> event.strikes("esperanza", "valle"), event.strikes("semilla", "loma")
        (True, False)
        """
        return self.active and self.cooperative in ("", cooperative) and self.district in ("", district)

    def begins(self, start: str) -> int:
        """Months from the scenario's start to the event's.

        >>> Event(id="rust", month="2013-04").begins("2012-01")
        15
        """
        return _months(self.month) - _months(start)


def _months(date: str) -> int:
    year, month = date.split("-")
    return int(year) * 12 + int(month)


def _bundle(kind: str, size: float) -> tuple[Change, ...]:
    """What each named event does at a size from 0 to 1. Sizes and forms are assumed."""
    bundles: Mapping[str, tuple[Change, ...]] = {
        "rust": (("set", "crop_loss_share", size),),
        "drought_or_frost": (("set", "crop_loss_share", size),),
        "cash_shock": (("set", "shock_share_per_month", size),),
        "new_competitor": (("times", "number", 1.0 + size),),
        "credit_withdrawn": (("times", "credit_line_usd", 1.0 - size), ("times", "credit_line_share", 1.0 - size)),
        "scandal": (("times", "kept_promise_share", 1.0 - size), ("times", "trust", 1.0 - size)),
        "services_cut": (("times", "services_usd_per_member_year", 1.0 - size),),
    }
    return bundles.get(kind, ())


def _may_change() -> dict[str, str]:
    tables: dict[str, str] = {}
    for table in ("cooperative", "household", "intermediary", "closing"):
        for name, field in TABLES[table].model_fields.items():
            if name not in _AT_THE_START_ONLY and kind(field) in ("number", "whole", "yes_no", "distribution"):
                tables[name] = table
    tables |= dict.fromkeys(_OF_FARMERS, "population")
    return tables | dict.fromkeys(("peer_weight_usd_per_qq", "kin_talk_share"), "network")


MAY_CHANGE: Mapping[str, str] = MappingProxyType(_may_change())  # parameter -> its table, of all that an event may change


def limits(name: str) -> tuple[float | None, float | None]:
    """The declared range of a parameter: whatever events do, it stays inside."""
    return bounds(TABLES[MAY_CHANGE[name]].model_fields[name].metadata)


def yes_or_no(name: str) -> bool:
    """Whether a parameter that an event may change is a switch."""
    return kind(TABLES[MAY_CHANGE[name]].model_fields[name]) == "yes_no"
