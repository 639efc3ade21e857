"""Which district each cooperative is in: named by the file, or one of its own."""

from __future__ import annotations

from collections.abc import Sequence

from coopsim.scenario.cooperative import CooperativePolicy


def names_of_districts(cooperatives: Sequence[CooperativePolicy]) -> list[str]:
    """The district of each cooperative by name; one that names none has a district that goes by its own id.

    >>> one, two = CooperativePolicy(id="esperanza"), CooperativePolicy(id="semilla", district="valle")
    >>> names_of_districts([one, two])
    ['esperanza', 'valle']
    """
    return [cooperative.district or cooperative.id for cooperative in cooperatives]


def numbers_of_districts(cooperatives: Sequence[CooperativePolicy]) -> list[int]:
    """The district of each cooperative by number, in the order in which cooperatives name them.

    >>> numbers_of_districts([CooperativePolicy(id=name, district=where) for name, where in [("a", "x"), ("b", ""), ("c", "x")]])
    [0, 1, 0]
    """
    named = names_of_districts(cooperatives)
    order = {name: number for number, name in enumerate(dict.fromkeys(named))}
    return [order[name] for name in named]


def districts_shown(cooperatives: Sequence[CooperativePolicy]) -> tuple[str, ...]:
    """The districts that tables name, by number: none where each cooperative has one of its own.

    >>> districts_shown([CooperativePolicy(id="a", district="x"), CooperativePolicy(id="b", district="x")])
    ('x',)
    >>> districts_shown([CooperativePolicy(id="a", district="x"), CooperativePolicy(id="b")])
    ()
    """
    named = names_of_districts(cooperatives)
    different = tuple(dict.fromkeys(named))
    return different if len(different) < len(named) else ()


def in_order(cooperatives: tuple[CooperativePolicy, ...]) -> tuple[CooperativePolicy, ...]:
    """Cooperatives that share a district stand by their names, so that the order of a file decides nothing; others as written.

    >>> [one.id for one in in_order((CooperativePolicy(id="b", district="x"), CooperativePolicy(id="a", district="x")))]
    ['a', 'b']
    >>> [one.id for one in in_order((CooperativePolicy(id="b"), CooperativePolicy(id="a")))]
    ['b', 'a']
    """
    named = names_of_districts(cooperatives)
    if len(set(named)) == len(named):
        return cooperatives
    return tuple(sorted(cooperatives, key=lambda cooperative: cooperative.id))
