"""Every law is tested by a case or two whenever you type `pytest`, and by all its cases with `-m full`."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterable
from typing import Any

import pytest

_Case = type(pytest.param())


def every(names: str, values: Iterable[Any], *, quick: int | Container[Any] = 1, ids: Any = None) -> pytest.MarkDecorator:
    """`pytest.mark.parametrize` whose first `quick` values (or the values named there) are quick tests, the others `full`.

    Where two are stacked, a case is quick if it is so for both: `quick=1` in both leaves one case of the product.
    """

    def case(number: int, value: Any) -> Any:
        parts = value if isinstance(value, _Case) else pytest.param(*value) if "," in names else pytest.param(value)
        first = parts.values[0] if len(parts.values) == 1 else parts.values
        is_quick = number < quick if isinstance(quick, int) else first in quick
        return parts if is_quick else pytest.param(*parts.values, marks=(*parts.marks, pytest.mark.full), id=parts.id)

    cases = [case(number, value) for number, value in enumerate(values)]
    return pytest.mark.parametrize(names.split(",") if "," in names else names, cases, ids=ids)


def one_of_each(values: Iterable[Any], kind: Callable[[Any], Hashable]) -> list[Any]:
    """The first value of every kind.

    >>> one_of_each(["pear", "plum", "fig"], lambda fruit: fruit[0])
    ['pear', 'fig']
    """
    firsts: dict[Hashable, Any] = {}
    for value in values:
        firsts.setdefault(kind(value), value)
    return list(firsts.values())
