"""What each column of the world's own tables says, in both languages: states of cooperatives, districts, traders; the ledger.

Parameters are columns of these tables too; they are declared in `coopsim.scenario` and only looked up. What a decision rule
remembers is declared with the rule, the states of farmers in `farmer_columns.py`.
"""

from __future__ import annotations

from coopsim.model.column import Column
from coopsim.model.columns import ALIVE, CASH, FARM_GATE_PRICE
from coopsim.model.farmer_columns import FARMERS

COOPERATIVES = (
    ALIVE,
    Column(
        "balance_this_month_usd_per_qq",
        "US$/qq",
        "Second payment this month, per quintal whose balance fell due",
        "Segundo pago de este mes, por quintal cuyo saldo vencía",
    ),
    Column("sells_fixed", "yes or no", "Sells ahead at a fixed price", "Vende por adelantado a precio fijado"),
    Column("pays_fixed", "yes or no", "Pays members a price fixed for a while", "Paga a los socios un precio fijo por un tiempo"),
    Column("pays_indexed", "yes or no", "Pays members by the price of the day", "Paga a los socios según el precio del día"),
    Column(
        "pays_pooled",
        "yes or no",
        "Pays members what the pool leaves",
        "Paga a los socios por liquidación: lo que quede al cierre",
    ),
    Column(
        "shortfall_costs_number",
        "number",
        "What a missing quintal costs, by number",
        "Qué cuesta el quintal que falta, por número",
    ),
    Column(
        "label_unwanted",
        "yes or no",
        "No buyer wants the label this season",
        "Ningún comprador pide el sello esta campaña",
    ),
    Column(
        "rule_suspended",
        "yes or no",
        "Members have voted to do without the delivery rule",
        "Los socios votaron no aplicar la regla de entrega",
    ),
    Column("expected_volume_qq", "qq", "Volume it reckons with", "Volumen con el que cuenta"),
    Column("posted_price_usd_per_qq", "US$/qq", "Total price it announces to members", "Precio total que anuncia a los socios"),
    Column("advance_usd_per_qq", "US$/qq", "Advance on delivery", "Adelanto al entregar"),
    Column("others_advance_usd_per_qq", "US$/qq", "Paid to non-members on delivery", "Lo que se paga a no socios al entregar"),
    Column(
        "advance_cut_usd_per_qq",
        "US$/qq",
        "Advance cut for lack of cash",
        "Adelanto recortado por falta de efectivo",
    ),
    Column("net_sale_price_usd_per_qq", "US$/qq", "What the pool fetched", "Lo que rindió el café de la liquidación"),
    Column(
        "net_worth_usd",
        "US$",
        "Net worth with its contracts, at the last closing",
        "Patrimonio con sus contratos, al último cierre",
    ),
    Column("receivable_qq", "qq", "Coffee shipped and not yet paid by the buyer", "Café embarcado que el comprador aún no paga"),
    Column("stock_qq", "qq", "Coffee ready in the warehouse", "Café listo en almacén"),
    Column("shipped_qq", "qq", "Own coffee shipped this month", "Café propio embarcado este mes"),
    Column("credit_limit_usd", "US$", "What the lender allows this month", "Lo que la financiera permite este mes"),
    Column(
        "receivable_contract_usd",
        "US$",
        "What buyers owe for coffee shipped against contracts",
        "Lo que deben los compradores por café de contratos",
    ),
    Column(
        "receivable_contract_qq",
        "qq",
        "Coffee of contracts shipped and not yet paid by the buyer",
        "Café de contratos embarcado que el comprador aún no paga",
    ),
    Column(
        "own_funds_usd",
        "US$",
        "Net worth at the last closing, before what was overdue then is taken off",
        "Patrimonio al último cierre, sin restar lo que estaba vencido",
    ),
    Column(
        "debt_to_buyers_age_months",
        "months",
        "Mean age of what is owed to buyers for broken contracts",
        "Antigüedad media de la deuda con compradores por incumplir",
    ),
    Column(
        "closing_pressure",
        "seasons",
        "Seasons closed in the red, each by its depth, since the last in the black",
        "Campañas cerradas en rojo, cada una según su profundidad, desde la última en azul",
    ),
    Column(
        "forward_basis_number",
        "number",
        "Of what the coffee sold ahead is a part, by number",
        "De qué es parte lo vendido por adelantado, por número",
    ),
    Column("last_delivered_qq", "qq", "Coffee received in the last season", "Café recibido en la última campaña"),
    Column("low_sales_count", "seasons", "Seasons running with too small sales", "Campañas seguidas con ventas demasiado bajas"),
    Column(
        "closed_month",
        "months",
        "Month of closing, counted from the start of the warm-up; -1: it has not closed",
        "Mes del cierre desde el inicio de los años previos; -1: no ha cerrado",
    ),
    Column(
        "cause_number",
        "number",
        "Why it closed last: 0 never, 1 in the red, 2 sales too small, 3 merged, 4 dissolved and not gathered again",
        "Por qué cerró la última vez: 0 nunca, 1 en rojo, 2 ventas muy bajas, 3 fusión, 4 disuelta, no se volvió a formar",
    ),
    Column(
        "founded_month",
        "months",
        "Month of founding, counted from the start of the warm-up; 0: there at the start; -1: not founded",
        "Mes de fundación desde el inicio de los años previos; 0: existía al comenzar; -1: no se ha fundado",
    ),
    Column(
        "revived_month",
        "months",
        "Month in which it last opened again; -1: never",
        "Mes en que volvió a abrir por última vez; -1: nunca",
    ),
    Column(
        "merged_into",
        "number",
        "Number of the cooperative that it went into, 0 the first; -1: none",
        "Número de la cooperativa a la que pasó, 0 la primera; -1: ninguna",
    ),
    Column("founders", "farmers", "Farmers who founded it", "Familias que la fundaron"),
    Column("season_result_usd", "US$", "Result of the last season", "Resultado de la última campaña"),
    Column("season_delivered_qq", "qq", "Coffee received this season", "Café recibido en la campaña"),
    Column("season_member_delivered_qq", "qq", "Of it, from members", "De eso, de socios"),
    Column("season_offered_qq", "qq", "Coffee offered to it this season", "Café que le ofrecieron en la campaña"),
    Column("season_refused_qq", "qq", "Coffee it could not take this season", "Café que no pudo recibir en la campaña"),
    Column(
        "season_advance_full_usd",
        "US$",
        "Advances on all coffee offered this season, none cut",
        "Adelantos por todo el café ofrecido en la campaña, sin recorte",
    ),
    Column("season_advance_cut_usd", "US$", "Of them, cut for lack of cash", "De eso, recortado por falta de efectivo"),
    Column("season_contracted_qq", "qq", "Contracts due this season", "Contratos que vencían en la campaña"),
    Column(
        "season_own_coffee_missing_qq", "qq", "Of them, without own coffee to fill them", "De esos, sin café propio para cumplir"
    ),
    Column("season_kept_qq", "qq", "Contracts filled with own coffee", "Contratos cumplidos con café propio"),
    Column("season_bought_in_qq", "qq", "Coffee bought in to fill contracts", "Café comprado para cumplir contratos"),
    Column("season_late_qq", "qq", "Contracts moved to a later month", "Contratos pasados a un mes posterior"),
    Column("season_defaulted_strategic_qq", "qq", "Contracts broken by choice", "Contratos incumplidos por decisión"),
    Column(
        "season_defaulted_forced_qq",
        "qq",
        "Contracts broken for lack of coffee and cash",
        "Contratos incumplidos por falta de café y de efectivo",
    ),
    Column(
        "season_debt_unpaid_usd",
        "US$",
        "Debt to buyers that was enforced and could not be paid",
        "Deuda con compradores que se exigió y no se pudo pagar",
    ),
    Column(
        "season_due_usd",
        "US$",
        "Promises to farmers that fell due this season",
        "Promesas a productores que vencían en la campaña",
    ),
    Column("season_late_usd", "US$", "Of them, not paid in time", "De esas, no pagadas a tiempo"),
    Column("season_second_payment_usd", "US$", "Second payments declared this season", "Segundos pagos declarados en la campaña"),
    Column("season_refund_usd", "US$", "Refund to members", "Excedente repartido a los socios"),
    Column("leaders_kin", "number", "Kin group of its leaders, -1: none", "Parentesco de sus dirigentes, -1: ninguno"),
    Column(
        "leaders_share",
        "share",
        "Part of the refund that leaders' kin take",
        "Parte del excedente que toman los parientes de los dirigentes",
    ),
    Column("season_balance_qq", "qq", "Members' coffee whose balance fell due", "Café de socios cuyo saldo venció"),
    Column("season_balance_usd", "US$", "Balances paid on it", "Saldos pagados por ese café"),
    Column("balance_paid_usd_per_qq", "US$/qq", "Balance last paid per quintal", "Último saldo pagado por quintal"),
    Column("normal_volume_qq", "qq", "Coffee of a normal season", "Café de una campaña normal"),
    Column("season_illiquid_months", "months", "Months without the cash for what was due", "Meses sin efectivo para lo vencido"),
    Column("season_joined", "farmers", "Farmers who joined", "Familias que ingresaron"),
    Column("season_left", "farmers", "Members who left", "Familias socias que se retiraron"),
    Column("season_costs_usd", "US$", "Running costs this season", "Gastos corrientes de la campaña"),
    Column("season_chain_qq", "qq", "Coffee sold into the chain this season", "Café vendido a la cadena en la campaña"),
    Column("season_chain_usd", "US$", "What the chain's buyer pays for it", "Lo que paga por él el comprador de la cadena"),
    Column("chain_seasons", "seasons", "Seasons that the chain has lasted", "Campañas que ha durado la cadena"),
    Column("chain_left", "yes or no", "The chain's buyer has gone", "El comprador de la cadena se ha ido"),
)

