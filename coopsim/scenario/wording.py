"""What is wrong with a scenario, told in one line: pydantic's errors by their type, in the language spoken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.scenario.declare import Distribution, Group, bounds
from coopsim.scenario.district import OF_A_DISTRICT, District
from coopsim.scenario.drawn import DrawnPolicy
from coopsim.scenario.events import Event
from coopsim.scenario.renamed import GONE, new_name
from coopsim.scenario.tables import TABLES, choices, kind
from coopsim.scenario.written import written

Path = tuple[str | int, ...]
_OTHER: Mapping[str, type[Group]] = {"event": Event, "district": District, "cooperative": DrawnPolicy}  # tables of lists
Where = Callable[[Path], tuple[str | None, int | None, bool]]  # (file, line, whether this very key stands there)


# the part of a distribution that an error is about: told there, where it has a line of its own
PART = {
    "sd_negative": ("sd",),
    "ends_crossed": ("low",),
    "mean_outside_ends": ("mean",),
    "uniform_mean": ("mean",),
    "sd_unused": ("sd",),
    "lognormal_mean": ("mean",),
    "beta_sd": ("sd",),
    "mean_range": ("mean",),
}


class Shown(str):
    """A value shown as the scenario file writes it, not as Python does."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def shown(value: Any) -> Shown:
    """`value` as the file writes it, cut where it is long."""
    whole = written(value)
    return Shown(whole if len(whole) <= 60 else whole[:57] + "...")


def nowhere(path: Path) -> tuple[str | None, int | None, bool]:
    """Where a key stands when there is no file."""
    return None, None, False


def _declared(path: Path) -> tuple[Any, FieldInfo | None, str]:
    """(the group, the declaration, the part of a distribution) that a path leads to; None where it leads nowhere."""
    names = [step for step in path if isinstance(step, str)]
    table = ".".join(names[:2]) if names[:1] == ["rule"] else ".".join(names[:1])
    group, rest = _OTHER.get(table, TABLES.get(table)), names[2:] if names[:1] == ["rule"] else names[1:]
    field = group.model_fields.get(rest[0]) if group and rest else None
    if table == "district" and rest and field is not None:  # declared where the scenario says it of all districts
        field = OF_A_DISTRICT[rest[0]][1] if rest[0] in OF_A_DISTRICT else TABLES["population"].model_fields.get(rest[0], field)
    return group, field, rest[1] if len(rest) > 1 else ""


def _name(path: Path, document: Mapping[str, Any]) -> str:
    """A path as `--set` names it: `years`, `hectares.sd`, `cooperative.esperanza.members`, `rule.price_gap.slope_share`."""
    names = [step for step in path if isinstance(step, str)]
    if names[:1] in (["cooperative"], ["event"], ["district"]) and len(names) > 1 and isinstance(path[1], int):
        policies = document.get(names[0])
        policy = policies[path[1]] if isinstance(policies, (list, tuple)) else {}
        identity = policy.get("id", "esperanza" if names[0] == "cooperative" else "?") if isinstance(policy, Mapping) else None
        return ".".join([names[0], str(identity), *names[1:]])
    whole = len(names) == 1 or names[0] in ("rule", "title", "story")
    return ".".join(names if whole else names[1:])


def _range(field: FieldInfo) -> str:
    low, high = bounds(field.metadata)
    return "" if low is None or high is None else _("{low} to {high}").format(low=f"{low:,}", high=f"{high:,}")


def allowed(field: FieldInfo | None, part: str = "") -> str:
    """What a parameter may be: its type and its range, or its choices."""
    if field is None:
        return ""
    if part and kind(field) == "distribution":
        inner = Distribution.model_fields.get(part)
        return allowed(inner) if inner is not None else ", ".join(Distribution.model_fields)
    options, what = choices(field), kind(field)
    if options:
        return ", ".join(options)
    kind_text = {
        "whole": _("a whole number"),
        "number": _("a number"),
        "yes_no": _("true or false"),
        "text": _("a text in quotes"),
        "distribution": _("a number, {range}, or a table {table}").format(
            range=_range(field), table="{ " + ", ".join(Distribution.model_fields) + " }"
        ),
        "list": _("a list of 12 numbers"),
        "table": _("a rule's name or a table of shares"),
    }[what if field.annotation != float | None else "number"]
    return ", ".join(text for text in (kind_text, _range(field) if what in ("whole", "number") else "") if text)


