"""What the columns of the studies' tables mean: runs, verdicts, sweeps, patterns; each declared once.

`months` and `seasons` are declared where they are recorded (`coopsim.model.columns`).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from coopsim.model.column import Column
from coopsim.model.columns import KEYS
from coopsim.runs.cohort_outcomes import COHORT

ARM, REPLICATE, _COOPERATIVE, _MONTH, _DATE, _SEASON, *_GROUPS = KEYS
DESIGN_POINT = Column("design_point", "number", "Number of the design point", "Número del punto del diseño")
RULE = Column(
    "rule",
    "name",
    "Decision rule of all farmers",
    "Regla de decisión de todos los productores",
    "Decision rule",
    "Regla de decisión",
)
UNIT = Column("unit", "name", "Unit of the outcome", "Unidad del resultado")
OUTCOME = Column("outcome", "name", "What is measured", "Qué se mide")
WORLD = Column("world", "number", "Number of the simulated world", "Número del mundo simulado")
LOW = Column(
    "ci_low",
    "that of the row",
    "Lower end of the 95 % interval",
    "Extremo inferior del intervalo de 95 %",
    "95 % from",
    "95 % desde",
)
HIGH = Column(
    "ci_high",
    "that of the row",
    "Upper end of the 95 % interval",
    "Extremo superior del intervalo de 95 %",
    "95 % to",
    "95 % hasta",
)
MEAN = Column("mean", "that of the row", "Mean over runs", "Promedio de las corridas")
QUANTILES = tuple(
    Column(
        f"q{q}",
        "that of the row",
        f"{q} % of the runs lie below",
        f"El {q} % de las corridas queda por debajo",
        f"{q} % below",
        f"{q} % por debajo",
    )
    for q in (10, 25, 50, 75, 90)
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
POINTS = (
    DESIGN_POINT,
    Column("scenario", "name", "Scenario of the point", "Escenario del punto"),
    ARM,
    Column("point_hash", "name", "Identity of the point (hash)", "Identidad del punto (huella)"),
)
OUTCOMES = (
    DESIGN_POINT,
    REPLICATE,
    Column("status", "name", "ok or failed", "ok o failed"),
    Column("reason", "text", "Why the run failed", "Por qué falló la corrida"),
)
BY_POINT = (
    DESIGN_POINT,
    OUTCOME,
    Column("n", "number", "Runs that count", "Corridas que cuentan"),
    MEAN,
    LOW,
    HIGH,
    *QUANTILES,
    Column("failed", "number", "Runs that failed", "Corridas que fallaron"),
)
BY_FACTOR = (
    Column("factor", "name", "Parameter that is moved", "Parámetro que se mueve"),
    Column(
        "level", "that of the factor", "Its value, or a fifth of its range", "Su valor, o un quinto de su rango", "Level", "Nivel"
    ),
    Column("middle", "that of the factor", "Middle of the level", "Centro del nivel"),
    Column("label", "text", "The level as it is shown", "El nivel como se muestra"),
    OUTCOME,
    Column("runs", "number", "Runs that count", "Corridas que cuentan"),
    MEAN,
    LOW,
    HIGH,
    *QUANTILES,
    Column("units", "number", "Independent units behind it", "Unidades independientes detrás"),
    UNIT,
    Column("points", "number", "Design points in the level", "Puntos del diseño en el nivel"),
)
DIFFERENCES = (
    Column("compares", "name", "Arm or factor compared", "Brazo o factor comparado"),
    Column("level", "that of the factor", "Level compared", "Nivel comparado"),
    Column("reference", "that of the factor", "Level it is compared with", "Nivel de referencia"),
    Column("background", "text", "What is the same on both sides", "Lo que es igual en ambos lados"),
    OUTCOME,
    Column("n", "number", "Pairs that count", "Pares que cuentan"),
    UNIT,
    Column("mean", "that of the row", "Mean difference", "Diferencia media", formula="level - reference, pair by pair"),
    LOW,
    HIGH,
    Column("level_mean", "that of the row", "Mean at the level", "Promedio en el nivel"),
    Column("reference_mean", "that of the row", "Mean at the reference", "Promedio en la referencia"),
    Column(
        "variance_reduction",
        "ratio",
        "Fewer runs by common draws",
        "Corridas ahorradas con números aleatorios comunes",
        label_es="Corridas ahorradas",
    ),
    Column("half_width", "that of the row", "Half of the interval", "Medio intervalo"),
    Column("wanted", "that of the row", "Half width wanted", "Medio intervalo deseado"),
    Column("converged", "yes or no", "The interval is narrow enough", "El intervalo es bastante angosto"),
)

TABLES: Mapping[str, tuple[Column, ...]] = MappingProxyType(
    {
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
    }
)
