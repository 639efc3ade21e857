"""The table `members`: one row for each household and season of a run, whether she was a member or not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.model.column import Column
from coopsim.model.farmer_columns import FARMERS
from coopsim.model.season import group_names
from coopsim.model.world import World
from coopsim.runs.shared_columns import ARM, REPLICATE, SEASON

_STATES = (  # of a household as the season closes
    *("is_member", "tenure_seasons", "kin", "size_third", "poverty_third", "area_ha", "neglected_ha"),
    *("trust", "loyalty_usd_per_qq", "neighbours_share", "savings_usd", "usual_income_usd"),
    *("debt_usd", "kin_debt_usd", "kin_claim_usd", "owed_to_cooperative_usd", "overdue_usd"),
)
_TITLES = {  # of columns whose meaning is longer than a title may be
    "trust": ("Trust", "Confianza"),
    "loyalty_usd_per_qq": ("Loyalty", "Lealtad"),
    "overdue_usd": ("Overdue to her", "Vencido a su favor"),
    "area_ha": ("Land with bearing coffee", "Área de café en producción"),
    "neighbours_share": ("Neighbours delivered", "Entregaron los vecinos"),
    "size_third": ("Third by farm size", "Tercio por tamaño de chacra"),
    "poverty_third": ("Third by income", "Tercio por ingreso"),
    "season_unpicked_qq": ("Left on the trees", "Sin cosechar"),
    "season_offered_qq": ("Offered to the cooperative", "Ofrecido a la cooperativa"),
    "season_refused_qq": ("Refused for lack of cash", "Rechazado por falta de efectivo"),
    "season_side_sold_qq": ("Sold to intermediaries", "Vendido a intermediarios"),
    "season_delivered_elsewhere_qq": ("Delivered to other cooperatives", "Entregado a otras cooperativas"),
    "season_advances_usd": ("Advances received", "Adelantos recibidos"),
    "season_street_value_usd": ("Traders' price of what she gave", "Lo entregado, a precio de calle"),
    "season_gain_outside_usd": ("Gained by selling outside", "Ganado por vender afuera"),
    "season_costs_usd": ("Costs and charges", "Gastos y cobros"),
    "season_need_usd": ("Needed this season", "Necesidad de la campaña"),
    "season_unmet_usd": ("Need left uncovered", "Necesidad sin cubrir"),
    "season_cash_income_usd": ("Earned besides coffee", "Ingreso fuera del café"),
    "season_fine_usd": ("Fine", "Multa"),
    "season_membership_gain_usd": ("Gain of membership", "Ganancia de ser socia"),
}
NUMBERS = tuple(
    replace(column, label_en=title[0], label_es=title[1]) if (title := _TITLES.get(column.name)) else column
    for column in FARMERS
    if column.name in _STATES or column.name.startswith("season_")
)
MEMBERS = (
    ARM,
    REPLICATE,
    SEASON,
    Column("member", "number", "Number of the household", "Número de la familia"),
    Column(
        "cooperative",
        "name",
        "Cooperative that was her home when the season opened; empty: none",
        "Cooperativa a la que pertenecía al abrir la campaña; vacío: ninguna",
        "Her cooperative",
        "Su cooperativa",
    ),
    Column("district", "name", "District in which she lives", "Distrito en que vive"),
    Column("rule", "name", "Decision rule that she follows", "Regla de decisión que sigue"),
    *NUMBERS,
)


class MemberRegister:
    """Takes down every household as each season closes; an observer of a world.

    Parameters
    ----------
    first_month : int
        The first month after the warm-up.
    rows : array of int
        The rows of the world that are kept.
    """

    every_month = False

    def __init__(self, first_month: int, rows: NDArray[np.int64]) -> None:
        self._first_month, self._rows = first_month, rows
        self._seasons: list[dict[str, NDArray[Any]]] = []

    def month_ended(self, world: World) -> None:
        """Nothing is taken down of single months."""

    def season_ended(self, world: World) -> None:
        """Take down the households of a season that is recorded."""
        if world.month - 12 < self._first_month:
            return
        households, rules = world.records.households, group_names(world, "rule")
        names = {
            "cooperative": np.array([*world.identifiers, ""], dtype=object)[households["season_home"]],  # -1, the last: none
            "district": np.array(world.districts_named or world.identifiers, dtype=object)[households["district"]],
            "rule": np.array(rules, dtype=object)[np.array(world.farmers.rule_number, dtype=np.int64)],
        }
        numbers = {column.name: np.array(getattr(world.farmers, column.name), dtype=float) for column in NUMBERS}
        self._seasons.append({name: column[self._rows] for name, column in (names | numbers).items()})

    def frame(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The table: `rows` names each row that is kept (arm, replicate)."""
        if not self._seasons:
            return pd.DataFrame()
        number, households = self._seasons[0]["trust"].shape
        key = {name: np.repeat(rows[name].to_numpy(), households) for name in rows.columns}
        of_seasons = [
            pd.DataFrame(
                key
                | {"season": season, "member": np.tile(np.arange(households), number)}
                | {name: column.ravel() for name, column in columns.items()}
            )
            for season, columns in enumerate(self._seasons)
        ]
        order = [*rows.columns, "season", "member"]
        return pd.concat(of_seasons).sort_values(order, kind="stable", ignore_index=True)
