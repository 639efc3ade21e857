"""What can happen to a household, and what late pay means to it."""

from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Ge, Le

from coopsim.scenario.declare import Group, Meaning


class Shocks(Group):
    """Who the farmers are | Quiénes son los productores"""

    shock_share_per_month: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a month",
            en="Part of the households hit each month by an illness or another sudden expense",
            es="Parte de las familias que cada mes sufre una enfermedad u otro gasto imprevisto",
            shows_in="cash-crunch",
            stops=(0.0, 0.05, 0.2),
        ),
    ] = 0.0
    shock_usd: Annotated[
        float,
        Ge(0),
        Le(5000),
        Meaning(
            "US$",
            en="What such a blow costs in cash",
            es="Cuánto cuesta en efectivo ese golpe",
            shows_in="cash-crunch",
            stops=(0, 450, 1000),
        ),
    ] = 450.0
    insured_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            en="Part of the households whose sudden expenses an insurance pays",
            es="Parte de las familias cuyos gastos imprevistos cubre un seguro",
            shows_in="cash-crunch",
            stops=(0.0, 0.5, 1.0),
        ),
    ] = 0.0
    insurance_premium_usd_per_year: Annotated[
        float,
        Ge(0),
        Le(1000),
        Meaning(
            "US$/year",
            en="Yearly premium for each insured household",
            es="Prima anual por familia asegurada",
            shows_in="cash-crunch",
        ),
    ] = 0.0
    insurance_paid_by: Annotated[
        Literal["farmers", "cooperative", "state", "donor"],
        Meaning(
            "choice",
            en="Who pays the premium",
            es="Quién paga la prima",
            shows_in="cash-crunch",
            words=(
                ("farmers", "the farmers", "los productores"),
                ("cooperative", "the cooperative", "la cooperativa"),
                ("state", "the state", "el Estado"),
                ("donor", "a donor", "un donante"),
            ),
        ),
    ] = "farmers"
    crop_loss_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            en="Part of each month's crop lost to rust, frost or drought",
            es="Parte de la cosecha de cada mes que se pierde por roya, helada o sequía",
            source="assumed; rust of 2012-13: crop down 15 % (USDA 2013)",
            stops=(0.0, 0.15, 0.5),
        ),
    ] = 0.0
    late_kept_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            en="How far a payment that comes late after all counts as a promise kept",
            es="En qué medida un pago que llega tarde, pero llega, cuenta como promesa cumplida",
            shows_in="stressed",
        ),
    ] = 0.0
