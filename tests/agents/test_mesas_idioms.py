"""Mesa's own idioms replicate, or are refused in one line."""

from __future__ import annotations

from typing import Any

import mesa
import numpy as np
import pandas as pd
import pytest

from coopsim import CoopModel, Farmer, UserMistake
from tests.small import SMALL

VALUES = {**SMALL, "warm_up_years": 0, "years": 1}


def offered(model: CoopModel) -> float:
    for _month in range(8):
        model.step()
    return float(np.nansum(model.world.farmers.savings_usd))


def savings(parameters: dict[str, Any], iterations: int = 1, model: type[CoopModel] = CoopModel) -> pd.Series:
    found = mesa.batch_run(model, {"values": [VALUES], **parameters}, iterations=iterations, max_steps=8, display_progress=False)
    return pd.DataFrame(found)["delivered_qq"]


def test_iterations_are_replicates_of_the_same_seed() -> None:
    replicates = [offered(CoopModel(values=VALUES, replicate=number)) for number in range(3)]
    assert len(set(replicates)) == 3
    made: list[CoopModel] = []

    class Kept(CoopModel):
        def __init__(self, **arguments: Any) -> None:
            super().__init__(**arguments)
            made.append(self)

    savings({}, iterations=3, model=Kept)
    assert [model.replicate for model in made] == [0, 1, 2]
    assert len({float(np.nansum(model.world.farmers.savings_usd)) for model in made}) == 3


@pytest.mark.parametrize("name", ["seed", "rng", "world_seed"])
def test_every_name_of_a_seed_moves_the_world(name: str) -> None:
    one, other = (offered(CoopModel(values=VALUES, **{name: number})) for number in (1, 2))
    assert one == offered(CoopModel(values=VALUES, world_seed=1))
    assert one != other
    assert len(savings({name: [1, 2]})) == 2


def test_a_generator_of_numpy_is_a_seed() -> None:
    one, same, other = (offered(CoopModel(values=VALUES, rng=np.random.default_rng(number))) for number in (4, 4, 5))
    assert one == same != other


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"rng": 1, "seed": 1}, "seed: rng is there too"),
        ({"seed": -1}, "got -1; allowed a whole number, 0 or more"),
        ({"rng": "one"}, "rng: got 'one'; allowed a whole number, 0 or more"),
        ({"values": "trust"}, "values: got 'trust'; allowed values by name"),
        ({"agent_reporters": {"trst": "trst"}}, r"agent_reporters\['trst'\]: no agent has it: got 'trst'.*did you mean trust"),
    ],
)
def test_what_would_have_no_effect_is_refused(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(UserMistake, match=message):
        CoopModel(**{"values": VALUES, "warm_up": False, **arguments})


def test_reporters_of_a_class_of_ones_own_are_there() -> None:
    class Proud(Farmer):
        def __init__(self, model: CoopModel, slot: int) -> None:
            super().__init__(model, slot)
            self.pride = 0.5

    model = CoopModel(values=VALUES, farmer_class=Proud, agent_reporters={"pride": "pride", "alive": "alive"})
    model.step()
    assert model.datacollector.get_agent_vars_dataframe()["pride"].dropna().unique().tolist() == [0.5]


def test_nobody_of_the_world_is_deregistered_and_a_guest_is() -> None:
    model = CoopModel(values=VALUES, warm_up=False)
    for agent in (model.farmer_agents[0], model.cooperative_agents[0], model.farmer_agents[0].outlets[0]):
        with pytest.raises(UserMistake, match="never removed"):
            model.deregister_agent(agent)
    with pytest.raises(UserMistake, match="never removed"):
        model.remove_all_agents()
    guest = mesa.Agent(model)
    assert guest in model.agents
    guest.remove()
    assert guest not in model.agents
