"""CoopModel: a scenario as a Mesa model. `model.step()` is one month of `coopsim.model.month`, nothing else."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from zlib import crc32

import mesa
import numpy as np
import pandas as pd
from mesa.datacollection import DataCollector
from numpy.typing import NDArray

from coopsim.agents.explain import choice_of
from coopsim.agents.farmer import Farmer
from coopsim.agents.market import Cooperative, District, Intermediary, figures_of, give_district
from coopsim.agents.memory import LastChoice, Memory
from coopsim.agents.mesas_idioms import reporters_of, world_numbers
from coopsim.agents.outlets import Outlet
from coopsim.agents.sets import AgentSets
from coopsim.agents.views import ROW, give_columns, refuse_hidden_columns
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.model.columns import MONTHS, REGION
from coopsim.model.decision import HouseholdDraws, Outlets
from coopsim.model.own_rules import outlets_of_rows
from coopsim.model.rows import rows_of
from coopsim.model.simulate import calendar, live, world_of
from coopsim.model.world import World
from coopsim.scenario import Scenario, load
from coopsim.scenario.notes import notes, warn

FarmerClass = type[Farmer] | Callable[[int], type[Farmer]]
LAST = -1  # the place of the region in a month's columns


class CoopModel(AgentSets, mesa.Model):  # type: ignore[misc]
    """One scenario, one replicate, as Mesa objects: agents are live views of the arrays, and the arrays are the truth.

    `model.datacollector` holds the columns of the table `months`, one row for each step: of the cooperative where there is
    one, of the region where there are several.

    Parameters
    ----------
    case : str, Path or Scenario
        A scenario's name, a path to its file, or a Scenario. (Mesa keeps the name `scenario` for itself.)
    values : mapping, optional
        Parameters by name, as in `--set`: {"advance_share": 0.8}.
    world_seed : int, optional
        Seed of all random draws of the world, 0 or more; the same as `--seed`. Left out: Mesa's `rng` or `seed`, else 1.
    replicate : int, optional
        Number of the replicate, 0 or more: the same numbers as that replicate in `coopsim run`. Left out: the number of the
        iteration within `mesa.batch_run`, else 0.
    farmer_class : type or callable
        A subclass of Farmer, or a function that gives the class for each farmer's number.
    agent_reporters : mapping, optional
        As Mesa's DataCollector takes them, {"trust": "trust"}; none by default, they cost more than the model.
    rng, seed : int or numpy.random.Generator, optional
        Mesa's two names for a seed: of the world where there is no `world_seed`, and of Mesa's own `model.random` and
        `model.rng`, which the world does not use.
    warm_up : bool
        Simulate the warm-up at once, so that the first step is the first month of the scenario.

    Raises
    ------
    UserMistake
        An unknown scenario or parameter, a value out of its range, a seed that is no whole number, a class that is no Farmer.

    Examples
    --------
    >>> model = CoopModel(case="castillo", values={"source": "constant", "warm_up_years": 2})
    >>> model.step()
    >>> wary = model.farmers.select(lambda farmer: farmer.trust < 0.3)
    >>> farmer = next(iter(model.farmers))
    >>> farmer.trust = 0.2
    >>> float(model.world.farmers.trust[0, 0])
    0.2
    """

    def __init__(
        self,
        *,
        case: str | Path | Scenario = "castillo",
        values: Mapping[str, Any] | None = None,
        world_seed: int | None = None,
        replicate: int | None = None,
        farmer_class: FarmerClass = Farmer,
        agent_reporters: Mapping[str, Any] | None = None,
        rng: int | np.random.Generator | None = None,
        seed: int | None = None,
        warm_up: bool = True,
    ) -> None:
        number, self.replicate = world_numbers(world_seed, replicate, rng, seed)
        of_mesa = np.random.SeedSequence(number, spawn_key=(self.replicate, crc32(b"mesa"))).generate_state(1)[0]
        super().__init__(rng=next((given for given in (rng, seed) if given is not None), int(of_mesa)))
        if values is not None and not isinstance(values, Mapping):
            raise UserMistake(
                field="values", got=values, allowed=_('values by name, {"advance_share": 0.8}; in batch_run a list of them')
            )
        chosen = case if isinstance(case, Scenario) else load(case)
        self.case = chosen.with_values(values) if values else chosen
        warn(notes(self.case))
        self.world = world_of(self.case, [self.replicate], number, base_dir=self.case.folder)
        self._months, self._before = calendar(self.case)
        self._dates = list(self._months.to_timestamp())
        self._memory = Memory(self.world.farmers.shape[1])
        self._numbers = itertools.count(1)
        self._figures: dict[str, Any] = {}
        self._asked: tuple[Farmer, Outlets, HouseholdDraws] | None = None  # whose `decide` is running, and on what
        self._add_agents(farmer_class)
        reporters = {column.name: partial(_figure, name=column.name) for column in MONTHS}
        everybody = [*self.farmer_agents, *self.cooperative_agents, *self.intermediary_agents]
        self.datacollector = DataCollector(model_reporters=reporters, agent_reporters=reporters_of(everybody, agent_reporters))
        if warm_up:
            self.warm_up()

    def _add_agents(self, farmer_class: FarmerClass) -> None:
        world = self.world
        number = world.farmers.shape[1]
        classes = [farmer_class if isinstance(farmer_class, type) else farmer_class(slot) for slot in range(number)]
        for chosen in set(classes):
            if not (isinstance(chosen, type) and issubclass(chosen, Farmer)):
                raise UserMistake(
                    field="farmer_class", got=chosen, allowed=_("a subclass of Farmer, or a function that gives one")
                )
            refuse_old_decide(chosen.decide, chosen.__name__)
        tables = (world.farmers, world.cooperatives, world.intermediaries, world.districts)
        for view, table in zip((Farmer, Cooperative, Intermediary, District), tables, strict=True):
            give_columns(view, table)
        give_district(world.districts)
        refuse_hidden_columns(set(classes), world.farmers)
        self.farmer_agents: list[Farmer] = []  # filled as they come, so that a subclass's __init__ finds who is there already
        for slot, chosen in enumerate(classes):
            self.farmer_agents.append(chosen(self, slot))
        self.cooperative_agents = [Cooperative(self, slot) for slot in range(world.cooperatives.shape[1])]
        self.intermediary_agents = [Intermediary(self, slot) for slot in range(world.intermediaries.shape[1])]
        self._districts: list[District] = []
        self._outlets: dict[int, dict[int, Outlet]] = {}

    def register_agent(self, agent: mesa.Agent) -> None:
        """As Mesa does; but where Mesa counts agents in a table that keeps every model for ever (3.3), we count ourselves."""
        counters = getattr(mesa.Agent, "_ids", None)
        if isinstance(counters, dict):
            counters.pop(self, None)
            agent.unique_id = next(self._numbers)
        super().register_agent(agent)

    @property
    def month(self) -> int:
        """Months simulated since the start of the scenario: 0 before the first step, below 0 in the warm-up."""
        return self.world.month - self._before

    @property
    def months_left(self) -> int:
        """Months that the scenario still has."""
        return len(self._months) - self.world.month

    @property
    def figures(self) -> dict[str, Any]:
        """The row of `months` of the last step; empty before the first."""
        return dict(self._figures)

    def period(self, month: int) -> pd.Period:
        """The calendar month of a month's number, as `month` counts them."""
        return self._months[0] + (month + self._before)

    def warm_up(self) -> None:
        """Simulate what is left of the warm-up; nothing is collected."""
        while self.month < 0:
            self._one_month()

    def step(self) -> None:
        """Simulate one month. The collector gets one row, with the numbers of the table `months`.

        Raises
        ------
        UserMistake
            The scenario has ended, or an overridden `decide` gave no share.
        """
        if self.months_left <= 0:
            raise UserMistake(_("the scenario has ended"), field="years", got=self.case.time.years)
        self._one_month()
        self._figures = self._row()
        self.datacollector.collect(self)
        self.running = self.months_left > 0

    def _one_month(self) -> None:
        live(self.world, self.world.month + 1, given=self._decisions)
        self._memory.month_ended(self.world)

    def _decisions(self, world: World) -> NDArray[np.float64] | None:
        """One agent at a time where `decide` was overridden; NaN for all others, who have followed the rule already."""
        has_coffee = world.records.households["lot_qq"][ROW] > 0.0
        if not has_coffee.any():
            return None
        last = self._memory.chooses(world, has_coffee)
        deciding = [farmer for farmer in self.farmer_agents if farmer.decides_herself and has_coffee[farmer.slot]]
        if not deciding:
            return None
        outlets, draws = self.outlets_at(last), last.draws_of_all()
        for farmer in deciding:
            slot = farmer.slot
            if "decide" in vars(farmer):
                refuse_old_decide(farmer.decide, type(farmer).__name__)
            self._asked = (farmer, outlets[slot], draws[slot])
            last.decided[slot] = _share(farmer, farmer.decide(outlets[slot], draws[slot]))
        self._asked = None
        return last.decided[None, :]

    def outlets_at(self, last: LastChoice) -> list[Outlets]:
        """What each farmer faced when she last chose.

        Parameters
        ----------
        last : LastChoice
            The records of that month.

        Returns
        -------
        list of Outlets
        """
        rows = rows_of(self.world)._replace(households=last.households, cooperatives=last.cooperatives, districts=last.districts)
        return [Outlets(*faced) for faced in outlets_of_rows(rows, slice(0, len(self.farmer_agents)))[ROW].tolist()]

    def share_by_rule(self, farmer: Farmer, outlets: Outlets, draws: HouseholdDraws) -> float:
        """What a farmer's rule offers; what it has decided this month already, if that is what is asked.

        Parameters
        ----------
        farmer : Farmer
            Who decides.
        outlets, draws : Outlets, HouseholdDraws
            What she faces, and her random draws.

        Returns
        -------
        float
            0 to 1.
        """
        records, slot = self.world.records, farmer.slot
        if self._asked is not None and all(
            one is other for one, other in zip(self._asked, (farmer, outlets, draws), strict=True)
        ):
            return float(records.households["offered_share"][ROW, slot])
        return choice_of(farmer.rule, LastChoice.of_today(self.world), slot, outlets, draws).share()

    def _row(self) -> dict[str, Any]:
        last = self.month - 1
        single = len(self.cooperative_agents) == 1
        keys = {
            "arm": "base",
            "replicate": self.replicate,
            "cooperative": self.world.identifiers[0] if single else REGION,
            "month": last,
            "date": self._dates[self.world.month - 1],
            "season": last // 12,
        }
        return keys | figures_of(self, 0 if single else LAST)


