"""The controls of a page, derived from the parameters' declarations: nothing about a parameter is written here twice."""

from __future__ import annotations

from typing import Any

import coopsim
from coopsim.language import in_own_words
from coopsim.language import text as _
from coopsim.web.state import PageState, Value, settable

_NUMBERS = ("whole", "number", "distribution")
_SWITCH = "core mechanism "
SHAPES = ("step", "boom", "bust", "boom-bust", "spike", "long-low", "ramp")
COOPERATIVE = ("advance_share", "payment_delay_months", "credit_line_usd")
MEMBERS = ("trust", "loyalty_usd_per_qq", "peer_weight_usd_per_qq")
# which box of the loop a table of parameters acts on: the picture of the help drawer
ACTS_ON = {"price": "world", "intermediary": "trader", "population": "delivery", "network": "delivery", "household": "delivery",
           "cooperative": "price", "closing": "cost", "time": "world"}  # fmt: skip


_PER_CENT = {
    "share": "%",
    "share a month": "% a month",
    "share a harvest month": "% a harvest month",
    "share a season": "% a season",
    "share a year": "% a year",
    "share of the contract": "% of the contract",
    "share of a year's income": "% of a year's income",
}


def unit_of(parameter: coopsim.scenario.Parameter, language: str) -> str:
    """The unit as people read it: shares in per cent."""
    return _(_PER_CENT.get(parameter.unit, parameter.unit), language)


def value_text(parameter: coopsim.scenario.Parameter, value: Any, language: str) -> str:
    """A value as people read it, with its unit.

    >>> value_text(settable()["advance_share"], 0.6, "en"), value_text(settable()["payment_delay_months"], 3, "es")
    ('60 %', '3 meses')
    """
    if parameter.type not in _NUMBERS:
        return in_own_words(str(parameter.said(value, language)), language)
    times = 100 if parameter.unit in _PER_CENT else 1
    return f"{value * times:.6g} {unit_of(parameter, language)}"


def source_text(source: str, language: str) -> str:
    """Where a parameter's default comes from; an assumption is called one.

    >>> source_text("assumed", "en"), source_text("Cebreros 2006", "en")
    ('Our assumption.', 'Source: Cebreros 2006.')
    """
    described = coopsim.scenario.source_words(source, language)
    if source.startswith("assumed"):
        return described
    if source.startswith(_SWITCH):
        return _("A switch to try what this does: there is no figure in it.", language)
    return _("Source: {source}.", language).format(source=described)


def main_names(scenario: coopsim.Scenario) -> dict[str, tuple[str, ...]]:
    """The eight controls that are always in sight, by group. A drawn price has a size; any other has its normal level."""
    price = "rise_share" if scenario.price.source in SHAPES else "reference_price_usd_per_qq"
    return {"market": (price, "number"), "cooperative": COOPERATIVE, "members": MEMBERS}


def usual(scenario: coopsim.Scenario, name: str) -> Any:
    """What a scenario says of a parameter; the mean where farmers differ, the first cooperative's where there are several."""
    place: Any = scenario
    table = settable()[name].table
    for step in table.split("."):
        place = getattr(place, step)
    place = place[0] if table == "cooperative" else place
    value = getattr(place, name.rpartition(".")[2])
    return getattr(value, "mean", value)


