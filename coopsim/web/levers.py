"""The six levers of a page: each with a short name, its ends in words, and what happens when it goes up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import coopsim
from coopsim.language import in_own_words
from coopsim.language import text as _
from coopsim.web.controls import ACTS_ON, SHAPES, unit_of, usual
from coopsim.web.state import PageState, settable

NAMES = ("rise_share", "advance_share", "payment_delay_months", "credit_line_usd", "trust", "loyalty_usd_per_qq")
FALLS = ("bust", "long-low")  # shapes in which `rise_share` is the size of a fall
PRICE_LEVEL = "reference_price_usd_per_qq"  # in place of the first, where prices are not drawn


@dataclass(frozen=True)
class Lever:
    """How a lever looks: its range and step for a thumb; `names` are values that have a name of their own."""

    low: float
    high: float
    step: float
    texts: Callable[[str], Mapping[str, str]]
    names: Callable[[str], list[tuple[float, str]]] = lambda language: []
    signed: bool = False  # shown with its sign
    money: bool = False


def names_of(scenario: coopsim.Scenario) -> tuple[str, ...]:
    """The six levers of a scenario: a drawn price has a change, any other has its normal level.

    >>> names_of(coopsim.load("spike-2021"))[0]
    'reference_price_usd_per_qq'
    """
    return NAMES if scenario.price.source in SHAPES else (PRICE_LEVEL, *NAMES[1:])


def levers(scenario: coopsim.Scenario, state: PageState) -> list[dict[str, Any]]:
    """The levers as the page takes them."""
    return [lever(name, scenario, state) for name in names_of(scenario)]


def lever(name: str, scenario: coopsim.Scenario, state: PageState) -> dict[str, Any]:
    """One lever as the page takes it; a value outside its range widens the range."""
    parameter, made, language = settable()[name], LEVERS[name], state.language
    before = usual(scenario, name)
    value: Any = state.values.get(name, before)
    falls = name == "rise_share" and scenario.price.source in FALLS
    texts = {key: in_own_words(text, language) for key, text in (_fall if falls else made.texts)(language).items()}
    return {
        "name": name,
        "label": texts["label"],
        "short": texts["short"],
        "up": texts["up"],
        "lowWord": texts["low"],
        "highWord": texts["high"],
        "value": value,
        "usual": before,
        "was": _differs(scenario, parameter, language),
        "low": min(made.low, value, before),
        "high": max(made.high, value, before),
        "step": made.step,
        "times": 100 if unit_of(parameter, language) == "%" else 1,
        "unit": unit_of(parameter, language),
        "unitOne": _("month", language),
        "signed": made.signed,
        "fall": falls,  # its shape divides the price by one and this
        "money": made.money,
        "words": [{"value": number, "text": in_own_words(title, language)} for number, title in made.names(language)],
        "changed": name in state.values,
        "acts": ACTS_ON.get(parameter.table.partition(".")[0], "delivery"),
    }


def _differs(scenario: coopsim.Scenario, parameter: coopsim.scenario.Parameter, language: str) -> str:
    """Before a value of cooperatives that differ in it: that each has its own; "" where they do not."""
    if parameter.table != "cooperative":
        return ""
    drawn = any(parameter.name in getattr(one, "spreads", ()) for one in scenario.cooperative)
    if not drawn and len({getattr(one, parameter.name) for one in scenario.cooperative}) == 1:
        return ""
    return _("In this scenario each cooperative has its own, and a change makes all alike; for example:", language)


def _rise(language: str) -> dict[str, str]:
    return {
        "label": _("World price", language),
        "short": _("Price", language),
        "low": _("stays normal", language),
        "high": _("doubles", language),
        "up": _("traders can pay more in cash.", language),
    }


def _fall(language: str) -> dict[str, str]:
    return {
        "label": _("World price", language),
        "short": _("Price", language),
        "low": _("stays normal", language),
        "high": _("falls by half", language),
        "up": _("the price falls further, and traders pay less.", language),
    }


def _level(language: str) -> dict[str, str]:
    return {
        "label": _("Normal coffee price", language),
        "short": _("Price", language),
        "low": _("poor", language),
        "high": _("very good", language),
        "up": _("everyone starts from a higher price.", language),
    }


def _advance(language: str) -> dict[str, str]:
    return {
        "label": _("Advance", language),
        "short": _("Advance", language),
        "low": _("little", language),
        "high": _("nearly all", language),
        "up": _("members have more in the hand today; the cooperative needs more cash to buy.", language),
    }


def _delay(language: str) -> dict[str, str]:
    return {
        "label": _("Balance in", language),
        "short": _("Wait", language),
        "low": _("at once", language),
        "high": _("a year", language),
        "up": _("members wait longer for the balance and count on it less.", language),
    }


def _credit(language: str) -> dict[str, str]:
    return {
        "label": _("Credit", language),
        "short": _("Credit", language),
        "low": _("no credit", language),
        "high": _("plenty", language),
        "up": _("the cooperative can take in more coffee before it sells.", language),
    }


def _trust(language: str) -> dict[str, str]:
    return {
        "label": _("Trust", language),
        "short": _("Trust", language),
        "low": _("hardly any", language),
        "high": _("complete", language),
        "up": _("the promised balance counts more in each family's choice.", language),
    }


def _loyalty(language: str) -> dict[str, str]:
    return {
        "label": _("Loyalty", language),
        "short": _("Loyalty", language),
        "low": _("leaves for little", language),
        "high": _("stays", language),
        "up": _("a trader must pay more before a member sells to him.", language),
    }


def _loyalty_words(language: str) -> list[tuple[float, str]]:
    return [
        (-20.0, _("very weak", language)),
        (0.0, _("weak", language)),
        (20.0, _("average", language)),
        (40.0, _("strong", language)),
        (60.0, _("very strong", language)),
    ]


LEVERS = {
    "rise_share": Lever(0.0, 1.0, 0.05, _rise, signed=True),
    PRICE_LEVEL: Lever(100, 400, 5, _level, money=True),
    "advance_share": Lever(0.3, 0.95, 0.05, _advance),
    "payment_delay_months": Lever(0, 12, 1, _delay),
    "credit_line_usd": Lever(0, 200_000, 10_000, _credit, money=True),
    "trust": Lever(0.1, 1.0, 0.05, _trust),
    "loyalty_usd_per_qq": Lever(-20, 60, 5, _loyalty, _loyalty_words),
}
