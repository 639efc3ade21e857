"""`class_c.json`: what rows that are parts of the claim would do to its worlds."""

from __future__ import annotations

from typing import Annotated

from coopsim.claim.documents.base import about
from coopsim.claim.documents.class_c import ClassC
from coopsim.claim.documents.verdict import HeadlineStudy


class ClassCDocument(HeadlineStudy):
    """The sensitivity to rows of class C, as a document of its own."""

    class_c: Annotated[ClassC, about("", "What rows of class C would do", "Lo que harían las filas de clase C")]
