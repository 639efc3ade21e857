"""The curves of a verdict, from what their jobs gave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coopsim.claim.criteria import Criteria
from coopsim.claim.curves import plan
from coopsim.claim.curves.flip_map import CellMap, Slopes, map_points
from coopsim.claim.curves.headroom import headroom_points
from coopsim.claim.curves.plan import Planned, Point
from coopsim.claim.curves.points import alone_points, dose_points, process_points
from coopsim.claim.curves.shapley import shapley_points
from coopsim.claim.documents import Curves
from coopsim.claim.worlds.simulated import Simulated, together


def curves_of(
    planned: Sequence[Planned],
    results: Sequence[Any],
    fixed: Criteria,
    main: Simulated | None = None,
    doses: Simulated | None = None,
    process: str = "regime",
) -> Curves:
    """Every point that the figures of --full draw.

    Parameters
    ----------
    planned : sequence of Planned
        As `planned_curves` gave them.
    results : sequence
        Of their jobs, in the same order.
    fixed : Criteria
        In force.
    main, doses : Simulated, optional
        The headline, and its treatment in other sizes.
    process : str
        Behind the headline's price paths.

    Returns
    -------
    Curves
        A curve that was not planned is empty.
    """
    by_curve = _by_curve(planned, results)
    scenarios = {one.point: one.job.scenario for one in planned}
    squares = {point: together(of) for point, of in by_curve.get(plan.MAP, {}).items()}
    slopes: dict[Point, Slopes] = {point: of[0] for point, of in by_curve.get(plan.SLOPES, {}).items()}
    maps = {str(at[0]): CellMap(str(at[0]), one, slopes[at], scenarios[at]) for at, one in squares.items()}
    flip_map, flip_line = map_points(maps, fixed)
    one_by_one = {name: {point: together(of) for point, of in by_curve.get(name, {}).items()} for name in _SIMULATED}
    return Curves(
        headroom=headroom_points({float(at[0]): one for at, one in one_by_one[plan.HEADROOM].items()}, fixed),
        flip_map=flip_map,
        flip_line=flip_line,
        doses=() if doses is None else dose_points(doses, main, fixed),
        processes=process_points({str(at[0]): one for at, one in one_by_one[plan.PROCESS].items()}, main, process, fixed)
        if one_by_one[plan.PROCESS]
        else (),
        shapley=shapley_points({tuple(map(str, at)): one for at, one in one_by_one[plan.WITHOUT].items()}, fixed)
        if one_by_one[plan.WITHOUT]
        else (),
        one_at_a_time=alone_points({(str(at[0]), float(at[1])): one for at, one in one_by_one[plan.ALONE].items()}, fixed),
    )


_SIMULATED = (plan.HEADROOM, plan.PROCESS, plan.ALONE, plan.WITHOUT)


def _by_curve(planned: Sequence[Planned], results: Sequence[Any]) -> dict[str, dict[Point, list[Any]]]:
    """What belongs together: the results of one point of one curve."""
    out: dict[str, dict[Point, list[Any]]] = {}
    for one, result in zip(planned, results, strict=True):
        out.setdefault(one.curve, {}).setdefault(one.point, []).append(result)
    return out
