"""Which district each cooperative is in: named by the file, or one of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coopsim.scenario.cooperative import CooperativePolicy
from coopsim.scenario.district import DistrictBase, farmers_of_each
from coopsim.scenario.drawn import DrawnPolicy

OFF_THE_ROAD_KM = 1e6  # between districts that say nothing of a road: farther than anybody reaches
MOST_MEMBERS_SHARE = 0.9  # of the farmers of a district: where more are drawn, all drawn cooperatives of it are smaller (assumed)


def names_of_districts(cooperatives: Sequence[CooperativePolicy]) -> list[str]:
    """The district of each cooperative by name; one that names none has a district that goes by its own id.

    >>> one, two = CooperativePolicy(id="esperanza"), CooperativePolicy(id="semilla", district="valle")
    >>> names_of_districts([one, two])
    ['esperanza', 'valle']
    """
    return [cooperative.district or cooperative.id for cooperative in cooperatives]


def districts_in_order(cooperatives: Sequence[CooperativePolicy], declared: Sequence[DistrictBase] = ()) -> list[str]:
    """Every district by name: those that are declared, by their names; else in the order in which cooperatives name them.

    >>> districts_in_order([CooperativePolicy(id=name, district=where) for name, where in [("a", "x"), ("b", ""), ("c", "x")]])
    ['x', 'b']
    """
    return [one.id for one in declared] if declared else list(dict.fromkeys(names_of_districts(cooperatives)))


def numbers_of_districts(cooperatives: Sequence[CooperativePolicy], declared: Sequence[DistrictBase] = ()) -> list[int]:
    """The district of each cooperative by number.

    >>> numbers_of_districts([CooperativePolicy(id=name, district=where) for name, where in [("a", "x"), ("b", ""), ("c", "x")]])
    [0, 1, 0]
    """
    order = {name: number for number, name in enumerate(districts_in_order(cooperatives, declared))}
    return [order[name] for name in names_of_districts(cooperatives)]


def districts_shown(cooperatives: Sequence[CooperativePolicy], declared: Sequence[DistrictBase] = ()) -> tuple[str, ...]:
    """The districts that tables name, by number: none where each cooperative has one of its own.

    >>> districts_shown([CooperativePolicy(id="a", district="x"), CooperativePolicy(id="b", district="x")])
    ('x',)
    >>> districts_shown([CooperativePolicy(id="a", district="x"), CooperativePolicy(id="b")])
    ()
    """
    different = tuple(districts_in_order(cooperatives, declared))
    return different if declared or len(different) < len(cooperatives) else ()


def road_km_of_districts(cooperatives: Sequence[CooperativePolicy], declared: Sequence[DistrictBase] = ()) -> list[float]:
    """Where each district lies along the road, by number; one that does not say lies where no road leads.

    >>> road_km_of_districts([CooperativePolicy(id="a", district="x"), CooperativePolicy(id="b")])
    [1000000.0, 2000000.0]
    """
    written = {one.id: one.road_km for one in declared}
    names = districts_in_order(cooperatives, declared)
    places = [written.get(name) for name in names]
    return [OFF_THE_ROAD_KM * (number + 1) if km is None else km for number, km in enumerate(places)]


def in_order(
    cooperatives: Sequence[CooperativePolicy], declared: Sequence[DistrictBase] = (), farmers: int = 0
) -> tuple[CooperativePolicy, ...]:
    """Every cooperative, each drawn one too; by their names where a region is told, so that order decides nothing.

    >>> [one.id for one in in_order((CooperativePolicy(id="b", district="x"), CooperativePolicy(id="a", district="x")))]
    ['a', 'b']
    >>> [one.id for one in in_order((CooperativePolicy(id="b"), CooperativePolicy(id="a")))]
    ['b', 'a']
    """
    singles = [one for table in cooperatives for one in _of_table(table, declared, farmers)]
    named = names_of_districts(singles)
    if not declared and len(set(named)) == len(named):
        return tuple(singles)
    return tuple(sorted(singles, key=lambda cooperative: cooperative.id))


def _of_table(table: CooperativePolicy, declared: Sequence[DistrictBase], farmers: int) -> Iterator[CooperativePolicy]:
    if not isinstance(table, DrawnPolicy) or table.number >= 0:
        yield table
        return
    count = table.count
    if table.everywhere:
        numbers = shared_out(count, farmers_of_each(declared, farmers))
        where = [one.id for one, number in zip(declared, numbers, strict=True) for _times in range(number)]
    else:
        where = [table.district] * count
    yield from (table.placed(number, district) for number, district in enumerate(where))


def shared_out(count: int, weights: Sequence[float]) -> list[int]:
    """So many in proportion to the weights: what is due whole, then to the largest remainders, the first of equals.

    >>> shared_out(24, [900, 500, 400]), shared_out(2, [1, 1, 1])
    ([12, 7, 5], [1, 1, 0])
    """
    due = [count * weight / sum(weights) for weight in weights]
    given = [int(one) for one in due]
    by_remainder = sorted(range(len(due)), key=lambda place: (given[place] - due[place], place))
    for place in by_remainder[: count - sum(given)]:
        given[place] += 1
    return given
