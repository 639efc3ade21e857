"""Cooperatives in the red that go into another of their district."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning


class Mergers(Group):
    """Mergers | Fusiones"""

    extension: ClassVar[Extension | None] = Extension(
        "merging",
        ("Mergers", "Fusiones"),
        en="Cooperatives in the red that go into another of their district.",
        es="Cooperativas en rojo que pasan a otra de su distrito.",
    )
    merger_share_per_year: Annotated[
        float,
        Ge(0),
        Le(0.5),
        Meaning(
            "share a year",
            label=("Mergers", "Fusiones"),
            en=(
                "In what part of years a cooperative in the red negotiates with the strongest of its district; they merge if "
                "they are worth something together and one office costs less than two. Higher: more merge instead of closing"
            ),
            es=(
                "En qué parte de los años una cooperativa en rojo negocia con la más fuerte de su distrito; se fusionan si "
                "juntas valen algo y una oficina cuesta menos que dos. Si sube, más se fusionan en vez de cerrar"
            ),
            shows_in="two-cooperatives",
        ),
    ] = 0.0
