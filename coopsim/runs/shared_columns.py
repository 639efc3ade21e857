"""Columns that several tables of the studies share."""

from __future__ import annotations

from coopsim.model.column import Column
from coopsim.model.columns import KEYS

ARM, REPLICATE, _COOPERATIVE, _MONTH, _DATE, SEASON, *_GROUPS = KEYS
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
