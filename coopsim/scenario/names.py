"""Changing a scenario by the names of its parameters."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from copy import deepcopy
from functools import cache
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.scenario.declare import Distribution
from coopsim.scenario.district import OF_A_DISTRICT, District
from coopsim.scenario.drawn import NUMBERS
from coopsim.scenario.events import Event
from coopsim.scenario.places import shared_out
from coopsim.scenario.renamed import GONE, new_name
from coopsim.scenario.tables import TABLES, fields, kind

# `distribution` first: it decides what the other four mean
PARTS = ("distribution", "mean", "low", "high", "sd")


@cache
def _where() -> dict[str, tuple[str, str, FieldInfo]]:
    """A parameter's name -> (its table, its key there, its declaration)."""
    return {name: (table, name.rpartition(".")[2], field) for table, name, field in fields()}


def _split(name: str, identities: Iterable[str]) -> tuple[str | None, str, str | None]:
    """(cooperative's id or None for all, parameter's name, part of its distribution or None)."""
    declared, identity, rest = _where(), None, name
    if name.startswith("cooperative."):
        identity, _dot, rest = name.removeprefix("cooperative.").partition(".")
        ids = list(identities)
        if identity not in ids:
            raise UserMistake(_("no such cooperative"), got=identity, among=ids)
    whole_name, _dot, part = rest.rpartition(".")
    if part in PARTS and whole_name in declared and _differs(*declared[whole_name]):
        rest, part = whole_name, part
    else:
        part = ""
    if rest not in declared or (identity is not None and declared[rest][0] != "cooperative"):
        among = [
            whole_name for whole_name, (table, _key, _field) in declared.items() if identity is None or table == "cooperative"
        ]
        raise unknown_parameter(name, rest, among)
    return identity, rest, part or None


def _differs(table: str, _key: str, field: FieldInfo) -> bool:
    """Whether a parameter may be a distribution: of farmers or, where they are drawn, of cooperatives."""
    return kind(field) == "distribution" or (table == "cooperative" and kind(field) in NUMBERS)


def unknown_parameter(name: str, rest: str, among: Iterable[str]) -> UserMistake:
    """The mistake of a name that nothing bears; the right or the nearest one is offered."""
    names, tail = list(among), rest.rpartition(".")[2]
    if new_name(tail) in names:
        return UserMistake(_("has a new name"), got=name, allowed=new_name(name))
    if tail in GONE:
        return UserMistake(_("is no longer a parameter: take it out"), got=name, allowed=GONE[tail] or None)
    meant = next((other for other in names if other.rpartition(".")[2] == tail), None)
    if meant is not None:  # `price.source` for `source`, `slope_share` for `rule.price_gap.slope_share`
        return UserMistake(_("no such parameter"), got=name, allowed=meant)
    return UserMistake(_("no such parameter"), got=rest, allowed=_("see coopsim parameters"), among=names)


def _reshaped(given: Any, part: str | None, value: Any) -> Any:
    """A distribution's table with one part, or its mean, changed."""
    table = {"distribution": "constant", "mean": given} if isinstance(given, (int, float)) else dict(given)
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if part == "distribution":
        table["distribution"] = value
        if value in ("constant", "uniform"):
            table.pop("sd", None)
        if value == "constant":
            table = {"distribution": value, "mean": table["mean"]}
        return table
    if part in (None, "mean"):
        if not number:
            if part is not None or not isinstance(value, Mapping) or "distribution" in value:
                return table | {"mean": value} if part else value
            for part_name, part_value in sorted(
                value.items(), key=lambda item: PARTS.index(item[0]) if item[0] in PARTS else len(PARTS)
            ):
                table = _reshaped(table, part_name, part_value)
            return table
        try:
            return Distribution.model_validate(table).around(value)
        except ValidationError:  # another part is still to come; the whole is checked at the end
            return table | {"mean": value}
    if table["distribution"] == "uniform" and part in ("low", "high"):
        table.pop("mean", None)
    return table | {part: value}


