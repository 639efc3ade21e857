"""Unexpected expenses strike households, and an insurance may pay them."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning


class Emergencies(Group):
    """Emergencies and insurance | Imprevistos y seguro"""

    extension: ClassVar[Extension | None] = Extension(
        "emergencies",
        ("Emergencies and insurance", "Imprevistos y seguro"),
        en="Unexpected expenses strike households, and an insurance may pay them.",
        es="Gastos imprevistos golpean a las familias, y un seguro puede pagarlos.",
    )
    shock_share_per_month: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a month",
            label=("Households with an emergency", "Familias con un imprevisto"),
            en=(
                "Part of the households hit each month by an illness or another unexpected expense. Higher: more "
                "coffee is sold for cash"
            ),
            es=(
                "Parte de las familias que cada mes sufre una enfermedad u otro gasto imprevisto. Si sube, se "
                "vende más café al contado"
            ),
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
            label=("Cost of an emergency", "Costo de un imprevisto"),
            en="What an unexpected expense costs in cash. Higher: households need more cash in that month",
            es="Cuánto cuesta en efectivo un gasto imprevisto. Si sube, la familia necesita más efectivo ese mes",
            shows_in="cash-crunch",
            stops=(0, 450, 1000),
            needs={"shock_share_per_month": 0.1},
        ),
    ] = 450.0
    insured_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Insured households", "Familias aseguradas"),
            en=("Part of the households whose unexpected expenses an insurance pays. Higher: fewer sell for lack of cash"),
            es=(
                "Parte de las familias cuyos gastos imprevistos paga un seguro. Si sube, menos familias venden "
                "por falta de efectivo"
            ),
            shows_in="cash-crunch",
            stops=(0.0, 0.5, 1.0),
            needs={"shock_share_per_month": 0.1},
        ),
    ] = 0.0
    insurance_premium_usd_per_year: Annotated[
        float,
        Ge(0),
        Le(1000),
        Meaning(
            "US$/year",
            label=("Insurance premium", "Prima del seguro"),
            en="Yearly premium for each insured household. Higher: whoever pays it has less",
            es="Prima anual por familia asegurada. Si sube, le queda menos a quien la paga",
            shows_in="cash-crunch",
            needs={"insured_share": 0.5},
        ),
    ] = 0.0
    insurance_paid_by: Annotated[
        Literal["farmers", "cooperative", "state", "donor"],
        Meaning(
            "choice",
            label=("Who pays the premium", "Quién paga la prima"),
            en="Who pays the insurance premium: the insured farmers, their cooperative, the state or a donor",
            es=("Quién paga la prima del seguro: los productores asegurados, su cooperativa, el Estado o un donante"),
            shows_in="cash-crunch",
            choice_labels=(
                ("farmers", "the farmers", "los productores"),
                ("cooperative", "the cooperative", "la cooperativa"),
                ("state", "the state", "el Estado"),
                ("donor", "a donor", "un donante"),
            ),
            needs={"insured_share": 0.5, "insurance_premium_usd_per_year": 100.0},
        ),
    ] = "farmers"
