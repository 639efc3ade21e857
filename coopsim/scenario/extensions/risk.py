"""A household counts what it costs that a promise may fail."""

from __future__ import annotations

from typing import Annotated, ClassVar

from coopsim.scenario.declare import Distribution, Extension, Group, MeanBetween, Meaning


class Risk(Group):
    """Caution | Prudencia"""

    extension: ClassVar[Extension | None] = Extension(
        "risk",
        ("Caution", "Prudencia"),
        en="A household counts what it costs that a promise may fail.",
        es="La familia cuenta lo que le cuesta que una promesa pueda fallar.",
    )
    risk_aversion: Annotated[
        Distribution,
        MeanBetween(0, 2),
        Meaning(
            "US$ per US$",
            label=("Caution", "Prudencia"),
            en=(
                "What it costs a household that a promise may fail: price of one standard deviation (0: risk "
                "does not count). Higher: cash is preferred"
            ),
            es=(
                "Lo que le cuesta a la familia que una promesa pueda fallar: precio de una desviación estándar "
                "(0: el riesgo no cuenta). Si sube, prefiere el efectivo"
            ),
            stops=(0.0, 0.25, 0.5),
        ),
    ] = Distribution(mean=0.0)