def changed(document: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """`document` (a whole scenario as plain tables) with `values` written in by name; not yet checked.

    What is set for all is set for each: a cooperative's or a district's own value goes, one by `cooperative.ID` or `district.ID`
    stands.
    """
    moved = {"cooperative", "district", "event", *touched(values)}
    new = {table: _copied(part) if table in moved else part for table, part in document.items()}
    ids = [cooperative["id"] for cooperative in new["cooperative"]]
    declared = _where()
    steps = []
    for district in new.get("district", ()):  # what is set for all is set for each; `district.ID.NAME` comes after
        for name in values.keys() & OF_A_DISTRICT.keys():
            district.pop(name, None)
    for name, value in values.items():
        if name.startswith("event."):
            _change_event(new, name, value)
            continue
        if name.startswith("district."):
            _change_district(new, name, value)
            continue
        identity, parameter, part = _split(name, ids)
        table, key, _field = declared[parameter]
        value = value.tolist() if hasattr(value, "tolist") else value  # NumPy's numbers, as designs bring them
        # all cooperatives before one of them, a distribution before its parts
        steps.append(
            (
                identity is not None,
                PARTS.index(part) if part else 0 if isinstance(value, Mapping) else 1,
                table,
                key,
                identity,
                part,
                value,
            )
        )
    for _one_only, _order, table, key, identity, part, value in sorted(steps, key=lambda step: step[:2]):
        if table == "cooperative":
            targets = [
                cooperative for cooperative, own_id in zip(new["cooperative"], ids, strict=True) if identity in (None, own_id)
            ]
        else:
            target = new
            for step in table.split("."):
                target = target[step]
            targets = [target]
        for target in targets:
            is_distribution = kind(TABLES[table].model_fields[key]) == "distribution"
            target[key] = _reshaped(target[key], part, value) if is_distribution else _of_drawn(target.get(key), part, value)
    _scale_districts(new, document)
    return new


def _copied(part: Any) -> Any:
    """Plain tables anew, lists and all; `deepcopy` takes ten times as long."""
    if isinstance(part, dict):
        return {name: _copied(value) for name, value in part.items()}
    return [_copied(one) for one in part] if isinstance(part, list) else part


def touched(names: Iterable[str]) -> set[str]:
    """The tables of a scenario in which values of these names stand; a name that nothing bears stands in none.

    >>> sorted(touched(["trust.sd", "cooperative.esperanza.members", "event.rust.month", "rule.price_gap.slope_share"]))
    ['cooperative', 'event', 'population', 'rule']
    """
    tables, declared = set(), _where()
    for name in names:
        first, _dot, _rest = name.partition(".")
        whole_name, _dot, part = name.rpartition(".")
        of_parameter = declared.get(whole_name if part in PARTS and whole_name in declared else name)
        table = first if of_parameter is None else of_parameter[0].partition(".")[0]
        tables |= {table} if of_parameter is not None or first in ("event", "district", "cooperative") else set()
    return tables


def _of_drawn(given: Any, part: str | None, value: Any) -> Any:
    """A parameter of cooperatives that are drawn: a number moves the mean of their distribution, anything else takes its place.

    What is said of each member has another unit than the parameter: a number takes its place, and `.mean` moves it.
    """
    drawn = isinstance(given, Mapping) and "distribution" in given
    other = isinstance(value, Mapping) and "shares" in value
    if part is None and (other or not drawn or given.get("per_member")):
        return deepcopy(value)
    of_member = {"per_member": True} if drawn and given.get("per_member") else {}
    table = {name: number for name, number in given.items() if name != "per_member"} if drawn else given
    reshaped = _reshaped(table, part, value)
    return {**reshaped, **of_member} if isinstance(reshaped, Mapping) else reshaped


def _scale_districts(new: dict[str, Any], document: Mapping[str, Any]) -> None:
    """Where the farmers of all districts are written and their sum is set, each district has its part of it."""
    districts, farmers = new.get("district", ()), new["population"]["farmers"]
    numbers = [district.get("farmers") for district in districts]
    was = [district.get("farmers") for district in document.get("district", ())]
    if districts and None not in numbers and numbers == was and farmers != document["population"]["farmers"]:
        for district, number in zip(districts, shared_out(farmers, numbers), strict=True):
            district["farmers"] = number


def _change_district(document: dict[str, Any], name: str, value: Any) -> None:
    """`district.ID.NAME`: what is otherwise in a district than in the scenario."""
    identity, _dot, key = name.removeprefix("district.").partition(".")
    districts = {district["id"]: district for district in document.get("district", ())}
    if identity not in districts:
        raise UserMistake(_("no such district"), got=identity, among=list(districts))
    if key not in District.model_fields or key == "id":
        among = [f"district.{identity}.{other}" for other in District.model_fields if other != "id"]
        raise UserMistake(_("no such parameter"), got=name, among=among)
    districts[identity][key] = value


def _change_event(document: dict[str, Any], name: str, value: Any) -> None:
    """`event.ID.NAME`: a field of an event, or a parameter that it sets, multiplies or adds to."""
    identity, _dot, key = name.removeprefix("event.").partition(".")
    events = {event["id"]: event for event in document.get("event", ())}
    if identity not in events:
        raise UserMistake(_("no such event"), got=identity, among=list(events))
    event = events[identity]
    for how in ("set", "times", "plus"):
        if key in event[how]:
            event[how][key] = value
            return
    if key not in event or key in ("id", "set", "times", "plus"):
        raise UserMistake(_("no such parameter"), got=name, among=[f"event.{identity}.{other}" for other in Event.model_fields])
    event[key] = value


def _typed(name: str, text: str) -> Any:
    """What `text` says, as TOML would read it; a bare word is a text."""
    field = _where().get(name.rpartition(".")[2] if name.startswith("cooperative.") else name, (None, None, None))[2]
    if name.startswith("event."):
        field = Event.model_fields.get(name.rpartition(".")[2])
    quoted = text[:1] in ("'", '"')
    if field is not None and kind(field) in ("text", "choice") and not quoted:
        return text
    try:
        read = tomllib.loads(f"value = {text}")
    except tomllib.TOMLDecodeError:
        return text
    return read["value"] if set(read) == {"value"} else text


def parse_set(options: Iterable[str]) -> dict[str, Any]:
    """The values of `--set NAME=VALUE`, by name; where a name comes twice the last holds.

    >>> parse_set(["payment_delay_months=6", "sale_price=open", "trust.sd=0.2", "supply_response=false"])
    {'payment_delay_months': 6, 'sale_price': 'open', 'trust.sd': 0.2, 'supply_response': False}
    """
    values: dict[str, Any] = {}
    for option in options:
        name, equals, text = option.partition("=")
        name, text = name.strip(), text.strip()
        if not equals or not name or not text:
            raise UserMistake(field="--set", got=option, allowed=_("NAME=VALUE"))
        if not name.startswith(("cooperative.", "event.", "district.")):  # the ids of cooperatives are the scenario's to know
            _split(name, ())
        values[name] = _typed(name, text)
    return values
