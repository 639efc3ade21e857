"""How much crops vary with the weather and the trees' two-year cycle."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning


class Weather(Group):
    """Weather and good and poor years | Clima y años buenos y malos"""

    extension: ClassVar[Extension | None] = Extension(
        "weather",
        ("Weather and good and poor years", "Clima y años buenos y malos"),
        en="How much crops vary with the weather and the trees' two-year cycle.",
        es="Cuánto varían las cosechas con el clima y con el ciclo de dos años de la planta.",
        setting=True,
    )
    bearing_cycle_share: Annotated[
        float,
        Ge(0),
        Le(0.5),
        Meaning(
            "share",
            label=("Good and poor years", "Años buenos y malos"),
            en=("Swing of the crop between a good and a poor year of the trees (two-year cycle). Higher: crops vary more"),
            es=(
                "Cuánto cambia la cosecha entre un año bueno y uno malo de la planta (ciclo de dos años). Si "
                "sube, la cosecha varía más"
            ),
        ),
    ] = 0.1
    farm_weather_sd: Annotated[
        float,
        Ge(0),
        Le(0.6),
        Meaning(
            "share",
            label=("Luck of a single farm", "Suerte de cada finca"),
            en="Spread of a single farm's crop by its own weather. Higher: neighbours' crops differ more",
            es=("Cuánto varía la cosecha de cada finca por su propio clima. Si sube, las cosechas de los vecinos difieren más"),
        ),
    ] = 0.15
    district_weather_sd: Annotated[
        float,
        Ge(0),
        Le(0.6),
        Meaning(
            "share",
            label=("Weather of the district", "Clima del distrito"),
            en="Spread of the whole district's crop by the weather. Higher: good and bad years differ more",
            es=("Cuánto varía la cosecha de todo el distrito por el clima. Si sube, los años buenos y malos difieren más"),
        ),
    ] = 0.08
