"""Whole runs in the ways in which people make them, from nothing to the recorded months, against the Mesa model of their size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.contenders import OwnFarmer, made, recorded, recorded_by_mesa
from benchmarks.peers.given import Given, given
from benchmarks.peers.mesa_model import CastilloModel
from benchmarks.sizes import enlarge, scenario_of
from benchmarks.timing import seconds_of
from coopsim.agents import CoopModel, Farmer
from coopsim.model.simulate import world_of_all

POINTS, SMALL, LARGE = 64, 8, 256


@dataclass(frozen=True)
class RunsOf:
    """A way of making runs: `label` for people, how many runs at once, and the peer that it is compared with."""

    label: str
    runs: int
    peer: str
    work: Callable[[int], object]


def mesa_run(start: Given, months: int) -> CastilloModel:
    """One run of the Mesa model from what it is given ready made."""
    return recorded_by_mesa(CastilloModel(start), months)


def _worlds(rows: int, farmers: int) -> Callable[[int], object]:
    return lambda months: recorded(made(rows, farmers), months)


def _many_points(months: int) -> object:
    """Design points that differ in a parameter, one replicate of each, as a sweep makes them."""
    base = scenario_of(400)
    points = [base.with_values({"trust": 0.3 + 0.005 * number}) for number in range(POINTS)]
    return recorded(enlarge(world_of_all([(point, [0]) for point in points], base_dir=base.folder)), months)


def _agents(farmer_class: type[Farmer], farmers: int) -> Callable[[int], object]:
    def work(months: int) -> object:
        model = CoopModel(case=scenario_of(farmers), farmer_class=farmer_class)
        enlarge(model.world)
        for _month in range(months):
            model.step()
        return model

    return work


WAYS = {
    "sweep_400": RunsOf("a sweep: 256 replicates of 400 farmers", LARGE, "mesa_400", _worlds(LARGE, 400)),
    "many_points_400": RunsOf("64 points, one replicate, 400 farmers", POINTS, "mesa_400", _many_points),
    "small_worlds_100": RunsOf("8 replicates of 100 farmers", SMALL, "mesa_100", _worlds(SMALL, 100)),
    "one_run_400": RunsOf("one run of 400 farmers", 1, "mesa_400", _worlds(1, 400)),
    "one_run_100": RunsOf("one run of 100 farmers", 1, "mesa_100", _worlds(1, 100)),
    "coopmodel_400": RunsOf("CoopModel, 400 farmers", 1, "mesa_400", _agents(Farmer, 400)),
    "coopmodel_100": RunsOf("CoopModel, 100 farmers", 1, "mesa_100", _agents(Farmer, 100)),
    "own_decide_100": RunsOf("CoopModel, own decide, 100 farmers", 1, "mesa_100", _agents(OwnFarmer, 100)),
}
PEERS = {"mesa_400": 400, "mesa_100": 100}


def seconds_of_runs(months: int, repeats: int, tell: Callable[[str], None]) -> dict[str, list[float]]:
    """Processor seconds of one run, every round through all ways in turn.

    coopsim's worlds are made within the time (draws, ties, prices, first states); the Mesa model gets all that ready made and
    only makes its agents.
    """
    _agents(OwnFarmer, 100)(12)  # compile or load what there is to compile
    recorded(made(2, 100), 24)
    ready = {name: given(scenario_of(farmers), months, prepare=enlarge) for name, farmers in PEERS.items()}
    seconds: dict[str, list[float]] = {name: [] for name in (*PEERS, *WAYS)}
    for number in range(repeats):
        tell(f"Whole runs of {months} months, round {number + 1} of {repeats}")
        for name, start in ready.items():
            models: list[CastilloModel] = []
            seconds[name].append(seconds_of(lambda start=start, models=models: models.append(mesa_run(start, months))))
            models[0].remove_all_agents()
        for name, way in WAYS.items():
            seconds[name].append(seconds_of(lambda way=way: way.work(months)) / way.runs)
    return seconds
