"""What divides the worlds, and why: cells, treatments, mechanisms, boxes, and how much is chance."""

from __future__ import annotations

from typing import Annotated, Literal

from coopsim.claim.documents.base import Both, Doc, Effect, FiveShares, Interval, Number, about
from coopsim.claim.documents.parts import Word


class Cell(Doc):
    """One way to sell and to pay members."""

    cell: Annotated[str, about("", "Its name: sale/member price/months", "Su nombre: venta/precio al socio/meses")]
    sale_price: Annotated[Literal["fixed", "open"], about("", "Toward the buyer", "Con el comprador")]
    member_price: Annotated[Literal["fixed", "pooled", "indexed"], about("", "Toward members", "Con los socios")]
    advance_review: Annotated[
        int | None, about("months", "How long a pool's advance stands", "Cuánto vale el adelanto de una liquidación")
    ] = None
    worlds: Annotated[int, about("worlds", "Worlds that count", "Mundos que cuentan", ge=0)]
    runs: Annotated[int, about("runs", "Runs of each world", "Repeticiones de cada mundo", ge=0)]
    effects: Annotated[dict[str, Effect], about("", "Mean effect by part", "Efecto promedio por parte")]
    classes: Annotated[FiveShares | None, about("", "The five outcomes of H2", "Los cinco resultados de H2")] = None
    word: Annotated[Word, about("", "Verdict on H2 in this cell", "Veredicto de H2 en esta forma")]
    difference: Annotated[
        dict[str, Interval],
        about(
            "as the effect",
            "To the headline, by part, paired by world",
            "Con la forma principal, por parte, mundo a mundo",
            default_factory=dict,
        ),
    ]
    divides: Annotated[
        bool | None, about("", "Whether it differs clearly and in kind", "Si difiere con claridad y en su clase")
    ] = None


class Treatment(Doc):
    """The headline cell under one sort and size of price change."""

    treatment: Annotated[str, about("", "Name", "Nombre")]
    label: Annotated[Both, about("", "What people call it", "Cómo se llama")]
    ln_size: Annotated[float, about("ln of a ratio", "Size; of a slump negative", "Tamaño; negativo en una baja")]
    worlds: Annotated[int, about("worlds", "Worlds that count", "Mundos que cuentan", ge=0)]
    runs: Annotated[int, about("runs", "Runs of each world", "Repeticiones de cada mundo", ge=0)]
    effects: Annotated[dict[str, Effect], about("", "Mean effect by part", "Efecto promedio por parte")]
    classes: Annotated[FiveShares | None, about("", "The five outcomes of H2", "Los cinco resultados de H2")] = None
    verdicts: Annotated[dict[str, Word], about("", "Verdict by part", "Veredicto por parte", default_factory=dict)]


class KnockOut(Doc):
    """A part's effect with one mechanism off, within the same worlds."""

    mechanism: Annotated[str, about("", "M1 to M13", "M1 a M13")]
    label: Annotated[Both, about("", "What people call it", "Cómo se llama")]
    part: Annotated[str, about("", "The part of the claim", "La parte de la afirmación")]
    way: Annotated[
        Literal["recentred", "raw"],
        about("", "Whether offers were brought back to the scenario's", "Si lo ofrecido se llevó de nuevo al del escenario"),
    ] = "recentred"
    effect_whole: Annotated[Number, about("share", "With all mechanisms on", "Con todos los mecanismos")]
    effect_without: Annotated[Number, about("share", "With it off", "Sin él")]
    change: Annotated[Interval, about("share", "Without less whole", "Sin él menos con todos")]
    holm: Annotated[Interval, about("share", "The same, adjusted for their number", "Lo mismo, ajustado por su número")]
    clear: Annotated[bool, about("", "Whether the adjusted interval excludes 0", "Si el intervalo ajustado excluye 0")]
    worlds: Annotated[int, about("worlds", "Worlds that count", "Mundos que cuentan", ge=0)]
    runs: Annotated[int, about("runs", "Runs of each world", "Repeticiones de cada mundo", ge=0)]


class Limit(Doc):
    """A limit of a box: what a world drew lies between; a missing end is no limit."""

    name: Annotated[str, about("", "What is drawn", "Lo que se sortea")]
    low: Annotated[Number, about("as drawn", "From", "Desde")] = None
    high: Annotated[Number, about("as drawn", "To", "Hasta")] = None
    quasi_p: Annotated[Number, about("share", "How often chance would do as well", "Con qué frecuencia el azar lo lograría")] = (
        None
    )


class Box(Doc):
    """Worlds within two or three limits, found on one half of the worlds and tested on the other."""

    limits: Annotated[tuple[Limit, ...], about("", "The limits", "Los límites")]
    coverage: Annotated[float, about("share", "Of all such worlds, in the box", "De todos esos mundos, en la caja")]
    density: Annotated[float, about("share", "Of the box, such worlds", "De la caja, esos mundos")]
    tested_coverage: Annotated[float, about("share", "Coverage on the other half", "Lo primero, en la otra mitad")]
    tested_density: Annotated[float, about("share", "Density on the other half", "Lo segundo, en la otra mitad")]


