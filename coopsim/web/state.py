"""What a page shows, as one frozen value that fits into its address."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from re import fullmatch
from typing import Any
from urllib.parse import parse_qsl, urlencode
from zlib import crc32

import coopsim
from coopsim.errors import UserMistake
from coopsim.language import LANGUAGES
from coopsim.language import text as _
from coopsim.lessons import NUMBERS, lesson
from coopsim.web.asked import KEYS, Asked
from coopsim.web.presets import NORMAL_PRICE, PRESETS, preset

LONGEST_QUERY = 400
LARGEST_SEED = 999_999
NOTHING_ASKED = Asked()
VIEWS = ("charts", "chain", "community")
KINDS = ("whole", "number", "yes_no", "choice", "distribution")  # what a slider, a switch or a list can say
Value = bool | int | float | str


@cache
def settable() -> dict[str, coopsim.scenario.Parameter]:
    """The parameters that a page can change, by name; files and texts are not among them."""
    wanted = [one for one in coopsim.parameters() if (one.type in KINDS and one.table != "time") or one.name == "years"]
    return {one.name: one for one in wanted if one.name not in ("unit", "money")}


@cache
def carried() -> dict[str, coopsim.scenario.Parameter]:
    """All that a link can carry: what a page can change, and what the lessons' sliders change in the event of their scenario.

    >>> carried()["event.change.payment_delay_months"].high
    12.0
    """
    fields = dict(settable())
    for slider in (slider for number in NUMBERS for slider in lesson(number).slider if slider.parameter.startswith("event.")):
        like = fields.get(slider.parameter.rpartition(".")[2], fields["margin_share"])
        fields[slider.parameter] = replace(
            like, name=slider.parameter, table="event", en=slider.label.en, es=slider.label.es,
            label_en=slider.label.en, label_es=slider.label.es,
            low=min(slider.levels), high=max(slider.levels), choices=(), stops=(),
            type="whole" if like.type == "whole" else "number",
        )  # fmt: skip
    return fields


@cache
def short_names() -> dict[str, str]:
    """Four letters for each parameter's name: a link with many changes stays short.

    >>> len(short_names()) == len(carried())
    True
    """
    return {_short(name): name for name in carried()}


def _short(name: str) -> str:
    digits, number = "0123456789abcdefghijklmnopqrstuvwxyz", crc32(name.encode())
    return "".join(digits[number // 36**place % 36] for place in range(4))


@cache
def _old_shorts() -> dict[str, str]:
    """The letters of names that have changed, for links of an older coopsim: letters -> today's name."""
    return {_short(old): new for old, new in coopsim.scenario.RENAMED.items() if new in carried()}


@cache
def _shorts() -> dict[str, str]:
    return {name: short for short, name in short_names().items()}


