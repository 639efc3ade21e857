"""What a board decides each year: six levers with three stops each; `texts/levers.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from coopsim.scenario.declare import Group
from coopsim.scenario.model import Text


class Stop(Text):
    """A stop of a lever, and the parameters that it sets | Una opción y lo que fija"""

    set: dict[str, bool | int | float]


class Lever(Group):
    """One lever | Una palanca. `usual`: the stop at which the cooperative stands when nobody decides."""

    id: str
    title: Text
    usual: int
    stop: Annotated[tuple[Stop, ...], Field(strict=False)]


@cache
def levers() -> Mapping[str, Lever]:
    """Every lever by its name, in the order of the sheet.

    >>> list(levers())
    ['price', 'advance', 'fee', 'services', 'rule', 'reserve']
    """
    text = (files("coopsim.workshop") / "texts" / "levers.toml").read_text(encoding="utf-8")
    every = [Lever.model_validate(lever) for lever in tomllib.loads(text)["lever"]]
    return MappingProxyType({lever.id: lever for lever in every})
