"""Each decision rule's own numbers: one Group a rule, and one line in `RuleTables`."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Le

from coopsim.scenario.declare import Distribution, Group, MeanBetween, Meaning


class PriceGap(Group):
    """Rule of the price gap: how farmers decide | Regla de la brecha de precios: cómo deciden los productores"""

    slope_share: Annotated[
        float,
        Ge(0),
        Le(20),
        Meaning(
            "share per share",
            en="How much of the crop turns to the trader when he pays 100 % more than the tolerated gap",
            es="Qué parte de la cosecha se va al intermediario cuando paga 100 % más que la brecha tolerada",
            stops=(1.0, 2.0, 5.0),
        ),
    ] = 2.0
    tolerance_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            en="How much more the trader may pay before anybody turns away (0.05: 5 %)",
            es="Cuánto más puede pagar el intermediario sin que nadie se desvíe (0.05: 5 %)",
            stops=(0.0, 0.05, 0.2),
        ),
    ] = 0.05


class ReferenceDependent(Group):
    """Rule of the reference price: how farmers decide | Regla del precio de referencia: cómo deciden los productores"""

    curvature_share: Annotated[
        float,
        Ge(0.3),
        Le(1),
        Meaning(
            "exponent",
            en="How a gain or loss twice as large is felt: 1 twice as much, less than 1 less than that",
            es="Cómo se siente una ganancia o pérdida del doble: con 1, el doble; con menos de 1, menos que el doble",
            source="Tversky & Kahneman 1992: 0.88",
            shows_in="eight-theories",
        ),
    ] = 0.88
    memory_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a year",
            en="How far the price that a household takes for its due moves each year to the one that it gets",
            es="Cuánto se acerca cada año el precio que la familia cree justo al que de veras recibe",
            shows_in="eight-theories",
        ),
    ] = 0.5
    belonging_share: Annotated[
        float,
        Ge(0),
        Le(5),
        Meaning(
            "felt US$ per US$",
            en="Weight of loyalty, services and neighbours beside gains and losses of money",
            es="Peso de la lealtad, los servicios y los vecinos frente a lo que se gana o se pierde en plata",
            source="calibrated to P1",
            shows_in="eight-theories",
        ),
    ] = 1.0


class LiquidityFirst(Group):
    """Rule of liquidity first: how farmers decide | Regla de primero la liquidez: cómo deciden los productores"""

    need_first_share: Annotated[
        Distribution,
        MeanBetween(0, 1),
        Meaning(
            "share",
            en="Part of the month's need for cash that is covered by selling outside before anything is weighed",
            es="Parte de la necesidad de efectivo del mes que se cubre vendiendo afuera antes de comparar nada",
            source="Geng, Janssens & Kramer 2023: need before price; all of the need assumed",
            shows_in="eight-theories",
        ),
    ] = Distribution(mean=1.0)


class RuleTables(Group):
    """How farmers decide | Cómo deciden los productores"""

    price_gap: PriceGap = PriceGap()
    reference_dependent: ReferenceDependent = ReferenceDependent()
    liquidity_first: LiquidityFirst = LiquidityFirst()
