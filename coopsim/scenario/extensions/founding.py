"""Cooperatives that are founded, and what a young one needs."""

from __future__ import annotations

from typing import Annotated, ClassVar

from coopsim.scenario.declare import Extension, Group, Meaning

FOUNDING = Extension(
    "founding",
    ("Founding", "Fundación"),
    en="Cooperatives that do not exist at the start and are founded later.",
    es="Cooperativas que no existen al comenzar y se fundan después.",
)


class Founding(Group):
    """Founding | Fundación"""

    extension: ClassVar[Extension | None] = FOUNDING
    stands_at_start: Annotated[
        bool,
        Meaning(
            "yes or no",
            label=("Exists at the start", "Existe al comenzar"),
            en=(
                "Whether it exists at the start. No: a place for a cooperative that may be founded later, with no members and "
                "no money, whatever its numbers say"
            ),
            es=(
                "Si existe al comenzar. No: un lugar para una cooperativa que puede fundarse después, sin socios ni dinero, "
                "digan lo que digan sus números"
            ),
            source="more than 220 coffee cooperatives were founded in Peru from 1970 to 1990 (Grain de sel 31, 2005)",
        ),
    ] = True