def _figure(model: CoopModel, name: str) -> Any:
    """One column of the model's last month."""
    return model._figures[name]


def refuse_old_decide(decide: Callable[..., Any], owner: str) -> None:
    """A `decide` that was written when farmers were handed tables of one: say what it is handed today."""
    takes = tuple(inspect.signature(decide).parameters)
    if {"offers", "luck"} & set(takes):
        message = _("farmers decide by numbers: `decide(self, outlets, draws)`, in place of tables of offers and luck")
        raise UserMistake(message, field=f"{owner}.decide", got=f"({', '.join(takes)})")


def _share(farmer: Farmer, decided: Any) -> float:
    """The share that an overridden `decide` gave, checked: a forgotten `return` or a per cent must not pass for a decision."""
    if type(decided) is float and 0.0 <= decided <= 1.0:
        return decided
    try:
        number = np.asarray(decided, dtype=float) if decided is not None else np.zeros(0)
    except (TypeError, ValueError):
        number = np.zeros(0)
    share = float(number.reshape(-1)[0]) if number.size == 1 else np.inf
    if not (np.isnan(share) or -1e-9 <= share <= 1 + 1e-9):
        raise UserMistake(
            field=f"{type(farmer).__name__}.decide", got=decided, allowed=_("a share, 0 to 1 (NaN: as the rule says)")
        )
    return share
