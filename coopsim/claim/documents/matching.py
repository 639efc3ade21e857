"""Which worlds look like the field, and what real history shows."""

from __future__ import annotations

from typing import Annotated, Literal

from coopsim.claim.documents.base import Both, Doc, FiveShares, Number, about
from coopsim.claim.documents.class_c import ClassC


class MatchedRow(Doc):
    """A row of the field that worlds were compared with."""

    pattern: Annotated[str, about("", "Its name in `validate`", "Su nombre en `validate`")]
    unit: Annotated[str, about("", "Of its numbers", "De sus números")] = "share"
    observed: Annotated[float, about("as the row", "Seen in the field", "Visto en el campo")]
    sd_observed: Annotated[float, about("as the row", "How well it is known", "Qué tan bien se conoce")]
    sd_model: Annotated[float, about("as the row", "Error allowed to the model", "Error que se concede al modelo")]
    simulated: Annotated[Number, about("as the row", "Mean of the worlds left", "Promedio de los mundos que quedan")] = None
    used: Annotated[bool, about("", "Whether it rules worlds out", "Si descarta mundos")] = True
    reason: Annotated[Both | None, about("", "Why not", "Por qué no")] = None


class Wave(Doc):
    """One wave of comparison."""

    wave: Annotated[int, about("", "Its number", "Su número", ge=1)]
    rows: Annotated[tuple[str, ...], about("", "Rows compared", "Filas comparadas")]
    runs: Annotated[int, about("runs", "Runs of each world so far", "Repeticiones de cada mundo hasta aquí", ge=1)]
    tried: Annotated[int, about("worlds", "Worlds compared", "Mundos comparados", ge=0)]
    left: Annotated[int, about("worlds", "Not ruled out", "No descartados", ge=0)]


class Narrowed(Doc):
    """What matching does to one draw: its range before and after."""

    name: Annotated[str, about("", "What is drawn", "Lo que se sortea")]
    low: Annotated[float, about("as drawn", "Declared range, from", "Rango declarado, desde")]
    high: Annotated[float, about("as drawn", "Declared range, to", "Rango declarado, hasta")]
    source: Annotated[str, about("", "Where the range comes from", "De dónde viene el rango")] = "assumed"
    quartile_low: Annotated[Number, about("as drawn", "Lower quartile of what is left", "Cuartil inferior de lo que queda")] = (
        None
    )
    median: Annotated[Number, about("as drawn", "Median of what is left", "Mediana de lo que queda")] = None
    quartile_high: Annotated[Number, about("as drawn", "Upper quartile of what is left", "Cuartil superior de lo que queda")] = (
        None
    )
    narrowed: Annotated[
        Number,
        about("share", "1 - spread between quartiles after over before", "1 - distancia entre cuartiles, después entre antes"),
    ] = None
    p_value_holm: Annotated[
        Number, about("share", "Kolmogorov-Smirnov, adjusted for their number", "Kolmogorov-Smirnov, ajustado por su número")
    ] = None


class Correlation(Doc):
    """Two draws that go together among the worlds left."""

    first: Annotated[str, about("", "One draw", "Un sorteo")]
    second: Annotated[str, about("", "Another", "Otro")]
    rho: Annotated[float, about("", "Rank correlation", "Correlación de rangos")]


class Matching(Doc):
    """Worlds that look like the field: what was compared, what is left, what it narrows."""

    made: Annotated[
        Literal["kept", "anew"],
        about("", "Read from the package, or made for this study", "Leído del programa, o hecho para esto"),
    ]
    rows: Annotated[tuple[MatchedRow, ...], about("", "Rows of the field", "Filas del campo")]
    waves: Annotated[tuple[Wave, ...], about("", "Waves of comparison", "Rondas de comparación")]
    narrowed: Annotated[tuple[Narrowed, ...], about("", "What it does to each draw", "Qué le hace a cada sorteo")] = ()
    correlations: Annotated[tuple[Correlation, ...], about("", "Draws that go together", "Sorteos que van juntos")] = ()
    prior: Annotated[FiveShares | None, about("", "H2 among worlds not chosen", "H2 entre mundos sin escoger")] = None
    class_c: Annotated[
        ClassC | None,
        about(
            "",
            "What rows of class C would do; no evidence; only with --full",
            "Lo que harían las filas de clase C; no prueba nada; solo con --full",
        ),
    ] = None
    table_hash: Annotated[str, about("", "Of the table of worlds", "De la tabla de mundos")]


class OverReplicates(Doc):
    """An episode's effect over runs: given these prices and parameters, silent on other histories."""

    effect: Annotated[Number, about("as the part", "Mean over runs", "Promedio de las repeticiones")]
    low: Annotated[Number, about("as the part", "Lower end", "Extremo inferior")]
    high: Annotated[Number, about("as the part", "Upper end", "Extremo superior")]
    runs: Annotated[int, about("runs", "Runs", "Repeticiones", ge=0)]
    verdict: Annotated[
        Literal["supported", "contradicted", "too_small", "inconclusive"], about("", "At this one setting", "En este solo caso")
    ]


class Episode(Doc):
    """A real boom or slump: with the prices as they were, against the same without it."""

    name: Annotated[str, about("", "Name", "Nombre")]
    kind: Annotated[Literal["boom", "slump"], about("", "Boom or slump", "Alza o baja")]
    from_month: Annotated[str, about("", "First month", "Primer mes", alias="from")]
    to_month: Annotated[str, about("", "Last month", "Último mes", alias="to")]
    r_reference: Annotated[float, about("usd_per_qq", "Mean of the 36 months before", "Promedio de los 36 meses anteriores")]
    ratio: Annotated[Number, about("", "Price over that", "Precio sobre ese promedio")] = None
    surprise: Annotated[bool, about("", "Whether it came within the season", "Si llegó dentro de la campaña")]
    alive_at_start: Annotated[Number, about("share of runs", "Open when it begins", "Abierta al comienzo")] = None
    note: Annotated[str | None, about("", "Why it says nothing", "Por qué no dice nada")] = None
    effects: Annotated[dict[str, Number], about("as the part", "By part", "Por parte")]
    kinds: Annotated[dict[str, str], about("", "What it says of each part", "Qué dice de cada parte", default_factory=dict)]
    over_replicates: Annotated[
        dict[str, OverReplicates], about("", "By part, over runs", "Por parte, en las repeticiones", default_factory=dict)
    ]
    before_after: Annotated[
        dict[str, Number],
        about("as the part", "What a field study would see", "Lo que vería un estudio de campo", default_factory=dict),
    ]
    percentile_among_worlds: Annotated[
        dict[str, Number], about("share of worlds", "With a smaller effect", "Con un efecto menor", default_factory=dict)
    ]
