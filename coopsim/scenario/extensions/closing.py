"""Members close a cooperative that sells too little for three seasons."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning


class LowSales(Group):
    """Closing for low sales | Cierre por pocas ventas"""

    extension: ClassVar[Extension | None] = Extension(
        "closing",
        ("Closing for low sales", "Cierre por pocas ventas"),
        en="Members close a cooperative that sells too little for three seasons.",
        es="Los socios cierran una cooperativa que vende muy poco durante tres campañas.",
        setting=True,
    )
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
