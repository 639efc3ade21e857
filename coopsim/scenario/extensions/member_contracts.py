"""The statutes oblige members to deliver a part of their crop; who is checked and falls short pays for it."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning


class MemberContracts(Group):
    """Contracts with members | Contratos con los socios"""

    extension: ClassVar[Extension | None] = Extension(
        "member_contracts",
        ("Contracts with members", "Contratos con los socios"),
        en="The statutes oblige members to deliver a part of their crop; who is checked and falls short answers for it.",
        es="El estatuto obliga a entregar una parte de la cosecha; quien se controla y queda corto responde por ello.",
    )
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
    shortfall_costs: Annotated[
        Literal["nothing", "fine", "bonus", "debt", "exclusion"],
        Meaning(
            "choice",
            label=("What a missing quintal costs", "Qué cuesta el quintal que falta"),
            en=(
                "What happens to a member who is checked and short: nothing, a fine, no bonus, a debt for what was "
                "gained outside, or exclusion"
            ),
            es=(
                "Qué le pasa al socio controlado al que le falta café: nada, multa, sin bono, deuda por lo ganado afuera o "
                "exclusión"
            ),
            source="assumed; Casaburi and Macchiavello 2015",
            shows_in="sanctions",
            choice_labels=(
                ("nothing", "nothing", "nada"),
                ("fine", "a fine", "multa"),
                ("bonus", "no bonus", "sin bono"),
                ("debt", "a debt for the gain", "deuda por lo ganado"),
                ("exclusion", "exclusion", "exclusión"),
            ),
        ),
    ] = "fine"
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
