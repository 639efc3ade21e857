"""When a drawn price change begins, how long it lasts and how fast it fades."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning

SHAPES = ("step", "boom", "bust", "boom-bust", "spike", "long-low", "ramp")


class PriceShape(Group):
    """Drawn price | Precio dibujado"""

    extension: ClassVar[Extension | None] = Extension(
        "price_shape",
        ("Drawn price", "Precio dibujado"),
        en="When a drawn price change begins, how long it lasts and how fast it fades.",
        es="Cuándo comienza un cambio de precio dibujado, cuánto dura y con qué rapidez pasa.",
        setting=True,
        opened_by={"source": SHAPES},
    )
    from_month: Annotated[
        int,
        Ge(0),
        Le(720),
        Meaning(
            "months",
            label=("Price change begins", "Comienzo del cambio de precio"),
            en=("Month, counted from the first that is reported, in which the drawn price begins to move. Higher: later"),
            es=(
                "Mes, contado desde el primero que se informa, en que el precio dibujado comienza a moverse. Si "
                "sube, comienza más tarde"
            ),
            shows_in="boom",
        ),
    ] = 36
    length_months: Annotated[
        int,
        Ge(1),
        Le(240),
        Meaning(
            "months",
            label=("Price change lasts", "Cuánto dura el cambio"),
            en="Months that the drawn price stays away from normal. Higher: a longer boom or slump",
            es="Meses que el precio dibujado queda lejos de lo normal. Si sube, el alza o la caída dura más",
            shows_in="boom",
            stops=(6, 24, 60),
        ),
    ] = 24
    fade_months: Annotated[
        int,
        Ge(0),
        Le(120),
        Meaning(
            "months",
            label=("Back to normal within", "Cuánto tarda en volver"),
            en="Months that the drawn price takes to come back to normal. Higher: a slower return",
            es="Meses que el precio dibujado tarda en volver a lo normal. Si sube, vuelve más despacio",
            shows_in="boom",
        ),
    ] = 24
