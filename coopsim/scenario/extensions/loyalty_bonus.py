"""Members who delivered enough of their crop earn a bonus on every quintal."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning


class LoyaltyBonus(Group):
    """Loyalty bonus | Bono por lealtad"""

    extension: ClassVar[Extension | None] = Extension(
        "loyalty_bonus",
        ("Loyalty bonus", "Bono por lealtad"),
        en="Members who delivered enough of their crop earn a bonus on every quintal.",
        es="El socio que entregó lo suficiente de su cosecha gana un bono por cada quintal.",
    )
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