DISTRICTS = (
    FARM_GATE_PRICE,
    Column(
        "normal_price_usd_per_qq",
        "US$/qq",
        "World price that everybody takes for normal",
        "Precio de bolsa que todos toman por normal",
    ),
    Column("known_price_usd_per_qq", "US$/qq", "Price that traders go by", "Precio por el que se guían los intermediarios"),
    Column("traders", "number", "Intermediaries in the district", "Intermediarios en el distrito"),
    Column(
        "cooperative_share",
        "share",
        "Share of the district's coffee that the cooperative takes",
        "Parte del café del distrito que acopia la cooperativa",
    ),
    Column("frozen_share", "share", "The same at the start", "Lo mismo al inicio"),
    Column("local_cost_index", "index", "Local costs, 1 at the start", "Costos locales, 1 al inicio"),
)

INTERMEDIARIES = (
    Column(
        "present_share",
        "share",
        "How far this place was taken in the last harvest month",
        "En qué medida estaba ocupado este lugar en el último mes de cosecha",
    ),
    Column("cash_usd", "US$", "Cash to buy with; 0 where it is not limited", "Efectivo para comprar; 0 si no tiene límite"),
    Column("bought_qq", "qq", "Coffee bought in the last harvest month", "Café comprado en el último mes de cosecha"),
    Column("profit_usd", "US$", "Profit of the last harvest month", "Ganancia del último mes de cosecha"),
    Column("district", "number", "Number of the district", "Número del distrito"),
)

