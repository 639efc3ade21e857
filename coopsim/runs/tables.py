"""What the columns of the studies' tables mean: cooperatives, runs, verdicts, patterns; each declared once.

`months` and `seasons` are declared where they are recorded (`coopsim.model.columns`).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from coopsim.model.column import Column
from coopsim.runs.closing_columns import CLOSINGS
from coopsim.runs.cohort_outcomes import COHORT
from coopsim.runs.cooperative_columns import COOPERATIVES
from coopsim.runs.member_table import MEMBERS
from coopsim.runs.policy_tables import FUTURES, OBJECTIVES, POLICIES, SEARCHED
from coopsim.runs.shared_columns import HIGH, LOW, OUTCOME, RULE, UNIT, WORLD
from coopsim.runs.sweep_tables import (
    BOXES,
    BY_FACTOR,
    BY_POINT,
    COMPARED,
    CROSSINGS,
    DIFFERENCES,
    OUTCOMES,
    PLACES,
    POINTS,
    SENSITIVITY,
)

_TREATED = (
    OUTCOME,
    Column(
        "window", "name", "Seasons over which it is measured", "Campañas en que se mide", "Seasons measured", "Campañas medidas"
    ),
    Column("value", "that of the row", "Outcome in the treated arm", "Resultado en el brazo tratado", counts=COHORT),
    Column("baseline_value", "that of the row", "Outcome in the baseline", "Resultado en la línea de base", counts=COHORT),
    Column(
        "effect",
        "that of the row",
        "Treated less baseline, same random draws",
        "Tratado menos línea de base, misma suerte",
        "Effect",
        "Efecto",
        "value - baseline_value",
        COHORT,
    ),
    UNIT,
    Column("treatment", "name", "Treatment arm", "Brazo tratado"),
    Column("kind", "name", "Boom or slump", "Alza o baja"),
    Column(
        "ln_size",
        "log",
        "Size of the price change, natural logarithm",
        "Tamaño del cambio de precio, logaritmo natural",
        "Size of the price change",
        "Tamaño del cambio",
    ),
    Column("unit_id", "name", "World to which the row belongs", "Mundo al que pertenece la fila"),
)
RUNS = (  # and a column outcome@window for each outcome of `runs.outcome` that is judged or shown
    Column(
        "worlds",
        "name",
        "Chosen by their likeness to the field, or as drawn",
        "Escogidos por su parecido, o sin escoger",
        "Which worlds",
        "Cuáles mundos",
    ),
    Column(
        "cell",
        "name",
        "How the cooperative buys and sells",
        "Cómo compra y vende la cooperativa",
        "Sales and member price",
        "Venta y precio al socio",
    ),
    Column("knock_out", "name", "Mechanism that is off", "Mecanismo apagado"),
    Column("treatment", "name", "Sort of price change", "Clase de cambio de precio"),
    Column("kind", "name", "Boom, slump or untreated", "Alza, baja o sin cambio"),
    Column(
        "ln_size",
        "log",
        "Size of the price change, natural logarithm",
        "Tamaño del cambio de precio, logaritmo natural",
        "Size of the price change",
        "Tamaño del cambio",
    ),
    Column(
        "onset_month",
        "months",
        "Month in which the treatment begins",
        "Mes en que empieza el tratamiento",
        "Month of onset",
        "Mes de inicio",
    ),
    WORLD,
    Column(
        "run",
        "number",
        "Run of the world: its own prices and draws",
        "Repetición del mundo: sus propios precios y sorteos",
        "Run",
        "Repetición",
    ),
    RULE,
)
CURVES = (
    Column("curve", "name", "Figure to which the point belongs", "Figura a la que pertenece el punto", "Figure", "Figura"),
    Column("name", "name", "Line within the figure", "Línea dentro de la figura"),
    OUTCOME,
    Column("x", "that of the figure", "Place along the axis", "Lugar en el eje horizontal"),
    Column("y", "that of the figure", "Place up the axis", "Lugar en el eje vertical"),
    Column("value", "that of the row", "Value at this point", "Valor en este punto"),
    LOW,
    HIGH,
    Column("n", "number", "Worlds behind the point", "Mundos detrás del punto"),
    RULE,
    Column("pattern", "name", "Pattern to which the point belongs", "Patrón al que pertenece el punto", "Pattern", "Patrón"),
    Column("replicates", "number", "Replicates behind the point", "Réplicas detrás del punto"),
)
WORLDS = (
    WORLD,
    *(
        Column(f"loyalty_{name}_usd_per_qq", "US$/qq", en, es, label, etiqueta)
        for name, en, es, label, etiqueta in (
            (
                "start",
                "Added to everybody's loyalty at the start",
                "Sumado a la lealtad de todos al inicio",
                "Loyalty added at the start",
                "Lealtad sumada al inicio",
            ),
            (
                "corrected",
                "Added to it late in the burn-in",
                "Sumado a ella al final del arranque",
                "Loyalty added later",
                "Lealtad sumada después",
            ),
            (
                "corrected_again",
                "Added to it a season later",
                "Sumado a ella una campaña después",
                "Loyalty added a season later",
                "Lealtad sumada al año",
            ),
        )
    ),
    Column(
        "runs_left_share",
        "share",
        "Runs whose cooperative is still open after burn-in",
        "Repeticiones cuya cooperativa sigue abierta tras el arranque",
        "Runs left",
        "Repeticiones que quedan",
    ),
    Column(
        "headroom",
        "ratio",
        "Normal sales over the sales that pay the fixed cost",
        "Ventas normales sobre las que pagan el costo fijo",
        "Headroom",
        "Holgura",
    ),
)
FAMILIES: Mapping[str, Mapping[str, Column]] = MappingProxyType(  # columns named by what follows
    {
        "worlds": {
            "implausibility_": Column(
                "implausibility", "ratio", "How far from a row of the field", "Qué tan lejos de una fila del campo"
            ),
            "effect_": Column(
                "effect", "that of the part", "Mean over runs, as the claim counts", "Promedio, como cuenta la afirmación"
            ),
            "chance_": Column("chance", "share", "Chance to be of this kind", "Probabilidad de ser de esta clase"),
        }
    }
)
RUNS_LEFT = Column("runs", "runs", "Runs of the world that count", "Repeticiones del mundo que cuentan", "Runs", "Repeticiones")
DECISIONS = (
    *(column for column in _TREATED if column.name != "unit_id"),
    Column("setting", "name", "Setting of the experiment", "Situación del experimento"),
    WORLD,
    RUNS_LEFT,
)
THEORIES = (
    RULE,
    Column(
        "reacts_within_season",
        "yes or no",
        "Whether a change within a season moves the rule in that season",
        "Si un cambio dentro de la campaña mueve a la regla en esa campaña",
        "Reacts within the season",
        "Reacciona dentro de la campaña",
    ),
    Column("part", "name", "Part of the claim", "Parte de la afirmación"),
    Column("word", "name", "What came of it", "Qué resultó"),
    Column("effect", "that of the row", "Mean effect over worlds", "Efecto medio de los mundos"),
    LOW,
    HIGH,
    Column("worlds", "number", "Worlds that count", "Mundos que cuentan"),
    Column("runs", "runs", "Runs of each world", "Repeticiones de cada mundo", "Runs", "Repeticiones"),
    *(
        Column(f"share_{name}", "share", f"{en}, noise taken out", f"{es}, sin el azar", en, es)
        for name, en, es in (
            ("supports", "Worlds that support it", "Mundos que la respaldan"),
            ("contradicts", "Worlds that contradict it", "Mundos que la contradicen"),
            ("small", "Worlds with too small an effect", "Mundos con efecto muy chico"),
        )
    ),
)
PATTERNS = (
    Column("pattern", "name", "Row of the pattern", "Fila del patrón"),
    RULE,
    Column(
        "class",
        "name",
        "calibrate, E can fail, C component, I built in",
        "calibrate, E puede fallar, C componente, I incorporado",
        "Class",
        "Clase",
    ),
    Column("en", "text", "The row in English", "La fila en inglés"),
    Column("es", "text", "The row in Spanish", "La fila en español"),
    Column("source", "text", "Where it was seen", "Dónde se vio"),
    UNIT,
    Column("judged", "name", "band, above or below", "banda, above o below"),
    Column("band_low", "that of the row", "Lower end of what passes", "Extremo inferior de lo aceptado"),
    Column("band_high", "that of the row", "Upper end of what passes", "Extremo superior de lo aceptado"),
    Column("value", "that of the row", "What the model gives", "Lo que da el modelo"),
    LOW,
    HIGH,
    Column("replicates", "number", "Replicates that count", "Réplicas que cuentan"),
    Column("passed", "yes or no", "The model reproduces the row", "El modelo reproduce la fila"),
    Column("matched", "yes or no", "Worlds are chosen by the row", "Se escogen mundos por la fila"),
)
TABLES: Mapping[str, tuple[Column, ...]] = MappingProxyType(
    {
        "cooperatives": COOPERATIVES,
        "members": MEMBERS,
        "closings": CLOSINGS,
        "runs": RUNS,
        "curves": CURVES,
        "worlds": WORLDS,
        "decisions": DECISIONS,
        "theories": THEORIES,
        "patterns": PATTERNS,
        "points": POINTS,
        "outcomes": OUTCOMES,
        "by_point": BY_POINT,
        "by_factor": BY_FACTOR,
        "differences": DIFFERENCES,
        "sensitivity": SENSITIVITY,
        "boxes": BOXES,
        "places": PLACES,
        "crossings": CROSSINGS,
        "compared": COMPARED,
        "policies": POLICIES,
        "objectives": OBJECTIVES,
        "futures": FUTURES,
        "searched": SEARCHED,
    }
)
