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
                "Cómo se siente una ganancia o pérdida el doble de grande: 1 el doble, menos de 1 menos que eso. "
                "Si sube, los cambios grandes cuentan más"
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
            source="calibrated to P1",
            shows_in="eight-theories",
            needs={"rules": {"reference_dependent": 1.0}},
        ),
    ] = 4.0


class LiquidityFirst(Group):
    """Rule of liquidity first: how farmers decide | Regla de primero la liquidez: cómo deciden los productores"""

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
            source="Geng, Janssens & Kramer 2023: need before price; the part calibrated to P1",
            shows_in="eight-theories",
            needs={"rules": {"liquidity_first": 1.0}},
        ),
    ] = Distribution(mean=0.1)


class Relational(Group):
    """Rule of the relational contract: how farmers decide | Regla de la confianza mutua: cómo deciden los productores"""

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
            source="calibrated to P1",
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
            label=("Learning what it brings", "Aprende cuánto le rinde"),
            en=(
                "How far each harvest month moves what a household expects delivering to bring above the "
                "trader's price. Higher: the latest months count more"
            ),
            es=(
                "Cuánto mueve cada mes de cosecha lo que la familia espera ganar por entregar sobre el precio "
                "del intermediario. Si sube, pesan más los últimos meses"
            ),
            shows_in="eight-theories",
            needs={"rules": {"relational": 1.0}},
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
            label=("Doubt about who did better", "Duda sobre a quién le fue mejor"),
            en="How unsure a farmer is who did better. Low: he copies whoever got more; high: anybody",
            es=("Qué tan inseguro está un productor de a quién le fue mejor. Bajo: copia a quien ganó más; alto: a cualquiera"),
            shows_in="eight-theories",
            needs={"rules": {"imitation": 1.0}},
        ),
    ] = 10.0
    look_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a month",
            label=("Compares with a neighbour", "Se compara con un vecino"),
            en=(
                "Chance in a harvest month that a farmer compares with a neighbour; otherwise he does as before. "
                "Higher: habits spread faster"
            ),
            es=(
                "Probabilidad, en un mes de cosecha, de que un productor se compare con un vecino; si no, hace "
                "lo de antes. Si sube, las costumbres se contagian más rápido"
            ),
            source="assumed: about once a harvest",
            shows_in="eight-theories",
            needs={"rules": {"imitation": 1.0}},
        ),
    ] = 0.17
    trial_share: Annotated[
        Distribution,
        MeanBetween(0, 1),
        Meaning(
            "share",
            label=("Tries at random", "Prueba al azar"),
            en=("Chance that a farmer who reconsiders copies nobody and tries either outlet. Higher: less imitation"),
            es=(
                "Probabilidad de que quien lo piensa de nuevo no copie a nadie y pruebe cualquiera de los dos. "
                "Si sube, se imita menos"
            ),
            source="calibrated to P1",
            shows_in="eight-theories",
            needs={"rules": {"imitation": 1.0}},
        ),
    ] = Distribution(mean=0.25)


class Experience(Group):
    """Rule of experience: how farmers decide | Regla de la experiencia: cómo deciden los productores"""

    forgone_weight_share: Annotated[
        Distribution,
        MeanBetween(0, 1),
        Meaning(
            "share",
            label=("Weight of the other price", "Peso del precio no recibido"),
            en=(
                "How much the price not received teaches, against the one received (delta). Higher: farmers "
                "learn more from prices they only hear of"
            ),
            es=(
                "Cuánto enseña el precio no recibido frente al recibido (delta). Si sube, se aprende más de "
                "precios que solo se oyen"
            ),
            source="Camerer & Ho 1999: about 0.5; spread assumed",
            shows_in="eight-theories",
            needs={"rules": {"experience": 1.0}},
        ),
    ] = Distribution(distribution="beta", mean=0.5, sd=0.15)
    attraction_decay_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a harvest month",
            label=("Memory of an outlet", "Memoria de cada comprador"),
            en=("Part of what an outlet was worth that still counts after another harvest month (phi). Higher: a longer memory"),
            es=(
                "Parte de lo que valía un comprador que aún cuenta tras otro mes de cosecha (phi). Si sube, la "
                "memoria es más larga"
            ),
            source="Camerer & Ho 1999: 0.8 to 1",
            shows_in="eight-theories",
            needs={"rules": {"experience": 1.0}},
        ),
    ] = 0.9
    experience_decay_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a harvest month",
            label=("Memory of experience", "Memoria de la experiencia"),
            en=(
                "Part of past experience that still counts after another harvest month (rho, at most phi). "
                "Higher: new months change less"
            ),
            es=(
                "Parte de la experiencia que aún cuenta tras otro mes de cosecha (rho, a lo más phi). Si sube, "
                "los meses nuevos cambian menos"
            ),
            source="Camerer & Ho 1999: 0 to phi; equal to phi assumed",
            shows_in="eight-theories",
            needs={"rules": {"experience": 1.0}},
        ),
    ] = 0.9
    choice_noise_usd_per_qq: Annotated[
        float,
        Ge(0.1),
        Le(200),
        Meaning(
            "US$/qq",
            label=("Chance in choosing", "Azar al elegir"),
            en="How loosely a farmer follows the outlet that has paid better. Higher: choices look more random",
            es=("Con qué soltura sigue el productor a quien le pagó mejor. Si sube, la elección parece más al azar"),
            source="calibrated to P1",
            shows_in="eight-theories",
            needs={"rules": {"experience": 1.0}},
        ),
    ] = 20.0


class Threshold(Group):
    """Rule of thresholds: how farmers decide | Regla de los umbrales: cómo deciden los productores"""

    threshold_share: Annotated[
        Distribution,
        MeanBetween(0, 1),
        Meaning(
            "share",
            label=("Threshold of neighbours", "Umbral de vecinos"),
            en=(
                "Share of neighbours who must sell outside before this farmer does, where both outlets are worth "
                "the same. Higher: leaving spreads less easily"
            ),
            es=(
                "Parte de los vecinos que debe vender afuera antes de que este productor lo haga, si ambos "
                "compradores valen igual. Si sube, la salida se contagia menos"
            ),
            source="Granovetter 1978 (mean 0.25, critical spread 0.10-0.12); that mean also gives P1",
            shows_in="eight-theories",
            needs={"rules": {"threshold": 1.0}},
        ),
    ] = Distribution(distribution="normal", mean=0.25, sd=0.11)
    threshold_scale_usd_per_qq: Annotated[
        float,
        Ge(1),
        Le(2000),
        Meaning(
            "US$/qq",
            label=("Threshold and price", "Umbral y precio"),
            en=(
                "How much better the cooperative must be to raise a farmer's threshold by 100 %. Higher: prices "
                "matter less than neighbours"
            ),
            es=(
                "Cuánto mejor debe ser la cooperativa para subir en 100 % el umbral de un productor. Si sube, el "
                "precio cuenta menos que los vecinos"
            ),
            shows_in="eight-theories",
            needs={"rules": {"threshold": 1.0}},
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
