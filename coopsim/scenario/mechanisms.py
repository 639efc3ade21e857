"""Which mechanisms are on, and what the world looks like where one is off."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, ClassVar

from coopsim.scenario.declare import Distribution, Extension, Group, Meaning

UNLIMITED_USD = 1e12


def _mechanism(number: int, label: tuple[str, str], en: str, es: str, **more: Any) -> Meaning:
    return Meaning("on/off", label=label, en=en, es=es, source=f"core mechanism M{number}", stops=(True, False), **more)


class Mechanisms(Group):
    """Which mechanisms are on | Qué mecanismos están activos"""

    extension: ClassVar[Extension | None] = Extension(
        "knock_outs",
        ("Mechanisms switched off", "Mecanismos apagados"),
        en="Each switch takes one mechanism out of the model, to see what it does.",
        es="Cada interruptor saca un mecanismo del modelo, para ver qué hace.",
        setting=True,
    )
    late_price_review: Annotated[
        bool,
        _mechanism(
            1,
            ("Price reviewed late", "Precio que se revisa tarde"),
            (
                "The cooperative reviews its price to members, or a pool its announcement, late; the trader's moves first "
                "(off: it reviews every month)"
            ),
            (
                "La cooperativa revisa tarde el precio al socio, o lo que anuncia por liquidación, y el del intermediario "
                "se mueve primero (apagado: revisa cada mes)"
            ),
            shows_in="boom",
            needs={"member_price": "fixed", "price_review_months": 12},
        ),
    ] = True
    forward_sales: Annotated[
        bool,
        _mechanism(
            2,
            ("Sales at a price fixed ahead", "Ventas a precio fijo"),
            (
                "Part of the coffee is sold ahead at a fixed price (off: contracts fix the quantity only, the "
                "price follows the market)"
            ),
            (
                "Parte del café se vende por adelantado a precio fijo (apagado: el contrato fija solo la "
                "cantidad y el precio sigue a la bolsa)"
            ),
        ),
    ] = True
    deferred_discount: Annotated[
        bool,
        _mechanism(
            3,
            ("Later money is worth less", "La plata tardía vale menos"),
            "Money promised for later is worth less to a member, by trust and by time (off: as good as cash)",
            (
                "La plata prometida para después vale menos para el socio, según la confianza y el tiempo "
                "(apagado: vale como efectivo)"
            ),
        ),
    ] = True
    working_capital_limit: Annotated[
        bool,
        _mechanism(
            4,
            ("Working-capital limit", "Límite de capital de trabajo"),
            ("The cooperative can only advance the cash and credit that it has (off: an unlimited line at the same interest)"),
            (
                "La cooperativa solo puede adelantar el efectivo y el crédito que tiene (apagado: línea sin "
                "límite al mismo interés)"
            ),
        ),
    ] = True
    fixed_cost_spread: Annotated[
        bool,
        _mechanism(
            5,
            ("Fixed cost on fewer quintals", "Costo fijo entre menos café"),
            (
                "Fixed cost is spread over the coffee that comes in: less coffee, dearer quintal (off: cost per "
                "quintal as at normal volume)"
            ),
            (
                "El costo fijo se reparte entre el café que entra: menos café, quintal más caro (apagado: costo "
                "por quintal como en volumen normal)"
            ),
        ),
    ] = True
    neighbours: Annotated[
        bool,
        _mechanism(
            6,
            ("Influence of neighbours", "Influencia de los vecinos"),
            "Farmers look at what their neighbours deliver and listen to what they report (off: they do not)",
            "Los productores miran lo que entregan sus vecinos y escuchan lo que cuentan (apagado: no)",
        ),
    ] = True
    trader_entry: Annotated[
        bool,
        _mechanism(
            7,
            ("Traders come and go freely", "Intermediarios entran y salen"),
            "Traders come when there is profit and go when there is none (off: their number does not change)",
            "Los intermediarios llegan cuando hay ganancia y se van cuando no (apagado: su número no cambia)",
            shows_in="boom",
            needs={"entry_elasticity": 0.3},
        ),
    ] = True
    cash_need: Annotated[
        bool,
        _mechanism(
            8,
            ("Need for cash", "Necesidad de efectivo"),
            (
                "A household that needs cash this month sells for cash; high prices cover the need with fewer "
                "quintals (off: no need)"
            ),
            (
                "La familia que necesita efectivo este mes vende al contado; con precio alto le bastan menos "
                "quintales (apagado: sin necesidad)"
            ),
        ),
    ] = True
    slow_traders: Annotated[
        bool,
        _mechanism(
            9,
            ("Slow traders", "Intermediarios lentos"),
            "Traders pass price changes on slowly, and buy with the cash they have (off: at once, with unlimited cash)",
            (
                "Los intermediarios trasladan despacio los cambios de precio y compran con el efectivo que tienen "
                "(apagado: al instante y sin límite)"
            ),
        ),
    ] = True
    line_grows: Annotated[
        bool,
        _mechanism(
            10,
            ("Credit grows with contracts", "Crédito que crece"),
            "The credit line grows with the value of contracts and receivables (off: fixed in US$)",
            ("La línea de crédito crece con el valor de los contratos y las cuentas por cobrar (apagado: fija en US$)"),
        ),
    ] = True
    saving_motive: Annotated[
        bool,
        _mechanism(
            11,
            ("Late pay as a savings box", "El pago tardío como alcancía"),
            (
                "Money in the lean months is worth more than money now, so a trusted late payer is a savings box "
                "(off: worth the same)"
            ),
            (
                "La plata en los meses sin cosecha vale más que hoy: quien paga tarde y cumple es como una alcancía "
                "(apagado: vale igual)"
            ),
        ),
    ] = True
    surplus_shared: Annotated[
        bool,
        _mechanism(
            12,
            ("Surplus is shared", "El excedente se reparte"),
            ("Surplus goes to reserves and back to members by the coffee delivered (off: no refund, no reserve)"),
            ("El excedente va a reservas y vuelve al socio según el café entregado (apagado: ni reparto ni reserva)"),
        ),
    ] = True
    yardstick: Annotated[
        bool,
        _mechanism(
            13,
            ("Cooperative as competitor", "La cooperativa como competencia"),
            "Traders pay less where no cooperative competes with them (off: their markdown does not change)",
            ("Los intermediarios pagan menos donde ninguna cooperativa les compite (apagado: su descuento no cambia)"),
        ),
    ] = True


NUMBERS: Mapping[str, str] = MappingProxyType({name: f"M{i}" for i, name in enumerate(Mechanisms.model_fields, start=1)})

# What a mechanism that is off says of other parameters: (table, parameter) -> value. `Scenario.resolved()` writes these.
# M3, M4, M5, M8, M10, M12 and M13 have no parameter that turns them off: the model reads their switch.
OVERRIDES_WHEN_OFF: Mapping[str, Mapping[tuple[str, str], Any]] = MappingProxyType(
    {
        "late_price_review": {("cooperative", "price_review_months"): 1, ("cooperative", "advance_review"): 1},
        "forward_sales": {("cooperative", "sale_price"): "open", ("cooperative", "fixed_price_share"): 0.0},
        "neighbours": {("network", "peer_weight_usd_per_qq"): 0.0, ("network", "kin_talk_share"): 0.0},
        "trader_entry": {("intermediary", "entry_elasticity"): 0.0},
        "slow_traders": {
            ("intermediary", "rise_speed_share"): 1.0,
            ("intermediary", "fall_speed_share"): 1.0,
            ("intermediary", "trader_cash"): False,
        },
        "saving_motive": {("population", "lean_money_value"): Distribution(mean=1.0)},
    }
)
