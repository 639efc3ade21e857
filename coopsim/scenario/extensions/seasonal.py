"""An association that lives for a season: it shares out everything at the end, and gathers anew with whoever would gain."""

from __future__ import annotations

from typing import Annotated, ClassVar

from coopsim.scenario.declare import Extension, Group, Meaning


class Seasonal(Group):
    """Association for a season | Asociación por campaña"""

    extension: ClassVar[Extension | None] = Extension(
        "seasonal",
        ("Association for a season", "Asociación por campaña"),
        en="It sells, shares out everything and dissolves as the season ends, and gathers anew with whoever would gain.",
        es="Vende, reparte todo y se disuelve al terminar la campaña, y se vuelve a formar con quienes ganarían con ella.",
    )
    dissolves_each_season: Annotated[
        bool,
        Meaning(
            "yes/no",
            label=("Dissolves each season", "Se disuelve cada campaña"),
            en=(
                "Sells everything as the season ends, pays what it owes, shares out the rest and dissolves; it gathers anew with "
                "whoever would gain, and has no office while it has no coffee. Its name is spent once it cannot pay what it owes"
            ),
            es=(
                "Al cierre vende todo, paga lo que debe, reparte el resto y se disuelve; se vuelve a formar con quienes "
                "ganarían, y no tiene oficina mientras no tiene café. Si no puede pagar lo que debe, no vuelve a formarse"
            ),
            source="Medius & Shariff 2011: matoke producers in Uganda share out the income and dissolve until the next year",
        ),
    ] = False
