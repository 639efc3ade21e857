"""Robusta, prices not corrected for inflation, or your own files of prices and costs."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from coopsim.scenario.declare import Extension, Group, Meaning


class PriceFile(Group):
    """Other prices and own files | Otros precios y archivos propios"""

    extension: ClassVar[Extension | None] = Extension(
        "price_file",
        ("Other prices and own files", "Otros precios y archivos propios"),
        en="Robusta, prices not corrected for inflation, or your own files of prices and costs.",
        es="Robusta, precios sin corregir por inflación o archivos propios de precios y costos.",
        opened_by={"source": ("file",)},
    )
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
    path: Annotated[
        str,
        Meaning(
            "file",
            label=("Price file", "Archivo de precios"),
            en="Your own price file, next to the scenario file, where the price comes from one",
            es="Archivo propio de precios, junto al archivo del escenario, si de ahí sale el precio",
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
    sheet: Annotated[
        str,
        Meaning(
            "text",
            label=("Sheet of the workbook", "Hoja del libro"),
            en="Sheet of your price file that holds the price; empty: the one with most months",
            es="Hoja del archivo propio donde está el precio; vacío: la que tiene más meses",
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
