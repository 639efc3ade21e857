"""The cooperative spends on advice, credit, health or school for its members."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning


class Services(Group):
    """Services to members | Servicios al socio"""

    extension: ClassVar[Extension | None] = Extension(
        "services",
        ("Services to members", "Servicios al socio"),
        en="The cooperative spends on advice, credit, health or school for its members.",
        es="La cooperativa gasta en asistencia técnica, crédito, salud o escuela para sus socios.",
    )
    services_usd_per_member_year: Annotated[
        float,
        Ge(0),
        Le(1000),
        Meaning(
            "US$/year",
            label=("Services to members", "Servicios al socio"),
            en=(
                "Spent each year per member on advice, credit, health, school. Higher: members stay more, and "
                "less is left to pay for coffee"
            ),
            es=(
                "Gasto anual por socio en asistencia técnica, crédito, salud, escuela. Si sube, el socio se "
                "queda más y hay menos para pagar el café"
            ),
            stops=(0, 100, 300),
        ),
    ] = 0.0
    services_value_share: Annotated[
        float,
        Ge(0),
        Le(5),
        Meaning(
            "US$ per US$",
            label=("Worth of services", "Valor de los servicios"),
            en="What a dollar of services is worth to a member. Higher: services bind members more",
            es="Cuánto vale para el socio cada dólar gastado en servicios. Si sube, los servicios unen más",
            shows_in="two-cooperatives",
            needs={"services_usd_per_member_year": 100.0},
        ),
    ] = 1.0
