"""How households learn, meet and tend their trees."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Le

from coopsim.scenario.declare import Meaning
from coopsim.scenario.purse import Purse


class Household(Purse):
    """Who the farmers are | Quiénes son los productores"""

    trust_gain_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            en="How far one kept promise lifts trust toward what was kept",
            es="Cuánto sube la confianza con cada promesa cumplida",
        ),
    ] = 0.06
    trust_loss_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            en="How far one broken promise lowers trust toward what was kept",
            es="Cuánto baja la confianza con cada promesa incumplida",
            stops=(0.06, 0.2, 0.5),
        ),
    ] = 0.2
    loyalty_speed_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a season",
            en="How fast loyalty moves, in a season, toward what a member feels at heart and has received",
            es="Con qué rapidez se mueve la lealtad, en una campaña, hacia lo que el socio siente y ha recibido",
        ),
    ] = 0.1
    attendance_loyalty_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(100),
        Meaning(
            "US$/qq",
            en="How much higher the loyalty lies to which a member drifts who went to the last assembly",
            es="Cuánto más alta es la lealtad hacia la que tiende el socio que fue a la última asamblea",
            stops=(0, 10, 30),
        ),
    ] = 0.0
    benefit_weight: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "US$ per US$",
            en="Loyalty won by each dollar per quintal received above the trader's price last season (lost, if below)",
            es=(
                "Lealtad que se gana por cada dólar por quintal recibido sobre el precio del "
                "intermediario en la campaña pasada (o se pierde, si fue menos)"
            ),
        ),
    ] = 0.5
    day_wage_usd: Annotated[
        float,
        Ge(0),
        Le(60),
        Meaning(
            "US$/day",
            en="A day's wage, lost by going to the assembly",
            es="Jornal de un día, que se pierde por ir a la asamblea",
        ),
    ] = 15.0
    neighbours_attending_usd: Annotated[
        float,
        Ge(0),
        Le(60),
        Meaning(
            "US$",
            en="What it is worth to a member that all neighbours go to the assembly",
            es="Cuánto vale para el socio que todos sus vecinos vayan a la asamblea",
        ),
    ] = 10.0
    meeting_value_usd: Annotated[
        float,
        Ge(0),
        Le(60),
        Meaning(
            "US$",
            en="Value of services and news that a member expects from an assembly",
            es="Valor de los servicios y noticias que el socio espera de una asamblea",
        ),
    ] = 6.0
    supply_response: Annotated[
        bool,
        Meaning(
            "yes/no",
            en="Farmers tend, plant, neglect and abandon coffee by the price they expect",
            es="Los productores cuidan, siembran, descuidan y abandonan el café según el precio que esperan",
        ),
    ] = True
    expectation_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a season",
            en="Weight of the last season's price in the price that a farmer expects",
            es="Peso del precio de la última campaña en el precio que espera el productor",
        ),
    ] = 0.3
    care_elasticity: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "elasticity",
            en="How far next season's yield follows the expected price through better care",
            es="Cuánto sigue el rendimiento de la próxima campaña al precio esperado, por mejor cuidado",
            source="FAO: short-run supply elasticity about 0.25",
        ),
    ] = 0.25
    planting_share: Annotated[
        float,
        Ge(0),
        Le(0.5),
        Meaning(
            "share a year",
            en="Part of the farm's coffee land newly planted in a year when planting pays",
            es="Parte del cafetal que se siembra de nuevo en un año en que conviene sembrar",
        ),
    ] = 0.05
    planting_price_ratio: Annotated[
        float,
        Ge(1),
        Le(3),
        Meaning(
            "ratio",
            en="Farmers plant when the expected price is this many times the cost",
            es="Se siembra cuando el precio esperado es tantas veces el costo",
        ),
    ] = 1.2
    bearing_years: Annotated[
        int,
        Ge(2),
        Le(8),
        Meaning(
            "years",
            en="Years from planting to the first crop",
            es="Años desde la siembra hasta la primera cosecha",
            source="new trees bear after 3 to 5 years",
        ),
    ] = 4
    spare_land_share: Annotated[
        float,
        Ge(0),
        Le(2),
        Meaning(
            "share",
            en="Land that could still be planted, beside the coffee that a household has",
            es="Tierra que todavía se podría sembrar, además del café que la familia ya tiene",
        ),
    ] = 0.25
    neglected_yield_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            en="Part of the yield that trees still give when they are neglected",
            es="Parte de la cosecha que todavía dan las plantas descuidadas",
        ),
    ] = 0.6
    bearing_cycle_share: Annotated[
        float,
        Ge(0),
        Le(0.5),
        Meaning(
            "share",
            en="Swing of the crop between a good and a poor year of the trees (two-year cycle)",
            es="Variación de la cosecha entre el año bueno y el año malo de la planta (ciclo de dos años)",
        ),
    ] = 0.1
    farm_weather_sd: Annotated[
        float,
        Ge(0),
        Le(0.6),
        Meaning(
            "share",
            en="Spread of a single farm's crop by its own weather and luck",
            es="Variación de la cosecha de cada chacra por su propio clima y suerte",
        ),
    ] = 0.15
    district_weather_sd: Annotated[
        float,
        Ge(0),
        Le(0.6),
        Meaning(
            "share",
            en="Spread of the whole district's crop by the weather",
            es="Variación de la cosecha de todo el distrito por el clima",
        ),
    ] = 0.08
