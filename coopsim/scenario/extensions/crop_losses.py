"""Rust, frost or drought takes a part of the crop."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning


class CropLosses(Group):
    """Crop losses | Pérdidas de cosecha"""

    extension: ClassVar[Extension | None] = Extension(
        "crop_losses",
        ("Crop losses", "Pérdidas de cosecha"),
        en="Rust, frost or drought takes a part of the crop.",
        es="La roya, la helada o la sequía se lleva una parte de la cosecha.",
    )
    crop_loss_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Crop lost", "Cosecha perdida"),
            en="Part of each month's crop lost to rust, frost or drought. Higher: less coffee for everybody",
            es=("Parte de la cosecha de cada mes que se pierde por roya, helada o sequía. Si sube, hay menos café para todos"),
            source="assumed; rust of 2012-13: crop down 15 % (USDA 2013)",
            stops=(0.0, 0.15, 0.5),
        ),
    ] = 0.0
