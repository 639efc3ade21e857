"""Who runs: coopsim in its four ways and the Mesa model, each as something that passes through a season and can be timed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from benchmarks.peers.given import given
from benchmarks.peers.mesa_model import CastilloModel
from benchmarks.sizes import enlarge, scenario_of
from coopsim.agents import CoopModel, Farmer
from coopsim.equations.delivery import random_term_usd_per_qq
from coopsim.model.record import Recorder
from coopsim.model.simulate import live, world_of
from coopsim.model.world import World
from coopsim.runs.run import rows_at_once
from coopsim.scenario import Scenario

MOST_SLOTS = 400_000  # farmers in one block: beyond that the memory of a laptop is the limit


class Contender(ABC):
    """Made once; each call simulates twelve months more and records them."""

    label = ""
    most_farmers = 100_000

    def __init__(self, farmers: int, months: int) -> None:
        self.farmers, self.rows, self.simulated = farmers, 1, 0
        self.make(scenario_of(farmers), months)

    @abstractmethod
    def make(self, scenario: Scenario, months: int) -> None:
        """Everything up to the first month; `months` is how many there will be at most."""

    @abstractmethod
    def season(self) -> None:
        """Twelve months, recorded."""

    def close(self) -> None:
        """Forget what was made."""
        vars(self).pop("model", None)


class Batched(Contender):
    """coopsim, many replicates in one block: what a sweep does."""

    label = "coopsim, batched"

    def make(self, scenario: Scenario, months: int) -> None:
        self.rows = min(rows_at_once(self.farmers), max(MOST_SLOTS // self.farmers, 1))
        self._world_of(scenario)

    def _world_of(self, scenario: Scenario) -> None:
        self.world = enlarge(world_of(scenario, range(self.rows), base_dir=scenario.folder))

    def season(self) -> None:
        recorder = Recorder(0, "1990-04", groupings=())  # months, as the Mesa model collects them
        live(self.world, self.world.month + 12, [recorder])
        recorder.month_columns()  # sums and shares are made of all months together; the Mesa model collects them too
        self.simulated += 12


class Single(Batched):
    """coopsim, one replicate."""

    label = "coopsim, one replicate"

    def make(self, scenario: Scenario, months: int) -> None:
        self._world_of(scenario)


class Objects(Contender):
    """coopsim through its Mesa front door; every farmer follows the rule of the scenario."""

    label = "CoopModel"
    farmer_class: type[Farmer] = Farmer

    def make(self, scenario: Scenario, months: int) -> None:
        self.model = CoopModel(case=scenario, farmer_class=self.farmer_class)
        enlarge(self.model.world)

    def season(self) -> None:
        for _month in range(12):
            self.model.step()
            self.simulated += 1


class OwnFarmer(Farmer):
    """A user's farmer: she compares in plain Python what she is offered today and later with what the trader pays."""

    def decide(self, outlets: Any, draws: Any) -> float:
        promise = self.trust * (outlets.promised_usd_per_qq - outlets.advance_usd_per_qq)
        value = outlets.advance_usd_per_qq + promise - outlets.street_usd_per_qq + self.loyalty_usd_per_qq
        return 1.0 if value + random_term_usd_per_qq(draws.taste, self.taste_usd_per_qq) > 0 else 0.0


class OwnObjects(Objects):
    """The same with a subclass that overrides `decide`: one farmer at a time."""

    label = "CoopModel, own decide"
    farmer_class = OwnFarmer
    most_farmers = 10_000


class Mesa(Contender):
    """The month as a Mesa user would write it."""

    label = "Mesa model"
    collect = True

    def make(self, scenario: Scenario, months: int) -> None:
        self.ready = given(scenario, months, prepare=enlarge)
        self.model = CastilloModel(self.ready, collect=self.collect)

    def season(self) -> None:
        for _month in range(12):
            assert self.model.running, "the cooperative has closed: there is nothing left to compare"
            self.model.step()
            self.simulated += 1

    def close(self) -> None:
        self.model.remove_all_agents()
        super().close()


CONTENDERS: tuple[type[Contender], ...] = (Batched, Single, Objects, OwnObjects, Mesa)


def made(rows: int, farmers: int, **values: Any) -> World:
    """A world with so many replicates of so many farmers, as a sweep makes it."""
    scenario = scenario_of(farmers).with_values(values)
    return enlarge(world_of(scenario, range(rows), base_dir=scenario.folder))


def recorded(world: World, months: int) -> Recorder:
    """Months simulated and recorded by coopsim."""
    recorder = Recorder(0, "1990-04", groupings=())  # months, as the Mesa model collects them
    live(world, months, [recorder])
    recorder.month_columns()
    return recorder


def recorded_by_mesa(model: CastilloModel, months: int) -> CastilloModel:
    """The same by the Mesa model."""
    model.run_months(months)
    assert model.month == months, "the cooperative has closed: there is nothing left to compare"
    return model
