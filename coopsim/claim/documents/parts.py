"""The parts of the claim as verdict.json lists them, each of its own kind."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from coopsim.claim.documents.base import Both, Doc, Effect, FiveShares, Interval, Number, ThreeShares, about

Word = Literal["supported", "contradicted", "too_small", "depends", "undecided", "another_way", "inconclusive"]
Reason = Literal["too_few_worlds", "too_few_runs", "no_worlds", "windows_differ", "built_in"]
Windows = Literal["impact", "impact+1", "aftermath", "three", "long"]


class Noise(Doc):
    """How much of an effect is chance, and the model that took it out."""

    sd_one_run: Annotated[
        Number, about("as the effect", "Spread of runs in a world", "Dispersión de las repeticiones en un mundo")
    ]
    sd_worlds: Annotated[
        Number,
        about("as the effect", "Spread of worlds without noise", "Dispersión de los mundos, sin el azar de las repeticiones"),
    ]
    chance_share_one_run: Annotated[
        Number, about("share", "Of the variance, chance, with one run", "De la varianza, azar, con una repetición")
    ]
    chance_share: Annotated[
        Number,
        about("share", "Of the variance, chance, with the runs there are", "De la varianza, azar, con las repeticiones que hay"),
    ]
    model: Annotated[str, about("", "Distribution of effects that BIC chose", "Distribución de los efectos que eligió el BIC")]
    models_counted: Annotated[
        tuple[str, ...],
        about("", "Distributions that the interval allows for", "Distribuciones que el intervalo toma en cuenta"),
    ]


class JointNoise(Doc):
    """The noise of both effects of H2."""

    offers: Annotated[Noise, about("", "Of the fall in offers", "De la caída de lo ofrecido")]
    trouble: Annotated[Noise, about("", "Of the rise of trouble", "Del aumento de los problemas")]


class WorldCounts(Doc):
    """Single worlds by their own interval: shown, never judged."""

    supports: Annotated[
        int, about("worlds", "The interval lies beyond the smallest effect", "El intervalo supera el efecto mínimo", ge=0)
    ]
    contradicts: Annotated[int, about("worlds", "It lies beyond it the other way", "Lo supera en sentido contrario", ge=0)]
    small: Annotated[int, about("worlds", "It lies within", "Queda dentro", ge=0)]
    undecided: Annotated[int, about("worlds", "None of these", "Nada de eso", ge=0)]


class Secondary(Doc):
    """An outcome that is shown with a part and never judged; its effect keeps its raw sign."""

    outcome: Annotated[str, about("", "Name of the column", "Nombre de la columna")]
    label: Annotated[Both, about("", "What people call it", "Cómo se llama")]
    window: Annotated[Windows, about("", "Seasons it is read in", "Campañas en que se lee")]
    smallest_effect: Annotated[Number, about("as the effect", "What would matter", "Lo que importaría")] = None
    baseline: Annotated[Number, about("as the effect", "Mean of the untreated arm", "Promedio sin el cambio de precio")] = None
    effect: Annotated[Effect, about("", "Mean effect", "Efecto promedio")]
    p_value_holm: Annotated[
        Number, about("share", "Of its family, adjusted for their number", "De su familia, ajustado por su número")
    ] = None


class HistoryCounts(Doc):
    """Episodes of one kind: counts, never an interval over episodes."""

    n: Annotated[int, about("episodes", "Episodes", "Episodios", ge=0)]
    beyond: Annotated[int, about("episodes", "Beyond the smallest effect", "Superan el efecto mínimo", ge=0)]
    against: Annotated[int, about("episodes", "Beyond it the other way", "Lo superan en sentido contrario", ge=0)]
    same_direction: Annotated[int, about("episodes", "With the claim's sign", "Con el signo de la afirmación", ge=0)]
    effect: Annotated[Number, about("as the part", "Mean over episodes", "Promedio de los episodios")]


class LeftOut(Doc):
    """The mean over episodes with one of them left out."""

    without: Annotated[str, about("", "The episode left out", "El episodio que se quitó")]
    effect: Annotated[Number, about("as the part", "Mean of the others", "Promedio de los demás")]


class History(Doc):
    """What the real episodes show of a part."""

    boom: Annotated[HistoryCounts | None, about("", "Booms", "Alzas")] = None
    slump: Annotated[HistoryCounts | None, about("", "Slumps", "Bajas")] = None
    leave_one_out: Annotated[tuple[LeftOut, ...], about("", "Each episode left out", "Sin cada episodio")] = ()


class WindowResult(Doc):
    """A part read in one window of seasons."""

    window: Annotated[Windows, about("", "Seasons it is read in", "Campañas en que se lee")]
    effect: Annotated[Effect | None, about("", "Mean effect", "Efecto promedio")] = None
    shares: Annotated[ThreeShares | None, about("", "What worlds say", "Lo que dicen los mundos")] = None
    noise: Annotated[Noise | None, about("", "Chance", "Azar")] = None
    word: Annotated[Word, about("", "Verdict in this window alone", "Veredicto de esta ventana sola")]


class AnyPart(Doc):
    """What every part has."""

    id: Annotated[
        str, about("", "H1, H1p, H1f, H2, H2d, H2t, H2c, H3, H4, H5 or H6", "H1, H1p, H1f, H2, H2d, H2t, H2c, H3, H4, H5 o H6")
    ]
    statement: Annotated[Both, about("", "What is claimed", "Lo que se afirma")]
    line: Annotated[Both | None, about("", "The same in a few words", "Lo mismo en pocas palabras")] = None


class Measured(AnyPart):
    """What every part that worlds say something of has; counted positive in the claim's direction."""

    outcome: Annotated[str | None, about("", "Name of the column it is read from", "Nombre de la columna en que se lee")] = None
    window: Annotated[Windows | None, about("", "Seasons it is read in", "Campañas en que se lee")] = None
    smallest_effect: Annotated[Number, about("as the effect", "What would matter", "Lo que importaría")] = None
    two_sided: Annotated[bool, about("", "Whether both signs mean something", "Si los dos signos significan algo")] = False
    effect: Annotated[Effect | None, about("", "Mean effect over worlds", "Efecto promedio de los mundos")] = None
    secondary: Annotated[tuple[Secondary, ...], about("", "Shown, not judged", "Se muestra, no se juzga")] = ()
    history: Annotated[History | None, about("", "Real episodes", "Episodios reales")] = None
    reason_code: Annotated[Reason | None, about("", "Why there is no other word", "Por qué no hay otra palabra")] = None


