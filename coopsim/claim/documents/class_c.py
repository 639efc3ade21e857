"""What becomes of the worlds of the headline when rows that are parts of the claim (class C) rule worlds out too: no evidence."""

from __future__ import annotations

from typing import Annotated

from coopsim.claim.documents.base import Both, Doc, FiveShares, Number, about


class ClassCRow(Doc):
    """A row of class C: a band, or the bound of a sign, which has one end."""

    pattern: Annotated[str, about("", "Its name in `validate`", "Su nombre en `validate`")]
    label: Annotated[Both, about("", "What it says", "Lo que dice")]
    unit: Annotated[str, about("", "Of its numbers", "De sus números")] = "share"
    low: Annotated[Number, about("as the row", "From; missing: no lower end", "Desde; si falta, sin extremo inferior")] = None
    high: Annotated[Number, about("as the row", "To; missing: no upper end", "Hasta; si falta, sin extremo superior")] = None
    sd_observed: Annotated[float, about("as the row", "How well it is known", "Qué tan bien se conoce", ge=0)]
    sd_model: Annotated[float, about("as the row", "Error allowed to the model", "Error que se concede al modelo", gt=0)]
    itself: Annotated[Number, about("as the row", "The scenario's own", "Del escenario mismo")] = None
    itself_implausibility: Annotated[Number, about("standard deviations", "Of the scenario itself", "Del escenario mismo")] = None
    simulated: Annotated[Number, about("as the row", "Mean of the worlds", "Promedio de los mundos")] = None
    worlds: Annotated[int, about("worlds", "That say anything of it", "Que dicen algo de ella", ge=0)]
    missed: Annotated[int, about("worlds", "Outside the band or on the wrong side", "Fuera del rango o del lado contrario", ge=0)]
    ruled_out: Annotated[int, about("worlds", "Ruled out by this row alone", "Descartados solo por esta fila", ge=0)]


class ClassCLeft(Doc):
    """The worlds that some rows of class C leave, and what they say of H2."""

    rows: Annotated[tuple[str, ...], about("", "Rows held against them", "Filas con que se compararon")]
    left: Annotated[int, about("worlds", "Not ruled out by any", "No descartados por ninguna", ge=0)]
    share: Annotated[Number, about("share of worlds", "The same of those compared", "Lo mismo, de los comparados")] = None
    silent: Annotated[
        int,
        about(
            "worlds",
            "Of those left, that say nothing of one row or more: it cannot rule them out",
            "De los que quedan, los que no dicen nada de alguna fila: no los puede descartar",
            ge=0,
        ),
    ] = 0
    classes: Annotated[
        FiveShares | None,
        about("", "H2 among them; missing: too few are left", "H2 entre ellos; si falta, quedan muy pocos"),
    ] = None


class ClassC(Doc):
    """The sensitivity to rows of class C. It is no evidence: worlds chosen by parts of the claim say what was put in."""

    worlds: Annotated[int, about("worlds", "Of the headline, compared", "De la forma principal, comparados", ge=0)]
    runs: Annotated[int, about("runs", "Of each, in the arms of the rows", "De cada uno, para las filas", ge=0)]
    implausible_from: Annotated[float, about("standard deviations", "Ruled out from here on", "Se descarta desde aquí")] = 3.0
    needed: Annotated[int, about("worlds", "Fewer give no shares", "Con menos no se dan partes")]
    rows: Annotated[tuple[ClassCRow, ...], about("", "Rows of class C", "Filas de clase C")]
    headline: Annotated[FiveShares | None, about("", "H2 among all that were compared", "H2 entre todos los comparados")] = None
    by_all: Annotated[ClassCLeft, about("", "With all rows", "Con todas las filas")]
    by_those_met: Annotated[
        ClassCLeft,
        about(
            "",
            "Without rows that rule the scenario itself out",
            "Sin las filas que descartan el escenario mismo",
        ),
    ]
