"""Every column of `months`, and what `seasons` has of them, declared once: heads, axes and the data dictionary look here.

What the columns of other tables mean stands where those are made: seasons in `season_columns.py`, states of the world in
`farmer_columns.py` and `state_columns.py`, a decision rule's memory with the rule. The same name may mean another thing in
another table, so a column is looked up by both.
"""

from __future__ import annotations

from coopsim.model.column import FARMERS, Column, of_cooperative, of_members

REGION = "region"  # what the column `cooperative` says of all of them,
DISTRICT = "district:"  # and, with its name, of those of a district

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
    Column(
        "cooperative",
        "name",
        "Cooperative; district:NAME and region are all of them there, without sums of what each owns or owes",
        "Cooperativa; district:NOMBRE y region son todas las de ahí, sin sumar lo que cada una tiene o debe",
        "Cooperative, district or region",
        "Cooperativa, distrito o región",
    ),
    Column("month", "months", "Month since the start", "Mes desde el inicio"),
    Column("date", "date", "First day of the month", "Primer día del mes"),
    Column("season", "seasons", "Season since the start", "Campaña desde el inicio"),
    Column("grouping", "name", "How members are grouped", "Cómo se agrupa a los socios"),
    Column("group", "name", "Group of members", "Grupo de socios"),
)

FLOWS = (
    of_members("harvest_qq", "qq", "Coffee picked by members", "Café cosechado por los socios"),
    of_members(
        "offered_qq",
        "qq",
        "Coffee offered to the cooperative; coffee kept at home counts once, in the month it was picked",
        "Café ofrecido a la cooperativa; el guardado en casa cuenta una vez, en el mes de su cosecha",
        "Offered to the cooperative",
        "Ofrecido a la cooperativa",
    ),
    of_members(
        "refused_qq",
        "qq",
        "Coffee refused for lack of cash; coffee kept at home counts once, in the month it was picked",
        "Café rechazado por falta de efectivo; el guardado en casa cuenta una vez, en el mes de su cosecha",
        "Refused for lack of cash",
        "Rechazado por falta de efectivo",
    ),
    of_members(
        "delivered_qq",
        "qq",
        "Coffee delivered to the cooperative",
        "Café entregado a la cooperativa",
        "Delivered to the cooperative",
        "Entregado a la cooperativa",
    ),
    of_members("side_sold_qq", "qq", "Coffee sold to intermediaries", "Café vendido a intermediarios"),
    of_members(
        "delivered_elsewhere_qq",
        "qq",
        "Coffee of its members that other cooperatives took",
        "Café de sus socios que recibieron otras cooperativas",
        "Delivered to other cooperatives",
        "Entregado a otras cooperativas",
    ),
)

SHARES = (
    of_members(
        "delivery_share",
        "share",
        "Share of members' harvest that the cooperative took",
        "Parte de la cosecha de los socios que la cooperativa recibió",
        "Share delivered",
        "Parte entregada",
        "delivered_qq / harvest_qq",
    ),
    of_members(
        "leakage_share",
        "share",
        "Share of members' harvest not offered to the cooperative: sold outside by choice",
        "Parte de la cosecha de los socios que no se ofreció a la cooperativa: vendida afuera por decisión propia",
        "Share sold outside by choice",
        "Parte vendida afuera a propósito",
        "1 - offered_qq / harvest_qq",
    ),
    of_members(
        "rationed_share",
        "share",
        "Share of coffee offered that the cooperative could not take",
        "Parte del café ofrecido que la cooperativa no pudo recibir",
        "Share refused for lack of cash",
        "Parte rechazada sin efectivo",
        "refused_qq / offered_qq",
    ),
)

OF_ONE = (  # what a cooperative owns or owes: never added up over several
    *("cash_usd", "debt_usd", "debt_to_buyers_usd", "owed_to_farmers_usd"),
    *("net_worth_usd", "reserves_usd", "owed_by_members_usd"),
)

