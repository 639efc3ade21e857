"""What each of six mechanisms adds to the boom's effect, over all the orders in which they could be switched on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.claim.causes import shapley as causes
from coopsim.claim.causes.coalitions import selections
from coopsim.claim.criteria import Criteria
from coopsim.claim.curves.points import mean_point, of_worlds
from coopsim.claim.documents import CurvePoint
from coopsim.claim.judging.effects import effects_of
from coopsim.claim.worlds.simulated import Simulated
from coopsim.scenario.mechanisms import NUMBERS

Floats = NDArray[np.float64]


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
    off = [tuple(name for name in names if name not in on) for on in selections(names)]
    parts = causes.shapley_values([np.asarray(effect_without[one], dtype=float) for one in off])
    return dict(zip(names, parts, strict=True))


def shapley_points(without: Mapping[tuple[str, ...], Simulated], fixed: Criteria) -> tuple[CurvePoint, ...]:
    """Shapley values of the boom's effect on each part; the world is the unit.

    Only worlds that last under every selection count. Offers are brought back to the scenario's under every selection, so
    that members deliver in a normal year as in the whole world.

    Parameters
    ----------
    without : mapping
        The headline's booms by what is switched off, for every selection of `[curves] shapley`.
    fixed : Criteria
        In force.

    Returns
    -------
    tuple of CurvePoint
        `name` is M1 .., with_all or with_none; `outcome` the part.
    """
    names, points = list(fixed.frozen.curves.shapley), []
    for part in fixed.frozen.curves.parts:
        effects = {off: of_worlds(effects_of(one, fixed, fixed.headline_treatment, part), fixed) for off, one in without.items()}
        lasting = ~np.isnan(np.array(list(effects.values()))).any(axis=0)
        left = {off: effect[lasting] for off, effect in effects.items()}
        values = {"with_all": left[()], "with_none": left[tuple(names)]}
        values |= {NUMBERS[name]: value for name, value in shapley_values(left, names).items()}
        runs = without[()].runs_per_world
        points += [mean_point(name, part, value, runs, fixed) for name, value in values.items()]
    return tuple(points)
