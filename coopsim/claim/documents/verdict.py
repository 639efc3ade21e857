"""`verdict.json`: what the test of the claim found."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from coopsim.claim.documents.base import Doc, Number, about
from coopsim.claim.documents.conditions import BoxSearch, Cell, Curves, KnockOut, Placebo, Sobol, Treatment
from coopsim.claim.documents.matching import Episode, Matching
from coopsim.claim.documents.parts import Part


class Study(Doc):
    """What every study of the claim says of itself."""

    schema_number: Annotated[Literal[3], about("", "Number of this form", "Número de este formato", alias="schema")] = 3
    coopsim_version: Annotated[str, about("", "Of the program", "Del programa")]
    scenario: Annotated[str, about("", "Its name", "Su nombre")]
    scenario_hash: Annotated[str, about("", "Of all its values", "De todos sus valores")]
    outcome_file_hash: Annotated[str, about("", "Of claim.toml", "De claim.toml")]
    model_hash: Annotated[str, about("", "Of the model's equations and defaults", "De las ecuaciones y valores del modelo")] = ""
    seed: Annotated[int, about("", "Of all random draws", "De todos los sorteos")]


class HeadlineStudy(Study):
    """A study of the headline treatment alone, in the scenario's own cell."""

    headline_cell: Annotated[str, about("", "The scenario's way to sell and pay", "Cómo vende y paga el escenario")]
    headline_treatment: Annotated[str, about("", "Sort of price change", "Clase de cambio de precio")]
    headline_ln_size: Annotated[float, about("ln of a ratio", "Its size", "Su tamaño")]


class Text(Doc):
    """The lines that the terminal prints."""

    en: Annotated[tuple[str, ...], about("", "In English", "En inglés")]
    es: Annotated[tuple[str, ...], about("", "In Spanish", "En español")]


class Verdict(Study):
    """The test of the claim on one scenario."""

    design: Annotated[Literal["both", "history", "worlds"], about("", "What was simulated", "Lo que se simuló")] = "both"
    prior: Annotated[bool, about("", "Whether worlds were left unmatched", "Si los mundos quedaron sin escoger")] = False
    full: Annotated[bool, about("", "Whether with --full", "Si fue con --full")] = False
    price_source: Annotated[str, about("", "Process of the prices", "Proceso de los precios")]
    period: Annotated[tuple[str, str], about("", "Months of real prices", "Meses de precios reales")]
    rules: Annotated[dict[str, float], about("share of farmers", "Decision rules", "Reglas de decisión")]
    headline_cell: Annotated[str, about("", "The scenario's way to sell and pay", "Cómo vende y paga el escenario")]
    headline_between: Annotated[
        tuple[str, str] | None, about("", "Its two ends, always shown with it", "Sus dos extremos, siempre a su lado")
    ] = None
    headline_treatment: Annotated[str, about("", "Sort of price change", "Clase de cambio de precio")]
    headline_ln_size: Annotated[float, about("ln of a ratio", "Its size", "Su tamaño")]
    level: Annotated[float, about("share", "Of every interval", "De todo intervalo")] = 0.95
    threshold_share: Annotated[float, about("share of worlds", "That makes a word", "Que hace un veredicto")] = 0.80
    minimum_worlds: Annotated[int, about("worlds", "Fewer give no verdict", "Con menos no hay veredicto")] = 30
    runs_per_world: Annotated[int, about("runs", "In the headline", "En la forma principal", ge=0)]
    worlds_tried: Annotated[int, about("worlds", "Drawn", "Sorteados", ge=0)]
    worlds_matched: Annotated[int | None, about("worlds", "Not ruled out", "No descartados")] = None
    worlds_used: Annotated[int, about("worlds", "Judged in the headline", "Juzgados en la forma principal", ge=0)]
    worlds_that_do_not_last: Annotated[
        int,
        about(
            "worlds",
            "Fewer than half of their runs survive normal prices",
            "Menos de la mitad de sus repeticiones sigue abierta",
            ge=0,
        ),
    ] = 0
    worlds_off_target: Annotated[
        int, about("worlds", "Not brought to the scenario's offers", "Lo ofrecido no se pudo llevar al del escenario", ge=0)
    ] = 0
    runs_dropped_share: Annotated[
        Number, about("share of runs", "Closed during burn-in, with their pair", "Cerradas en el arranque, con su par")
    ] = None
    matched_on: Annotated[tuple[str, ...], about("", "Rows of the field", "Filas del campo")] = ()
    headroom: Annotated[
        Number, about("", "Normal over break-even sales, median", "Ventas normales sobre las de equilibrio, mediana")
    ] = None
    parts: Annotated[tuple[Part, ...], about("", "The parts of the claim", "Las partes de la afirmación")]
    cells: Annotated[tuple[Cell, ...], about("", "Ways to sell and pay", "Formas de vender y pagar")] = ()
    treatments: Annotated[tuple[Treatment, ...], about("", "Sorts of price change", "Clases de cambio de precio")] = ()
    knock_outs: Annotated[tuple[KnockOut, ...], about("", "Mechanisms off", "Sin cada mecanismo")] = ()
    episodes: Annotated[tuple[Episode, ...], about("", "Real booms and slumps", "Alzas y bajas reales")] = ()
    matching: Annotated[Matching | None, about("", "Likeness to the field", "Parecido con el campo")] = None
    boxes: Annotated[
        tuple[BoxSearch, ...], about("", "Two or three limits that single worlds out", "Dos o tres límites que los distinguen")
    ] = ()
    sobol: Annotated[Sobol | None, about("", "What carries the variance", "De qué depende la varianza")] = None
    curves: Annotated[Curves | None, about("", "Where it flips", "Dónde cambia")] = None
    placebos: Annotated[tuple[Placebo, ...] | None, about("", "Where nothing may move", "Donde nada se debe mover")] = None
    text: Annotated[Text | None, about("", "The lines", "Las líneas")] = None

    def part(self, id: str) -> Any:
        """The part of that name; a KeyError names those there are."""
        by_id = {part.id: part for part in self.parts}
        if id not in by_id:
            raise KeyError(f"{id}: there are {', '.join(by_id)}")
        return by_id[id]
