"""What each of six mechanisms adds to the boom's effect, over all the orders in which they could be switched on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations
from math import factorial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.claim.criteria import Criteria
from coopsim.runs.statistics import mean_interval
from coopsim.scenario.mechanisms import NUMBERS

Floats = NDArray[np.float64]
Document = dict[str, Any]


def subsets(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Every selection of the names, in their order, the empty one first.

    >>> list(subsets(["a", "b"]))
    [(), ('a',), ('b',), ('a', 'b')]
    """
    return chain.from_iterable(combinations(names, k) for k in range(len(names) + 1))


def shapley_values(effect_without: Mapping[tuple[str, ...], Any], names: Sequence[str]) -> dict[str, Floats]:
    """Shapley value of each mechanism, elementwise over worlds.

    `effect_without` has the effect with each selection of the mechanisms switched off. A mechanism's value is what
    switching it on adds, averaged over all orders of switching on; the values add up to the effect with all on less
    that with all off.

    Two mechanisms that do the same work (the effect is 1 with either) share it:

    >>> same = {(): 1.0, ("a",): 1.0, ("b",): 1.0, ("a", "b"): 0.0}
    >>> {name: float(value) for name, value in shapley_values(same, ["a", "b"]).items()}
    {'a': 0.5, 'b': 0.5}
    """
    n = len(names)
    out = {}
    for name in names:
        others = [other for other in names if other != name]
        total: Any = 0.0
        for on in subsets(others):
            weight = factorial(len(on)) * factorial(n - len(on) - 1) / factorial(n)
            off = [other for other in names if other not in on]
            without = np.asarray(effect_without[tuple(off)], dtype=float)
            total = total + weight * (np.asarray(effect_without[tuple(o for o in off if o != name)], dtype=float) - without)
        out[name] = np.asarray(total)
    return out


def shapley_document(table: pd.DataFrame, criteria: Criteria, drawn: int) -> list[Document]:
    """Shapley values of the boom's effect, for each swept sub-claim; the world is the unit.

    Only worlds whose cooperative is open after burn-in under every selection count, `drawn` is how many were tried.
    Loyalty is re-centred under every selection, so that members deliver in a normal year as in the whole world.
    """
    names, level = list(criteria.flips["shapley"]), float(criteria.judgement["level"])
    out = []
    for id in criteria.flips["swept_subclaims"]:
        part = criteria.subclaim(id)
        rows = table[(table["outcome"] == part.outcomes[0]) & (table["window"] == part.window) & (table["kind"] == part.kind)]
        wide = rows.pivot_table(index="unit_id", columns="point", values=["effect", "baseline_value"], observed=True)
        if not len(wide) or len(wide["effect"].columns) < 2 ** len(names):
            continue
        wide = wide.dropna()
        by_selection = {
            off: part.counted(wide["effect"][" ".join(off)], wide["baseline_value"][" ".join(off)]) for off in subsets(names)
        }
        whole, bare = by_selection[()], by_selection[tuple(names)]
        entry: Document = {
            "subclaim": id,
            "outcome": part.outcomes[0],
            "unit": part.scale,
            "n_worlds": len(wide),
            "n_drawn": drawn,
        }
        entry |= {"with_all": _interval(whole, level), "with_none": _interval(bare, level), "recentred": True}
        entry["values"] = [
            {"mechanism": NUMBERS[name], "name": name, **_interval(value, level)}
            for name, value in shapley_values(by_selection, names).items()
        ]
        out.append(entry)
    return out


def _interval(values: Any, level: float) -> Document:
    mean = mean_interval(values, level)
    return {"effect": mean.mean, "ci_low": mean.low, "ci_high": mean.high}
