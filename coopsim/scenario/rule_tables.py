"""Each decision rule's own numbers: one Group a rule, and one line in `RuleTables`."""

from __future__ import annotations

from typing import Annotated, Any

from annotated_types import Ge, Le
from pydantic import Field, model_validator

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
    ] = 4.0


class LiquidityFirst(Group):
    """Rule of liquidity first: how farmers decide | Regla de primero la liquidez: cómo deciden los productores"""

    need_first_share: Annotated[
        Distribution,
        MeanBetween(0, 1),
        Meaning(
            "share",
            en="Part of the month's need for cash that is covered by selling outside before anything is weighed",
            es="Parte de la necesidad de efectivo del mes que se cubre vendiendo afuera antes de comparar nada",
            source="Geng, Janssens & Kramer 2023: need before price; the part calibrated to P1",
            shows_in="eight-theories",
        ),
    ] = Distribution(mean=0.1)


class Relational(Group):
    """Rule of the relational contract: how farmers decide | Regla de la confianza mutua: cómo deciden los productores"""

    noticed_share: Annotated[
        Distribution,
        MeanBetween(0, 1),
        Meaning(
            "share",
            en="Chance that selling outside is noticed and ends the relation with the cooperative",
            es="Probabilidad de que se note la venta afuera y se acabe la relación con la cooperativa",
            source="calibrated to P1",
            shows_in="eight-theories",
        ),
    ] = Distribution(distribution="beta", mean=0.002, sd=0.002)
    relation_memory_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a month",
            en="How far each harvest month moves what a household thinks delivering brings above the street",
            es="Cuánto cambia cada mes de cosecha lo que la familia cree que entregar le da por encima de la calle",
            shows_in="eight-theories",
        ),
    ] = 0.1


class Imitation(Group):
    """Rule of imitation: how farmers decide | Regla de la imitación: cómo deciden los productores"""

    imitation_noise_usd_per_qq: Annotated[
        float,
        Ge(0.1),
        Le(200),
        Meaning(
            "US$/qq",
            en="How unsure a farmer is who did better: with little doubt she copies whoever got more, with much anybody",
            es="Cuánto duda el productor de a quién le fue mejor: con poca copia a quien recibió más; con mucha, a cualquiera",
            shows_in="eight-theories",
        ),
    ] = 10.0
    look_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a month",
            en="Chance in a harvest month that a farmer compares herself with a neighbour; otherwise she does as before",
            es="Probabilidad, en un mes de cosecha, de que el productor se compare con un vecino; si no, sigue como antes",
            source="assumed: about once a harvest",
            shows_in="eight-theories",
        ),
    ] = 0.17
    trial_share: Annotated[
        Distribution,
        MeanBetween(0, 1),
        Meaning(
            "share",
            en="Chance that a farmer who thinks again copies nobody and tosses a coin",
            es="Probabilidad de que quien lo vuelve a pensar no copie a nadie y eche una moneda",
            source="calibrated to P1",
            shows_in="eight-theories",
        ),
    ] = Distribution(mean=0.25)


class Experience(Group):
    """Rule of experience: how farmers decide | Regla de la experiencia: cómo deciden los productores"""

    forgone_weight_share: Annotated[
        Distribution,
        MeanBetween(0, 1),
        Meaning(
            "share",
            en="How much the price not received teaches, beside the one received (delta)",
            es="Cuánto enseña el precio que no se recibió, frente al recibido (delta)",
            source="Camerer & Ho 1999: about 0.5; spread assumed",
            shows_in="eight-theories",
        ),
    ] = Distribution(distribution="beta", mean=0.5, sd=0.15)
    attraction_decay_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a harvest month",
            en="Part of what an outlet was worth that is still felt after another harvest month (phi)",
            es="Parte de lo que valía una salida que se siente aún después de otro mes de cosecha (phi)",
            source="Camerer & Ho 1999: 0.8 to 1",
            shows_in="eight-theories",
        ),
    ] = 0.9
    experience_decay_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a harvest month",
            en="Part of past experience that still counts after another harvest month (rho, at most phi)",
            es="Parte de la experiencia pasada que aún cuenta después de otro mes de cosecha (rho, a lo más phi)",
            source="Camerer & Ho 1999: 0 to phi; equal to phi assumed",
            shows_in="eight-theories",
        ),
    ] = 0.9
    choice_noise_usd_per_qq: Annotated[
        float,
        Ge(0.1),
        Le(200),
        Meaning(
            "US$/qq",
            en="How loosely a farmer follows the outlet that has paid better",
            es="Con qué soltura sigue el productor la salida que le ha pagado mejor",
            source="calibrated to P1",
            shows_in="eight-theories",
        ),
    ] = 20.0


class Threshold(Group):
    """Rule of thresholds: how farmers decide | Regla de los umbrales: cómo deciden los productores"""

    threshold_share: Annotated[
        Distribution,
        MeanBetween(0, 1),
        Meaning(
            "share",
            en="Share of neighbours who must sell outside before this farmer does, where both outlets are worth the same",
            es="Parte de los vecinos que debe vender afuera para que este productor también lo haga, si da igual dónde vender",
            source="Granovetter 1978 (mean 0.25, critical spread 0.10-0.12); that mean also gives P1",
            shows_in="eight-theories",
        ),
    ] = Distribution(distribution="normal", mean=0.25, sd=0.11)
    threshold_scale_usd_per_qq: Annotated[
        float,
        Ge(1),
        Le(2000),
        Meaning(
            "US$/qq",
            en="How much better the cooperative must be to raise a farmer's threshold by 100 %",
            es="Cuánto mejor debe ser la cooperativa para subir en 100 % el umbral de un productor",
            shows_in="eight-theories",
        ),
    ] = 70.0


class RuleTables(Group):
    """How farmers decide | Cómo deciden los productores"""

    own: dict[str, dict[str, Any]] = Field(default={})  # the user's own rules: checked by the rule's class, where it is known
    price_gap: PriceGap = PriceGap()
    reference_dependent: ReferenceDependent = ReferenceDependent()
    liquidity_first: LiquidityFirst = LiquidityFirst()
    relational: Relational = Relational()
    imitation: Imitation = Imitation()
    experience: Experience = Experience()
    threshold: Threshold = Threshold()

    @model_validator(mode="before")
    @classmethod
    def _own_rules(cls, given: Any) -> Any:
        """`[rule."my_rules:Proud"]` is the table of a rule of one's own."""
        if not isinstance(given, dict):
            return given
        own = {name: table for name, table in given.items() if ":" in name}
        if not own:
            return given
        written = given.get("own", {})
        return {n: t for n, t in given.items() if n not in own} | {"own": (written if isinstance(written, dict) else {}) | own}


RULE_GROUPS = {name: type(field.default) for name, field in RuleTables.model_fields.items() if name != "own"}
