"""The agents of a model as Mesa's AgentSets; districts and outlets are made when they are first asked for."""

from __future__ import annotations

from typing import Any

from mesa.agent import Agent, AgentSet

from coopsim.agents.farmer import Farmer
from coopsim.agents.market import Cooperative, District, Intermediary
from coopsim.agents.outlets import TRADERS, Outlet, reached
from coopsim.agents.views import View
from coopsim.model.world import World


class AgentSets:
    """What CoopModel gives of its agents."""

    world: World
    random: Any
    farmer_agents: list[Farmer]
    cooperative_agents: list[Cooperative]
    intermediary_agents: list[Intermediary]
    _districts: list[District]
    _outlets: dict[int, dict[int, Outlet]]

    def deregister_agent(self, agent: Agent) -> None:
        """Refused as `remove` is, for the world keeps everybody; agents that are no part of the world leave as in Mesa."""
        if isinstance(agent, (View, Outlet)):
            agent.remove()
        super().deregister_agent(agent)  # type: ignore[misc]

    @property
    def farmers(self) -> AgentSet:
        """All farmers, subclasses included, in the order of the table."""
        return AgentSet(self.farmer_agents, random=self.random)

    @property
    def cooperatives(self) -> AgentSet:
        """All cooperatives, closed ones included (`alive` says which are open)."""
        return AgentSet(self.cooperative_agents, random=self.random)

    @property
    def intermediaries(self) -> AgentSet:
        """Every intermediary's place, taken or not (`is_present` says which are taken)."""
        return AgentSet(self.intermediary_agents, random=self.random)

    @property
    def districts(self) -> AgentSet:
        """All districts."""
        return AgentSet(self.district_agents, random=self.random)

    @property
    def district_agents(self) -> list[District]:
        """The districts in the order of their numbers; agents of the model from the first time that they are asked for."""
        if not self._districts:
            self._districts = [District(self, slot) for slot in range(self.world.districts.shape[1])]
        return self._districts

    @property
    def outlets(self) -> AgentSet:
        """Every farmer's outlets; of a region these are many, and they are made when they are first asked for."""
        every = [outlet for farmer in self.farmer_agents for outlet in self.outlets_of(farmer)]
        return AgentSet(every, random=self.random)

    def outlets_of(self, farmer: Farmer) -> list[Outlet]:
        """A farmer's outlets: her home, the other cooperatives within her reach, the traders.

        Parameters
        ----------
        farmer : Farmer
            One of the model's.

        Returns
        -------
        list of Outlet
        """
        made, numbers = self._outlets.setdefault(farmer.slot, {}), reached(self.world, farmer.slot)
        places = [place for place, number in enumerate(numbers) if number >= 0] + [TRADERS]  # it changes where she moves
        for place in places:
            if place not in made:
                made[place] = Outlet(farmer, place)
        return [made[place] for place in places]
