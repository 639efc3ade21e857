"""A cooperative buys options that pay where the world price falls below what it reckoned with."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning


class Hedge(Group):
    """Cover against a fall of the price | Cobertura contra la baja"""

    extension: ClassVar[Extension | None] = Extension(
        "hedge",
        ("Cover against a fall", "Cobertura contra la baja"),
        en="As the season opens the cooperative buys options that pay where the world price falls below a floor.",
        es="Al abrir la campaña la cooperativa compra opciones que pagan si la bolsa cae por debajo de un piso.",
    )
    hedged_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Coffee covered by options", "Café cubierto con opciones"),
            en=(
                "Part of the coffee expected for which the cooperative buys put options, as far as its funds go. Higher: a "
                "fall costs it less, and every other year more"
            ),
            es=(
                "Parte del café esperado por la que la cooperativa compra opciones de venta, hasta donde alcanzan sus fondos. Si "
                "sube, una baja le cuesta menos y los demás años más"
            ),
            shows_in="fairtrade-floor",
            stops=(0.0, 0.4, 0.8),
        ),
    ] = 0.0
    option_floor_share: Annotated[
        float,
        Ge(0.5),
        Le(1),
        Meaning(
            "share",
            label=("Floor of the options", "Piso de las opciones"),
            en="Price below which an option pays, as a part of the price expected when it is bought. Higher: it pays sooner",
            es="Precio bajo el cual paga la opción, como parte del precio esperado al comprarla. Si sube, paga antes",
            shows_in="fairtrade-floor",
            needs={"hedged_share": 0.8},
        ),
    ] = 0.9
    option_cost_share: Annotated[
        float,
        Ge(0),
        Le(0.3),
        Meaning(
            "share",
            label=("Cost of the options", "Costo de las opciones"),
            en="What an option costs at once, as a part of the price expected when it is bought. Higher: cover costs more",
            es="Lo que cuesta la opción al comprarla, como parte del precio esperado. Si sube, cubrirse cuesta más",
            source="Black 1976 for a floor of 0.9, seven months and 35 % a year; these are our assumption",
            shows_in="fairtrade-floor",
            needs={"hedged_share": 0.8},
        ),
    ] = 0.06