class BoxSearch(Doc):
    """A search for the worlds in which something happens."""

    outcome: Annotated[
        Literal["trouble_rises", "offers_fall", "harm_with_side_selling"], about("", "What happens there", "Lo que pasa ahí")
    ]
    worlds: Annotated[int, about("worlds", "Worlds searched", "Mundos en que se buscó", ge=0)]
    cases: Annotated[int, about("worlds", "Worlds in which it happens", "Mundos en que pasa", ge=0)]
    runs: Annotated[int, about("runs", "Runs of each world", "Repeticiones de cada mundo", ge=0)]
    boxes: Annotated[tuple[Box, ...], about("", "Boxes that held on the other half", "Cajas que valieron en la otra mitad")] = ()
    note: Annotated[
        Literal["not_installed", "too_few", "none_held"] | None, about("", "Why there is none", "Por qué no hay ninguna")
    ] = None


class SobolIndex(Doc):
    """How much of an effect's variance one draw carries."""

    name: Annotated[str, about("", "What is drawn; chance: the random draws", "Lo que se sortea; chance: el azar")]
    first: Annotated[Interval, about("share", "Alone", "Por sí solo")]
    total: Annotated[Interval, about("share", "With its interactions", "Con sus interacciones")]


class SobolOutcome(Doc):
    """The indices of one effect."""

    part: Annotated[str, about("", "The part of the claim", "La parte de la afirmación")]
    closed_share: Annotated[Number, about("share of runs", "Closed before the event", "Cerradas antes del suceso")] = None
    indices: Annotated[tuple[SobolIndex, ...], about("", "One for each draw", "Uno para cada sorteo")]


class Sobol(Doc):
    """Sobol' indices over the declared ranges, chance as a factor of its own."""

    base: Annotated[int, about("points", "Points of a column", "Puntos por columna", ge=1)]
    runs: Annotated[int, about("runs", "Runs of each point", "Repeticiones de cada punto", ge=1)]
    outcomes: Annotated[tuple[SobolOutcome, ...], about("", "By effect", "Por efecto")]


class CurvePoint(Doc):
    """A point that a figure draws."""

    name: Annotated[str, about("", "Which line of the figure", "Qué línea de la figura")]
    outcome: Annotated[str, about("", "What is read", "Lo que se lee")]
    x: Annotated[Number, about("as the axis", "Place", "Lugar")] = None
    y: Annotated[Number, about("as the axis", "Second place", "Segundo lugar")] = None
    value: Annotated[Number, about("as the outcome", "Value", "Valor")]
    ci_low: Annotated[Number, about("as the outcome", "Lower end", "Extremo inferior")] = None
    ci_high: Annotated[Number, about("as the outcome", "Upper end", "Extremo superior")] = None
    worlds: Annotated[int, about("worlds", "Worlds that count", "Mundos que cuentan", ge=0)]
    runs: Annotated[int, about("runs", "Runs of each world", "Repeticiones de cada mundo", ge=0)]


class Curves(Doc):
    """Where the verdict flips; only with --full."""

    headroom: Annotated[tuple[CurvePoint, ...], about("", "Closing by headroom", "Cierres según la holgura")] = ()
    flip_map: Annotated[tuple[CurvePoint, ...], about("", "By advance and margin", "Según adelanto y margen")] = ()
    flip_line: Annotated[tuple[CurvePoint, ...], about("", "Its dividing line", "Su línea divisoria")] = ()
    doses: Annotated[
        tuple[CurvePoint, ...], about("", "By the size of the price change", "Según el tamaño del cambio de precio")
    ] = ()
    processes: Annotated[tuple[CurvePoint, ...], about("", "By price process", "Según el proceso de precios")] = ()
    shapley: Annotated[tuple[CurvePoint, ...], about("", "What mechanisms add", "Lo que suman los mecanismos")] = ()
    one_at_a_time: Annotated[
        tuple[CurvePoint, ...], about("", "Each draw alone at its ends", "Cada sorteo solo, en sus extremos")
    ] = ()


class Placebo(Doc):
    """A setting in which nothing may move."""

    name: Annotated[str, about("", "Which", "Cuál")]
    value: Annotated[Number, about("share", "Mean effect", "Efecto promedio")]
    ci_low: Annotated[Number, about("share", "Lower end of the interval", "Extremo inferior del intervalo")]
    ci_high: Annotated[Number, about("share", "Upper end of the interval", "Extremo superior del intervalo")]
    largest: Annotated[Number, about("share", "Largest effect of a world", "Mayor efecto de un mundo")]
    nothing: Annotated[Number, about("share of worlds", "Nothing notable", "Nada notable")] = None
    stated_error: Annotated[Number, about("share of worlds", "May be something else", "Puede ser otra cosa")] = None
    worlds: Annotated[int, about("worlds", "Worlds", "Mundos", ge=0)]
    runs: Annotated[int, about("runs", "Runs of each world", "Repeticiones de cada mundo", ge=0)]
    passed: Annotated[bool, about("", "Whether nothing moved", "Si nada se movió")]