class Judged(Measured):
    """What every judged part has."""

    word: Annotated[Word, about("", "The verdict", "El veredicto")]
    worlds_needed: Annotated[
        int | None, about("worlds", "Where undecided: so many would narrow the interval", "Si no se sabe: con tantos bastaría")
    ] = None


class JudgedByThree(Judged):
    """What every part judged by three shares has."""

    shares: Annotated[ThreeShares | None, about("", "What worlds say", "Lo que dicen los mundos")] = None
    noise: Annotated[Noise | None, about("", "Chance", "Azar")] = None
    raw: Annotated[WorldCounts | None, about("", "Single worlds", "Los mundos de uno en uno")] = None


class JudgedPart(JudgedByThree):
    """A part of one effect: H1p, H2c, H3, H4."""

    kind: Annotated[Literal["judged"], about("", "Kind of part", "Clase de parte")] = "judged"
    windows: Annotated[
        tuple[WindowResult, ...], about("", "Where more than one counts, each", "Si cuenta más de una, cada una")
    ] = ()


class Conditional(Doc):
    """How often trouble rises where offers fall, and where they do not; missing where fewer than 5 % of the worlds are such."""

    trouble_if_offers_fall: Annotated[
        Interval | None, about("share of worlds", "Where offers fall", "Donde baja lo ofrecido")
    ] = None
    trouble_if_not: Annotated[Interval | None, about("share of worlds", "Where they do not", "Donde no baja")] = None


class H2Part(Judged):
    """Members sell outside and the cooperative suffers: five shares, never one number."""

    kind: Annotated[Literal["five_shares"], about("", "Kind of part", "Clase de parte")] = "five_shares"
    classes: Annotated[FiveShares | None, about("", "The five outcomes", "Los cinco resultados")] = None
    conditional: Annotated[
        Conditional | None, about("", "Trouble with and without side-selling", "Problemas con y sin venta afuera")
    ] = None
    noise: Annotated[JointNoise | None, about("", "Chance", "Azar")] = None


class PassThroughPoint(Doc):
    """The fall in offers, and the worst rung, at one pass-through margin."""

    margin_share: Annotated[
        float,
        about(
            "share",
            "Proportional margin: what traders keep of a rise",
            "Margen proporcional: lo que el intermediario retiene de un alza",
        ),
    ]
    effect: Annotated[Number, about("share", "Fall in offers", "Caída de lo ofrecido")]
    ci_low: Annotated[Number, about("share", "Lower end of the band", "Extremo inferior de la banda")] = None
    ci_high: Annotated[Number, about("share", "Upper end of the band", "Extremo superior de la banda")] = None
    rung_effect: Annotated[Number, about("share", "Rise of the worst rung", "Aumento del peldaño más alto")] = None
    rung_ci_low: Annotated[Number, about("share", "Lower end of its band", "Extremo inferior de su banda")] = None
    rung_ci_high: Annotated[Number, about("share", "Upper end of its band", "Extremo superior de su banda")] = None


