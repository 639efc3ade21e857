"""Who the farmers are: patience, trust, loyalty, on top of their farms."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Le

from coopsim.scenario.declare import Distribution, MeanBetween, Meaning
from coopsim.scenario.extensions.districts import SeveralOutlets
from coopsim.scenario.extensions.founding import Openings
from coopsim.scenario.extensions.kin import Kin
from coopsim.scenario.extensions.merging import Mergers
from coopsim.scenario.extensions.risk import Risk
from coopsim.scenario.farm import Farm


class Population(SeveralOutlets, Openings, Mergers, Risk, Kin, Farm):
    """Who the farmers are | Quiénes son los productores"""

    patience_share_per_month: Annotated[
        Distribution,
        MeanBetween(0.9, 1),
        Meaning(
            "share a month",
            label=("Patience", "Paciencia"),
            en=("Worth today of a sure dollar in a month (1: no hurry). Higher: waiting for the second payment costs less"),
            es=("Lo que vale hoy un dólar seguro dentro de un mes (1: sin apuro). Si sube, esperar el segundo pago cuesta menos"),
            stops=(0.92, 0.96, 0.99),
        ),
    ] = Distribution(distribution="normal", mean=0.96, sd=0.01, low=0.9, high=1.0)
    lean_money_value: Annotated[
        Distribution,
        MeanBetween(1, 1.5),
        Meaning(
            "US$ per US$",
            label=("Worth of money in lean months", "Valor de la plata sin cosecha"),
            en=("Worth of a dollar in the lean months against a dollar at harvest. Higher: a later payment is more welcome"),
            es=("Lo que vale un dólar en los meses sin cosecha frente a uno en cosecha. Si sube, se aprecia más cobrar después"),
            stops=(1.0, 1.1, 1.25),
        ),
    ] = Distribution(mean=1.1)
    savings_leakage_share_per_month: Annotated[
        Distribution,
        MeanBetween(0, 0.1),
        Meaning(
            "share a month",
            label=("Savings leakage", "Ahorro que se va"),
            en=(
                "Part of idle cash at home that goes each month to other claims: relatives, feasts, theft. "
                "Higher: saving at home is harder"
            ),
            es=(
                "Parte del efectivo guardado en casa que cada mes se va en otras cosas: parientes, fiestas, "
                "robos. Si sube, cuesta más ahorrar en casa"
            ),
            stops=(0.0, 0.05, 0.1),
        ),
    ] = Distribution(mean=0.05)
    trust: Annotated[
        Distribution,
        MeanBetween(0, 1),
        Meaning(
            "share",
            label=("Trust at the start", "Confianza al comenzar"),
            en=(
                "How surely a member expects at the start that the cooperative keeps its promise. Higher: the "
                "second payment counts for more"
            ),
            es=("Con qué seguridad espera el socio, al comenzar, que la cooperativa cumpla. Si sube, el segundo pago cuenta más"),
            stops=(0.4, 0.8, 0.95),
        ),
    ] = Distribution(distribution="beta", mean=0.8, sd=0.1)
    loyalty_usd_per_qq: Annotated[
        Distribution,
        MeanBetween(-100, 150),
        Meaning(
            "US$/qq",
            label=("Loyalty", "Lealtad"),
            en=(
                "How much more a trader must pay per quintal before a member sells to him. Higher: members stay "
                "with the cooperative through a larger price gap"
            ),
            es=(
                "Cuánto más por quintal tiene que pagar el intermediario para que el socio le venda. Si sube, el "
                "socio aguanta una diferencia de precio mayor"
            ),
            source="assumed; spread fitted to the members who sell outside, mean to what is sold outside in an ordinary year",
            stops=(-20, 20, 60),
        ),
    ] = Distribution(distribution="normal", mean=20.0, sd=70.0)
    outsider_loyalty_gap_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(200),
        Meaning(
            "US$/qq",
            label=("Lower loyalty of non-members", "Lealtad que falta al no socio"),
            en=("How much lower the loyalty of a non-member is on average. Higher: non-members deliver less to the cooperative"),
            es=(
                "Cuánto menor es, en promedio, la lealtad de quien no es socio. Si sube, el no socio entrega "
                "menos a la cooperativa"
            ),
        ),
    ] = 120.0
    taste_usd_per_qq: Annotated[
        Distribution,
        MeanBetween(1, 100),
        Meaning(
            "US$/qq",
            label=("Chance in the decision", "Azar en la decisión"),
            en=(
                "How much the month's chances weigh: who passes by, who is owed a favour. Higher: decisions "
                "follow prices and loyalty less closely, more is sold outside"
            ),
            es=(
                "Cuánto pesan las casualidades del mes: quién pasa, a quién se le debe un favor. Si sube, la "
                "decisión sigue menos al precio y a la lealtad, y se vende más afuera"
            ),
        ),
    ] = Distribution(mean=18.0)
    money_scaling: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "elasticity",
            label=("Loyalty grows with the price", "La lealtad crece con el precio"),
            en=(
                "How far loyalty, services, neighbours and chance grow with the price (0: fixed in dollars, 1: "
                "in proportion). Higher: a boom changes decisions less"
            ),
            es=(
                "Cuánto crece con el precio el peso de la lealtad, los servicios, los vecinos y el azar (0: fijo en "
                "dólares, 1: en proporción). Si sube, un alza cambia menos las decisiones"
            ),
            shows_in="boom",
            stops=(0.0, 0.5, 1.0),
        ),
    ] = 0.5
    membership_effort_usd_per_year: Annotated[
        float,
        Ge(0),
        Le(500),
        Meaning(
            "US$/year",
            label=("Effort of membership", "Esfuerzo de ser socio"),
            en=(
                "What a year of membership costs a member in time: meetings, shared work, rules. Higher: more "
                "members leave, fewer join"
            ),
            es=(
                "Lo que le cuesta al socio en tiempo un año de pertenencia: reuniones, faenas, normas. Si sube, "
                "salen más socios y entran menos"
            ),
        ),
    ] = 100.0
