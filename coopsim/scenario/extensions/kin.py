"""How many families belong to one group of relatives."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning


class Kin(Group):
    """Kin groups | Grupos de parientes"""

    extension: ClassVar[Extension | None] = Extension(
        "kin",
        ("Kin groups", "Grupos de parientes"),
        en="How many families belong to one group of relatives.",
        es="Cuántas familias forman un mismo grupo de parientes.",
        setting=True,
    )
    kin_group_size: Annotated[
        int,
        Ge(1),
        Le(100),
        Meaning(
            "farmers",
            label=("Families in a kin group", "Familias de un mismo grupo"),
            en=("Households that share a family group. Higher: larger groups of relatives whose households are alike"),
            es=("Familias que forman un mismo grupo de parientes. Si sube, los grupos de familias parecidas son más grandes"),
        ),
    ] = 8
