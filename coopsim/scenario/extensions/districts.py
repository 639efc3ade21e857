"""Cooperatives that share a district: its farmers, neighbours, weather and traders."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from coopsim.scenario.declare import Extension, Group, Meaning


class Districts(Group):
    """Shared districts | Distritos compartidos"""

    extension: ClassVar[Extension | None] = Extension(
        "districts",
        ("Shared districts", "Distritos compartidos"),
        en="Several cooperatives in one district, with the same farmers around them and the same traders.",
        es="Varias cooperativas en un mismo distrito, con los mismos productores alrededor y los mismos intermediarios.",
    )
    district: Annotated[
        str,
        Field(pattern=r"^([a-z][a-z0-9_-]*)?$"),
        Meaning(
            "name",
            label=("District of the cooperative", "Distrito de la cooperativa"),
            en=(
                "Name of its district; cooperatives of one name share farmers, neighbours, weather and traders. Not written: a "
                "district of its own"
            ),
            es=(
                "Nombre de su distrito; las cooperativas de un mismo nombre comparten productores, vecinos, clima e "
                "intermediarios. Sin escribir: un distrito para ella sola"
            ),
            shows_in="two-cooperatives",
        ),
    ] = ""
