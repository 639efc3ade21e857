"""What the columns of a search's tables mean; outcomes and levers besides are declared where they come from."""

from __future__ import annotations

from coopsim.model.column import Column
from coopsim.runs.shared_columns import HIGH, LOW, MEAN, OUTCOME

POLICY = Column(
    "policy",
    "number",
    "Number of the policy; 0 is the scenario as it is",
    "Número de la política; 0 es el escenario tal como está",
    "Policy",
    "Política",
)
FUTURE = Column("future", "number", "Number of the future", "Número del futuro")
GENERATION = Column("generation", "number", "Generation that tried it", "Generación en que se probó")
REGRET = Column(
    "regret",
    "0 to 1",
    "Largest regret; 1 is the worst policy in its worst future",
    "Mayor arrepentimiento; 1 es la peor política en su peor futuro",
    "Regret",
    "Arrepentimiento",
)
POLICIES = (
    POLICY,
    GENERATION,
    REGRET,
    Column("regret_mean", "0 to 1", "Mean regret over futures", "Arrepentimiento promedio"),
    Column("floor_share", "share", "Futures above the floor", "Futuros sobre el mínimo"),
    Column("futures", "number", "Futures that count", "Futuros que cuentan"),
    Column("is_on_front", "yes or no", "None is better in everything", "Ninguna otra es mejor en todo"),
)
OBJECTIVES = (
    POLICY,
    OUTCOME,
    MEAN,
    Column("searched_difference", "that of the row", "Difference seen in the search", "Diferencia en la búsqueda"),
    Column("difference", "that of the row", "Less the scenario as it is", "Menos el escenario como es"),
    LOW,
    HIGH,
    Column("regret_max", "that of the row", "Behind the best, worst future", "Detrás de la mejor, a lo más"),
    Column("regret_mean", "that of the row", "Behind the best, mean", "Detrás de la mejor, promedio"),
)
FUTURES = (
    POLICY,
    FUTURE,
    REGRET,
    Column("is_above_floor", "yes or no", "Above the floor", "Sobre el mínimo"),
)
SEARCHED = (POLICY, GENERATION)
