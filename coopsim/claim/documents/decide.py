"""`decide.json`: the experiments that decide between explanations."""

from __future__ import annotations

from typing import Annotated, Literal

from coopsim.claim.documents.base import Both, Doc, Number, about
from coopsim.claim.documents.verdict import Study, Text

State = Literal["yes", "no", "open"]


class Measurement(Doc):
    """A number of an experiment: the mean over worlds' means over runs; a fall is negative."""

    key: Annotated[str, about("", "How the rule asks for it", "Cómo la pide la regla")]
    block: Annotated[tuple[str, ...], about("", "Table: names of labels", "Tabla: nombres de rótulos")] = ()
    row: Annotated[tuple[str, ...], about("", "Row: names of labels", "Fila: nombres de rótulos")] = ()
    column: Annotated[tuple[str, ...], about("", "Column: names of labels", "Columna: nombres de rótulos")] = ()
    value: Annotated[Number, about("as unit says", "Mean over worlds", "Promedio de los mundos")]
    ci_low: Annotated[Number, about("as unit says", "Lower end", "Extremo inferior")] = None
    ci_high: Annotated[Number, about("as unit says", "Upper end", "Extremo superior")] = None
    unit: Annotated[str, about("", "Unit; level: a share of worlds", "Unidad; level: parte de los mundos")] = "share"
    worlds: Annotated[int, about("worlds", "Worlds that count", "Mundos que cuentan", ge=0)]
    runs: Annotated[int, about("runs", "Runs of each world", "Repeticiones de cada mundo", ge=0)]
    sd_worlds: Annotated[
        Number, about("as unit says", "Spread of worlds without noise", "Dispersión de los mundos, sin el azar")
    ] = None
    smallest_effect: Annotated[Number, about("as unit says", "What would matter", "Lo que importaría")] = None
    share_above: Annotated[Number, about("share of worlds", "Above it, without noise", "Por encima, sin el azar")] = None
    share_below: Annotated[Number, about("share of worlds", "As far below, without noise", "Tanto por debajo, sin el azar")] = (
        None
    )


class Experiment(Doc):
    """One experiment: what was declared before, what was measured, how it reads."""

    id: Annotated[str, about("", "X1 to X7", "X1 a X7")]
    question: Annotated[Both, about("", "What it asks", "Qué pregunta")]
    arms: Annotated[Both, about("", "What is compared", "Qué se compara")]
    if_claim: Annotated[Both, about("", "What the claim predicts", "Qué predice la afirmación")]
    if_rival: Annotated[Both, about("", "What its rival predicts", "Qué predice su rival")]
    rule: Annotated[Both, about("", "How numbers are read", "Cómo se leen los números")]
    limits: Annotated[Both | None, about("", "What it cannot show", "Qué no puede mostrar")] = None
    claim: Annotated[State, about("", "Whether the claim's reading holds", "Si vale la lectura de la afirmación")]
    rival: Annotated[State, about("", "Whether the rival's does", "Si vale la del rival")]
    reading: Annotated[Literal["claim", "rival", "both", "neither"], about("", "What follows", "Qué se sigue")]
    open: Annotated[bool, about("", "Whether an interval is too wide to settle one", "Si un intervalo es muy ancho para decidir")]
    named: Annotated[
        dict[str, str],
        about("", "What the finding's sentence names", "Lo que nombra la frase del resultado", default_factory=dict),
    ]
    numbers: Annotated[tuple[Measurement, ...], about("", "What was measured", "Lo que se midió")]
    worlds: Annotated[int, about("worlds", "Worlds of each arm", "Mundos de cada caso", ge=0)]
    runs: Annotated[int, about("runs", "Runs of each world", "Repeticiones de cada mundo", ge=0)]


class DecideDocument(Study):
    """The deciding experiments on one scenario."""

    decide_file_hash: Annotated[str, about("", "Of decide.toml", "De decide.toml")]
    headline_cell: Annotated[str, about("", "The scenario's way to sell and pay", "Cómo vende y paga el escenario")]
    headline_ln_size: Annotated[float, about("ln of a ratio", "Size of the price change", "Tamaño del cambio de precio")]
    level: Annotated[float, about("share", "Of every interval", "De todo intervalo")] = 0.95
    worlds: Annotated[int, about("worlds", "Worlds drawn", "Mundos sorteados", ge=0)]
    runs_per_world: Annotated[int, about("runs", "Runs of each world", "Repeticiones de cada mundo", ge=0)]
    worlds_matched: Annotated[int | None, about("worlds", "Not ruled out", "No descartados")] = None
    experiments: Annotated[tuple[Experiment, ...], about("", "In their order", "En su orden")]
    text: Annotated[Text | None, about("", "The lines", "Las líneas")] = None
