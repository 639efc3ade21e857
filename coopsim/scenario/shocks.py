"""What late pay means to a household."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Le

from coopsim.scenario.declare import Group, Meaning


class Shocks(Group):
    """Who the farmers are | Quiénes son los productores"""

    late_kept_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Worth of a late payment", "Cuánto vale un pago tardío"),
            en=("How far a payment that comes late counts as a promise kept. Higher: late payment costs less trust"),
            es=(
                "En qué medida un pago que llega tarde cuenta como promesa cumplida. Si sube, pagar tarde cuesta menos confianza"
            ),
            shows_in="stressed",
            needs={"late_payment_share": 0.5},
        ),
    ] = 0.0
