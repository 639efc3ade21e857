"""What a member pays in each year and on joining."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning


class DuesAndShares(Group):
    """Dues and shares | Cuotas y aportes"""

    extension: ClassVar[Extension | None] = Extension(
        "dues_and_shares",
        ("Dues and shares", "Cuotas y aportes"),
        en="What a member pays in each year and on joining.",
        es="Lo que el socio paga cada año y al entrar.",
        setting=True,
    )
    dues_usd_per_year: Annotated[
        float,
        Ge(0),
        Le(500),
        Meaning(
            "US$/year",
            label=("Yearly dues", "Cuota anual"),
            en="Yearly dues of a member. Higher: more money for the cooperative, fewer members",
            es="Cuota anual del socio. Si sube, hay más dinero para la cooperativa y menos socios",
        ),
    ] = 0.0
    share_capital_usd_per_member: Annotated[
        float,
        Ge(0),
        Le(2000),
        Meaning(
            "US$",
            label=("Share of a member", "Aporte del socio"),
            en=(
                "Share that a member pays in on joining and gets back on leaving. Higher: more own money, and "
                "more to pay back when members leave"
            ),
            es=(
                "Aporte que el socio paga al entrar y recupera al salir. Si sube, hay más dinero propio y más "
                "que devolver cuando salen socios"
            ),
            source="calculated from a cooperative in Chirinos, Peru: 400 soles of 2016, in money of 2025",
        ),
    ] = 160.0
