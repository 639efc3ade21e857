"""Coffee land is neglected, lost and planted anew, by the price that a farmer expects."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning


class Land(Group):
    """Coffee land that changes | Tierra de café que cambia"""

    extension: ClassVar[Extension | None] = Extension(
        "land",
        ("Land that changes", "Tierra que cambia"),
        en="Coffee land is neglected, lost and planted anew, by the price that a farmer expects.",
        es="La tierra con café se descuida, se pierde y se vuelve a sembrar, según el precio que espera el productor.",
    )
    land: Annotated[
        bool,
        Meaning(
            "yes/no",
            label=("Land changes", "La tierra cambia"),
            en="Farmers neglect, give up and plant coffee land by the price they expect; off: coffee land stays as it is",
            es=(
                "Los productores descuidan, abandonan y siembran tierra de café según el precio que esperan; apagado: la tierra "
                "con café no cambia"
            ),
            stops=(True, False),
        ),
    ] = False
    neglect_speed_share_per_year: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a year",
            label=("Speed of neglect", "Rapidez del descuido"),
            en="Part of the way that neglect, or care taken up again, goes in a year. Higher: area reacts sooner",
            es=("Parte del camino que el descuido, o la vuelta al cuidado, avanza en un año. Si sube, el área reacciona antes"),
            needs={"land": True},
        ),
    ] = 0.3
    abandon_share_per_year: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a year",
            label=("Neglected land given up", "Café abandonado"),
            en="Part of the neglected land that is lost to coffee each year. Higher: a slump costs land for longer",
            es=("Parte del café descuidado que se pierde cada año. Si sube, una caída cuesta tierra por más tiempo"),
            needs={"land": True},
        ),
    ] = 0.15
    planting_share: Annotated[
        float,
        Ge(0),
        Le(0.5),
        Meaning(
            "share a year",
            label=("New coffee a year", "Café nuevo al año"),
            en=(
                "Part of the farm's coffee land newly planted in a year when planting pays on every plot. Higher: more coffee "
                "some years after a boom"
            ),
            es=(
                "Parte de la tierra con café que se siembra en un año en que conviene en todos los lotes. Si sube, hay más café "
                "unos años después de un alza"
            ),
            needs={"land": True},
        ),
    ] = 0.03
    planting_price_ratio: Annotated[
        float,
        Ge(1),
        Le(3),
        Meaning(
            "ratio",
            label=("Price that makes them plant", "Precio que anima a sembrar"),
            en=("Farmers plant on the plots where the expected price is this many times the full cost. Higher: they plant less"),
            es="Se siembra en los lotes donde el precio esperado es tantas veces el costo total. Si sube, se siembra menos",
            needs={"land": True},
        ),
    ] = 1.2
    bearing_years: Annotated[
        int,
        Ge(2),
        Le(8),
        Meaning(
            "years",
            label=("Years to the first crop", "Años hasta la primera cosecha"),
            en="Years from planting to the first crop. Higher: new coffee comes later",
            es="Años desde la siembra hasta la primera cosecha. Si sube, el café nuevo llega más tarde",
            source="new trees bear after 3 to 5 years",
            needs={"land": True},
        ),
    ] = 4
    spare_land_share: Annotated[
        float,
        Ge(0),
        Le(2),
        Meaning(
            "share",
            label=("Land left for planting", "Tierra para sembrar"),
            en=("Land that could still be planted, on top of the coffee that a household has. Higher: more room to grow"),
            es=("Tierra que aún se podría sembrar, además del café que la familia tiene. Si sube, hay más espacio para crecer"),
            needs={"land": True},
        ),
    ] = 0.25
    neglected_yield_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Yield of neglected trees", "Rendimiento sin cuidado"),
            en=("Part of the yield that trees still give when they are neglected. Higher: neglect costs less coffee"),
            es=("Parte del rendimiento que aún dan las plantas descuidadas. Si sube, el descuido cuesta menos café"),
            needs={"land": True},
        ),
    ] = 0.6
