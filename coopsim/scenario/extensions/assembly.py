"""Members weigh once a season whether to go to the assembly, and may grow more loyal there."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning


class Assembly(Group):
    """Assembly | Asamblea"""

    extension: ClassVar[Extension | None] = Extension(
        "assembly",
        ("Assembly", "Asamblea"),
        en="Members weigh once a season whether to go to the assembly, and may grow more loyal there.",
        es="Los socios deciden cada campaña si van a la asamblea, y allí puede crecer su lealtad.",
    )
    meeting_value_usd: Annotated[
        float,
        Ge(0),
        Le(60),
        Meaning(
            "US$",
            label=("Worth of an assembly", "Valor de una asamblea"),
            en="Value of services and news that a member expects from an assembly (0: none is held). Higher: more members go",
            es="Valor de los servicios y noticias que el socio espera de una asamblea (0: no la hay). Si sube, van más socios",
            stops=(0, 6, 12),
        ),
    ] = 0.0
    day_wage_usd: Annotated[
        float,
        Ge(0),
        Le(60),
        Meaning(
            "US$/day",
            label=("A day's wage", "Jornal de un día"),
            en="A day's wage, lost by going to the assembly. Higher: fewer members go",
            es="El jornal que se pierde por ir a la asamblea. Si sube, van menos socios",
            needs={"meeting_value_usd": 6.0},
        ),
    ] = 15.0
    neighbours_attending_usd: Annotated[
        float,
        Ge(0),
        Le(60),
        Meaning(
            "US$",
            label=("Company at the assembly", "Compañía en la asamblea"),
            en=(
                "What it is worth to a member that all neighbours go to the assembly. Higher: members go, or stay away, together"
            ),
            es=("Cuánto vale para un socio que todos sus vecinos vayan a la asamblea. Si sube, van o faltan juntos"),
            needs={"meeting_value_usd": 6.0},
        ),
    ] = 10.0
    attendance_loyalty_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(100),
        Meaning(
            "US$/qq",
            label=("Loyalty won at assemblies", "Lealtad por asistir"),
            en=(
                "How much higher the loyalty settles of a member who went to the last assembly. Higher: "
                "assemblies bind members more"
            ),
            es=("Cuánto más alta queda la lealtad del socio que fue a la última asamblea. Si sube, las asambleas unen más"),
            stops=(0, 10, 30),
            needs={"meeting_value_usd": 6.0},
        ),
    ] = 0.0
