"""An association of kin: they lend to each other, make whoever sells outside pay, feast together, and leaders may take a part."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning

KINSHIP = Extension(
    "kinship",
    ("Association of kin", "Asociación de parientes"),
    en="Kin lend to each other, make whoever sells outside pay and feast together; their leaders may take a part.",
    es="Los parientes se prestan, cobran a quien vende afuera y hacen fiesta juntos; sus dirigentes pueden quedarse con algo.",
)


class AmongKin(Group):
    """Association of kin | Asociación de parientes"""

    extension: ClassVar[Extension | None] = KINSHIP
    kin_lending_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Lent among kin", "Préstamo entre parientes"),
            en=(
                "Part of the cash that a family does not need this month which it lends, without interest, to kin who lack cash. "
                "What a whole season has not repaid is lost to those who lent. Higher: kin borrow less from traders"
            ),
            es=(
                "Parte del efectivo que una familia no necesita este mes y presta, sin interés, a parientes que no tienen. Lo "
                "que no se devuelve en toda una campaña lo pierde quien prestó. Si sube, se debe menos al intermediario"
            ),
            source="Tassi 2012: kin networks give social security; the size is our assumption",
            stops=(0.0, 0.5, 1.0),
        ),
    ] = 0.0
    kin_fine_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(100),
        Meaning(
            "US$/qq",
            label=("Fine among kin", "Multa entre parientes"),
            en=(
                "What a member pays her kin at harvest's end for each quintal sold outside, where all of them deliver; less "
                "where they sell outside too. Higher: fewer sell outside while kin deliver"
            ),
            es=(
                "Lo que la socia paga a sus parientes al final de la cosecha por cada quintal vendido afuera, si todos ellos "
                "entregan; menos si también venden afuera. Si sube, menos venden afuera mientras los parientes entregan"
            ),
            source="Tassi 2010: feasts and kin give social control; the size is our assumption",
            stops=(0.0, 10.0, 30.0),
        ),
    ] = 0.0
    feast_cost_usd_per_year: Annotated[
        float,
        Ge(0),
        Le(1000),
        Meaning(
            "US$/year",
            label=("Cost of the feast", "Costo de la fiesta"),
            en=(
                "What a member pays for the feast at harvest's end, if she has it; who has not does not belong that year. "
                "Higher: fewer can pay, and who pays has less"
            ),
            es=(
                "Lo que la socia paga por la fiesta al final de la cosecha, si lo tiene; quien no lo tiene queda fuera ese año. "
                "Si sube, menos pueden pagar, y a quien paga le queda menos"
            ),
            source="Tassi 2010: festivals (entradas) of Aymara beef producers; the size is our assumption",
            needs={"feast_loyalty_usd_per_qq": 10.0},
        ),
    ] = 0.0
    feast_loyalty_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(100),
        Meaning(
            "US$/qq",
            label=("Loyalty won at the feast", "Lealtad por la fiesta"),
            en=(
                "How much higher the loyalty settles of a member who paid for the last feast. Higher: the feast binds "
                "members more"
            ),
            es=("Cuánto más alta queda la lealtad de la socia que pagó la última fiesta. Si sube, la fiesta une más"),
            source="Tassi 2010: a strong sense of belonging; the size is our assumption",
            needs={"feast_cost_usd_per_year": 40.0},
        ),
    ] = 0.0


class LeadersOfKin(Group):
    """Association of kin | Asociación de parientes"""

    extension: ClassVar[Extension | None] = KINSHIP
    captured_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Part that leaders can take", "Parte que toman los dirigentes"),
            en=(
                "Part of the refund that the leaders' kin come to take where nobody checks; open books lessen it, and other "
                "members trust less. Higher: less of the surplus goes by coffee"
            ),
            es=(
                "Parte del excedente que llegan a tomar los parientes de los dirigentes donde nadie controla; con cuentas "
                "abiertas es menos, y los demás socios confían menos. Si sube, menos se reparte según el café"
            ),
            source="Tassi 2012: rent-seeking in kin networks; the size is our assumption",
            stops=(0.0, 0.3, 0.6),
        ),
    ] = 0.0
