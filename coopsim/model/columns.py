"""Every column of `months` and `seasons`, declared once: heads, axes, reporters and the data dictionary look here.

What the columns of other tables mean stands where those are made: states of the world in `state_columns.py`, a decision
rule's memory with the rule. The same name may mean another thing in another table, so a column is looked up by both.
"""

from __future__ import annotations

from dataclasses import dataclass

MEMBERS, FARMERS, COOPERATIVE = "members now", "all farmers", "the cooperative"  # whom a column counts


@dataclass(frozen=True)
class Column:
    """One column of one table.

    Parameters
    ----------
    name, unit : str
        As in the file; a share is a number from 0 to 1.
    en, es : str
        What it says, in a sentence.
    label_en, label_es : str
        Its title on heads and axes, 32 letters at most; empty where the sentence is as short.
    formula : str
        How it is made of other columns, in their names; empty for what is simply counted or read.
    counts : str
        Whom it counts; empty for keys.
    """

    name: str
    unit: str
    en: str
    es: str
    label_en: str = ""
    label_es: str = ""
    formula: str = ""
    counts: str = ""

    def label(self, language: str = "en") -> str:
        """The title on heads and axes.

        >>> Column("trust", "0 to 1", "Trust that promises are kept", "", label_en="Trust").label()
        'Trust'
        """
        return (self.label_es or self.es) if language == "es" else (self.label_en or self.en)


def _members(name: str, unit: str, en: str, es: str, label_en: str = "", label_es: str = "", formula: str = "") -> Column:
    return Column(name, unit, en, es, label_en, label_es, formula, MEMBERS)


def _cooperative(name: str, unit: str, en: str, es: str, label_en: str = "", label_es: str = "", formula: str = "") -> Column:
    return Column(name, unit, en, es, label_en, label_es, formula, COOPERATIVE)


KEYS = (
    Column("arm", "name", "Arm of the experiment", "Brazo del experimento"),
    Column(
        "replicate",
        "number",
        "Replicate: same number, same random draws",
        "Réplica: mismo número, misma suerte",
        "Replicate",
        "Réplica",
    ),
    Column("cooperative", "name", "Cooperative, or the whole region", "Cooperativa, o toda la región"),
    Column("month", "months", "Month since the start", "Mes desde el inicio"),
    Column("date", "date", "First day of the month", "Primer día del mes"),
    Column("season", "seasons", "Season since the start", "Campaña desde el inicio"),
    Column("grouping", "name", "How members are grouped", "Cómo se agrupa a los socios"),
    Column("group", "name", "Group of members", "Grupo de socios"),
)

FLOWS = (
    _members("harvest_qq", "qq", "Coffee picked by members", "Café cosechado por los socios"),
    _members(
        "offered_qq",
        "qq",
        "Coffee offered to the cooperative; coffee kept at home counts once, in the month it was picked",
        "Café ofrecido a la cooperativa; el guardado en casa cuenta una vez, en el mes de su cosecha",
        "Offered to the cooperative",
        "Ofrecido a la cooperativa",
    ),
    _members(
        "refused_qq",
        "qq",
        "Coffee refused for lack of cash; coffee kept at home counts once, in the month it was picked",
        "Café rechazado por falta de efectivo; el guardado en casa cuenta una vez, en el mes de su cosecha",
        "Refused for lack of cash",
        "Rechazado por falta de efectivo",
    ),
    _members(
        "delivered_qq",
        "qq",
        "Coffee delivered to the cooperative",
        "Café entregado a la cooperativa",
        "Delivered to the cooperative",
        "Entregado a la cooperativa",
    ),
    _members("side_sold_qq", "qq", "Coffee sold to intermediaries", "Café vendido a intermediarios"),
)

SHARES = (
    _members(
        "delivery_share",
        "share",
        "Share of members' harvest that the cooperative took",
        "Parte de la cosecha de los socios que la cooperativa recibió",
        "Share delivered",
        "Parte entregada",
        "delivered_qq / harvest_qq",
    ),
    _members(
        "leakage_share",
        "share",
        "Share of members' harvest not offered to the cooperative: sold outside by choice",
        "Parte de la cosecha de los socios que no se ofreció a la cooperativa: vendida afuera por decisión propia",
        "Share sold outside by choice",
        "Parte vendida afuera a propósito",
        "1 - offered_qq / harvest_qq",
    ),
    _members(
        "rationed_share",
        "share",
        "Share of coffee offered that the cooperative could not take",
        "Parte del café ofrecido que la cooperativa no pudo recibir",
        "Share refused for lack of cash",
        "Parte rechazada sin efectivo",
        "refused_qq / offered_qq",
    ),
)

