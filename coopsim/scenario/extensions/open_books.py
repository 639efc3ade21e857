"""Open accounts clear up what members would find wrong in their payments, at a cost."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning


class OpenBooks(Group):
    """Open books | Cuentas abiertas"""

    extension: ClassVar[Extension | None] = Extension(
        "open_books",
        ("Open books", "Cuentas abiertas"),
        en="Open accounts clear up what members would find wrong in their payments, at a cost.",
        es="Las cuentas abiertas aclaran lo que el socio encontraría mal en sus pagos, con un costo.",
    )
    transparency_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Open books", "Cuentas abiertas"),
            en=(
                "How far open accounts at the assembly clear up what members would find wrong in their payments. "
                "Higher: more promises count as kept"
            ),
            es=(
                "En qué medida las cuentas abiertas en asamblea aclaran lo que el socio encontraría mal en sus "
                "pagos. Si sube, más promesas cuentan como cumplidas"
            ),
            shows_in="stressed",
            stops=(0.0, 0.5, 1.0),
        ),
    ] = 0.0
    transparency_cost_usd_per_year: Annotated[
        float,
        Ge(0),
        Le(50000),
        Meaning(
            "US$/year",
            label=("Cost of open books", "Costo de abrir las cuentas"),
            en=("Yearly cost of completely open books: audit, statements, visits. Higher: less is left for members"),
            es=(
                "Costo anual de llevar cuentas totalmente abiertas: auditoría, liquidaciones, visitas. Si sube, "
                "queda menos para el socio"
            ),
            shows_in="stressed",
            needs={"transparency_share": 0.5},
        ),
    ] = 2000.0