def _across(facts: Mapping[str, Any]) -> tuple[str, str]:
    """(what is wrong, what is allowed) where parameters do not fit together."""
    sayings = {
        "same_id": (_("two cooperatives have the same id"), _("a different id for each cooperative")),
        "members": (_("more members than farmers"), _("0 to {farmers} over all cooperatives")),
        "members_there": (_("more members than farmers"), _("0 to {farmers} over the cooperatives of {district}")),
        "odd_ties": ("", _("an even number")),
        "many_ties": ("", _("fewer than the {farmers} farmers")),
        "after_the_end": (_("the price shape would begin after the last month"), _("fewer than {months}")),
        "no_path": (_('source = "file" needs a price file'), _("the path of a price file")),
        "harvest_shares_sum": (_("the shares do not add up to 1"), _("shares from 0 to 1 that add up to 1")),
    }
    message, may = (sayings | _of_districts() | _of_events(facts))[facts["kind"]]
    return message, may.format(**facts)


def _of_districts() -> dict[str, tuple[str, str]]:
    return {
        "same_district": (_("two districts have the same id"), _("a different id for each district")),
        "district_farmers": (
            _("the farmers of the districts do not add up"),
            _("the {farmers} farmers of [population] in all, one or more in each"),
        ),
        "no_district": (_("no such district"), _("the id of a [[district]]")),
        "each_of_none": (_("no district is written"), _("a [[district]] or more, or the name of one district")),
        "no_cooperative": (_("no cooperative is in the district"), _("a district that a [[cooperative]] names")),
        "event_district": (_("no such district"), _("the id of a district, or none for all")),
        "event_both": (_("a district and a cooperative"), _("one of them: a district has all its cooperatives")),
    }


