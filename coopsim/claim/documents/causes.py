"""H5 in verdict.json: what became of a cohort of cooperatives, and how much of it is owed to each cause."""

from __future__ import annotations

from math import isclose
from typing import Annotated, Literal, Self

from pydantic import model_validator

from coopsim.claim.documents.base import Both, Doc, Interval, Number, about
from coopsim.claim.documents.parts import AnyPart
from coopsim.claim.documents.verdict import Study, Text

OF_COHORT = "share of the cohort"
Verdict5 = Literal["supported", "contradicted", "too_small", "inconclusive"]


class CausePart(Doc):
    """What one cause adds to the share that closed, averaged over all orders of the causes (Shapley value)."""

    cause: Annotated[str, about("", "Its name", "Su nombre")]
    title: Annotated[Both, about("", "What it is called", "Cómo se llama")]
    short: Annotated[Both, about("", "What it is called over a column", "Cómo se llama sobre una columna")]
    source: Annotated[str, about("", "Where it is from", "De dónde sale")]
    effect: Annotated[Number, about(OF_COHORT, "Closed owing to it", "Cerradas que se le deben")]
    ci_low: Annotated[Number, about(OF_COHORT, "Lower end of the interval", "Extremo inferior del intervalo")] = None
    ci_high: Annotated[Number, about(OF_COHORT, "Upper end of the interval", "Extremo superior del intervalo")] = None
    years: Annotated[
        Interval, about("years", "Years of life it takes from a cooperative, mean", "Años de vida que le quita a una, promedio")
    ]
    largest: Annotated[Number, about(OF_COHORT, "Its largest part at a year's end", "Su mayor parte al final de un año")]
    largest_year: Annotated[int, about("year", "The year of that", "El año de eso")]
    alone: Annotated[Number, about(OF_COHORT, "Closed if it is the only cause, above ordinary", "Cerradas si es la única causa")]
    last: Annotated[Number, about(OF_COHORT, "Spared if only it is taken away", "Que se salvan si solo ella falta")]


class CohortYear(Doc):
    """The cohort at the end of a harvest year."""

    year: Annotated[int, about("year", "Calendar year in which the harvest year ends", "Año en que termina el año cafetalero")]
    alive_share: Annotated[Number, about(OF_COHORT, "Never closed so far", "Nunca cerradas hasta entonces")]
    ci_low: Annotated[Number, about(OF_COHORT, "Lower end of the interval", "Extremo inferior del intervalo")] = None
    ci_high: Annotated[Number, about(OF_COHORT, "Upper end of the interval", "Extremo superior del intervalo")] = None
    ordinary_alive_share: Annotated[Number, about(OF_COHORT, "The same with every cause off", "Lo mismo sin ninguna causa")]
    parts: Annotated[
        dict[str, float], about(OF_COHORT, "Closed so far owing to each cause", "Cerradas hasta entonces por cada causa")
    ]
    closed_now: Annotated[Number, about(OF_COHORT, "Closed in that year", "Cerradas en ese año")]
    living: Annotated[Number, about("cooperatives", "Open, of the cohort or not", "Abiertas, de las primeras o no")]
    founded: Annotated[Number, about("cooperatives", "Founded in that year", "Fundadas en ese año")]
    revived: Annotated[Number, about("cooperatives", "Open again in that year", "Reabiertas en ese año")]


class GroupOfCohort(Doc):
    """Some cooperatives of the cohort that have something in common."""

    by: Annotated[Literal["district", "size", "policy"], about("", "What they have in common", "Lo que tienen en común")]
    group: Annotated[str, about("", "Which", "Cuál")]
    cooperatives: Annotated[float, about("cooperatives", "How many, mean of replicates", "Cuántas, promedio de las repeticiones")]
    closed: Annotated[Interval, about("share of the group", "Closed by the end", "Cerradas al final")]
    ordinary: Annotated[Number, about("share of the group", "Closed with every cause off", "Cerradas sin ninguna causa")]
    parts: Annotated[dict[str, float], about("share of the group", "Closed owing to each cause", "Cerradas por cada causa")]


class OtherPart(Doc):
    """What one cause adds under another assumption, averaged over some orders of the causes (Shapley value)."""

    cause: Annotated[str, about("", "Its name", "Su nombre")]
    effect: Annotated[Number, about(OF_COHORT, "Closed owing to it", "Cerradas que se le deben")]
    ci_low: Annotated[Number, about(OF_COHORT, "Lower end of the interval", "Extremo inferior del intervalo")] = None
    ci_high: Annotated[Number, about(OF_COHORT, "Upper end of the interval", "Extremo superior del intervalo")] = None


