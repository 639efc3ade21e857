"""How long we look, and the price that nobody here controls."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from annotated_types import Ge, Le
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

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


class Time(Group):
    """Size and time | Tamaño y tiempo"""

    start: Annotated[
        str,
        Field(pattern=r"^(19|20)\d{2}-(0[1-9]|1[0-2])$"),
        Meaning(
            "year-month",
            en="First month that is reported",
            es="Primer mes que se informa",
            source="World Bank prices: the free market since October 1989",
            shows_in="castillo",
        ),
    ] = "1990-04"
    years: Annotated[
        int,
        Ge(1),
        Le(60),
        Meaning(
            "years", en="Years that are reported", es="Años que se informan", source="prices up to May 2026", stops=(10, 20, 36)
        ),
    ] = 36
    warm_up_years: Annotated[
        int,
        Ge(0),
        Le(40),
        Meaning(
            "years",
            en=(
                "Years lived at the normal price before the first reported month, so "
                "that trust, loyalty and accounts find their level"
            ),
            es=(
                "Años que se viven al precio normal antes del primer mes informado, para que "
                "la confianza, la lealtad y las cuentas tomen su nivel"
            ),
            stops=(0, 5, 10),
        ),
    ] = 10
    season_opens: Annotated[
        int,
        Ge(1),
        Le(12),
        Meaning(
            "calendar month",
            en="Calendar month in which the harvest year begins (4: April)",
            es="Mes del calendario en que comienza el año cafetalero (4: abril)",
            source="harvest in Peru: April to September",
        ),
    ] = 4
    harvest_shares: Annotated[
        tuple[float, ...],
        Field(strict=False, min_length=12, max_length=12),
        Meaning(
            "share",
            en="Part of the crop picked in each month of the harvest year; the twelve add up to 1",
            es="Parte de la cosecha que se recoge en cada mes del año cafetalero; las doce suman 1",
            source="harvest in Peru: April to September, peak in June and July",
        ),
    ] = (0.08, 0.17, 0.25, 0.25, 0.17, 0.08, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)

    @model_validator(mode="after")
    def _shares_of_one_crop(self) -> Self:
        if min(self.harvest_shares) < 0 or abs(sum(self.harvest_shares) - 1) > 1e-9:
            facts = {"kind": "harvest_shares_sum", "fields": (("time", "harvest_shares"),), "got": list(self.harvest_shares)}
            raise PydanticCustomError("across", "{kind}", facts)
        return self


class Price(Group):
    """What nobody controls | Lo que nadie controla"""

    source: Annotated[
        PriceSource,
        Meaning(
            "choice",
            en=(
                "Where the world price comes from: the published history, a shape drawn by "
                "hand, a random process fitted to history, or your own file"
            ),
            es=(
                "De dónde sale el precio de bolsa: la historia publicada, una forma dibujada, un "
                "proceso al azar ajustado a la historia o un archivo propio"
            ),
            source="World Bank commodity prices",
            words=(
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
            en="Kind of coffee whose price is used",
            es="Tipo de café cuyo precio se usa",
            source="World Bank commodity prices",
            words=(("arabica", "arabica", "arábica"), ("robusta", "robusta", "robusta")),
        ),
    ] = "arabica"
    nominal: Annotated[
        bool,
        Meaning(
            "yes/no",
            en="Use prices in the money of their day, not corrected for inflation",
            es="Usar los precios en dinero de su época, sin descontar la inflación",
            source="US consumer prices; real money of 2025 by default",
        ),
    ] = False
    reference_price_usd_per_qq: Annotated[
        float,
        Ge(50),
        Le(600),
        Meaning(
            "US$/qq",
            en="Normal world price: the one of the warm-up years, and the one that everybody expects the price to return to",
            es="Precio de bolsa normal: el de los años previos y aquel al que todos esperan que el precio vuelva",
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
            en="Part of the distance to the normal price that everybody expects to be gone after a month",
            es="Parte de la distancia al precio normal que todos esperan que desaparezca en un mes",
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
            en="Size of a drawn shape: 0.6 takes the normal price times 1.6, a bust divides it by 1.6",
            es="Tamaño de la forma dibujada: 0.6 multiplica el precio normal por 1.6, una caída lo divide entre 1.6",
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
            en="Month, counted from the first that is reported, in which a drawn shape begins",
            es="Mes, contado desde el primero que se informa, en que comienza la forma dibujada",
            shows_in="boom",
        ),
    ] = 36
    length_months: Annotated[
        int,
        Ge(1),
        Le(240),
        Meaning(
            "months", en="How long a drawn shape lasts", es="Cuánto dura la forma dibujada", shows_in="boom", stops=(6, 24, 60)
        ),
    ] = 24
    fade_months: Annotated[
        int,
        Ge(0),
        Le(120),
        Meaning(
            "months",
            en="How long a drawn shape takes to come back to the normal price",
            es="Cuánto tarda la forma dibujada en volver al precio normal",
            shows_in="boom",
        ),
    ] = 24
    path: Annotated[
        str,
        Meaning(
            "file",
            en='Your own price file, beside the scenario file (source = "file")',
            es='Archivo propio de precios, junto al archivo del escenario (source = "file")',
        ),
    ] = ""
    column: Annotated[
        str,
        Meaning(
            "text", en="Column of your price file that holds the price", es="Columna del archivo propio donde está el precio"
        ),
    ] = ""
    unit: Annotated[
        Literal["usc_per_lb", "usd_per_kg", "usd_per_qq"],
        Meaning("choice", en="Unit of the price in your file", es="Unidad del precio en el archivo propio"),
    ] = "usc_per_lb"
    money: Annotated[
        Literal["from_file", "nominal", "real"],
        Meaning(
            "choice",
            en="Dollars of the prices in your file: of each month (nominal) or of 2025 (real)",
            es="Dólares de los precios del archivo propio: de cada mes (nominal) o de 2025 (real)",
            words=(
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
            en="File (month, index) by which local costs move against the US dollar; without it they do not",
            es="Archivo (mes, índice) con que los costos locales se mueven frente al dólar; sin él no se mueven",
        ),
    ] = ""
