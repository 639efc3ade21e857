"""Members vote each season on the delivery rule, and may feel more bound by one that they chose."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning

_RULE = {
    "minimum_delivery_share": 0.8,
    "monitoring_share": 0.5,
    "sanction_usd_per_qq": 30.0,
    "fee_usd_per_qq": 40.0,
    "meeting_value_usd": 60.0,
}


class Vote(Group):
    """Rules that members choose | Reglas que eligen los socios"""

    extension: ClassVar[Extension | None] = Extension(
        "vote",
        ("Rules that members choose", "Reglas que eligen los socios"),
        en="Members at the assembly vote each season on the delivery rule, and may feel more bound by one that they chose.",
        es="Los socios votan cada campaña en la asamblea la regla de entrega, y una que eligieron puede obligarlos más.",
    )
    delivery_rule_voted: Annotated[
        bool,
        Meaning(
            "yes/no",
            label=("Members vote the delivery rule", "Los socios votan la regla"),
            en="Whether members present at the assembly choose each season if pledge, checks and fines are in force in the next",
            es="Si los socios presentes en la asamblea deciden cada campaña si pacto, control y multas rigen en la siguiente",
            source="Runa Foundation 2017: producers determine the structure of their associations",
            needs=_RULE,
        ),
    ] = False
    chosen_rule_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(100),
        Meaning(
            "US$/qq",
            label=("Bond of a rule one voted for", "Peso de la regla votada"),
            en=(
                "What a missing quintal costs in her own eyes a member who voted for the rule in force. Higher: they deliver "
                "more where they chose the rule"
            ),
            es=(
                "Lo que pesa un quintal faltante para el socio que votó por la regla que rige. Si sube, entregan más donde "
                "eligieron la regla"
            ),
            source="Dal Bó, Foster & Putterman 2010 in experiments, Gallier 2020 no; the size is our assumption",
            needs=_RULE | {"delivery_rule_voted": True},
        ),
    ] = 0.0