def _of_events(facts: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    return {
        "same_event": (_("two events have the same id"), _("a different id for each event")),
        "event_where": (_("no such cooperative"), _("the id of a cooperative, or none for all")),
        "event_month": (_("the event would not happen in this run"), _("a month of the {years} years from {start} on")),
        "event_empty": (_("the event changes nothing and costs nothing"), _("a kind, or set, times, plus or cost_usd")),
        "event_name": (
            _("no parameter that an event may change"),
            _("a number or switch of cooperatives, households or traders"),
        ),
        "event_value": ("", _("{low} to {high}")),
    }


def _distribution(kind_of_error: str, facts: Mapping[str, Any]) -> tuple[Any, str]:
    """(what was given, what is allowed) where a distribution makes no sense."""
    sayings = {
        "sd_negative": ("got", _("an sd of 0 or more")),
        "ends_crossed": ("low", _("low below high ({high})")),
        "mean_outside_ends": ("mean", _("a mean from low ({low}) to high ({high})")),
        "uniform_without_ends": ("", _("a low and a high for a uniform distribution")),
        "uniform_mean": ("mean", _("the middle of low and high ({middle}), or no mean")),
        "sd_unused": ("got", _("no sd where the distribution is {distribution}")),
        "lognormal_mean": ("mean", _("a mean above 0 for a lognormal distribution")),
        "beta_sd": ("sd", _("an sd that fits between the ends around the mean ({mean})")),
        "rule_name": ("got", _("the name of a rule, or module:Class")),
        "rule_share": ("got", _("shares from 0 to 1")),
        "rule_shares_sum": ("total", _("shares that add up to 1")),
        "share_name": ("got", _("a value of the parameter for each share")),
        "shares_only": ("got", _("a value, or {{ shares = {{ VALUE = 0.6, OTHER = 0.4 }} }}")),
    }
    key, may = sayings[kind_of_error]
    return facts.get(key), may.format(**facts)


def unknown_name(path: Path, value: Any, top: Iterable[str], **place: Any) -> UserMistake:
    """The mistake of a key that nothing declares here; the nearest one, or its right table, is offered."""
    name = str(path[-1])
    if (renamed := new_name(name)) is not None:
        return UserMistake(_("has a new name"), field=name, got=shown(value), allowed=renamed, **place)
    if name in GONE:
        return UserMistake(_("is no longer a parameter: take it out"), field=name, allowed=GONE[name] or None, **place)
    group, field, _part = _declared(path[:-1])
    if len(path) == 1 or group is None:
        among = list(TABLES["rule.price_gap"].model_fields) if path[:1] == ("rule", "price_gap") else list(top)
        if path[:1] == ("rule",):
            among = [table.removeprefix("rule.") for table in TABLES if table.startswith("rule.")]
        elif path[0] in ("title", "story"):
            among = ["en", "es"]
    else:
        among = list((Distribution if field is not None else group).model_fields)
    home = next((table for table, other in TABLES.items() if name in other.model_fields), None)
    brackets = "[[{}]]" if home == "cooperative" else "[{}]"
    may = None if home is None else _("{name} in the table {table}").format(name=name, table=brackets.format(home))
    is_table = isinstance(value, (Mapping, list)) and (len(path) == 1 or path[0] == "rule")
    message = _("no such table") if is_table else _("no such parameter here")
    return UserMistake(message, field=name, got=shown(value), allowed=may, among=[] if may else among, **place)


def mistake(error: ValidationError, document: Mapping[str, Any], top: Iterable[str], where: Where = nowhere) -> UserMistake:
    """The first thing that is wrong, by its place in the file, as the user's mistake."""
    mistakes = []
    facts_found = error.errors(include_url=False)
    places = [tuple(fact["loc"]) for fact in facts_found]
    for fact, place_of in zip(facts_found, places, strict=True):
        if any(len(other) > len(place_of) and other[: len(place_of)] == place_of for other in places):
            continue  # a list with a wrong item is also told to be too short
        facts = fact.get("ctx", {})
        paths = [tuple(path) for path in facts.get("fields", ())] or [
            (*place_of, part) for part in PART.get(fact["type"], ())
        ] + [place_of]
        path = next((path for path in paths if where(path)[2]), paths[0] if "fields" in facts else place_of)
        file, line, _exact = where(path)
        place: dict[str, Any] = {"file": file, "line": line}
        mistakes.append((line or 0, path, fact["type"], fact["input"], facts, place))
    _line, path, sort, given, facts, place = min(mistakes, key=lambda entry: entry[0])
    if sort == "extra_forbidden":
        return unknown_name(path, given, top, **place)
    _group, field, part = _declared(path)
    name = _name(path, document)
    if sort == "across":
        message, may = _across(facts)
        return UserMistake(message, field=name, got=shown(facts["got"]), allowed=may, among=facts.get("among", ()), **place)
    if sort == "mean_range":
        number = given if isinstance(given, (int, float)) else facts["got"]
        return UserMistake(field=name, got=shown(number), allowed=_range(field) if field else "", **place)
    if field is not None and sort in ("greater_than_equal", "less_than_equal"):
        return UserMistake(field=name, got=shown(given), allowed=_range(field), **place)
    if field is not None and sort == "literal_error":
        inner = Distribution.model_fields[part] if part else field
        options = choices(inner)
        return UserMistake(field=name, got=shown(given), allowed=", ".join(options), among=options, **place)
    if sort == "string_pattern_mismatch":
        example = _("year and month, as 1990-04") if path[-1] == "start" else _("small letters, figures, - and _, a letter first")
        return UserMistake(field=name, got=shown(given), allowed=example, **place)
    if sort in ("too_short", "too_long") and path == ("cooperative",):
        return UserMistake(field=name, got=shown(given), allowed=_("one cooperative or more"), **place)
    if field is None:
        return UserMistake(field=name, got=shown(given), allowed=_shape(path), **place)
    try:
        value, may = _distribution(sort, facts)
    except KeyError:
        return UserMistake(field=name, got=shown(given), allowed=allowed(field, part), **place)
    got = None if value is None else shown(value)
    return UserMistake(field=name, got=got, allowed=may, among=facts.get("among", ()), **place)


def _shape(path: Path) -> str:
    """How a part of the file that is no parameter is written."""
    if path[0] == "cooperative":
        return _("tables headed {header}").format(header="[[cooperative]]")
    if path[0] in ("event", "district"):
        return _("tables headed {header}").format(header=f"[[{path[0]}]]")
    if path[0] in ("title", "story"):
        return _('a text, or { en = "...", es = "..." }')
    if path[0] == "look_at":
        return _("a list of names in quotes")
    if path[0] in ("source", "base"):
        return _("a text in quotes")
    return _("a table headed {header}").format(header="[" + ".".join(str(step) for step in path) + "]")
