"""What a cooperative can do about side-selling: rules with a sanction, a bonus, open books; and what each costs."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Le

from coopsim.scenario.cooperative_prices import PricePolicy
from coopsim.scenario.declare import Meaning


class Levers(PricePolicy):
    """What the cooperative decides | Lo que decide la cooperativa"""

    minimum_delivery_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Minimum delivery", "Entrega mínima"),
            en=(
                "Part of the crop that the statutes oblige a member to deliver. Higher: more members fall short and can be fined"
            ),
            es=(
                "Parte de la cosecha que el estatuto obliga al socio a entregar. Si sube, más socios quedan "
                "cortos y pueden recibir multa"
            ),
            shows_in="sanctions",
            stops=(0.0, 0.5, 0.8),
            needs={"sanction_usd_per_qq": 30.0, "monitoring_share": 0.5},
        ),
    ] = 0.0
    sanction_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(200),
        Meaning(
            "US$/qq",
            label=("Fine", "Multa"),
            en=(
                "Fine for each quintal short of the minimum, paid to the cooperative at the end of the season. "
                "Higher: selling outside costs more"
            ),
            es=(
                "Multa por cada quintal que falta para el mínimo; se paga a la cooperativa al cierre de la "
                "campaña. Si sube, vender afuera cuesta más"
            ),
            shows_in="sanctions",
            stops=(0, 10, 30),
            needs={"minimum_delivery_share": 0.8, "monitoring_share": 0.5},
        ),
    ] = 0.0
    monitoring_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Members checked", "Socios controlados"),
            en="Part of the members whose deliveries are checked each season. Higher: a fine is more likely",
            es=("Parte de los socios cuyas entregas se controlan en cada campaña. Si sube, la multa es más probable"),
            shows_in="sanctions",
            stops=(0.0, 0.3, 0.8),
            needs={"minimum_delivery_share": 0.8, "sanction_usd_per_qq": 30.0},
        ),
    ] = 0.0
    monitoring_cost_usd_per_year: Annotated[
        float,
        Ge(0),
        Le(100000),
        Meaning(
            "US$/year",
            label=("Cost of checking", "Costo de controlar"),
            en="Yearly cost of checking deliveries, paid by the cooperative. Higher: less is left for members",
            es=("Costo anual de controlar las entregas, a cargo de la cooperativa. Si sube, queda menos para el socio"),
            shows_in="sanctions",
        ),
    ] = 0.0
    loyalty_bonus_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(100),
        Meaning(
            "US$/qq",
            label=("Loyalty bonus", "Bono por lealtad"),
            en=("Bonus on every quintal of the season for members who delivered enough. Higher: delivering pays more"),
            es=("Bono por cada quintal de la campaña para el socio que entregó lo suficiente. Si sube, entregar conviene más"),
            shows_in="loyalty-bonus",
            stops=(0, 5, 15),
        ),
    ] = 0.0
    bonus_minimum_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Delivery for the bonus", "Entrega para el bono"),
            en=("Part of the crop that a member must have delivered to earn the bonus. Higher: fewer members earn it"),
            es=("Parte de la cosecha que el socio debe haber entregado para ganar el bono. Si sube, lo ganan menos socios"),
            shows_in="loyalty-bonus",
            needs={"loyalty_bonus_usd_per_qq": 10.0},
        ),
    ] = 0.8
    late_payment_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Paid late without need", "Pagos tarde sin necesidad"),
            en=(
                "Part of what falls due to members that is paid a month late though the money is there. Higher: "
                "more promises are broken"
            ),
            es=(
                "Parte de lo que vence a los socios y se paga un mes tarde aunque haya dinero. Si sube, se incumplen más promesas"
            ),
            shows_in="stressed",
            stops=(0.0, 0.3, 1.0),
        ),
    ] = 0.0
    group_size_elasticity: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "elasticity",
            label=("Loyalty in large groups", "Lealtad en grupos grandes"),
            en=("How fast loyalty thins out as members grow beyond one hundred. Higher: large cooperatives hold members less"),
            es=(
                "Con qué rapidez se diluye la lealtad cuando los socios pasan de cien. Si sube, la cooperativa "
                "grande retiene menos"
            ),
            source="assumed; group size: Fischer and Qaim 2014",
            needs={"farmers": 160, "members": 150},
        ),
    ] = 0.0
