"""`theories.json`: the claim under one decision rule after another."""

from __future__ import annotations

from typing import Annotated, Literal

from coopsim.claim.documents.base import Doc, Effect, FiveShares, Interval, Number, ThreeShares, about
from coopsim.claim.documents.parts import AnyPart, Word
from coopsim.claim.documents.verdict import HeadlineStudy, Text

NotWeighed = Literal["another_scenario", "rule_not_measured", "no_shares", "one_rule"]


class TheoryPart(Doc):
    """One part of the claim under one rule."""

    id: Annotated[str, about("", "The part", "La parte")]
    word: Annotated[Word, about("", "The verdict", "El veredicto")]
    effect: Annotated[Effect | None, about("", "Mean effect over worlds", "Efecto promedio de los mundos")] = None
    shares: Annotated[ThreeShares | None, about("", "What worlds say", "Lo que dicen los mundos")] = None


class Theory(Doc):
    """The claim with all farmers deciding by one rule."""

    rule: Annotated[str, about("", "The decision rule", "La regla de decisión")]
    reacts_within_season: Annotated[
        bool, about("", "Whether to prices of the same season", "Si responde a precios de la misma campaña")
    ]
    worlds: Annotated[int, about("worlds", "Worlds that count", "Mundos que cuentan", ge=0)]
    runs: Annotated[int, about("runs", "Runs of each world", "Repeticiones de cada mundo", ge=0)]
    worlds_tried: Annotated[int, about("worlds", "Drawn", "Sorteados", ge=0)]
    worlds_matched: Annotated[int | None, about("worlds", "Not ruled out", "No descartados")] = None
    worlds_that_do_not_last: Annotated[int, about("worlds", "Closed at normal prices", "Cerradas con precios normales", ge=0)] = 0
    classes: Annotated[FiveShares | None, about("", "The five outcomes of H2", "Los cinco resultados de H2")] = None
    parts: Annotated[tuple[TheoryPart, ...], about("", "The parts of the claim", "Las partes de la afirmación")]

    def word(self, id: str) -> Word:
        """The verdict on the part of that name; a KeyError names those there are."""
        by_id = {part.id: part.word for part in self.parts}
        if id not in by_id:
            raise KeyError(f"{id}: there are {', '.join(by_id)}")
        return by_id[id]


class PartOverTheories(AnyPart):
    """One part over all rules: how many give which word."""

    counts: Annotated[dict[str, int], about("rules", "How many give each word", "Cuántas dan cada palabra")]


class Weight(Doc):
    """What a rule weighs by the rows of the field that it reproduces."""

    rule: Annotated[str, about("", "The decision rule", "La regla de decisión")]
    reproduced: Annotated[int, about("rows", "Rows reproduced", "Filas reproducidas", ge=0)]
    of: Annotated[int, about("rows", "Rows that count", "Filas que cuentan", ge=0)]
    weight: Annotated[Interval, about("share", "Ends: leaving a row out", "Extremos: sin una de las filas")]


class Weighted(Doc):
    """The five outcomes of H2 with rules weighed."""

    rows: Annotated[tuple[str, ...], about("", "Rows that count", "Filas que cuentan")]
    weights: Annotated[tuple[Weight, ...], about("", "By rule", "Por regla")]
    classes: Annotated[FiveShares | None, about("", "Missing: no weight can be given", "Si falta: no se puede dar un peso")] = (
        None
    )
    largest_move: Annotated[Number, about("share of worlds", "By leaving a row out", "Al quitar una fila")] = None


class TheoriesDocument(HeadlineStudy):
    """The claim under each theory of the farmer."""

    theories: Annotated[tuple[Theory, ...], about("", "One for each rule", "Una por regla")]
    parts: Annotated[tuple[PartOverTheories, ...], about("", "Over all rules", "En todas las reglas")]
    weighted: Annotated[Weighted | None, about("", "Rules weighed", "Con las reglas ponderadas")] = None
    not_weighed: Annotated[NotWeighed | None, about("", "Why they are not", "Por qué no lo están")] = None
    text: Annotated[Text | None, about("", "The lines", "Las líneas")] = None
