"""Who the farmers are: how many, their farms, costs and needs."""

from __future__ import annotations

import re
from math import fsum
from typing import Annotated, Any

from annotated_types import Ge, Le
from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from coopsim.scenario.declare import Distribution, MeanBetween, Meaning
from coopsim.scenario.extensions.distance import RoadDistance

RULE_NAME = re.compile(r"^[a-z][a-z0-9_]*$|^[A-Za-z_][\w.]*:[A-Za-z_]\w*$")


def _one_rule(given: Any) -> Any:
    """`rules = "random_utility"` says that everybody decides by it."""
    return {given: 1.0} if isinstance(given, str) else given


def _a_mix(rules: dict[str, float]) -> dict[str, float]:
    for name, share in rules.items():
        if not RULE_NAME.match(name):
            raise PydanticCustomError("rule_name", "not a rule's name", {"got": name})
        if not 0 <= share <= 1:
            raise PydanticCustomError("rule_share", "share out of range", {"got": share, "name": name})
    if abs(fsum(rules.values()) - 1) > 1e-9:
        raise PydanticCustomError("rule_shares_sum", "shares do not add up to 1", {"total": round(fsum(rules.values()), 6)})
    return dict(sorted(rules.items()))  # the order in which they were written must not decide anything


class Farm(RoadDistance):
    """Who the farmers are | Quiénes son los productores"""

    farmers: Annotated[
        int,
        Ge(1),
        Le(1_000_000),
        Meaning(
            "farmers",
            label=("Farmers in the district", "Productores del distrito"),
            en=("Coffee households in the district, members or not. More: more coffee that traders and cooperative compete for"),
            es=(
                "Familias cafetaleras del distrito, socias o no. Si son más, hay más café por el que compiten "
                "intermediarios y cooperativa"
            ),
            stops=(160, 400, 2000),
        ),
    ] = 160
    rules: Annotated[
        dict[str, float],
        BeforeValidator(_one_rule),
        AfterValidator(_a_mix),
        Meaning(
            "share by rule",
            label=("Decision rules", "Reglas de decisión"),
            en="How farmers decide where to sell their coffee: the share of them that follows each rule",
            es="Cómo deciden los productores dónde vender su café: la parte de ellos que sigue cada regla",
        ),
    ] = Field(default={"random_utility": 1.0})
    hectares: Annotated[
        Distribution,
        MeanBetween(0.1, 20),
        Meaning(
            "ha",
            label=("Coffee land of a farm", "Hectáreas de café"),
            en="Coffee land of a household. More: more coffee, income and hired pickers for each",
            es="Tierra con café de cada familia. Si es más, cada una tiene más café, más ingreso y contrata más peones",
            source="Castillo 2012: members with 3 to 5 ha",
        ),
    ] = Distribution(distribution="uniform", low=3.0, high=5.0)
    yield_qq_per_ha: Annotated[
        Distribution,
        MeanBetween(5, 30),
        Meaning(
            "qq/ha",
            label=("Yield", "Rendimiento"),
            en=("Quintals of green coffee that a hectare gives in a normal year. Higher: more coffee and income for all"),
            es=("Quintales de café verde que da una hectárea en un año normal. Si sube, hay más café y más ingreso para todos"),
            source="calculated from Castillo 2012 (6,000 qq on 400 ha); USDA: 690-750 kg/ha",
            stops=(10, 14.7, 20),
        ),
    ] = Distribution(distribution="lognormal", mean=14.7, sd=4.0, low=3.0, high=60.0)
    cost_factor: Annotated[
        Distribution,
        MeanBetween(0.5, 2),
        Meaning(
            "times",
            label=("Cost of a farm", "Costo de cada finca"),
            en=(
                "How much dearer or cheaper than usual inputs, picking and upkeep are on a farm; farms differ. Higher: less is "
                "left of each sale"
            ),
            es=(
                "Cuánto más caro o barato que lo usual resultan insumos, cosecha y labores en cada finca; varía. Si sube, queda "
                "menos de cada venta"
            ),
            source="coefficient of variation 0.35 [0.2, 0.5], from memory: farms' costs",
        ),
    ] = Distribution(distribution="lognormal", mean=1.0, sd=0.35, low=0.4, high=3.0)
    input_cost_usd_per_qq: Annotated[
        Distribution,
        MeanBetween(0, 80),
        Meaning(
            "US$/qq",
            label=("Cash cost of a quintal", "Gasto en efectivo por quintal"),
            en=("Cash spent per quintal on fertiliser, tools and transport, without picking. Higher: less is left of each sale"),
            es=(
                "Efectivo que se gasta por quintal en abono, herramientas y transporte, sin la cosecha. Si sube, "
                "queda menos de cada venta"
            ),
        ),
    ] = Distribution(mean=20.0)
    need_usd_per_month: Annotated[
        Distribution,
        MeanBetween(0, 800),
        Meaning(
            "US$/month",
            label=("Cash needed each month", "Efectivo que necesita al mes"),
            en=(
                "Cash that a household with 4 ha needs each month: food, school, health. Higher: more coffee is "
                "sold for cash at once"
            ),
            es=("Efectivo que una familia con 4 ha necesita al mes: comida, escuela, salud. Si sube, vende más café al contado"),
            stops=(150, 250, 400),
        ),
    ] = Distribution(distribution="lognormal", mean=250.0, sd=125.0)
    need_size_elasticity: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "elasticity",
            label=("Need of larger farms", "Necesidad de fincas grandes"),
            en=(
                "How far the need grows with the farm: 0 the same for all, 1 in proportion to its hectares. "
                "Higher: large farms need more cash, small ones less"
            ),
            es=(
                "Cuánto crece la necesidad con la finca: 0 igual para todas, 1 en proporción a sus hectáreas. "
                "Si sube, la finca grande necesita más efectivo y la chica menos"
            ),
        ),
    ] = 0.75
    off_coffee_income_usd_per_month: Annotated[
        Distribution,
        MeanBetween(0, 400),
        Meaning(
            "US$/month",
            label=("Income outside coffee", "Ingreso fuera del café"),
            en=("Cash that the household earns each month outside coffee. Higher: it can wait longer for the second payment"),
            es="Efectivo que la familia gana al mes fuera del café. Si sube, puede esperar más el segundo pago",
            stops=(0, 80, 200),
        ),
    ] = Distribution(mean=80.0)
    own_picking_qq_per_month: Annotated[
        Distribution,
        MeanBetween(0, 60),
        Meaning(
            "qq/month",
            label=("Coffee picked by the family", "Cosecha de la propia familia"),
            en=("Quintals that the family can pick in a month; for the rest it hires pickers. Higher: less cash for wages"),
            es=(
                "Quintales que la familia puede cosechar en un mes; para el resto contrata peones. Si sube, "
                "gasta menos en jornales"
            ),
        ),
    ] = Distribution(mean=6.0)
    buffer_share: Annotated[
        Distribution,
        MeanBetween(0.002, 0.6),
        Meaning(
            "share of a year's income",
            label=("Cash reserve of a household", "Reserva de la familia"),
            en=(
                "Cash a household keeps for each month until the next harvest, as a part of its usual monthly income; "
                "it differs. Higher: fewer months without cash"
            ),
            es=(
                "Efectivo que guarda por cada mes hasta la próxima cosecha, como parte de su ingreso mensual usual; varía. "
                "Si sube, hay menos meses sin efectivo"
            ),
            source="calibrated to three months without cash a year (Baca et al. 2014; Bacon et al. 2014); rule: Deaton 1991, "
            "Carroll 1997",
            stops=(0.02, 0.05, 0.2),
        ),
    ] = Distribution(distribution="lognormal", mean=0.042, sd=0.03, low=0.002, high=0.6)
