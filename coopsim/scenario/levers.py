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
            en="Part of her crop that the statutes oblige a member to deliver",
            es="Parte de su cosecha que el estatuto obliga al socio a entregar",
            shows_in="sanctions",
            stops=(0.0, 0.5, 0.8),
        ),
    ] = 0.0
    sanction_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(200),
        Meaning(
            "US$/qq",
            en="Fine for each quintal short of that minimum, paid to the cooperative at the end of the season",
            es="Multa por cada quintal que falta para ese mínimo; se paga a la cooperativa al cierre de la campaña",
            shows_in="sanctions",
            stops=(0, 10, 30),
        ),
    ] = 0.0
    monitoring_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            en="Part of the members whose deliveries are checked each season",
            es="Parte de los socios cuyas entregas se controlan en cada campaña",
            shows_in="sanctions",
            stops=(0.0, 0.3, 0.8),
        ),
    ] = 0.0
    monitoring_cost_usd_per_year: Annotated[
        float,
        Ge(0),
        Le(100000),
        Meaning(
            "US$/year",
            en="Yearly cost of checking deliveries, paid by the cooperative",
            es="Costo anual de controlar las entregas, a cargo de la cooperativa",
            shows_in="sanctions",
        ),
    ] = 0.0
    loyalty_bonus_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(100),
        Meaning(
            "US$/qq",
            en="Bonus on every quintal of the season for members who delivered enough",
            es="Bono por cada quintal de la campaña para el socio que entregó lo suficiente",
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
            en="Part of her crop that a member must have delivered to earn the bonus",
            es="Parte de su cosecha que el socio debe haber entregado para ganar el bono",
            shows_in="loyalty-bonus",
        ),
    ] = 0.8
    transparency_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            en="How far open books and accounts at the assembly set right what members would find amiss in their payments",
            es="En qué medida las cuentas abiertas en asamblea aclaran lo que el socio encontraría mal en sus pagos",
            shows_in="stressed",
            stops=(0.0, 0.5, 1.0),
        ),
    ] = 0.0
    transparency_cost_usd_per_year: Annotated[
        float,
        Ge(0),
        Le(50000),
        Meaning(
            "US$/year",
            en="Yearly cost of completely open books: audit, statements, visits",
            es="Costo anual de llevar cuentas totalmente abiertas: auditoría, liquidaciones, visitas",
            shows_in="stressed",
        ),
    ] = 2000.0
    late_payment_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            en="Part of what falls due to members that is paid a month late though the money is there",
            es="Parte de lo que vence a los socios y se paga un mes tarde aunque haya dinero",
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
            en="How fast the loyalty felt thins out as members grow beyond one hundred",
            es="Con qué rapidez se diluye la lealtad cuando los socios pasan de cien",
            source="assumed; group size: Fischer and Qaim 2014",
        ),
    ] = 0.0
