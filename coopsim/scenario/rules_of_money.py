"""The numbers of the decision rules that compare money: gaps, gains and losses, needs, relations."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Distribution, Extension, Group, MeanBetween, Meaning


class PriceGap(Group):
    """Rule of the price gap: how farmers decide | Regla de la brecha de precios: cómo deciden los productores"""

    extension: ClassVar[Extension | None] = Extension(
        "price_gap",
        ("Rule of the price gap", "Regla de la brecha de precios"),
        en="Farmers sell outside once the trader pays more than a tolerated gap.",
        es="El productor vende afuera cuando el intermediario paga más que una diferencia tolerada.",
        opened_by={"rules": ("price_gap",)},
    )
    slope_share: Annotated[
        float,
        Ge(0),
        Le(20),
        Meaning(
            "share per share",
            label=("Response to the price gap", "Respuesta a la diferencia"),
            en=(
                "How much of the crop goes to the trader when he pays 100 % more than the tolerated gap. Higher: "
                "more coffee leaves for the same gap"
            ),
            es=(
                "Cuánto de la cosecha va al intermediario cuando paga 100 % más que la diferencia tolerada. Si "
                "sube, se va más café con la misma diferencia"
            ),
            stops=(1.0, 2.0, 5.0),
            needs={"rules": {"price_gap": 1.0}},
        ),
    ] = 2.0
    tolerance_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Tolerated price gap", "Diferencia tolerada"),
            en=("How much more the trader may pay before anybody sells to him (0.05: 5 %). Higher: members wait longer"),
            es=(
                "Cuánto más puede pagar el intermediario antes de que alguien le venda (0.05: 5 %). Si sube, el socio aguanta más"
            ),
            stops=(0.0, 0.05, 0.2),
            needs={"rules": {"price_gap": 1.0}},
        ),
    ] = 0.05


class ReferenceDependent(Group):
    """Rule of the reference price: how farmers decide | Regla del precio de referencia: cómo deciden los productores"""

    extension: ClassVar[Extension | None] = Extension(
        "reference_dependent",
        ("Rule of the reference price", "Regla del precio de referencia"),
        en="Prices are gains and losses against the one remembered.",
        es="Los precios son ganancias o pérdidas frente al que se recuerda.",
        opened_by={"rules": ("reference_dependent",)},
    )
    curvature_share: Annotated[
        float,
        Ge(0.3),
        Le(1),
        Meaning(
            "exponent",
            label=("Feeling for large gains", "Peso de las ganancias grandes"),
            en=(
                "How a gain or loss twice as large is felt: 1 twice as much, less than 1 less than that. Higher: "
                "large changes count for more"
            ),
            es=(
                "Cuánto se siente una ganancia o pérdida el doble de grande: 1, el doble; menos de 1, menos del "
                "doble. Si sube, los cambios grandes cuentan más"
            ),
            source="Tversky & Kahneman 1992: 0.88",
            shows_in="eight-theories",
            needs={"rules": {"reference_dependent": 1.0}},
        ),
    ] = 0.88
    memory_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a year",
            label=("Speed of getting used", "Rapidez para acostumbrarse"),
            en=(
                "How far the price that a household takes as its due moves each year to the price it gets. "
                "Higher: it gets used to a new price sooner"
            ),
            es=(
                "Cuánto se acerca cada año el precio que la familia cree justo al que recibe. Si sube, se "
                "acostumbra antes a un precio nuevo"
            ),
            shows_in="eight-theories",
            needs={"rules": {"reference_dependent": 1.0}},
        ),
    ] = 0.5
    belonging_share: Annotated[
        float,
        Ge(0),
        Le(5),
        Meaning(
            "felt US$ per US$",
            label=("Weight of belonging", "Peso de la pertenencia"),
            en=("Weight of loyalty, services and neighbours against gains and losses of money. Higher: money decides less"),
            es=("Peso de la lealtad, los servicios y los vecinos frente a ganar o perder plata. Si sube, la plata decide menos"),
            source="calibrated to what is sold outside in an ordinary year",
            shows_in="eight-theories",
            needs={"rules": {"reference_dependent": 1.0}},
        ),
    ] = 4.0
    loss_aversion: Annotated[
        Distribution,
        MeanBetween(1, 4),
        Meaning(
            "times",
            label=("Weight of a loss", "Peso de una pérdida"),
            en=(
                "How much more a loss weighs than a gain of the same size, in the rule of the reference price. "
                "Higher: a low price hurts more than a high one pleases"
            ),
            es=(
                "Cuánto más pesa una pérdida que una ganancia igual, en la regla del precio de referencia. Si "
                "sube, un precio bajo duele más de lo que alegra uno alto"
            ),
            source="Brown et al. 2024: 1.955 [1.82, 2.10]; Tversky & Kahneman 1992: 2.25; the spread is our assumption",
            shows_in="eight-theories",
            stops=(1.0, 1.955, 2.5),
            needs={"rules": {"reference_dependent": 1.0}},
        ),
    ] = Distribution(distribution="normal", mean=1.955, sd=0.3, low=1.0, high=4.0)


class LiquidityFirst(Group):
    """Rule of liquidity first: how farmers decide | Regla de primero la liquidez: cómo deciden los productores"""

    extension: ClassVar[Extension | None] = Extension(
        "liquidity_first",
        ("Rule of liquidity first", "Regla de primero la liquidez"),
        en="The need for cash is covered first, then outlets are compared.",
        es="Primero se cubre la necesidad de efectivo, luego se compara.",
        opened_by={"rules": ("liquidity_first",)},
    )
    need_first_share: Annotated[
        Distribution,
        MeanBetween(0, 1),
        Meaning(
            "share",
            label=("Need covered first", "Necesidad que va primero"),
            en=(
                "Part of the month's need for cash that is covered by selling outside before anything is "
                "compared. Higher: more coffee is sold outside"
            ),
            es=(
                "Parte de la necesidad del mes que se cubre vendiendo afuera antes de comparar nada. Si sube, se "
                "vende más café afuera"
            ),
            source="Geng, Janssens & Kramer 2023: need before price; the part: sales outside in an ordinary year",
            shows_in="eight-theories",
            needs={"rules": {"liquidity_first": 1.0}},
        ),
    ] = Distribution(mean=0.1)


class Relational(Group):
    """Rule of the relational contract: how farmers decide | Regla de la confianza mutua: cómo deciden los productores"""

    extension: ClassVar[Extension | None] = Extension(
        "relational",
        ("Rule of the relational contract", "Regla de la confianza mutua"),
        en="Selling outside may be noticed and end the relation with the cooperative.",
        es="Vender afuera puede notarse y acabar con la relación con la cooperativa.",
        opened_by={"rules": ("relational",)},
    )
    noticed_share: Annotated[
        Distribution,
        MeanBetween(0, 1),
        Meaning(
            "share",
            label=("Chance of being noticed", "Probabilidad de que se note"),
            en=(
                "Chance that selling outside is noticed and ends the relation with the cooperative. Higher: "
                "selling outside is more dangerous"
            ),
            es=(
                "Probabilidad de que vender afuera se note y termine la relación con la cooperativa. Si sube, "
                "vender afuera es más riesgoso"
            ),
            source="calibrated to what is sold outside in an ordinary year",
            shows_in="eight-theories",
            needs={"rules": {"relational": 1.0}},
        ),
    ] = Distribution(distribution="beta", mean=0.002, sd=0.002)
    relation_memory_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a month",
            label=("Learning what delivering brings", "Aprender cuánto rinde entregar"),
            en=(
                "How far each harvest month moves what a household expects delivering to bring above the "
                "trader's price. Higher: the latest months count more"
            ),
            es=(
                "Cuánto mueve cada mes de cosecha lo que la familia espera ganar por entregar sobre el precio "
                "del intermediario. Si sube, pesan más los últimos meses"
            ),
            shows_in="eight-theories",
            needs={"rules": {"relational": 1.0}, "rule.relational.noticed_share": 0.02},
        ),
    ] = 0.1
