"""How households learn and tend their trees."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Le

from coopsim.scenario.budget import Budget
from coopsim.scenario.declare import Meaning
from coopsim.scenario.extensions.assembly import Assembly
from coopsim.scenario.extensions.crop_losses import CropLosses
from coopsim.scenario.extensions.emergencies import Emergencies
from coopsim.scenario.extensions.kinship import AmongKin
from coopsim.scenario.extensions.land import Land
from coopsim.scenario.extensions.other_crop import OtherCrop
from coopsim.scenario.extensions.other_work import OtherWork
from coopsim.scenario.extensions.weather import Weather


class Household(Assembly, Weather, OtherCrop, OtherWork, Land, CropLosses, Emergencies, AmongKin, Budget):
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
