"""The price that nobody here controls."""

from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Ge, Le

from coopsim.scenario.declare import Group, Meaning

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
SHAPES = ("step", "boom", "bust", "boom-bust", "spike", "long-low", "ramp")


class Price(Group):
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
    series: Annotated[
        Literal["arabica", "robusta"],
        Meaning(
            "choice",
            label=("Kind of coffee", "Tipo de café"),
            en="Kind of coffee whose price is used",
            es="Tipo de café cuyo precio se usa",
            source="World Bank commodity prices",
            choice_labels=(("arabica", "arabica", "arábica"), ("robusta", "robusta", "robusta")),
            needs={"source": "history", "start": "1996-04"},
        ),
    ] = "arabica"
    nominal: Annotated[
        bool,
        Meaning(
            "yes/no",
            label=("Prices not corrected", "Precios sin corregir"),
            en=(
                "Prices stay in the dollars of each month, from the archive or from a file; off: in dollars of "
                "2025, corrected for inflation"
            ),
            es=(
                "Los precios quedan en dólares de cada mes, sean de la historia o de un archivo; apagado: en "
                "dólares de 2025, descontada la inflación"
            ),
            source="US consumer prices; real money of 2025 by default",
            needs={"source": "history", "start": "1996-04"},
        ),
    ] = False
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
    path: Annotated[
        str,
        Meaning(
            "file",
            label=("Price file", "Archivo de precios"),
            en='Your own price file, next to the scenario file (source = "file")',
            es='Archivo propio de precios, junto al archivo del escenario (source = "file")',
        ),
    ] = ""
    column: Annotated[
        str,
        Meaning(
            "text",
            label=("Price column", "Columna del precio"),
            en="Column of your price file that holds the price",
            es="Columna del archivo propio donde está el precio",
        ),
    ] = ""
    unit: Annotated[
        Literal["usc_per_lb", "usd_per_kg", "usd_per_qq"],
        Meaning(
            "choice",
            label=("Unit in the file", "Unidad del archivo"),
            en="Unit of the price in your file",
            es="Unidad del precio en el archivo propio",
        ),
    ] = "usc_per_lb"
    money: Annotated[
        Literal["from_file", "nominal", "real"],
        Meaning(
            "choice",
            label=("Dollars in the file", "Dólares del archivo"),
            en="Dollars of the prices in your file: of each month (nominal) or of 2025 (real)",
            es="Dólares de los precios del archivo propio: de cada mes (nominal) o de 2025 (real)",
            choice_labels=(
                ("from_file", "as the file says", "como dice el archivo"),
                ("nominal", "dollars of each month", "dólares de cada mes"),
                ("real", "dollars of 2025", "dólares de 2025"),
            ),
        ),
    ] = "from_file"
    local_cost_index: Annotated[
        str,
        Meaning(
            "file",
            label=("File of local costs", "Archivo de costos locales"),
            en="File (month, index) by which local costs move against the US dollar; without it they do not",
            es="Archivo (mes, índice) con que los costos locales se mueven frente al dólar; sin él no se mueven",
        ),
    ] = ""
