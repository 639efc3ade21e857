"""Traders come where profit is above normal and leave where it is below."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning


class TraderEntry(Group):
    """Traders come and go | Entrada de intermediarios"""

    extension: ClassVar[Extension | None] = Extension(
        "trader_entry",
        ("Traders come and go", "Entrada de intermediarios"),
        en="Traders come where profit is above normal and leave where it is below.",
        es="Los intermediarios llegan cuando la ganancia supera la normal y se van cuando es menor.",
    )
    entry_elasticity: Annotated[
        float,
        Ge(0),
        Le(2),
        Meaning(
            "elasticity",
            label=("Traders come and go", "Entrada de intermediarios"),
            en="How strongly traders come and go with their profit (0: not at all). Higher: a boom brings more of them",
            es="Con qué fuerza llegan y se van los intermediarios según su ganancia (0: nada). Si sube, un alza trae más",
            shows_in="boom",
            stops=(0.0, 0.3, 1.0),
        ),
    ] = 0.0
