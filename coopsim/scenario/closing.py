"""When a cooperative closes."""

from __future__ import annotations

from typing import Annotated

from coopsim.scenario.declare import Distribution, MeanBetween, Meaning
from coopsim.scenario.extensions.closing import LowSales


class Closing(LowSales):
    """What nobody controls | Lo que nadie controla"""

    closing_patience_seasons: Annotated[
        Distribution,
        MeanBetween(0.1, 10),
        Meaning(
            "seasons",
            label=("Patience with losses", "Paciencia con las pérdidas"),
            en=(
                "Seasons deep in the red (net worth below zero by a year's fixed cost) until creditors and members close it; "
                "it differs between cooperatives. Higher: it stays open longer"
            ),
            es=(
                "Campañas muy en rojo (patrimonio bajo cero en un año de costo fijo) hasta que acreedores y socios la "
                "cierran; varía entre cooperativas. Si sube, sigue abierta más tiempo"
            ),
            shows_in="stressed",
        ),
    ] = Distribution(distribution="uniform", low=0.5, high=3.5, mean=2.0)