@dataclass(frozen=True)
class PageState:
    """Everything a link restores. `changes` are the parameters that differ from the preset; `period` is the number of months
    shown, None for where the page begins; `farmer` is the one who is opened.

    >>> state = PageState(preset="crash", seed=3, changes=(("advance_share", 0.8),), language="es")
    >>> PageState.of_query(state.query(), "explore")[0] == state
    True
    """

    page: str = "explore"
    preset: str = "boom"
    seed: int = 1
    period: int | None = None
    language: str = "en"
    changes: tuple[tuple[str, Value], ...] = ()
    view: str = "charts"
    farmer: int | None = None
    other: str = ""  # the second preset, where a page compares two
    place: tuple[int, ...] = ()  # the stop of each of a lesson's sliders; none: where the lesson begins
    bet: int | None = None  # the choice that was bet on, of those of a lesson
    decided: tuple[int, ...] = ()  # lesson 1: what was done with the coffee of each month so far
    cooperative: str = ""  # where there are several: the one that is shown; none: the first
    asked: Asked = NOTHING_ASKED  # what is investigated, and what is opened of it

    def query(self) -> str:
        """The query string of the page's address, at most 400 characters."""
        pairs: list[tuple[str, str]] = [("lang", self.language), ("p", self.preset), ("s", str(self.seed))]
        if self.period is not None:
            pairs.append(("t", str(self.period)))
        if self.view != "charts":
            pairs.append(("v", self.view))
        if self.farmer is not None:
            pairs.append(("f", str(self.farmer)))
        if self.other:
            pairs.append(("o", self.other))
        if self.place:
            pairs.append(("k", ".".join(str(stop) for stop in self.place)))
        if self.bet is not None:
            pairs.append(("b", str(self.bet)))
        if self.decided:
            pairs.append(("d", "".join(str(choice) for choice in self.decided)))
        if self.cooperative:
            pairs.append(("co", self.cooperative))
        pairs += self.asked.pairs(_shorts())
        if self.changes:
            pairs.append(("c", "~".join(f"{_shorts()[name]}.{written(value)}" for name, value in self.changes)))
        return urlencode(pairs)

    def address(self) -> str:
        """The page's address on this server."""
        return f"/{self.page}?{self.query()}"

    @property
    def values(self) -> dict[str, Value]:
        """The changes as `--set` takes them."""
        return dict(self.changes)

    def with_change(self, name: str, value: Value, usual: Any) -> PageState:
        """The same page with one parameter changed; back at the preset's own value it is no change."""
        values = {**self.values, name: value}
        if value == usual:
            del values[name]
        new = replace(self, changes=tuple(sorted(values.items())))
        if len(new.query()) > LONGEST_QUERY:
            raise UserMistake(_("too many changes for one link: undo some, or write a scenario file"), field=name)
        return new

    def without(self, names: Iterable[str]) -> PageState:
        """The same page without some of its changes."""
        dropped = set(names)
        return replace(self, changes=tuple(pair for pair in self.changes if pair[0] not in dropped))

    @classmethod
    def of_query(cls, query: str, page: str, language: str = "en") -> tuple[PageState, str]:
        """The state that a query string describes, and one line about what of it was not understood ("" if all was)."""
        given = dict(parse_qsl(query.lstrip("?")[:4000]))
        unread: list[str] = []
        fields: dict[str, Any] = {}
        readers: dict[str, tuple[str, Callable[[str], Any]]] = {
            "lang": ("language", lambda text: _one_of(text, LANGUAGES)),
            "p": ("preset", lambda text: _one_of(text, PRESETS)),
            "o": ("other", lambda text: _one_of(text, (NORMAL_PRICE, *PRESETS))),
            "s": ("seed", lambda text: _whole(text, LARGEST_SEED)),
            "t": ("period", lambda text: _whole(text, 720)),
            "v": ("view", lambda text: _one_of(text, VIEWS)),
            "k": ("place", lambda text: tuple(_whole(stop, 99) for stop in text[:12].split("."))),
            "f": ("farmer", lambda text: _whole(text, 1999)),
            "b": ("bet", lambda text: _whole(text, 9)),
            "co": ("cooperative", _name),
            "d": ("decided", lambda text: tuple(_whole(choice, 9) for choice in text[:12])),
        }
        for key, text in given.items():
            if key == "c":
                changes, wrong = _changes(text)
                fields["changes"], unread = changes, unread + wrong
            elif key in readers or key in KEYS:
                try:
                    if key in KEYS:
                        fields["asked"] = fields.get("asked", Asked()).read(key, text, short_names(), settable())
                    else:
                        name, read = readers[key]
                        fields[name] = read(text)
                except (ValueError, OverflowError):
                    unread.append(f"{key}={text[:30]}")
            else:
                unread.append(key[:30])
        settings: dict[str, Any] = {"language": language, **fields}
        state = cls(page=page, **settings)
        lost = [name for name, _value in state.changes if name.startswith("event.") and not preset(state.preset).event]
        if lost:  # a change of an event that this scenario has not
            state = replace(state, changes=tuple(pair for pair in state.changes if pair[0] not in lost))
            unread.extend(lost)
        if len(state.query()) > LONGEST_QUERY:
            state, unread = replace(state, changes=()), [*unread, "c"]
        message = _("This version does not understand a part of the link; the rest is shown: {what}", state.language)
        return state, message.format(what=", ".join(unread[:5])) if unread else ""


def written(value: Value) -> str:
    """A value as a link carries it, exactly.

    >>> written(0.5), written(True), written(3)
    ('0.5', '1', '3')
    """
    return str(int(value)) if isinstance(value, bool) else str(value) if isinstance(value, str) else repr(value)


def as_value(name: str, text: str) -> Value:
    """What `text` says of the parameter `name`, in its own type; ValueError where it says nothing it can be.

    >>> as_value("payment_delay_months", "6"), as_value("supply_response", "0")
    (6, False)
    """
    parameter = carried()[name]
    if parameter.type == "yes_no":
        return {"1": True, "0": False, "true": True, "false": False}[_one_of(text.lower(), ("1", "0", "true", "false"))]
    if parameter.type == "choice":
        return _one_of(text, parameter.choices)
    number: int | float = int(float(text)) if parameter.type == "whole" and float(text) == int(float(text)) else float(text)
    if parameter.type == "whole" and not isinstance(number, int):
        raise ValueError(text)
    if not (parameter.low is None or number >= parameter.low) or not (parameter.high is None or number <= parameter.high):
        raise ValueError(text)
    return number


def _changes(text: str) -> tuple[tuple[tuple[str, Value], ...], list[str]]:
    fields, unread = {}, []
    for part in text.split("~"):
        short, _dot, value = part.partition(".")
        name = short_names().get(short) or _old_shorts().get(short)
        try:
            if name is None:
                raise ValueError(short)
            fields[name] = as_value(name, value)
        except (ValueError, OverflowError):
            unread.append(part[:30])
    return tuple(sorted(fields.items())), unread


def _one_of(text: str, allowed: tuple[str, ...]) -> str:
    if text not in allowed:
        raise ValueError(text)
    return text


def _name(text: str) -> str:
    if not fullmatch(r"[a-z][a-z0-9_-]{0,39}", text):
        raise ValueError(text)
    return text


def _whole(text: str, highest: int) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:10]) <= highest):
        raise ValueError(text)
    return int(text)
