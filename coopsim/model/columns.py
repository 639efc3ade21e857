"""Every column of the tables, declared once: name, unit, meaning in both languages. Heads, axes and reporters derive from it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One column of `months` or `seasons`."""

    name: str
    unit: str
    en: str
    es: str


KEYS = (
    Column("arm", "name", "Arm of the experiment", "Brazo del experimento"),
    Column("replicate", "number", "Replicate: same number, same luck", "Réplica: mismo número, misma suerte"),
    Column("cooperative", "name", "Cooperative, or the whole region", "Cooperativa, o toda la región"),
    Column("month", "months", "Month since the start", "Mes desde el inicio"),
    Column("date", "date", "First day of the month", "Primer día del mes"),
    Column("season", "seasons", "Season since the start", "Campaña desde el inicio"),
    Column("grouping", "name", "How members are grouped", "Cómo se agrupa a los socios"),
    Column("group", "name", "Group of members", "Grupo de socios"),
)

FLOWS = (
    Column("harvest_qq", "qq", "Coffee picked by members", "Café cosechado por los socios"),
    Column("offered_qq", "qq", "Coffee offered to the cooperative", "Café ofrecido a la cooperativa"),
    Column("refused_qq", "qq", "Coffee refused for lack of cash", "Café rechazado por falta de efectivo"),
    Column("delivered_qq", "qq", "Coffee delivered to the cooperative", "Café entregado a la cooperativa"),
    Column("side_sold_qq", "qq", "Coffee sold to intermediaries", "Café vendido a intermediarios"),
)

SHARES = (
    Column(
        "delivery_share",
        "share",
        "Share of members' coffee sold through the cooperative",
        "Parte del café de los socios vendida por la cooperativa",
    ),
    Column(
        "leakage_share",
        "share",
        "Share of members' coffee sold outside by choice",
        "Parte del café de los socios vendida afuera por decisión propia",
    ),
    Column(
        "rationed_share",
        "share",
        "Share of coffee offered that the cooperative could not take",
        "Parte del café ofrecido que la cooperativa no pudo recibir",
    ),
)

STATES = (
    Column("cash_usd", "US$", "Cash of the cooperative", "Efectivo de la cooperativa"),
    Column("debt_usd", "US$", "Debt of the cooperative to its lender", "Deuda de la cooperativa con el banco"),
    Column("trust", "0 to 1", "Members' trust that promises are kept", "Confianza de los socios en que se cumple lo prometido"),
    Column("loyalty_usd_per_qq", "US$/qq", "Members' loyalty", "Lealtad de los socios"),
    Column("alive", "0 or 1", "The cooperative is open", "La cooperativa sigue abierta"),
)

MONTHS = (
    *KEYS[:6],
    Column("world_price_usd_per_qq", "US$/qq", "World price", "Precio mundial"),
    Column("farm_gate_price_usd_per_qq", "US$/qq", "Intermediaries' cash price", "Precio al contado del intermediario"),
    Column("advance_usd_per_qq", "US$/qq", "Advance on delivery", "Adelanto al entregar"),
    Column("promised_usd_per_qq", "US$/qq", "Total price the cooperative announces", "Precio total que anuncia la cooperativa"),
    Column("farmers", "farmers", "Farmers in the district", "Productores en la zona"),
    Column("members", "farmers", "Members", "Socios"),
    *FLOWS,
    Column("bought_from_others_qq", "qq", "Coffee delivered by non-members", "Café entregado por no socios"),
    *SHARES,
    Column("shipped_qq", "qq", "Coffee shipped", "Café embarcado"),
    Column("stock_qq", "qq", "Coffee in stock and in process", "Café en almacén y en proceso"),
    Column("forward_book_qq", "qq", "Coffee sold ahead, still to be shipped", "Café vendido por adelantado, por embarcar"),
    *STATES[:2],
    Column("owed_to_farmers_usd", "US$", "Owed to farmers", "Lo que se debe a los productores"),
    *STATES[2:4],
    Column("intermediaries", "number", "Intermediaries in the district", "Intermediarios en la zona"),
    STATES[4],
)

SEASONS = (
    *(KEYS[i] for i in (0, 1, 2, 6, 7, 5)),
    Column("members", "farmers", "Members in the season", "Socios en la campaña"),
    *FLOWS,
    *SHARES,
    Column(
        "members_selling_outside_share", "share", "Members who sell at least 5 % outside", "Socios que venden al menos 5 % afuera"
    ),
    Column("joined", "farmers", "Farmers who joined", "Productores que ingresaron"),
    Column("left", "farmers", "Members who left", "Socios que se retiraron"),
    Column("attendance_share", "share", "Members at the assembly", "Socios en la asamblea"),
    Column(
        "price_received_usd_per_qq", "US$/qq", "Price received for all coffee sold", "Precio recibido por todo el café vendido"
    ),
    Column("income_usd_per_farmer", "US$", "Net coffee income per household", "Ingreso neto por café por familia"),
    Column("shortfall_usd_per_farmer", "US$", "Need left uncovered per household", "Necesidad sin cubrir por familia"),
    Column(
        "months_without_cash",
        "months",
        "Thin months: months in which a household's cash is used up",
        "Meses flacos: meses en que a la familia se le acaba el efectivo",
    ),
    Column("unit_cost_usd_per_qq", "US$/qq", "Cooperative's own cost per quintal", "Costo propio de la cooperativa por quintal"),
    Column("second_payment_usd_per_qq", "US$/qq", "Second payment", "Segundo pago"),
    Column("patronage_refund_usd", "US$", "Refund to members", "Reintegro a los socios"),
    Column("contracts_kept_qq", "qq", "Contracts filled with own coffee", "Contratos cumplidos con café propio"),
    Column("contracts_late_qq", "qq", "Contracts moved to a later month", "Contratos pasados a un mes posterior"),
    Column("defaulted_strategic_qq", "qq", "Contracts broken by choice", "Contratos rotos por decisión"),
    Column(
        "defaulted_forced_qq",
        "qq",
        "Contracts broken for lack of coffee and cash",
        "Contratos rotos por falta de café y de efectivo",
    ),
    *STATES[:2],
    Column("reserves_usd", "US$", "Reserves of the cooperative", "Reservas de la cooperativa"),
    *STATES[2:4],
    Column("trust_spread", "0 to 1", "Spread of trust between members", "Diferencia de confianza entre socios"),
    Column("delivery_spread", "share", "Spread of delivery between members", "Diferencia de entrega entre socios"),
    Column("both_deliver_share", "share", "Ties whose two ends both deliver", "Vínculos cuyos dos extremos entregan"),
    Column(
        "cohesion_share",
        "share",
        "Cohesion: harvest that would be offered under the standard temptation",
        "Cohesión: cosecha que se ofrecería ante la tentación de prueba",
    ),
    Column("area_ha", "ha", "Coffee area of members", "Área de café de los socios"),
    STATES[4],
)


def declared() -> dict[str, Column]:
    """Every column by its name.

    >>> declared()["trust"].unit
    '0 to 1'
    """
    return {column.name: column for column in (*KEYS, *MONTHS, *SEASONS)}
