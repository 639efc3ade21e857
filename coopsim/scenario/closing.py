"""When a cooperative closes."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Le

from coopsim.scenario.declare import Distribution, Group, MeanBetween, Meaning


class Closing(Group):
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
    low_sales_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Sales too small to go on", "Ventas muy bajas para seguir"),
            en=(
                "Members close it when fees on sales cover less than this part of the fixed cost, three seasons "
                "running. Higher: they close it sooner"
            ),
            es=(
                "Los socios la cierran cuando los descuentos por ventas cubren menos que esta parte del costo "
                "fijo, tres campañas seguidas. Si sube, la cierran antes"
            ),
            shows_in="stressed",
            needs={"opening_reserve_usd": 1000000.0, "fixed_cost_usd_per_year": 200000.0},
        ),
    ] = 0.5
