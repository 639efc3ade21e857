"""How many neighbours a farmer knows, and how many of them live far away."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning


class NetworkShape(Group):
    """Shape of the network | Forma de la red"""

    extension: ClassVar[Extension | None] = Extension(
        "network",
        ("Shape of the network", "Forma de la red"),
        en="How many neighbours a farmer knows, and how many of them live far away.",
        es="Cuántos vecinos conoce un productor, y cuántos de ellos viven lejos.",
        setting=True,
    )
    ties: Annotated[
        int,
        Ge(0),
        Le(40),
        Meaning(
            "neighbours",
            label=("Neighbours of each farmer", "Vecinos de cada productor"),
            en=("Neighbours that each farmer knows (even). More: what neighbours do varies less from farmer to farmer"),
            es=("Vecinos que conoce cada productor (número par). Si son más, lo que hacen los vecinos varía menos de uno a otro"),
            stops=(0, 6, 12),
        ),
    ] = 6
    rewired_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Neighbours far away", "Vecinos lejanos"),
            en=(
                "Part of the neighbours who live beyond the neighbourhood. Higher: news and habits reach the "
                "whole district faster"
            ),
            es=(
                "Parte de los vecinos que viven más allá del vecindario. Si sube, noticias y costumbres llegan "
                "antes a todo el distrito"
            ),
        ),
    ] = 0.1
