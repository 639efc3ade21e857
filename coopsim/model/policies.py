"""What each cooperative of each row decides: what the scenario says of it, or what is drawn for it in that replicate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.model.draws import inverse
from coopsim.model.luck import Luck
from coopsim.scenario import Distribution, Scenario
from coopsim.scenario.cooperative import CooperativePolicy
from coopsim.scenario.declare import bounds
from coopsim.scenario.drawn import DrawnPolicy, Shares, Spread, options_of
from coopsim.scenario.places import MOST_MEMBERS_SHARE, numbers_of_districts
from coopsim.scenario.tables import kind

SIZES = ("members", "stands_at_start")

Policies = dict[str, NDArray[Any]]  # a parameter's name -> (rows, cooperatives)


def policies(scenarios: Sequence[Scenario], luck: Luck) -> Policies:
    """Every number, switch and choice of the cooperatives, row by row.

    What differs between drawn cooperatives takes the stream "drawn NAME of TABLE", a place for each, so that a cooperative keeps
    its rank when a spread is swept, and none moves when another table is added.

    Parameters
    ----------
    scenarios : sequence of Scenario
        One of each row; resolved.
    luck : Luck
        Of all rows.

    Returns
    -------
    dict
        (rows, cooperatives) by the name of the parameter.
    """
    cooperatives = len(scenarios[0].cooperative)
    decided: Policies = {
        name: np.empty(
            (len(scenarios), cooperatives), dtype={"yes_no": bool, "number": float, "whole": float}.get(kind(field), object)
        )
        for name, field in CooperativePolicy.model_fields.items()
        if kind(field) != "distribution"
    }
    for scenario, rows in _rows_of_each(scenarios):
        for name, column in decided.items():
            column[rows] = [getattr(policy, name) for policy in scenario.cooperative]
        _draw(decided, scenario, rows, luck)
    return decided


def _rows_of_each(scenarios: Sequence[Scenario]) -> list[tuple[Scenario, NDArray[np.int64]]]:
    """Each scenario once, with its rows."""
    ids = np.array([id(scenario) for scenario in scenarios])
    return [(scenarios[int(rows[0])], rows) for one in dict.fromkeys(ids.tolist()) if len(rows := np.flatnonzero(ids == one))]


def _draw(decided: Policies, scenario: Scenario, rows: NDArray[np.int64], luck: Luck) -> None:
    """Write what is drawn over what is typical: sizes first, for what is said of each member grows with them."""
    tables: dict[str, list[tuple[int, DrawnPolicy]]] = {}
    for place, policy in enumerate(scenario.cooperative):
        if isinstance(policy, DrawnPolicy):
            tables.setdefault(policy.group, []).append((place, policy))
    spreads = [(drawn, name) for drawn in tables.values() for name in drawn[0][1].spreads]
    for sizes in (True, False):
        for drawn, name in spreads:
            if (name in SIZES) != sizes:
                continue
            here = np.ix_(rows, np.array([place for place, _policy in drawn]))
            slots = np.array([policy.number for _place, policy in drawn])
            stream = f"drawn {name} of {drawn[0][1].group}"
            uniforms = luck.once_a_season(stream, 0, int(slots.max()) + 1)[np.ix_(rows, slots)]
            decided[name][here] = drawn_values(name, drawn[0][1].spreads[name], uniforms, decided["members"][here])
        if sizes and tables:
            _leave_room(decided, scenario, rows, [place for drawn in tables.values() for place, _policy in drawn])


def members_at_start(decided: Policies) -> NDArray[np.int64]:
    """Members of each cooperative that there is at the start, (rows, cooperatives)."""
    return np.where(decided["stands_at_start"], decided["members"], 0.0).astype(np.int64)


def drawn_values(name: str, differs: Spread | Shares, uniforms: NDArray[np.float64], members: NDArray[Any]) -> NDArray[Any]:
    """The value at each uniform, within what the parameter allows.

    >>> drawn_values("members", Spread(distribution="uniform", low=20, high=30), np.array([0.0, 0.5]), np.zeros(2))
    array([20., 25.])
    >>> drawn_values("member_price", Shares(shares={"pooled": 0.6, "fixed": 0.4}), np.array([0.3, 0.5]), np.zeros(2)).tolist()
    ['fixed', 'pooled']
    """
    field = CooperativePolicy.model_fields[name]
    if isinstance(differs, Shares):
        options = options_of(field, differs)
        ends = np.cumsum([share for _value, share in options])
        chosen = np.minimum(np.searchsorted(ends, uniforms, side="right"), len(options) - 1)
        values = np.empty(len(options), dtype=object)
        values[:] = [value for value, _share in options]
        return np.asarray(values[chosen])
    low, high = bounds(field.metadata)
    amounts = inverse(_cut(differs, low, high), uniforms)
    if differs.per_member:
        amounts = amounts * members
    amounts = np.clip(amounts, low, high)
    return np.asarray(np.round(amounts) if kind(field) == "whole" else amounts)


def _cut(differs: Spread, low: float | None, high: float | None) -> Distribution:
    """A distribution without ends ends where the parameter does."""
    if differs.distribution not in ("normal", "lognormal") or differs.per_member:
        return differs
    ends = {"low": low if differs.low is None else differs.low, "high": high if differs.high is None else differs.high}
    return differs.model_copy(update=ends)


def _leave_room(decided: Policies, scenario: Scenario, rows: NDArray[np.int64], drawn: list[int]) -> None:
    """Where those who are drawn would leave too few others in a district they are pro rata fewer; the typed stay as they are."""
    where = np.array(numbers_of_districts(scenario.cooperative, scenario.district))
    farmers = scenario.farmers_of_districts()
    if not scenario.district:  # who lives where follows from members: what counts is all together
        where, farmers = np.zeros_like(where), [scenario.population.farmers]
    is_drawn = np.zeros(len(where), dtype=bool)
    is_drawn[drawn] = True
    members = members_at_start(decided)[rows]
    for district, number in enumerate(farmers):
        places = np.flatnonzero((where == district) & is_drawn)
        others = np.flatnonzero((where == district) & ~is_drawn)
        room = np.maximum(MOST_MEMBERS_SHARE * number - members[:, others].sum(axis=1, keepdims=True), 0.0)
        total = members[:, places].sum(axis=1, keepdims=True)
        share = np.minimum(room / np.maximum(total, 1), 1.0)
        here = np.ix_(rows, places)
        decided["members"][here] = np.where(share < 1.0, np.floor(decided["members"][here] * share), decided["members"][here])
