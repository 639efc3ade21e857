"""Land without coffee earns by another crop."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning


class OtherCrop(Group):
    """Another crop | Otro cultivo"""

    extension: ClassVar[Extension | None] = Extension(
        "other_crop",
        ("Another crop", "Otro cultivo"),
        en="Land given up by coffee earns by another crop, and coffee must earn more than that.",
        es="La tierra que deja el café gana con otro cultivo, y el café debe rendir más que eso.",
    )
    other_crop_usd_per_ha: Annotated[
        float,
        Ge(0),
        Le(5000),
        Meaning(
            "US$/ha/year",
            label=("Income of another crop", "Ingreso de otro cultivo"),
            en="Net income of a hectare under another crop; 0: none. Higher: coffee is left sooner",
            es="Ingreso neto de una hectárea con otro cultivo; 0: ninguno. Si sube, se deja antes el café",
            needs={"land": True},
            stops=(0, 500, 1500),
        ),
    ] = 0.0