class Crossing(Interval):
    """The margin at which the fall in offers is just the smallest effect; an end that is missing lies outside the range."""

    missing_share: Annotated[Number, about("share of resamples", "Without a crossing", "Sin cruce")] = None


class H2dPart(JudgedByThree):
    """Members offer less."""

    kind: Annotated[Literal["pass_through"], about("", "Kind of part", "Clase de parte")] = "pass_through"
    by_pass_through: Annotated[
        tuple[PassThroughPoint, ...], about("", "By what traders pass on", "Según lo que el intermediario traslada")
    ] = ()
    crossing: Annotated[Crossing | None, about("share", "Where it turns", "Dónde cambia")] = None
    worst_rung: Annotated[str | None, about("", "The rung read along it", "El peldaño que se lee con ella")] = None
    sourced_low: Annotated[Number, about("share", "Sourced range of the margin, from", "Margen según las fuentes, desde")] = None
    sourced_high: Annotated[Number, about("share", "Sourced range of the margin, to", "Margen según las fuentes, hasta")] = None


class Rung(Doc):
    """One rung of the ladder of trouble: seasons that reach it or a higher one."""

    name: Annotated[str, about("", "The rung", "El peldaño")]
    normal: Annotated[Number, about("share of seasons", "Untreated", "Sin el cambio de precio")] = None
    boom: Annotated[Effect | None, about("", "What a boom adds", "Lo que suma un alza")] = None
    slump: Annotated[Effect | None, about("", "What a slump adds", "Lo que suma una baja")] = None
    highest: Annotated[
        Effect | None, about("", "What a boom adds with this as the highest", "Lo que suma un alza siendo este el más alto")
    ] = None
    shares: Annotated[ThreeShares | None, about("", "What worlds say of a boom", "Lo que dicen los mundos de un alza")] = None
    word: Annotated[Word, about("", "Verdict on this rung", "Veredicto de este peldaño")]
    companion: Annotated[
        Effect | None,
        about(
            "", "What a boom adds to the amount behind it; more is worse", "Lo que suma un alza a la cantidad detrás; más es peor"
        ),
    ] = None
    companion_pairs: Annotated[int | None, about("pairs", "Seasons open in both arms", "Campañas abiertas en los dos casos")] = (
        None
    )
    only_some_seasons: Annotated[
        bool, about("", "The amount moves the other way: only some seasons", "La cantidad va al revés: solo algunas campañas")
    ] = False


class Rungs(Doc):
    """The six rungs, the lowest first."""

    late_pay: Annotated[Rung, about("", "Members paid late", "Pago tardío a socios")]
    refused: Annotated[Rung, about("", "Coffee refused", "Café rechazado")]
    contract_missed: Annotated[Rung, about("", "Contract missed", "Contrato incumplido")]
    loss: Annotated[Rung, about("", "Loss", "Pérdida")]
    insolvent: Annotated[Rung, about("", "Net worth below zero", "Patrimonio negativo")]
    closed: Annotated[Rung, about("", "Closed", "Cerrada")]

    @property
    def in_order(self) -> tuple[Rung, ...]:
        """The rungs, the lowest first."""
        return tuple(getattr(self, name) for name in RUNGS)


RUNGS = tuple(Rungs.model_fields)


class H2tPart(JudgedByThree):
    """The cooperative has more trouble: any of the upper five rungs."""

    kind: Annotated[Literal["ladder"], about("", "Kind of part", "Clase de parte")] = "ladder"
    rungs: Annotated[Rungs | None, about("", "The ladder", "La escalera")] = None


class ToldPart(Measured):
    """A part that is told and not judged: it must hold in this model, or it is a number (H1, H1f)."""

    kind: Annotated[Literal["told"], about("", "Kind of part", "Clase de parte")] = "told"
    word: Annotated[
        Literal["yes", "no"] | None, about("", "Whether the sign is the claim's", "Si el signo es el de la afirmación")
    ] = None
    share: Annotated[Interval | None, about("share of worlds", "With the claim's sign", "Con el signo de la afirmación")] = None


class NotTestedPart(AnyPart):
    """A part that this study does not reach yet."""

    kind: Annotated[Literal["not_tested"], about("", "Kind of part", "Clase de parte")] = "not_tested"
    reason: Annotated[Both, about("", "Why", "Por qué")]


class NotTestablePart(AnyPart):
    """A part that nothing in the model could answer."""

    kind: Annotated[Literal["not_testable"], about("", "Kind of part", "Clase de parte")] = "not_testable"
    reason: Annotated[Both, about("", "Why", "Por qué")]


Part = Annotated[
    JudgedPart | H2Part | H2dPart | H2tPart | ToldPart | NotTestedPart | NotTestablePart, Field(discriminator="kind")
]
