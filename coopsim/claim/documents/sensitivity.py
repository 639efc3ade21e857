"""`class_c.json`: what rows that are parts of the claim would do to its worlds."""

from __future__ import annotations

from typing import Annotated

from coopsim.claim.documents.base import about
from coopsim.claim.documents.class_c import ClassC
from coopsim.claim.documents.verdict import Study


class ClassCDocument(Study):
    """The sensitivity to rows of class C, as a document of its own."""

    headline_cell: Annotated[str, about("", "The scenario's way to sell and pay", "Cómo vende y paga el escenario")]
    headline_treatment: Annotated[str, about("", "Sort of price change", "Clase de cambio de precio")]
    headline_ln_size: Annotated[float, about("ln of a ratio", "Its size", "Su tamaño")]
    class_c: Annotated[ClassC, about("", "What rows of class C would do", "Lo que harían las filas de clase C")]
