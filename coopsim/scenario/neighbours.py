"""Whom farmers look at: the network."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Le

from coopsim.scenario.declare import Group, Meaning


class Network(Group):
    """Who the farmers are | Quiénes son los productores"""

    ties: Annotated[
        int,
        Ge(0),
        Le(40),
        Meaning(
            "neighbours",
            en="Neighbours that each farmer knows (even)",
            es="Vecinos que conoce cada productor (número par)",
            stops=(0, 6, 12),
        ),
    ] = 6
    rewired_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            en="Part of the ties that reach beyond the neighbourhood",
            es="Parte de los lazos que llegan más allá del vecindario",
        ),
    ] = 0.1
    peer_weight_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(100),
        Meaning(
            "US$/qq",
            en="What it is worth to a farmer that all neighbours deliver rather than none",
            es="Cuánto pesa para un productor que todos sus vecinos entreguen en lugar de ninguno",
            stops=(0, 24, 60),
        ),
    ] = 24.0
    normal_delivery_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            en="Deliveries of the neighbours that everybody takes for normal: above it they draw, below it they put off",
            es="Entrega de los vecinos que todos toman por normal: por encima anima, por debajo desanima",
            source="assumed; near Castillo 2012: 4,000 of 6,000 qq",
        ),
    ] = 0.7
    kin_talk_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            en="Weight of what neighbours and relatives tell about kept and broken promises in a member's own trust",
            es=(
                "Peso de lo que cuentan vecinos y parientes sobre promesas cumplidas e incumplidas en la confianza de cada socio"
            ),
        ),
    ] = 0.2