CASH = _cooperative("cash_usd", "US$", "Cash of the cooperative", "Efectivo de la cooperativa")
DEBT = _cooperative(
    "debt_usd",
    "US$",
    "Debt of the cooperative to its lender",
    "Deuda de la cooperativa con el banco",
    "Cooperative's debt",
    "Deuda de la cooperativa",
)
TRUST = _members(
    "trust",
    "0 to 1",
    "Members' trust that promises are kept, mean over members",
    "Confianza de los socios en que se cumple lo prometido, promedio de los socios",
    "Members' trust",
    "Confianza de los socios",
    "sum of trust / members",
)
LOYALTY = _members(
    "loyalty_usd_per_qq",
    "US$/qq",
    "Loyalty: how much more a trader must pay before a member sells to him, mean over members",
    "Lealtad: cuánto más tiene que pagar el intermediario para que un socio le venda, promedio de los socios",
    "Members' loyalty",
    "Lealtad de los socios",
    "sum of loyalty_usd_per_qq / members",
)
FARM_GATE_PRICE = Column(
    "farm_gate_price_usd_per_qq",
    "US$/qq",
    "Intermediaries' cash price at the farm gate",
    "Precio al contado del intermediario en chacra",
    "Farm-gate price",
    "Precio del intermediario",
    counts=FARMERS,
)
ALIVE = _cooperative(
    "alive",
    "0 or 1",
    "The cooperative is open; of the region: the share of its cooperatives that are",
    "La cooperativa sigue abierta; en la región: qué parte de sus cooperativas",
    "The cooperative is open",
    "La cooperativa sigue abierta",
)

MONTHS = (
    *KEYS[:6],
    Column("world_price_usd_per_qq", "US$/qq", "World price", "Precio mundial"),
    FARM_GATE_PRICE,
    _cooperative("advance_usd_per_qq", "US$/qq", "Advance on delivery", "Adelanto al entregar"),
    _cooperative(
        "promised_usd_per_qq",
        "US$/qq",
        "Total price the cooperative announces",
        "Precio total que anuncia la cooperativa",
        "Price the cooperative promises",
        "Precio que promete",
    ),
    Column("farmers", "farmers", "Farmers in the district", "Productores en la zona", counts=FARMERS),
    _members("members", "farmers", "Members of the season", "Socios de la campaña"),
    *FLOWS,
    Column(
        "bought_from_others_qq",
        "qq",
        "Coffee delivered by non-members",
        "Café entregado por no socios",
        counts=FARMERS,
    ),
    *SHARES,
    _cooperative("shipped_qq", "qq", "Coffee shipped", "Café embarcado"),
    _cooperative("stock_qq", "qq", "Coffee in stock and in process", "Café en almacén y en proceso"),
    _cooperative(
        "forward_book_qq",
        "qq",
        "Coffee sold ahead, still to be shipped",
        "Café vendido por adelantado, por embarcar",
        "Coffee sold ahead",
        "Café vendido por adelantado",
    ),
    CASH,
    DEBT,
    _cooperative("owed_to_farmers_usd", "US$", "Owed to farmers", "Lo que se debe a los productores"),
    TRUST,
    LOYALTY,
    Column("intermediaries", "number", "Intermediaries in the district", "Intermediarios en la zona", counts=FARMERS),
    ALIVE,
)

