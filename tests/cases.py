"""Every law is tested by a case or two whenever you type `pytest`, and by all its cases with `-m full`."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Hashable, Iterable
from typing import Any

import pytest
from hypothesis import settings

_Case = type(pytest.param())


def cases(values: Iterable[Any], *, quick: int | Container[Any] = 1, several: bool = False) -> list[Any]:
    """Cases for `parametrize` or a fixture: the first `quick` of them, or those named, are quick tests, the others `full`."""

    def case(number: int, value: Any) -> Any:
        whole = value if isinstance(value, _Case) else pytest.param(*value) if several else pytest.param(value)
        compared = whole.values if len(whole.values) > 1 else whole.values[0]
        is_quick = number < quick if isinstance(quick, int) else compared in quick
        return whole if is_quick else pytest.param(*whole.values, marks=(*whole.marks, pytest.mark.full), id=whole.id)

    return [case(number, value) for number, value in enumerate(values)]


def every(names: str, values: Iterable[Any], *, quick: int | Container[Any] = 1, ids: Any = None) -> pytest.MarkDecorator:
    """`pytest.mark.parametrize` whose first `quick` values (or the values named there) are quick tests, the others `full`.

    Where two are stacked, a case is quick if it is so for both: `quick=1` in both leaves one case of the product.
    """
    return pytest.mark.parametrize(
        names.split(",") if "," in names else names, cases(values, quick=quick, several="," in names), ids=ids
    )


def examples(quick: int, full: int) -> settings:
    """How many examples hypothesis draws: few in the quick tests, many where HYPOTHESIS_PROFILE=full."""
    return settings(max_examples=full if os.environ.get("HYPOTHESIS_PROFILE") == "full" else quick)


def one_of_each(values: Iterable[Any], kind: Callable[[Any], Hashable]) -> list[Any]:
    """The first value of every kind.

    >>> one_of_each(["pear", "plum", "fig"], lambda fruit: fruit[0])
    ['pear', 'fig']
    """
    firsts: dict[Hashable, Any] = {}
    for value in values:
        firsts.setdefault(kind(value), value)
    return list(firsts.values())
