"""What the columns of a sweep's tables mean; each declared once."""

from __future__ import annotations

from coopsim.model.column import Column
from coopsim.runs.shared_columns import ARM, DESIGN_POINT, HIGH, LOW, MEAN, OUTCOME, QUANTILES, REPLICATE, UNIT

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
SENSITIVITY = (
    ARM,
    OUTCOME,
    Column("factor", "name", "Parameter that is moved", "Parámetro que se mueve"),
    Column(
        "index",
        "name",
        "Which index: mu_star and sigma (Morris), first and total (Sobol'), median and maximum (PAWN)",
        "Qué índice: mu_star y sigma (Morris), first y total (Sobol'), median y maximum (PAWN)",
        "Index",
        "Índice",
    ),
    Column("value", "that of the index", "The index", "El índice", formula="estimated by SALib"),
    LOW,
    HIGH,
)
BOXES = (
    ARM,
    Column("method", "name", "PRIM or CART", "PRIM o CART"),
    Column("box", "number", "Number of the box", "Número de la caja"),
    Column("factor", "name", "Parameter that is limited", "Parámetro que se limita"),
    Column(
        "level",
        "name",
        "Level of a factor of names: low 1 is so, high 0 is not",
        "Nivel de un factor de nombres: low 1 es así, high 0 no es así",
        "Level",
        "Nivel",
    ),
    Column("low", "that of the factor", "Lower limit", "Límite inferior"),
    Column("high", "that of the factor", "Upper limit", "Límite superior"),
    Column(
        "quasi_p",
        "share",
        "How often chance would do as well",
        "Con qué frecuencia el azar lo lograría",
        "Chance would do as well",
        "El azar lo lograría",
    ),
    Column("coverage", "share", "Of all cases, in the box", "De todos los casos, en la caja"),
    Column("density", "share", "Of the points in the box, cases", "De los puntos de la caja, casos"),
    Column("tested_coverage", "share", "Coverage on the half held back", "Cobertura, mitad reservada"),
    Column("tested_density", "share", "Density on the half held back", "Densidad, mitad reservada"),
)
_COMPARED = (
    Column("level", "name", "Arm or level compared", "Brazo o nivel comparado"),
    Column("reference", "name", "What it is compared with", "Con qué se compara"),
    Column("along", "name", "Factor followed", "Factor que se sigue"),
    Column("across", "name", "Second factor of a map", "Segundo factor de un mapa"),
)
PLACES = (
    *_COMPARED,
    Column("label", "text", "Level of the factor", "Nivel del factor"),
    Column("middle", "that of the factor", "Middle of the level", "Centro del nivel"),
    Column("across_label", "text", "Level of the second factor", "Nivel del segundo factor"),
    Column("across_middle", "that of the factor", "Middle of the second level", "Centro del segundo nivel"),
    Column("n", "number", "Independent units behind it", "Unidades independientes detrás"),
    Column("unit", "name", "What the interval is over", "Sobre qué es el intervalo"),
    MEAN,
    LOW,
    HIGH,
    Column("sign", "-1, 0 or 1", "Sign; 0 where it may be zero", "Signo; 0 si puede ser cero"),
)
CROSSINGS = (
    *_COMPARED,
    Column("across_label", "text", "Level of the second factor", "Nivel del segundo factor"),
    Column("value", "that of the factor", "Where the sign changes", "Dónde cambia el signo"),
    LOW,
    HIGH,
    Column("crossing_share", "share", "Resamples that change their sign", "Remuestreos que cambian el signo"),
    Column("rises", "yes or no", "From below zero to above", "De menos de cero a más"),
)
COMPARED = (
    OUTCOME,
    UNIT,
    Column("a", "that of the row", "Mean in A", "Promedio en A"),
    Column("b", "that of the row", "Mean in B", "Promedio en B"),
    Column("difference", "that of the row", "B less A, run by run", "B menos A, corrida por corrida"),
    LOW,
    HIGH,
    Column("p10", "that of the row", "10 % of the differences below", "10 % de las diferencias debajo"),
    Column("p90", "that of the row", "90 % of the differences below", "90 % de las diferencias debajo"),
    Column("n", "number", "Runs with a value in both", "Corridas con valor en ambos"),
)
