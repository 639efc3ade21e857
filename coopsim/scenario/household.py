"""How households learn, meet and tend their trees."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Le

from coopsim.scenario.budget import Budget
from coopsim.scenario.declare import Meaning
from coopsim.scenario.extensions.crop_losses import CropLosses
from coopsim.scenario.extensions.emergencies import Emergencies
from coopsim.scenario.extensions.land import Land
from coopsim.scenario.extensions.other_crop import OtherCrop


class Household(OtherCrop, Land, CropLosses, Emergencies, Budget):
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
                "Farmers pick, tend, plant, neglect and give up coffee by its price; off: all ripe coffee is picked, "
                "and trees and yields stay as they are"
            ),
            es=(
                "Los productores cosechan, abonan, siembran, descuidan y abandonan según el precio; apagado: se cosecha todo "
                "el café maduro, y plantas y rendimiento no cambian"
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
    own_time_value_share: Annotated[
        float,
        Ge(0.1),
        Le(1),
        Meaning(
            "share",
            label=("Worth of the family's own work", "Valor del trabajo propio"),
            en=(
                "What a family's own day is worth to it, as a part of the day's wage: how often it would find paid work. "
                "Higher: coffee is neglected sooner when prices are low"
            ),
            es=(
                "Lo que vale para la familia su propio día, como parte del jornal: cuántas veces hallaría trabajo pagado. Si "
                "sube, descuida antes el café cuando el precio es bajo"
            ),
        ),
    ] = 0.5
    upkeep_usd_per_ha: Annotated[
        float,
        Ge(300),
        Le(3000),
        Meaning(
            "US$/ha/year",
            label=("Upkeep of a hectare", "Labores de una hectárea"),
            en=(
                "Pruning, weeding, drying on a hectare in a year, at the day's wage; done by the family. Higher: coffee must "
                "bring more to be tended"
            ),
            es=(
                "Poda, deshierbo, beneficio de una hectárea al año, al precio del jornal; los hace la familia. Si sube, el café "
                "debe rendir más para cuidarlo"
            ),
            source="calculated so that full cost is 147 of 150 US$ (El Comercio 2019: 120, money of 2025); 80 days at 15 US$",
        ),
    ] = 1200.0
    plot_spread_share: Annotated[
        float,
        Ge(0.05),
        Le(1),
        Meaning(
            "share",
            label=("Good and poor plots", "Lotes buenos y malos"),
            en=(
                "How much the plots of a farm differ in what a quintal costs. Higher: neglect and picking follow the price more "
                "gradually"
            ),
            es=(
                "Cuánto varía entre los lotes de una finca lo que cuesta un quintal. Si sube, descuido y cosecha "
                "siguen al precio más de a poco"
            ),
        ),
    ] = 0.3
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