LEDGER = (
    CASH,
    Column("stock_usd", "US$", "Coffee in stock and in process, at cost", "Café en almacén y en proceso, al costo"),
    Column("receivable_usd", "US$", "What buyers owe", "Lo que deben los compradores"),
    Column("member_debts_usd", "US$", "Owed by members", "Lo que deben los socios"),
    Column("lent_to_centre_usd", "US$", "Lent to others of its centre", "Prestado a otras de su central"),
    Column("line_usd", "US$", "Drawn on the credit line", "Usado de la línea de crédito"),
    Column("due_members_usd", "US$", "Owed to members, not yet due", "Por pagar a socios, aún no vencido"),
    Column("overdue_members_usd", "US$", "Owed to members, overdue", "Por pagar a socios, vencido"),
    Column("overdue_suppliers_usd", "US$", "Owed to suppliers, overdue", "Por pagar a proveedores, vencido"),
    Column("owed_to_centre_usd", "US$", "Owed to others of its centre", "Deuda con otras de su central"),
    Column("debt_to_buyers_usd", "US$", "Owed to buyers for broken contracts", "Deuda con compradores por incumplir"),
    Column("premium_fund_usd", "US$", "Certification premium still to be spent", "Prima de certificación por gastar"),
    Column("shares_usd", "US$", "Members' share capital", "Aportes de los socios"),
    Column("reserve_usd", "US$", "Reserves", "Reservas"),
    Column("result_usd", "US$", "Result of the season so far", "Resultado de la campaña hasta ahora"),
)

STATES = {
    "farmers": FARMERS,
    "cooperatives": COOPERATIVES,
    "districts": DISTRICTS,
    "intermediaries": INTERMEDIARIES,
    "ledger": LEDGER,
}
