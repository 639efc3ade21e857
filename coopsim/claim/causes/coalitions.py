"""Arms of causes: every selection of them has a number, whose bits say which are on."""

from __future__ import annotations

from collections.abc import Sequence


def number_of(on: Sequence[str], causes: Sequence[str]) -> int:
    """The number of a selection: the first cause is worth 1, the next 2, then 4.

    >>> number_of(["bank"], ["quota", "bank", "violence"])
    2
    """
    return sum(1 << causes.index(name) for name in set(on))


def selection(number: int, causes: Sequence[str]) -> tuple[str, ...]:
    """Which causes are on in the arm of that number, in their order.

    >>> selection(5, ["quota", "bank", "violence"])
    ('quota', 'violence')
    """
    return tuple(name for place, name in enumerate(causes) if number >> place & 1)


def arms(causes: Sequence[str]) -> range:
    """The numbers of all arms: from 0, with every cause off, to that with every cause on.

    >>> list(arms(["highs", "lows"]))
    [0, 1, 2, 3]
    """
    return range(1 << len(causes))


def selections(causes: Sequence[str]) -> list[tuple[str, ...]]:
    """Every selection of the causes, in the order of their numbers.

    >>> selections(["highs", "lows"])
    [(), ('highs',), ('lows',), ('highs', 'lows')]
    """
    return [selection(arm, causes) for arm in arms(causes)]
