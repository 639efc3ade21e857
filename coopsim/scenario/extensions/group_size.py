"""Loyalty thins out as the members grow beyond one hundred."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning


class GroupSize(Group):
    """Loyalty in large groups | Lealtad en grupos grandes"""

    extension: ClassVar[Extension | None] = Extension(
        "group_size",
        ("Loyalty in large groups", "Lealtad en grupos grandes"),
        en="Loyalty thins out as the members grow beyond one hundred.",
        es="La lealtad se diluye cuando los socios pasan de cien.",
    )
    group_size_elasticity: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "elasticity",
            label=("Loyalty in large groups", "Lealtad en grupos grandes"),
            en=("How fast loyalty thins out as members grow beyond one hundred. Higher: large cooperatives hold members less"),
            es=(
                "Con qué rapidez se diluye la lealtad cuando los socios pasan de cien. Si sube, la cooperativa "
                "grande retiene menos"
            ),
            source="assumed; group size: Fischer and Qaim 2014",
            needs={"farmers": 160, "members": 150},
        ),
    ] = 0.0
