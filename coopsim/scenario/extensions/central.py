"""Cooperatives that belong to one centre: what they do once for all, lend each other, and stand in for."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning


class Central(Group):
    """Second-level central | Central de segundo piso"""

    extension: ClassVar[Extension | None] = Extension(
        "central",
        ("Second-level central", "Central de segundo piso"),
        en="Cooperatives do a part of their work once for all, lend each other cash and stand in for each other's debts.",
        es="Varias cooperativas hacen en común una parte del trabajo, se prestan efectivo y responden unas por otras.",
    )
    centre: Annotated[
        int,
        Ge(0),
        Le(99),
        Meaning(
            "number",
            label=("Centre it belongs to", "Central a la que pertenece"),
            en=(
                "Number of its centre (0: none); cooperatives of one number form one, until fewer than two are open or it costs "
                "them more than it saves. Higher: another centre, by its number only"
            ),
            es=(
                "Número de su central (0: ninguna); las cooperativas de un mismo número forman una, hasta que queden menos de "
                "dos abiertas o les cueste más de lo que les ahorra. Si sube, es otra central, solo por su número"
            ),
            source="ASOCOOMAG: five organisations, 320 families; Lonya Grande: three, 1,150 families (CLAC)",
            shows_in="two-cooperatives",
            needs={"pooled_office_share": 0.4},
            stops=(0, 1),
        ),
    ] = 0
    pooled_office_share: Annotated[
        float,
        Ge(0),
        Le(0.9),
        Meaning(
            "share",
            label=("Office done by the centre", "Oficina que hace la central"),
            en=(
                "Part of its office (export, accounts, certificates) that the centre does once for all. Higher: more is saved "
                "while others are there to share the cost"
            ),
            es=(
                "Parte de su oficina (exportación, contabilidad, certificados) que la central hace una vez para todas. Si sube, "
                "se ahorra más mientras haya otras con quienes repartir el costo"
            ),
            shows_in="two-cooperatives",
            needs={"centre": 1},
            stops=(0.0, 0.3, 0.6),
        ),
    ] = 0.0
    centre_office_usd_per_year: Annotated[
        float,
        Ge(0),
        Le(500_000),
        Meaning(
            "US$/year",
            label=("The centre's office", "Oficina de la central"),
            en=(
                "Yearly cost of the centre, shared by coffee; of different sums the largest counts. Higher: less is saved, and "
                "fewer closings end the centre"
            ),
            es=(
                "Costo anual de la central, repartido según el café; entre sumas distintas vale la mayor. Si sube, se ahorra "
                "menos y bastan menos cierres para que la central termine"
            ),
            shows_in="two-cooperatives",
            needs={"centre": 1, "pooled_office_share": 0.4},
        ),
    ] = 0.0
    joint_services_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Services prepared together", "Servicios preparados en común"),
            en=(
                "Part of its services to members that is prepared once with the others, at the cost of the one that spends most, "
                "shared by coffee. Higher: the same services cost less"
            ),
            es=(
                "Parte de sus servicios al socio que se prepara una sola vez con las demás, al costo de la que más gasta y "
                "repartido según el café. Si sube, los mismos servicios cuestan menos"
            ),
            source="Lonya Grande: workshops, posters and campaigns out of the premium (CLAC); the size is our assumption",
            shows_in="two-cooperatives",
            needs={"centre": 1, "services_usd_per_member_year": 100.0},
            stops=(0.0, 0.4, 0.8),
        ),
    ] = 0.0
    premium_pays_services: Annotated[
        bool,
        Meaning(
            "yes/no",
            label=("The premium pays services", "La prima paga los servicios"),
            en="The certification premium pays for services to members first, and what is left is kept for those to come",
            es="La prima de certificación paga primero los servicios al socio, y lo que sobra se guarda para los siguientes",
            source="Lonya Grande: workshops, posters and campaigns out of the premium (CLAC)",
            needs={"certified_share": 0.6, "premium_usd_per_qq": 20.0, "services_usd_per_member_year": 100.0},
        ),
    ] = False
    mutual_help_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Cash lent to the others", "Efectivo que presta a las demás"),
            en=(
                "Part of its spare cash that it lends without interest to others of the centre that cannot pay what is due. "
                "Higher: fewer payments are late, and more is lost when one closes"
            ),
            es=(
                "Parte de su efectivo libre que presta sin interés a las demás de la central cuando no pueden pagar lo vencido. "
                "Si sube, hay menos pagos atrasados y se pierde más cuando una cierra"
            ),
            shows_in="two-cooperatives",
            needs={"centre": 1},
        ),
    ] = 0.0
    joint_line: Annotated[
        bool,
        Meaning(
            "yes/no",
            label=("Stands in for the others' line", "Responde por la línea de otras"),
            en=(
                "The lender looks at all that stand in for each other as one, and claims from those that stay what one that "
                "closes leaves unpaid of its line"
            ),
            es=(
                "La financiera mira como una sola a las que responden unas por otras, y cobra a las que quedan lo que una que "
                "cierra deja sin pagar de su línea"
            ),
            shows_in="two-cooperatives",
            needs={"centre": 1},
        ),
    ] = False
