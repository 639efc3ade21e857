"""The map of a fully expected high price: the measured effect on the offered share beside the sign that arithmetic gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.claim.arms import EVENT, SEASONS, Arm, branch
from coopsim.claim.criteria import Criteria
from coopsim.claim.curves.arithmetic import Promise, dividing_margin, finance_slope, promise_worth, worth_slope, worth_slope_of
from coopsim.claim.curves.points import mean_point, of_worlds
from coopsim.claim.documents import CurvePoint
from coopsim.claim.worlds.job import WorldsJob
from coopsim.claim.worlds.simulated import Simulated
from coopsim.model.simulate import live
from coopsim.scenario import Scenario

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
PATHS_APART = 1000
LINE_FROM, LINE_TO, LINE_POINTS = 0.4, 0.95, 12


@dataclass(frozen=True)
class MapJob(WorldsJob):
    """Squares of the map as worlds: world number = square x 1000 + path; price paths and draws are the same in every square."""

    @property
    def streams(self) -> Ints:
        """The path."""
        return super().streams % PATHS_APART


def map_worlds(margins: Sequence[float], advances: Sequence[float], paths: int) -> pd.DataFrame:
    """The grid as a table of worlds.

    >>> map_worlds([0.0, 0.3], [0.4], 2).reset_index().to_numpy().tolist()
    [[0.0, 0.0, 0.4], [1.0, 0.0, 0.4], [1000.0, 0.3, 0.4], [1001.0, 0.3, 0.4]]
    """
    squares = list(product(margins, advances))
    number = [square * PATHS_APART + path for square in range(len(squares)) for path in range(paths)]
    values = [squares[one // PATHS_APART] for one in number]
    return pd.DataFrame(values, columns=["margin_share", "advance_share"], index=pd.Index(number, name="world"))


@dataclass(frozen=True)
class Slopes:
    """How many dollars two prices rise for a dollar on the world price, by margin; and what a promise is worth to members."""

    margins: tuple[float, ...]
    farm_gate: Floats
    promised: Floats
    promise: Promise


@dataclass(frozen=True)
class SlopesJob:
    """The slopes of the traders' price and of the member price, on a quiet market.

    Harvest months of the plateau's second season against the same months at the normal price.
    """

    scenario: Scenario
    cell: str
    margins: tuple[float, ...]
    arm: Arm
    seed: int
    target_share: float | None

    @property
    def runs(self) -> int:
        return 2 * len(self.margins)

    def __call__(self) -> Slopes:
        """A row for each margin, at the normal price and at the high one."""
        rows = len(self.margins)
        draws = pd.DataFrame({"margin_share": self.margins}, index=pd.RangeIndex(rows, name="world"))
        job = WorldsJob(self.scenario, self.cell, draws, (), self.seed, 1, self.target_share)
        base = np.full((rows, SEASONS * 12), self.scenario.price.reference_price_usd_per_qq)
        world = branch(job.after_burn_in(base)[0], base, [None, self.arm])
        live(world, (EVENT + 1) * 12)
        seen = []
        for month in range(12):
            live(world, (EVENT + 1) * 12 + month + 1)
            if world.harvest_shares[month] > 0:
                d, c = world.districts, world.cooperatives
                price = world.paths.world_price_usd_per_qq[:, world.month - 1]
                seen.append([price, d.farm_gate_price_usd_per_qq[:, 0], c.posted_price_usd_per_qq[:, 0]])
        price, farm_gate, promised = (values[rows:] - values[:rows] for values in np.mean(seen, axis=0))
        return Slopes(self.margins, farm_gate / price, promised / price, promise_worth(self.scenario, self.cell, self.seed))


@dataclass(frozen=True)
class CellMap:
    """The map of one cell.

    Parameters
    ----------
    cell : str
        Its name.
    squares : Simulated
        The worlds of `map_worlds`.
    slopes : Slopes
        Of prices.
    scenario : Scenario
        Whose cooperative.
    """

    cell: str
    squares: Simulated
    slopes: Slopes
    scenario: Scenario

    def points(self, fixed: Criteria) -> Iterable[CurvePoint]:
        """At each square the measured effect, and dV/dW by the text and with the prices' real slopes; then what those rest on.

        `name` is the cell, `x` the advance share, `y` the margin share; `outcome` is offers, worth_slope, worth_slope_again,
        farm_gate_slope, promise_slope, theta_omega or theta_omega_at_the_event.
        """
        part, treatment = fixed.subclaim("H2d"), fixed.frozen.curves.map_treatment
        effect = of_worlds(self.squares.effect(treatment, part.kind, part.outcomes[0], part.window), fixed)
        draws, runs = self.squares.draws, self.squares.runs_per_world
        at_the_event = self._theta_omega_at_the_event(fixed)
        real = {margin: place for place, margin in enumerate(self.slopes.margins)}
        for square in dict.fromkeys(draws.itertuples(index=False, name=None)):
            margin, advance = float(square[0]), float(square[1])
            here = ((draws["margin_share"] == margin) & (draws["advance_share"] == advance)).to_numpy()
            yield mean_point(self.cell, "offers", effect[here], runs, fixed, x=advance, y=margin)
            again = self.slopes.promised[real[margin]], self.slopes.farm_gate[real[margin]]
            by_text = worth_slope(margin, advance, at_the_event, self._finance(advance))
            yield self._exact("worth_slope", by_text, x=advance, y=margin)
            yield self._exact("worth_slope_again", worth_slope_of(again[1], again[0], advance, at_the_event), x=advance, y=margin)
        for margin, place in real.items():
            yield self._exact("farm_gate_slope", self.slopes.farm_gate[place], y=margin)
            yield self._exact("promise_slope", self.slopes.promised[place], y=margin)
        yield self._exact("theta_omega", self.slopes.promise.theta_omega)
        yield self._exact("theta_omega_at_the_event", at_the_event)

    def line(self, fixed: Criteria) -> Iterable[CurvePoint]:
        """Where dV/dW is zero: `x` the advance share, `value` the margin share; as members begin, and when the boom comes."""
        worth = {"start": self.slopes.promise.theta_omega, "at_the_event": self._theta_omega_at_the_event(fixed)}
        for outcome, theta_omega in worth.items():
            for advance in np.linspace(LINE_FROM, LINE_TO, LINE_POINTS).round(3):
                yield self._exact(outcome, dividing_margin(advance, theta_omega, self._finance(float(advance))), x=float(advance))

    def _exact(self, outcome: str, value: float, **place: float) -> CurvePoint:
        """A number without an interval."""
        number, runs = len(self.squares.worlds), self.squares.runs_per_world
        return CurvePoint(name=self.cell, outcome=outcome, value=float(value), worlds=number, runs=runs, **place)

    def _theta_omega_at_the_event(self, fixed: Criteria) -> float:
        """With the trust that members have when the boom comes."""
        part = fixed.subclaim("H2d")
        trust = self.squares.baseline("cohort_trust", fixed.frozen.curves.map_treatment, part.window)
        seen = trust[~np.isnan(trust)]
        return float(seen.mean()) * self.slopes.promise.omega if len(seen) else np.nan

    def _finance(self, advance: float) -> float:
        c = self.scenario.cooperative[0]
        return float(finance_slope(c.interest_share_per_year, c.processing_months + 1, self.slopes.promise.months, advance))


def map_points(maps: Mapping[str, CellMap], fixed: Criteria) -> tuple[tuple[CurvePoint, ...], tuple[CurvePoint, ...]]:
    """The squares of all cells, and their dividing lines."""
    return (
        tuple(point for one in maps.values() for point in one.points(fixed)),
        tuple(point for one in maps.values() for point in one.line(fixed)),
    )
