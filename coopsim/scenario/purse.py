"""What a household pays its pickers, keeps in cash and owes."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Le

from coopsim.scenario.declare import Meaning
from coopsim.scenario.shocks import Shocks


class Purse(Shocks):
    """Who the farmers are | Quiénes son los productores"""

    picking_wage_usd_per_qq: Annotated[
        float,
        Ge(10),
        Le(120),
        Meaning(
            "US$/qq",
            en="Paid to hired pickers per quintal at the normal price",
            es="Pago a los peones por quintal cosechado, al precio normal",
        ),
    ] = 45.0
    picking_wage_elasticity: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "elasticity",
            en="How far picking and day wages follow the world price (0: not at all, 1: in proportion)",
            es="Cuánto siguen los jornales al precio de bolsa (0: nada, 1: en proporción)",
            shows_in="boom",
        ),
    ] = 0.3
    local_picking_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            en="Part of the pickers' pay earned by households of the district itself",
            es="Parte del pago a los peones que ganan familias del mismo distrito",
        ),
    ] = 0.2
    loan_interest_share_per_year: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a year",
            en="Interest on a trader's loan to a household",
            es="Interés del préstamo o habilitación que el intermediario da a la familia",
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
            en="Largest debt that traders allow, as a part of the value of a normal crop",
            es="Deuda máxima que permiten los intermediarios, como parte del valor de una cosecha normal",
            shows_in="stressed",
        ),
    ] = 0.5
    savings_target_months: Annotated[
        float,
        Ge(0),
        Le(120),
        Meaning(
            "months of need",
            en="Cash that a household keeps, in months of its need; what exceeds it is spent on house, land, school, feasts",
            es=(
                "Efectivo que la familia guarda, en meses de su necesidad; lo que pasa de eso se gasta en casa, terreno, "
                "escuela y fiestas"
            ),
            source=(
                "calibrated to three thin months a year: Baca et al. 2014 (3.8 in 2007, 2.8 in 2013), "
                "Bacon et al. 2014 (3.1); rule: Deaton 1991, Carroll 1997"
            ),
            stops=(0.0, 1.0, 6.0),
        ),
    ] = 1.0
    called_debt_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a month",
            en="Part of the debt that the lender calls in each month of harvest",
            es="Parte de la deuda que el prestamista cobra cada mes de cosecha",
            shows_in="stressed",
        ),
    ] = 0.35
    tied_debt_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            en="Part of the debt called in that must be paid in coffee, handed over before anything else",
            es="Parte de la deuda cobrada que se paga en café, entregado antes que todo lo demás",
            shows_in="stressed",
        ),
    ] = 0.35
