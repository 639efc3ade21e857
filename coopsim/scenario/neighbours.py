"""The network: at which neighbours a farmer looks."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Le

from coopsim.scenario.declare import Meaning
from coopsim.scenario.extensions.network import NetworkShape


class Network(NetworkShape):
    """Who the farmers are | Quiénes son los productores"""

    peer_weight_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(100),
        Meaning(
            "US$/qq",
            label=("Weight of neighbours", "Cuánto influyen los vecinos"),
            en=(
                "What it is worth to a farmer that all neighbours deliver in place of none. Higher: farmers "
                "stay, or leave, together"
            ),
            es=(
                "Cuánto vale para un productor que todos sus vecinos entreguen en lugar de ninguno. Si sube, se "
                "quedan o se van juntos"
            ),
            stops=(0, 24, 60),
        ),
    ] = 24.0
    normal_delivery_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Usual deliveries of neighbours", "Entrega usual de los vecinos"),
            en=("Deliveries of neighbours that everybody takes as normal. Higher: the same neighbours speak less for delivering"),
            es=("Entrega de los vecinos que todos toman por normal. Si sube, los mismos vecinos animan menos a entregar"),
            source="assumed; near Castillo 2012: 4,000 of 6,000 qq",
        ),
    ] = 0.7
    kin_talk_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Weight of what others report", "Peso de lo que se comenta"),
            en=(
                "Weight of what neighbours and relatives report about kept and broken promises in a member's "
                "trust. Higher: trust moves together"
            ),
            es=(
                "Peso de lo que cuentan vecinos y parientes sobre promesas cumplidas e incumplidas en la "
                "confianza del socio. Si sube, la confianza se mueve en conjunto"
            ),
        ),
    ] = 0.2