def control(name: str, scenario: coopsim.Scenario, state: PageState) -> dict[str, Any]:
    """One control as the page takes it."""
    parameter, language = settable()[name], state.language
    before = usual(scenario, name)
    value: Value = state.values.get(name, before)
    low, high = parameter.low, parameter.high
    if name == "farmers":
        high = 2000
    if name == "years":
        high = 40
    numbers = parameter.type in _NUMBERS
    stops = [stop for stop in parameter.stops if numbers and low is not None and high is not None and low <= stop <= high]
    if numbers and stops:  # a range made for checks may be far too wide for a thumb: the slider covers what a first design would
        high = min(high, max(*(2 * stop for stop in stops), before, value)) if high is not None else high
    return {
        "name": name,
        "kind": "slider" if numbers else "switch" if parameter.type == "yes_no" else "list",
        "label": in_own_words(getattr(parameter, f"label_{language}"), language),
        "help": in_own_words(getattr(parameter, language), language),
        "unit": unit_of(parameter, language),
        "times": 100 if parameter.unit in _PER_CENT else 1,  # what is shown for a value of 1
        "value": value,
        "usual": before,
        "low": low,
        "high": high,
        "step": 1 if parameter.type == "whole" else _step(low, high),
        "stops": [{"value": stop, "text": text} for stop, text in zip(stops, _stop_names(len(stops), language), strict=True)],
        "choices": [
            {"value": choice, "text": in_own_words(parameter.said(choice, language), language)} for choice in parameter.choices
        ],
        "before": value_text(parameter, before, language) if parameter.type == "choice" else None,
        "changed": name in state.values,
        "source": source_text(parameter.source, language),
        "acts": ACTS_ON.get(parameter.table.partition(".")[0], "delivery"),
    }


def groups(scenario: coopsim.Scenario, state: PageState) -> list[dict[str, Any]]:
    """The eight main controls in their three groups."""
    heads = {
        "market": _("Market", state.language),
        "cooperative": _("Cooperative", state.language),
        "members": _("Members", state.language),
    }
    return [
        {"name": group, "title": heads[group], "controls": [control(name, scenario, state) for name in names], "extension": False}
        for group, names in main_names(scenario).items()
    ]


def more(scenario: coopsim.Scenario, state: PageState) -> list[dict[str, Any]]:
    """The rest of the core by the groups of the declarations, then the extensions."""
    main = {name for names in main_names(scenario).values() for name in names}
    sections: dict[tuple[str, bool], list[dict[str, Any]]] = {}
    for extension in ("", *coopsim.scenario.extensions_by_name()):
        for name, parameter in settable().items():
            if name not in main and parameter.extension == extension:
                place = (_section(parameter, state.language), bool(extension))
                sections.setdefault(place, []).append(control(name, scenario, state))
    return [
        {"name": title, "title": title, "controls": controls, "extension": extension}
        for (title, extension), controls in sections.items()
    ]


def all_groups(scenario: coopsim.Scenario, state: PageState) -> list[dict[str, Any]]:
    """Every control there is: the main ones, the rest of the core, the extensions."""
    return [*groups(scenario, state), *more(scenario, state)]


def _section(parameter: coopsim.scenario.Parameter, language: str) -> str:
    """The title under which a parameter stands: its group's, or its extension's."""
    if parameter.extension:
        title = coopsim.scenario.extensions_by_name()[parameter.extension].label[language == "es"]
    else:
        title = parameter.group_es if language == "es" else parameter.group_en
    return in_own_words(title, language)


def read(name: str, given: Any) -> Value:
    """What a control sent, in the parameter's own type; a UserMistake where it cannot be."""
    parameter = settable().get(name)
    if parameter is None:
        raise coopsim.UserMistake(_("no such parameter"), got=name, among=settable())
    if parameter.type == "yes_no" and isinstance(given, bool):
        return given
    if parameter.type == "choice" and given in parameter.choices:
        return str(given)
    allowed = _("{low} to {high}").format(low=parameter.low, high=parameter.high)
    try:
        number = float(given)
    except (TypeError, ValueError):
        raise coopsim.UserMistake(field=name, got=given, allowed=allowed) from None
    inside = (parameter.low is None or number >= parameter.low) and (parameter.high is None or number <= parameter.high)
    if parameter.type not in _NUMBERS or not inside or (parameter.type == "whole" and number % 1):
        raise coopsim.UserMistake(field=name, got=given, allowed=allowed)
    return int(number) if parameter.type == "whole" else number


def _step(low: float | None, high: float | None) -> float:
    span = (high or 1.0) - (low or 0.0)
    return next(step for step in (0.001, 0.01, 0.05, 0.5, 1.0, 10.0, 1000.0) if span / step <= 500 or step == 1000.0)


def _stop_names(number: int, language: str) -> list[str]:
    low, middle, high = _("low", language), _("medium", language), _("high", language)
    return [low, middle, high] if number == 3 else [low, middle, high, _("very high", language)][:number] if number else []
