"""How households learn, meet and tend their trees."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Le

from coopsim.scenario.budget import Budget
from coopsim.scenario.declare import Meaning
from coopsim.scenario.extensions.crop_losses import CropLosses
from coopsim.scenario.extensions.emergencies import Emergencies


class Household(CropLosses, Emergencies, Budget):
    """Who the farmers are | Quiénes son los productores"""

    trust_gain_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Trust won by a kept promise", "Confianza que se gana"),
            en="How far one kept promise raises trust. Higher: trust recovers faster",
            es="Cuánto sube la confianza con una promesa cumplida. Si sube, la confianza se recupera más rápido",
        ),
    ] = 0.06
    trust_loss_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Trust lost by a broken promise", "Confianza que se pierde"),
            en="How far one broken promise lowers trust. Higher: trust breaks faster",
            es="Cuánto baja la confianza con una promesa incumplida. Si sube, la confianza se rompe más rápido",
            stops=(0.06, 0.2, 0.5),
        ),
    ] = 0.2
    loyalty_speed_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a season",
            label=("Speed of loyalty", "Rapidez de la lealtad"),
            en=(
                "How fast loyalty moves, in a season, toward what a member feels at heart and has received. "
                "Higher: loyalty changes sooner"
            ),
            es=(
                "Con qué rapidez se mueve la lealtad, en una campaña, hacia lo que el socio siente y ha "
                "recibido. Si sube, la lealtad cambia antes"
            ),
        ),
    ] = 0.1
    attendance_loyalty_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(100),
        Meaning(
            "US$/qq",
            label=("Loyalty won at assemblies", "Lealtad por asistir"),
            en=(
                "How much higher the loyalty settles of a member who went to the last assembly. Higher: "
                "assemblies bind members more"
            ),
            es=("Cuánto más alta queda la lealtad del socio que fue a la última asamblea. Si sube, las asambleas unen más"),
            stops=(0, 10, 30),
        ),
    ] = 0.0
    benefit_weight: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "US$ per US$",
            label=("Loyalty won by good pay", "Lealtad por buen pago"),
            en=(
                "Loyalty won by each dollar per quintal received above the trader's price last season (lost, if "
                "below). Higher: loyalty follows pay more closely"
            ),
            es=(
                "Lealtad que se gana por cada dólar por quintal que la cooperativa pagó por encima del intermediario "
                "en la última campaña (se pierde, si pagó menos). Si sube, la lealtad sigue más al pago"
            ),
        ),
    ] = 0.5
    day_wage_usd: Annotated[
        float,
        Ge(0),
        Le(60),
        Meaning(
            "US$/day",
            label=("A day's wage", "Jornal de un día"),
            en="A day's wage, lost by going to the assembly. Higher: fewer members go",
            es="El jornal que se pierde por ir a la asamblea. Si sube, van menos socios",
        ),
    ] = 15.0
    neighbours_attending_usd: Annotated[
        float,
        Ge(0),
        Le(60),
        Meaning(
            "US$",
            label=("Company at the assembly", "Compañía en la asamblea"),
            en=(
                "What it is worth to a member that all neighbours go to the assembly. Higher: members go, or stay away, together"
            ),
            es=("Cuánto vale para un socio que todos sus vecinos vayan a la asamblea. Si sube, van o faltan juntos"),
        ),
    ] = 10.0
    meeting_value_usd: Annotated[
        float,
        Ge(0),
        Le(60),
        Meaning(
            "US$",
            label=("Worth of an assembly", "Valor de una asamblea"),
            en="Value of services and news that a member expects from an assembly. Higher: more members go",
            es="Valor de los servicios y noticias que el socio espera de una asamblea. Si sube, van más socios",
        ),
    ] = 6.0
    supply_response: Annotated[
        bool,
        Meaning(
            "yes/no",
            label=("Crop follows the price", "La cosecha sigue al precio"),
            en=(
                "Farmers tend, plant, neglect and abandon coffee by the price they expect; off: trees and yields stay as they are"
            ),
            es=(
                "Los productores abonan, siembran, descuidan y abandonan según el precio que esperan; apagado: "
                "plantas y rendimiento no cambian"
            ),
        ),
    ] = True
    expectation_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a season",
            label=("Weight of the last price", "Peso del último precio"),
            en=("Weight of the last season's price in the price that a farmer expects. Higher: farmers follow the latest price"),
            es=(
                "Peso del precio de la última campaña en el que espera el productor. Si sube, el productor sigue "
                "más al último precio"
            ),
        ),
    ] = 0.3
    care_elasticity: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "elasticity",
            label=("Care follows the price", "El abono sigue al precio"),
            en=("How far next season's yield follows the expected price through better care. Higher: crops react more"),
            es=(
                "Cuánto sigue el rendimiento de la próxima campaña al precio esperado, porque se cuida mejor la "
                "planta. Si sube, la cosecha reacciona más"
            ),
            source="FAO: short-run supply elasticity about 0.25",
        ),
    ] = 0.25
    planting_share: Annotated[
        float,
        Ge(0),
        Le(0.5),
        Meaning(
            "share a year",
            label=("New coffee a year", "Café nuevo al año"),
            en=(
                "Part of the farm's coffee land newly planted in a year when planting pays. Higher: more coffee "
                "some years after a boom"
            ),
            es=(
                "Parte de la tierra con café que se siembra en un año en que conviene. Si sube, hay más café "
                "unos años después de un alza"
            ),
        ),
    ] = 0.05
    planting_price_ratio: Annotated[
        float,
        Ge(1),
        Le(3),
        Meaning(
            "ratio",
            label=("Price that makes them plant", "Precio que anima a sembrar"),
            en="Farmers plant when the expected price is this many times the cost. Higher: they plant less often",
            es="Se siembra cuando el precio esperado es tantas veces el costo. Si sube, se siembra con menos frecuencia",
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
        ),
    ] = 0.6
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