CASH = of_cooperative("cash_usd", "US$", "Cash of the cooperative", "Efectivo de la cooperativa")
DEBT = of_cooperative(
    "debt_usd",
    "US$",
    "Debt of the cooperative to its lender",
    "Deuda de la cooperativa con la financiera",
    "Cooperative's debt",
    "Deuda de la cooperativa",
)
DEBT_TO_BUYERS = of_cooperative(
    "debt_to_buyers_usd",
    "US$",
    "Owed to buyers for broken contracts",
    "Deuda con compradores por incumplir",
    "Debt to buyers",
    "Deuda con compradores",
)
TRUST = of_members(
    "trust",
    "0 to 1",
    "Members' trust that promises are kept, mean over members",
    "Confianza de los socios en que se cumple lo prometido, promedio de los socios",
    "Members' trust",
    "Confianza de los socios",
    "sum of trust / members",
)
LOYALTY = of_members(
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
ALIVE = of_cooperative(
    "alive",
    "0 or 1",
    "The cooperative is open; of the region: the share of its cooperatives that are",
    "La cooperativa sigue abierta; en la región: qué parte de sus cooperativas",
    "The cooperative is open",
    "La cooperativa sigue abierta",
)

LAND = (
    Column(
        "district_area_ha",
        "ha",
        "Coffee area of the district: all farmers' bearing coffee, tended or not",
        "Área de café del distrito: la que produce, de todos los productores, cuidada o no",
        "Coffee area of the district",
        "Área de café del distrito",
        counts=FARMERS,
    ),
    Column("neglected_area_ha", "ha", "Of it, neglected", "De ella, descuidada", counts=FARMERS),
    Column(
        "planted_area_ha",
        "ha",
        "Young coffee, not yet bearing",
        "Café joven, aún sin producir",
        counts=FARMERS,
    ),
)

MONTHS = (
    *KEYS[:6],
    Column("world_price_usd_per_qq", "US$/qq", "World price", "Precio de bolsa"),
    FARM_GATE_PRICE,
    Column(
        "trader_margin_usd_per_qq",
        "US$/qq",
        "What traders keep between export price and farm",
        "Lo que retiene el intermediario entre exportación y chacra",
        "What traders keep",
        "Lo que retiene el intermediario",
        "world price + trader_differential_usd_per_qq - farm_gate_price_usd_per_qq",
        counts=FARMERS,
    ),
    of_cooperative("advance_usd_per_qq", "US$/qq", "Advance on delivery", "Adelanto al entregar"),
    of_cooperative(
        "advance_cut_usd_per_qq",
        "US$/qq",
        "Advance cut for lack of cash, announced beforehand and due with the balance",
        "Adelanto recortado por falta de efectivo, avisado de antemano y pagadero con el saldo",
        "Advance cut for lack of cash",
        "Adelanto recortado",
    ),
    of_cooperative(
        "promised_usd_per_qq",
        "US$/qq",
        "Total price the cooperative announces",
        "Precio total que anuncia la cooperativa",
        "Price the cooperative promises",
        "Precio que promete",
    ),
    Column(
        "farmers",
        "farmers",
        "Farmers of its district; where several cooperatives share one, those who belong to it or considered it last",
        "Productores de su distrito; si varias cooperativas lo comparten, los que son de ella o la consideraron al último",
        "Farmers in the district",
        "Productores en el distrito",
        counts=FARMERS,
    ),
    of_members("members", "farmers", "Members of the season", "Socios de la campaña"),
    *FLOWS,
    Column(
        "bought_from_others_qq",
        "qq",
        "Coffee delivered by non-members",
        "Café entregado por no socios",
        counts=FARMERS,
    ),
    *SHARES,
    of_cooperative("shipped_qq", "qq", "Coffee shipped", "Café embarcado"),
    of_cooperative("stock_qq", "qq", "Coffee in stock and in process", "Café en almacén y en proceso"),
    of_cooperative(
        "forward_book_qq",
        "qq",
        "Coffee sold ahead, still to be shipped",
        "Café vendido por adelantado, por embarcar",
        "Coffee sold ahead",
        "Café vendido por adelantado",
    ),
    CASH,
    DEBT,
    DEBT_TO_BUYERS,
    of_cooperative("owed_to_farmers_usd", "US$", "Owed to farmers", "Lo que se debe a los productores"),
    TRUST,
    LOYALTY,
    *LAND,
    Column("intermediaries", "number", "Intermediaries in the district", "Intermediarios en el distrito", counts=FARMERS),
    ALIVE,
)
