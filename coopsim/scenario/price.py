"""The price that nobody here controls."""

from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Ge, Le

from coopsim.scenario.declare import Meaning
from coopsim.scenario.extensions.price_file import PriceFile
from coopsim.scenario.extensions.price_shape import PriceShape

PriceSource = Literal[
    "history",
    "constant",
    "step",
    "boom",
    "bust",
    "boom-bust",
    "spike",
    "long-low",
    "ramp",
    "regime",
    "three_regime",
    "ar2",
    "gbm",
    "ou",
    "garch",
    "bootstrap",
    "file",
]


class Price(PriceFile, PriceShape):
    """What nobody controls | Lo que nadie controla"""

    source: Annotated[
        PriceSource,
        Meaning(
            "choice",
            label=("Where the price comes from", "De dónde sale el precio"),
            en=(
                "Where the world price comes from: the published history, a drawn shape, a random process fitted "
                "to history, or your own file"
            ),
            es=(
                "De dónde sale el precio de bolsa: la historia publicada, una forma dibujada, un proceso al azar "
                "ajustado a la historia o un archivo propio"
            ),
            source="World Bank commodity prices",
            choice_labels=(
                ("history", "published history", "historia publicada"),
                ("constant", "always the same", "siempre el mismo"),
                ("step", "rises and stays", "sube y se queda"),
                ("boom", "high for some years", "alto por unos años"),
                ("bust", "low for some years", "bajo por unos años"),
                ("boom-bust", "high, then low", "alto y luego bajo"),
                ("spike", "a short peak", "un pico corto"),
                ("long-low", "low for long", "bajo por largo tiempo"),
                ("ramp", "rises little by little", "sube poco a poco"),
                ("regime", "chance: calm times and peaks", "azar: calma y picos"),
                ("three_regime", "chance: calm times, peaks and slumps", "azar: calma, picos y caídas"),
                ("ar2", "chance: waves", "azar: olas"),
                ("gbm", "chance: random walk", "azar: paseo aleatorio"),
                ("ou", "chance: pulled back to normal", "azar: vuelve a lo normal"),
                ("garch", "chance: restless and quiet times", "azar: épocas agitadas y tranquilas"),
                ("bootstrap", "chance: pieces of history", "azar: pedazos de la historia"),
                ("file", "a file of your own", "un archivo propio"),
            ),
        ),
    ] = "history"
    reference_price_usd_per_qq: Annotated[
        float,
        Ge(50),
        Le(600),
        Meaning(
            "US$/qq",
            label=("Normal world price", "Precio de bolsa normal"),
            en=(
                "Price of the years before the start, to which everybody expects the price to return. Higher: "
                "farmers and cooperative plan with more"
            ),
            es=(
                "Precio de los años previos, al que todos esperan que el precio vuelva. Si sube, productores y "
                "cooperativa cuentan con más"
            ),
            source="calculated: mean real arabica price since 1989, 212 US cents a pound",
            stops=(150, 215, 300),
        ),
    ] = 215.0
    return_share_per_month: Annotated[
        float,
        Ge(0),
        Le(0.2),
        Meaning(
            "share a month",
            label=("Expected return to normal", "Vuelta esperada a lo normal"),
            en=(
                "Part of the distance to the normal price that everybody expects to be gone after a month. "
                "Higher: a boom or slump is expected to be over sooner"
            ),
            es=(
                "Parte de la distancia al precio normal que todos esperan que desaparezca en un mes. Si sube, "
                "esperan que el alza o la caída pase antes"
            ),
            source="fitted to monthly arabica prices",
            stops=(0.0, 0.03, 0.1),
        ),
    ] = 0.03
    rise_share: Annotated[
        float,
        Ge(-0.9),
        Le(3),
        Meaning(
            "share",
            label=("Price change", "Cuánto sube el precio"),
            en=(
                "How far the drawn price moves: +60 % takes the normal price times 1.6, a slump divides it by "
                "1.6. Higher: a larger boom or slump"
            ),
            es=(
                "Cuánto se mueve el precio dibujado: +60 % multiplica el precio normal por 1.6, una caída lo "
                "divide entre 1.6. Si sube, el alza o la caída es mayor"
            ),
            shows_in="boom",
            stops=(0.2, 0.6, 1.0),
        ),
    ] = 0.6
