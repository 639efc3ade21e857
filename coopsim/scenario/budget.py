"""What a household pays its pickers, keeps in cash and owes."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Le

from coopsim.scenario.declare import Group, Meaning


class Budget(Group):
    """Who the farmers are | Quiénes son los productores"""

    picking_wage_usd_per_qq: Annotated[
        float,
        Ge(10),
        Le(120),
        Meaning(
            "US$/qq",
            label=("Wage of pickers", "Pago al cosechador"),
            en=("Paid to hired pickers per quintal at the normal price. Higher: harvest takes more of the household's cash"),
            es=(
                "Lo que se paga a los peones por quintal al precio normal. Si sube, la cosecha se lleva más "
                "efectivo de la familia"
            ),
        ),
    ] = 45.0
    picking_wage_elasticity: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "elasticity",
            label=("Wages follow the price", "El jornal sigue al precio"),
            en=(
                "How far picking and day wages follow the world price (0: not at all, 1: in proportion). Higher: "
                "less of a boom stays with farmers"
            ),
            es=(
                "Cuánto siguen los jornales al precio de bolsa (0: nada, 1: en proporción). Si sube, al "
                "productor le queda menos de un alza"
            ),
            shows_in="boom",
        ),
    ] = 0.3
    loan_interest_share_per_year: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a year",
            label=("Interest on traders' loans", "Interés del intermediario"),
            en="Interest on a trader's loan to a household. Higher: debts grow faster",
            es="Interés del préstamo de un intermediario a una familia. Si sube, las deudas crecen más rápido",
            source="traders' loans cost more than 25 % a year (COMISUYL)",
            shows_in="stressed",
        ),
    ] = 0.36
    debt_limit_share: Annotated[
        float,
        Ge(0),
        Le(2),
        Meaning(
            "share",
            label=("Largest household debt", "Deuda máxima de la familia"),
            en=(
                "Largest debt that traders allow, as a part of the value of a normal crop. Higher: families owe "
                "more and, once they pay it back, go without cash a little more often"
            ),
            es=(
                "Deuda máxima que permiten los intermediarios, como parte del valor de una cosecha normal. Si "
                "sube, la familia debe más y, al pagar, se queda sin efectivo un poco más a menudo"
            ),
            shows_in="stressed",
        ),
    ] = 0.5
    tied_debt_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Debt paid in coffee", "Deuda que se paga con café"),
            en=(
                "Part of the debt called in that must be paid in coffee, before anything is sold. Higher: less "
                "coffee is free for the cooperative"
            ),
            es=(
                "Parte de la deuda cobrada que se paga con café, antes de vender nada. Si sube, queda menos café "
                "libre para la cooperativa"
            ),
            shows_in="stressed",
        ),
    ] = 0.35
