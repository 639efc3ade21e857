"""How far farms lie from the road where traders buy, and what a kilometre costs."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Distribution, Extension, Group, MeanBetween, Meaning

DISTANCE = Extension(
    "distance",
    ("Distance to the road", "Distancia a la carretera"),
    en="How far farms lie from the road where traders buy, and what a kilometre costs.",
    es="Qué tan lejos quedan las chacras de la carretera donde compran los intermediarios, y cuánto cuesta un kilómetro.",
    setting=True,
)


class RoadDistance(Group):
    """Distance to the road | Distancia a la carretera"""

    extension: ClassVar[Extension | None] = DISTANCE
    road_distance_km: Annotated[
        Distribution,
        MeanBetween(0, 50),
        Meaning(
            "km",
            label=("Distance to the road", "Distancia a la carretera"),
            en=(
                "How much farther the road, where traders buy, is than the cooperative's collection point. "
                "Higher: the trader pays less at the farm"
            ),
            es=(
                "Cuánto más lejos queda la carretera, donde compran los intermediarios, que el acopio de la "
                "cooperativa. Si sube, el intermediario paga menos en chacra"
            ),
        ),
    ] = Distribution(distribution="uniform", low=0.0, high=4.0)


class RoadCost(Group):
    """Cost of a kilometre | Costo por kilómetro"""

    extension: ClassVar[Extension | None] = DISTANCE
    road_cost_usd_per_qq_km: Annotated[
        float,
        Ge(0),
        Le(5),
        Meaning(
            "US$/qq/km",
            label=("Cost of a kilometre", "Costo por kilómetro"),
            en=(
                "Cost of carrying a quintal one kilometre farther: to the road where traders buy, or along it to a cooperative "
                "of another district. Higher: distant farms get less"
            ),
            es=(
                "Costo de llevar un quintal un kilómetro más: hasta la carretera donde compran los intermediarios, o por ella "
                "a una cooperativa de otro distrito. Si sube, las chacras lejanas reciben menos"
            ),
        ),
    ] = 0.5
