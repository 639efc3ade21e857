"""What each column of the world's own tables says, in both languages: states of farmers, cooperatives, districts, traders.

Parameters are columns of these tables too; they are declared in `coopsim.scenario` and only looked up. What a decision rule
remembers is declared with the rule.
"""

from __future__ import annotations

from coopsim.model.column import Column
from coopsim.model.columns import ALIVE, CASH, FARM_GATE_PRICE

FARMERS = (
    Column("cooperative", "number", "Number of her cooperative, -1: none", "Número de su cooperativa, -1: ninguna"),
    Column(
        "district",
        "number",
        "Number of her district: that of the cooperative there",
        "Número de su distrito: el de la cooperativa de ahí",
    ),
    Column("is_member", "yes or no", "Member of the cooperative", "Es socia de la cooperativa"),
    Column("kin", "number", "Kin group", "Grupo de parentesco"),
    Column("trust", "0 to 1", "Trust that promises are kept", "Confianza en que se cumple lo prometido"),
    Column("loyalty_usd_per_qq", "US$/qq", "Loyalty: what she gives up to deliver", "Lealtad: lo que deja de ganar por entregar"),
    Column("loyalty_anchor_usd_per_qq", "US$/qq", "Level to which loyalty returns", "Nivel al que vuelve la lealtad"),
    Column("savings_usd", "US$", "Cash of the household", "Efectivo de la familia"),
    Column("debt_usd", "US$", "Debt to traders", "Deuda con intermediarios"),
    Column(
        "overdue_usd",
        "US$",
        "What the cooperative owes her and has not paid in time",
        "Lo que la cooperativa le debe y no pagó a tiempo",
    ),
    Column("expected_price_usd_per_qq", "US$/qq", "Price she expects", "Precio que espera"),
    Column(
        "usual_price_usd_per_qq",
        "US$/qq",
        "Price she usually receives at the normal world price",
        "Precio que suele recibir con la bolsa en lo normal",
    ),
    Column("need_usd_per_month", "US$/month", "Cash the household needs each month", "Efectivo que la familia necesita al mes"),
    Column("area_ha", "ha", "Land with bearing coffee, tended or not", "Área de café en producción, cuidada o no"),
    Column("neglected_ha", "ha", "Of it, neglected", "De ella, descuidada"),
    Column(
        "bearing_phase",
        "0 or 1",
        "Whether her heavy years are the even or the odd ones",
        "Si sus años de carga alta son los pares o los impares",
    ),
    Column("rule_number", "number", "Which decision rule she follows", "Qué regla de decisión sigue"),
    Column("tenure_seasons", "seasons", "Seasons as a member", "Campañas como socia"),
    Column(
        "neighbours_share", "share", "What her neighbours delivered, as she heard", "Lo que entregaron sus vecinos, según supo"
    ),
    Column(
        "last_share",
        "share",
        "Share of her last lot offered to the cooperative",
        "Parte de su último lote ofrecida a la cooperativa",
    ),
    Column("season_member", "yes or no", "Member when the season opened", "Era socia al abrir la campaña"),
    Column("attends", "yes or no", "Went to the last assembly", "Fue a la última asamblea"),
    Column("size_third", "0 to 2", "Third by farm size, 0 the smallest", "Tercio por tamaño de chacra, 0 el menor"),
    Column("poverty_third", "0 to 2", "Third by income, 0 the poorest", "Tercio por ingreso, 0 el más pobre"),
    Column("crop_qq", "qq", "What the trees give this season", "Lo que dan las plantas esta campaña"),
    Column(
        "blow_usd",
        "US$",
        "Sudden expense of this month, and her insurance premium",
        "Gasto imprevisto del mes, y su prima de seguro",
    ),
    Column(
        "insurance_rank",
        "0 to 1",
        "Whose turn it is to be insured: the lowest first",
        "Orden para entrar al seguro: del menor al mayor",
    ),
    Column("insurance_payer", "number", "Who pays the premium, by number", "Quién paga la prima, por número"),
    Column("harvest_qq", "qq", "Coffee picked this month", "Café cosechado este mes"),
    Column("unpicked_qq", "qq", "Coffee left on the trees this month", "Café que quedó sin cosechar este mes"),
    Column("hired_qq", "qq", "Coffee picked by hired hands this month", "Café cosechado con jornaleros este mes"),
    Column("lot_qq", "qq", "Coffee to sell this month", "Café por vender este mes"),
    Column("tied_qq", "qq", "Of it, owed to a trader who lends", "De eso, comprometido con el intermediario que presta"),
    Column("offered_qq", "qq", "Coffee offered to the cooperative this month", "Café ofrecido a la cooperativa este mes"),
    Column("refused_qq", "qq", "Coffee refused for lack of cash this month", "Café rechazado por falta de efectivo este mes"),
    Column("delivered_qq", "qq", "Coffee delivered to the cooperative this month", "Café entregado a la cooperativa este mes"),
    Column("side_sold_qq", "qq", "Coffee sold to intermediaries this month", "Café vendido a intermediarios este mes"),
    Column("kept_qq", "qq", "Coffee kept for next month", "Café guardado para el mes siguiente"),
    Column("received_usd", "US$", "Received for coffee this month", "Recibido por café este mes"),
    Column(
        "season_months_without_cash",
        "months",
        "Months without cash this season",
        "Meses sin efectivo en la campaña",
    ),
    Column("season_opening_savings_usd", "US$", "Cash when the season opened", "Efectivo al abrir la campaña"),
    Column("season_harvest_qq", "qq", "Coffee picked this season", "Café cosechado en la campaña"),
    Column("season_unpicked_qq", "qq", "Coffee left on the trees this season", "Café sin cosechar en la campaña"),
    Column("season_offered_qq", "qq", "Offered to the cooperative this season", "Ofrecido a la cooperativa en la campaña"),
    Column("season_refused_qq", "qq", "Refused for lack of cash this season", "Rechazado por falta de efectivo en la campaña"),
    Column("season_delivered_qq", "qq", "Delivered this season", "Entregado en la campaña"),
    Column("season_side_sold_qq", "qq", "Sold to intermediaries this season", "Vendido a intermediarios en la campaña"),
    Column("season_received_usd", "US$", "Received for coffee this season", "Recibido por café en la campaña"),
    Column(
        "season_advances_usd",
        "US$",
        "Advances on the coffee delivered this season",
        "Adelantos por el café entregado en la campaña",
    ),
    Column(
        "season_street_value_usd",
        "US$",
        "What traders would have paid for what she delivered",
        "Lo que el intermediario habría pagado por lo entregado",
    ),
    Column(
        "season_costs_usd",
        "US$",
        "Cash spent on the farm and dues this season",
        "Gasto en efectivo en la chacra y cuotas en la campaña",
    ),
    Column("season_interest_usd", "US$", "Interest this season", "Intereses de la campaña"),
    Column("season_need_usd", "US$", "What the household needed this season", "Lo que la familia necesitó en la campaña"),
    Column("season_unmet_usd", "US$", "Need left uncovered this season", "Necesidad sin cubrir en la campaña"),
    Column("season_cash_income_usd", "US$", "Earned besides coffee this season", "Ingreso fuera del café en la campaña"),
    Column("season_refund_usd", "US$", "Her part of the refund", "Su parte del excedente repartido"),
    Column("season_bonus_usd", "US$", "Her loyalty bonus", "Su bono de lealtad"),
    Column("season_fine_usd", "US$", "Fine she paid for delivering too little", "Multa que pagó por entregar muy poco"),
)

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
    Column("expected_volume_qq", "qq", "Volume it reckons with", "Volumen con el que cuenta"),
    Column("posted_price_usd_per_qq", "US$/qq", "Total price it announces to members", "Precio total que anuncia a los socios"),
    Column("advance_usd_per_qq", "US$/qq", "Advance on delivery", "Adelanto al entregar"),
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
    Column("relation_lost_months", "months", "Months without premium after a default", "Meses sin prima tras incumplir"),
    Column(
        "arrears_count",
        "months",
        "Months running beyond the lender's limit",
        "Meses seguidos por encima del límite de la financiera",
    ),
    Column("negative_count", "seasons", "Closings running with negative net worth", "Balances seguidos con patrimonio negativo"),
    Column("low_sales_count", "seasons", "Seasons running with too small sales", "Campañas seguidas con ventas demasiado bajas"),
    Column(
        "closed_month",
        "months",
        "Month of closing, counted from the start of the warm-up; -1: open",
        "Mes del cierre desde el inicio de los años previos; -1: abierta",
    ),
    Column("season_result_usd", "US$", "Result of the last season", "Resultado de la última campaña"),
    Column("season_delivered_qq", "qq", "Coffee received this season", "Café recibido en la campaña"),
    Column("season_member_delivered_qq", "qq", "Of it, from members", "De eso, de socios"),
    Column("season_offered_qq", "qq", "Coffee offered to it this season", "Café que le ofrecieron en la campaña"),
    Column("season_refused_qq", "qq", "Coffee it could not take this season", "Café que no pudo recibir en la campaña"),
    Column("season_contracted_qq", "qq", "Contracts due this season", "Contratos que vencían en la campaña"),
    Column(
        "season_own_coffee_missing_qq", "qq", "Of them, without own coffee to fill them", "De esos, sin café propio para cumplir"
    ),
    Column("season_kept_qq", "qq", "Contracts filled with own coffee", "Contratos cumplidos con café propio"),
    Column("season_late_qq", "qq", "Contracts moved to a later month", "Contratos pasados a un mes posterior"),
    Column("season_defaulted_strategic_qq", "qq", "Contracts broken by choice", "Contratos incumplidos por decisión"),
    Column(
        "season_defaulted_forced_qq",
        "qq",
        "Contracts broken for lack of coffee and cash",
        "Contratos incumplidos por falta de café y de efectivo",
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
    Column("season_balance_qq", "qq", "Members' coffee whose balance fell due", "Café de socios cuyo saldo venció"),
    Column("season_balance_usd", "US$", "Balances paid on it", "Saldos pagados por ese café"),
    Column("balance_paid_usd_per_qq", "US$/qq", "Balance last paid per quintal", "Último saldo pagado por quintal"),
    Column("normal_volume_qq", "qq", "Coffee of a normal season", "Café de una campaña normal"),
    Column("season_illiquid_months", "months", "Months without the cash for what was due", "Meses sin efectivo para lo vencido"),
    Column("season_joined", "farmers", "Farmers who joined", "Familias que ingresaron"),
    Column("season_left", "farmers", "Members who left", "Familias socias que se retiraron"),
    Column("season_costs_usd", "US$", "Running costs this season", "Gastos corrientes de la campaña"),
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
    Column("cash_usd", "US$", "Cash to buy with", "Efectivo para comprar"),
    Column("bought_qq", "qq", "Coffee bought in the last harvest month", "Café comprado en el último mes de cosecha"),
    Column("profit_usd", "US$", "Profit of the last harvest month", "Ganancia del último mes de cosecha"),
    Column("district", "number", "Number of the district", "Número del distrito"),
)

LEDGER = (
    CASH,
    Column("stock_usd", "US$", "Coffee in stock and in process, at cost", "Café en almacén y en proceso, al costo"),
    Column("receivable_usd", "US$", "What buyers owe", "Lo que deben los compradores"),
    Column("line_usd", "US$", "Drawn on the credit line", "Usado de la línea de crédito"),
    Column("due_members_usd", "US$", "Owed to members, not yet due", "Por pagar a socios, aún no vencido"),
    Column("overdue_members_usd", "US$", "Owed to members, overdue", "Por pagar a socios, vencido"),
    Column("overdue_suppliers_usd", "US$", "Owed to suppliers, overdue", "Por pagar a proveedores, vencido"),
    Column("penalty_due_usd", "US$", "Penalties to pay", "Penalidades por pagar"),
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
