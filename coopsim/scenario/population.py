"""Who the farmers are: land, costs, needs, temper."""

from __future__ import annotations

import re
from math import fsum
from typing import Annotated, Any

from annotated_types import Ge, Le
from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from coopsim.scenario.declare import Distribution, Group, MeanBetween, Meaning

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


class Population(Group):
    """Who the farmers are | Quiénes son los productores"""

    farmers: Annotated[
        int,
        Ge(1),
        Le(1_000_000),
        Meaning(
            "farmers",
            en="Coffee households in the district, members or not",
            es="Familias cafetaleras del distrito, socias o no",
            stops=(160, 400, 2000),
        ),
    ] = 160
    rules: Annotated[
        dict[str, float],
        BeforeValidator(_one_rule),
        AfterValidator(_a_mix),
        Meaning(
            "share by rule",
            en="How farmers decide where their coffee goes: the share of them that follows each rule",
            es="Cómo deciden los productores adónde va su café: qué parte de ellos sigue cada regla",
        ),
    ] = Field(default={"random_utility": 1.0})
    hectares: Annotated[
        Distribution,
        MeanBetween(0.1, 20),
        Meaning(
            "ha", en="Coffee land of a farm", es="Hectáreas de café de la chacra", source="Castillo 2012: members with 3 to 5 ha"
        ),
    ] = Distribution(distribution="uniform", low=3.0, high=5.0)
    yield_qq_per_ha: Annotated[
        Distribution,
        MeanBetween(5, 30),
        Meaning(
            "qq/ha",
            en="Quintals of green coffee that a hectare gives in a normal year",
            es="Quintales de café oro que da una hectárea en un año normal",
            source="calculated from Castillo 2012 (6,000 qq on 400 ha); USDA: 690-750 kg/ha",
            stops=(10, 14.7, 20),
        ),
    ] = Distribution(distribution="lognormal", mean=14.7, sd=4.0, low=3.0, high=60.0)
    production_cost_usd_per_qq: Annotated[
        Distribution,
        MeanBetween(80, 250),
        Meaning(
            "US$/qq",
            en="What a quintal costs the household, its own work included",
            es="Lo que le cuesta a la familia producir un quintal, contando su propio trabajo",
            source="El Comercio 2019: US$ 120 per qq, in money of 2025",
        ),
    ] = Distribution(mean=150.0)
    input_cost_usd_per_qq: Annotated[
        Distribution,
        MeanBetween(0, 80),
        Meaning(
            "US$/qq",
            en="Cash spent per quintal on fertiliser, tools and transport, beyond picking",
            es="Efectivo gastado por quintal en abono, herramientas y flete, aparte de la cosecha",
        ),
    ] = Distribution(mean=20.0)
    need_usd_per_month: Annotated[
        Distribution,
        MeanBetween(0, 800),
        Meaning(
            "US$/month",
            en="Cash that a household with 4 ha needs each month: food, school, health",
            es="Efectivo que necesita al mes una familia con 4 ha: comida, escuela, salud",
            stops=(150, 250, 400),
        ),
    ] = Distribution(distribution="lognormal", mean=250.0, sd=125.0)
    need_size_elasticity: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "elasticity",
            en="How far the need grows with the farm: 0 the same for all, 1 in proportion to its hectares",
            es="Cuánto crece la necesidad con la chacra: 0 igual para todos, 1 en proporción a las hectáreas",
        ),
    ] = 0.75
    off_coffee_income_usd_per_month: Annotated[
        Distribution,
        MeanBetween(0, 400),
        Meaning(
            "US$/month",
            en="Cash that the household earns each month outside coffee",
            es="Efectivo que la familia gana al mes fuera del café",
            stops=(0, 80, 200),
        ),
    ] = Distribution(mean=80.0)
    own_picking_qq_per_month: Annotated[
        Distribution,
        MeanBetween(0, 60),
        Meaning(
            "qq/month",
            en="Quintals that the family can pick itself in a month; for the rest it hires pickers",
            es="Quintales que la familia cosecha con sus propias manos en un mes; para el resto contrata peones",
        ),
    ] = Distribution(mean=6.0)
    opening_savings_usd: Annotated[
        Distribution,
        MeanBetween(0, 10_000),
        Meaning("US$", en="Cash that a household has at the start", es="Ahorro en efectivo de la familia al comenzar"),
    ] = Distribution(mean=500.0)
    road_distance_km: Annotated[
        Distribution,
        MeanBetween(0, 50),
        Meaning(
            "km",
            en="How much farther the road, where traders buy, is than the cooperative's collection point",
            es=(
                "Cuánto más lejos queda la carretera, donde compran los intermediarios, que el centro de acopio de la cooperativa"
            ),
        ),
    ] = Distribution(distribution="uniform", low=0.0, high=4.0)
    patience_share_per_month: Annotated[
        Distribution,
        MeanBetween(0.9, 1),
        Meaning(
            "share a month",
            en="Worth today of a dollar that comes in a month for sure (1: no hurry)",
            es="Cuánto vale hoy un dólar seguro dentro de un mes (1: sin apuro)",
            stops=(0.92, 0.96, 0.99),
        ),
    ] = Distribution(distribution="normal", mean=0.96, sd=0.01, low=0.9, high=1.0)
    lean_money_value: Annotated[
        Distribution,
        MeanBetween(1, 1.5),
        Meaning(
            "US$ per US$",
            en="Worth of a dollar in the lean months against a dollar at harvest",
            es="Cuánto vale un dólar en los meses flacos frente a un dólar en cosecha",
            stops=(1.0, 1.1, 1.25),
        ),
    ] = Distribution(mean=1.1)
    savings_leakage_share_per_month: Annotated[
        Distribution,
        MeanBetween(0, 0.1),
        Meaning(
            "share a month",
            en="Part of idle cash at home that goes each month to other claims: relatives, feasts, thieves",
            es="Parte del efectivo guardado en casa que se va cada mes en otras cosas: parientes, fiestas, robos",
            stops=(0.0, 0.05, 0.1),
        ),
    ] = Distribution(mean=0.05)
    risk_aversion: Annotated[
        Distribution,
        MeanBetween(0, 2),
        Meaning(
            "US$ per US$",
            en="What it costs a household that a promise may fail: price of one standard deviation (0: risk does not count)",
            es=(
                "Cuánto le pesa a la familia que una promesa pueda fallar: precio de una "
                "desviación estándar (0: el riesgo no cuenta)"
            ),
            stops=(0.0, 0.25, 0.5),
        ),
    ] = Distribution(mean=0.0)
    loss_aversion: Annotated[
        Distribution,
        MeanBetween(1, 4),
        Meaning(
            "times",
            en="How much more a loss weighs than a gain of the same size, in the rule of the reference price",
            es="Cuánto más pesa una pérdida que una ganancia igual, en la regla del precio de referencia",
            source="Brown et al. 2024: 1.955 [1.82, 2.10]; Tversky & Kahneman 1992: 2.25; spread between farmers assumed",
            shows_in="eight-theories",
            stops=(1.0, 1.955, 2.5),
        ),
    ] = Distribution(distribution="normal", mean=1.955, sd=0.3, low=1.0, high=4.0)
    trust: Annotated[
        Distribution,
        MeanBetween(0, 1),
        Meaning(
            "share",
            en="Trust at the start: how surely a member expects the cooperative to keep its promise",
            es="Confianza al comenzar: con qué seguridad espera el socio que la cooperativa cumpla lo prometido",
            stops=(0.4, 0.8, 0.95),
        ),
    ] = Distribution(distribution="beta", mean=0.8, sd=0.1)
    loyalty_usd_per_qq: Annotated[
        Distribution,
        MeanBetween(-100, 150),
        Meaning(
            "US$/qq",
            en=(
                "Loyalty to which a member always drifts back: identity, kin, habit, "
                "told in dollars that the trader must pay more"
            ),
            es=(
                "Lealtad a la que el socio siempre vuelve: identidad, familia, costumbre, "
                "dicha en dólares que el intermediario tiene que pagar de más"
            ),
            source="spread assumed from the shares of members who sell outside; mean calibrated to ordinary leakage (P1)",
            stops=(-20, 20, 60),
        ),
    ] = Distribution(distribution="normal", mean=20.0, sd=70.0)
    outsider_loyalty_gap_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(200),
        Meaning(
            "US$/qq",
            en="How much lower the loyalty of a non-member is on average",
            es="Cuánto menor es, en promedio, la lealtad de quien no es socio",
        ),
    ] = 120.0
    taste_usd_per_qq: Annotated[
        Distribution,
        MeanBetween(1, 100),
        Meaning(
            "US$/qq",
            en="Spread of the month's luck in the choice: who passes by, who is owed a favour",
            es="Cuánto pesa la suerte del mes en la decisión: quién pasa, a quién se le debe un favor",
        ),
    ] = Distribution(mean=18.0)
    money_scaling: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "elasticity",
            en=(
                "How far loyalty, services, neighbours and luck, told in dollars, grow "
                "with the price (0: fixed in dollars, 1: in per cent)"
            ),
            es=(
                "Cuánto crecen con el precio la lealtad, los servicios, los vecinos y la suerte "
                "dichos en dólares (0: fijos en dólares, 1: en porcentaje)"
            ),
            shows_in="boom",
            stops=(0.0, 0.5, 1.0),
        ),
    ] = 0.5
    kin_group_size: Annotated[
        int,
        Ge(1),
        Le(100),
        Meaning("farmers", en="Households that share a family group", es="Familias que forman un mismo grupo de parientes"),
    ] = 8
    membership_effort_usd_per_year: Annotated[
        float,
        Ge(0),
        Le(500),
        Meaning(
            "US$/year",
            en="What a year of membership costs a member in time: meetings, shared work, rules",
            es="Lo que le cuesta al socio en tiempo un año de pertenencia: reuniones, faenas, normas",
        ),
    ] = 100.0
    switching_cost_usd_per_year: Annotated[
        float,
        Ge(0),
        Le(500),
        Meaning(
            "US$/year",
            en="Yearly disadvantage that a farmer puts up with before joining or leaving a cooperative",
            es="Desventaja al año que un productor aguanta antes de entrar a una cooperativa o de salir de ella",
        ),
    ] = 25.0