SEASONS = (
    *(KEYS[i] for i in (0, 1, 2, 6, 7, 5)),
    _members("members", "farmers", "Members of the season", "Socios de la campaña"),
    *FLOWS,
    *SHARES,
    _members(
        "members_selling_outside_share",
        "share",
        "Members who sell at least 5 % of their harvest outside by choice",
        "Socios que venden afuera por decisión propia al menos 5 % de su cosecha",
        "Members selling outside",
        "Socios que venden afuera",
        "members with side sold - refused >= 5 % of harvest / members",
    ),
    _cooperative("joined", "farmers", "Farmers who joined", "Productores que ingresaron"),
    _cooperative("left", "farmers", "Members who left", "Socios que se retiraron"),
    _members("attendance_share", "share", "Members at the assembly", "Socios en la asamblea", formula="attended / members"),
    _members(
        "price_received_usd_per_qq",
        "US$/qq",
        "Price received for all coffee sold, whoever bought it",
        "Precio recibido por todo el café vendido, sea quien sea el comprador",
        "Price received",
        "Precio recibido",
        "received in the season / (delivered_qq + side_sold_qq)",
    ),
    _members(
        "income_usd_per_farmer",
        "US$",
        "Net coffee income per household: received less cash costs and interest",
        "Ingreso neto por café por familia: lo recibido menos gastos en efectivo e intereses",
        "Income per household",
        "Ingreso por familia",
        "(received - cash costs - interest) / members",
    ),
    _members(
        "shortfall_usd_per_farmer",
        "US$",
        "Need left uncovered per household",
        "Necesidad sin cubrir por familia",
        "Need left uncovered",
        formula="need left uncovered / members",
    ),
    _members(
        "months_without_cash",
        "months",
        "Months at whose end a household's cash is used up",
        "Meses en que a la familia se le acaba el efectivo",
        "Months without cash",
        "Meses sin efectivo",
        "months without cash of all / members",
    ),
    _cooperative(
        "unit_cost_usd_per_qq",
        "US$/qq",
        "Cooperative's own cost per quintal",
        "Costo propio de la cooperativa por quintal",
        "Cost per quintal",
        "Costo por quintal",
        "running costs / all coffee delivered",
    ),
    _cooperative(
        "second_payment_usd_per_qq",
        "US$/qq",
        "Second payment",
        "Segundo pago",
        formula="second payments declared / members' coffee delivered",
    ),
    _cooperative("patronage_refund_usd", "US$", "Refund to members", "Reintegro a los socios"),
    _cooperative(
        "contracts_kept_qq",
        "qq",
        "Contracts filled with own coffee",
        "Contratos cumplidos con café propio",
        label_es="Contratos cumplidos",
    ),
    _cooperative(
        "contracts_late_qq",
        "qq",
        "Contracts moved to a later month",
        "Contratos pasados a un mes posterior",
        label_es="Contratos atrasados",
    ),
    _cooperative("defaulted_strategic_qq", "qq", "Contracts broken by choice", "Contratos rotos por decisión"),
    _cooperative(
        "defaulted_forced_qq",
        "qq",
        "Contracts broken for lack of coffee and cash",
        "Contratos rotos por falta de café y de efectivo",
        "Contracts broken out of need",
        "Contratos rotos por fuerza",
    ),
    CASH,
    DEBT,
    _cooperative("reserves_usd", "US$", "Reserves of the cooperative", "Reservas de la cooperativa"),
    TRUST,
    LOYALTY,
    _members(
        "trust_spread",
        "0 to 1",
        "Spread of trust between members: standard deviation",
        "Diferencia de confianza entre socios: desviación estándar",
        "Spread of trust",
        "Diferencia de confianza",
        "standard deviation of trust between members",
    ),
    _members(
        "delivery_spread",
        "share",
        "Spread of delivery between members: standard deviation",
        "Diferencia de entrega entre socios: desviación estándar",
        "Spread of delivery",
        "Diferencia de entrega",
        "standard deviation of each member's delivered / harvested",
    ),
    _members(
        "both_deliver_share",
        "share",
        "Links between neighbours whose two ends both deliver at least half",
        "Vínculos entre vecinos cuyos dos extremos entregan al menos la mitad",
        "Both neighbours deliver",
        "Ambos vecinos entregan",
        "mean over members of the part of neighbours who deliver half, 0 for one who does not",
    ),
    _members(
        "cohesion_share",
        "share",
        "Cohesion: harvest that would be offered under the standard temptation",
        "Cohesión: cosecha que se ofrecería ante la tentación de prueba",
        "Cohesion",
        "Cohesión",
        "share offered under one fixed temptation, weighed by usual harvest",
    ),
    _members("area_ha", "ha", "Coffee area of members", "Área de café de los socios"),
    ALIVE,
)