class Otherwise(Doc):
    """The history with and without its causes under another assumption; its parts where some orders of the causes were asked."""

    name: Annotated[
        Literal["no_supply_response", "no_local_costs", "alike", "drawn", "matched"],
        about("", "What is assumed", "Lo que se supone"),
    ]
    number: Annotated[int, about("number", "Replicates or worlds that count", "Repeticiones o mundos que cuentan", ge=0)]
    tried: Annotated[int, about("number", "Replicates or worlds simulated", "Repeticiones o mundos simulados", ge=1)]
    orders: Annotated[int, about("orders", "Of the causes, by lot, for each", "De las causas, por sorteo, en cada uno", ge=0)] = 0
    closed: Annotated[Interval, about(OF_COHORT, "Closed with every cause on", "Cerradas con todas las causas")]
    ordinary: Annotated[Interval, about(OF_COHORT, "Closed with every cause off", "Cerradas sin ninguna causa")]
    parts: Annotated[tuple[OtherPart, ...], about("", "Of what closes", "De las que cierran")] = ()
    highs_matter: Annotated[
        Number, about("share", "Where high prices close what would matter", "Donde los altos cierran lo que importaría")
    ] = None


class H5Part(AnyPart):
    """How much of the fall of a cohort is owed to high prices, and how much to each other cause."""

    kind: Annotated[Literal["causes"], about("", "Kind of part", "Clase de parte")] = "causes"
    verdict: Annotated[Verdict5, about("", "Whether high prices explain as much as would matter", "Si los altos bastan")]
    smallest_effect: Annotated[float, about(OF_COHORT, "What would matter", "Lo que importaría")]
    interval_kind: Annotated[Literal["luck"], about("", "Of what intervals speak", "De qué hablan los intervalos")] = "luck"
    closed: Annotated[Interval, about(OF_COHORT, "Closed with every cause on", "Cerradas con todas las causas")]
    ordinary: Annotated[Interval, about(OF_COHORT, "Closed with every cause off", "Cerradas sin ninguna causa")]
    steady: Annotated[
        Interval | None,
        about(OF_COHORT, "With every cause off and the price of the start", "Sin causas y al precio inicial"),
    ] = None
    total: Annotated[Interval, about(OF_COHORT, "Closed owing to all causes", "Cerradas por todas las causas")]
    parts: Annotated[tuple[CausePart, ...], about("", "Of the total", "Del total")]
    placebo: Annotated[
        Interval | None,
        about(OF_COHORT, "Part of a cause that is none: other draws", "De una causa que no lo es: otro azar"),
    ] = None
    cohort: Annotated[tuple[CohortYear, ...], about("", "Year by year", "Año por año")]
    groups: Annotated[tuple[GroupOfCohort, ...], about("", "By district, size and policy", "Por zona, tamaño y política")] = ()
    closings: Annotated[
        dict[str, float], about("share of closings", "What the accounts said", "Lo que decían las cuentas", default_factory=dict)
    ]
    assumptions: Annotated[tuple[Otherwise, ...], about("", "Under another assumption", "Con otro supuesto")] = ()

    @model_validator(mode="after")
    def _sums(self) -> Self:
        parts = sum(part.effect or 0.0 for part in self.parts)
        if not isclose(parts, self.total.value or 0.0, abs_tol=1e-9):
            raise ValueError(f"parts sum to {parts}, not to {self.total.value}")
        return self


class CausesDocument(Study):
    """The history of one region: `verdict.json` of a scenario whose causes are declared."""

    design: Annotated[Literal["causes"], about("", "What was simulated", "Lo que se simuló")] = "causes"
    price_source: Annotated[str, about("", "Prices", "Precios")]
    period: Annotated[tuple[str, str], about("", "First and last month", "Primer y último mes")]
    rules: Annotated[dict[str, float], about("share of farmers", "Decision rules", "Reglas de decisión")]
    cooperatives: Annotated[float, about("cooperatives", "In the cohort, mean of replicates", "Al inicio, promedio", ge=0)]
    not_open: Annotated[float, about("cooperatives", "Closed in the warm-up, not counted", "Cerradas en el arranque, sin contar")]
    farmers: Annotated[int, about("farmers", "In the region", "En la región", ge=1)]
    replicates: Annotated[int, about("replicates", "Of each arm", "De cada caso", ge=1)]
    arms: Annotated[int, about("arms", "Selections of causes", "Combinaciones de causas", ge=2)]
    level: Annotated[float, about("share", "Of every interval", "De todo intervalo")] = 0.95
    parts: Annotated[tuple[H5Part], about("", "The part of the claim", "La parte de la afirmación")]
    text: Annotated[Text | None, about("", "The lines", "Las líneas")] = None

    @property
    def h5(self) -> H5Part:
        """The one part."""
        return self.parts[0]
