# ruff: noqa: E501 - sentences are read whole
"""Why a row fails, as far as can be guessed after seeing the numbers, and the experiment that could prove the guess wrong.

The key is (row, rule); an empty rule stands for every rule that has no guess of its own.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Hypothesis:
    """A guess and its test, in both languages."""

    en: str
    es: str
    test_en: str
    test_es: str


_GAP = Hypothesis(
    "The price gap knows money alone, and in an ordinary year the cooperative pays more: nobody has a reason to leave, whatever else happens.",
    "La brecha de precios solo conoce el dinero, y en un año normal la cooperativa paga más: nadie tiene motivo para irse, pase lo que pase.",
    "Raise the intermediary's price until leakage is 30 %; what then moves with trust, neighbours or need is not the price gap.",
    "Subir el precio del intermediario hasta que los socios vendan afuera el 30 %; lo que entonces se mueva con la confianza, los vecinos o la necesidad no es la brecha de precios.",
)
_NEED_UNSEEN = Hypothesis(
    "The rule does not look at the month's need. What still moves is coffee owed to lenders: an unexpected expense is paid with a trader's loan, and he is served first. "
    "Without coffee owed (tied_debt_share 0) the effect is nil.",
    "La regla no mira la necesidad del mes. Lo que se mueve es el café comprometido: el gasto imprevisto se paga con un préstamo del intermediario, y a él se le entrega primero. "
    "Sin café comprometido (tied_debt_share 0) el efecto es nulo.",
    "Give the rule the share that covers need, which random utility has, and run the row again.",
    "Darle a la regla la parte que cubre la necesidad, como en la utilidad aleatoria, y repetir la fila.",
)
_TENTH = Hypothesis(
    "The part of need that comes first is the one number tuned to ordinary leakage (P1), and at a tenth of the need a shock moves little. At half of it the effect is 7.6 points, "
    "but then leakage is 38 % and everybody sells some outside.",
    "La parte de la necesidad que va primero es el único número ajustado a la venta afuera de un año normal (P1), y con un décimo el gasto imprevisto mueve poco. Con la mitad el efecto es de 7.6 puntos, "
    "pero la venta afuera sube a 38 % y todos venden algo afuera.",
    "Let households sell first only in months in which savings do not cover the need, or let loyalty be tuned in place of need, and run P1, P2 and P9 together.",
    "Que la familia venda primero solo en los meses en que el ahorro no alcanza, o ajustar la lealtad en vez de la necesidad, y repetir P1, P2 y P9 juntas.",
)
_FORCED_SAVING = Hypothesis(
    "Money paid at once is spent beyond a month of need; the same money paid three months later comes in the months without cash and keeps the family from traders' loans, and coffee owed "
    "to a lender goes to him first. Without coffee owed (tied_debt_share 0) the sign is that of the field under random utility (-0.3 points).",
    "Lo que se paga al acopiar se gasta, salvo un mes de necesidad; pagado tres meses después llega en los meses sin efectivo y evita el préstamo del intermediario, y el café comprometido "
    "se le entrega primero a él. Sin café comprometido (tied_debt_share 0) el signo es el del campo con la utilidad aleatoria (-0.3 puntos).",
    "Ask in the field whether members who are paid late borrow less from traders; or let the cooperative's prompt payer lend as well.",
    "Averiguar en el campo si los socios a los que se paga tarde se endeudan menos con el intermediario; o que la cooperativa que paga rápido también preste.",
)
_BLIND = Hypothesis(
    "The rule looks at what was paid, not at what is promised or threatened: it learns of it seasons later, through prices, if at all.",
    "La regla mira lo que se pagó, no lo que se promete o amenaza: se entera campañas después, por los precios, si se entera.",
    "Give the rule the offer of the day as an attraction of its own and run the row again.",
    "Hacer que la regla también cuente la oferta del día y repetir la fila.",
)
_NEWCOMER = Hypothesis(
    "One buyer more moves the farm-gate price by a dollar or two, far less than loyalty differs between members; profits fall and the number of traders comes back.",
    "Un comprador más mueve el precio del intermediario en uno o dos dólares, mucho menos que las diferencias de lealtad entre socios; la ganancia baja y el número vuelve a su nivel.",
    "Start from one trader instead of three, or hold the number of traders, and run the row again.",
    "Partir de un solo intermediario en vez de tres, o fijar su número, y repetir la fila.",
)
_MARKDOWN = Hypothesis(
    "Three traders who compete by a logit gain about three dollars when the cooperative goes; a markdown of 12 % asks for one or two traders, or for traders who agree on a price.",
    "Tres intermediarios que compiten ganan unos tres dólares cuando la cooperativa se va; un 12 % pide uno o dos intermediarios, o que se pongan de acuerdo.",
    "Start from 1.5 traders instead of three (number 1.5), and run the row again: the price should fall by 6 to 18 %.",
    "Partir de 1.5 intermediarios en vez de tres (number 1.5) y repetir la fila: el precio debería caer de 6 a 18 %.",
)
_SERVICES = Hypothesis(
    "Services are a fixed sum for each member, so they fall only when members leave or the cooperative closes; a budget that follows sales would fall first.",
    "Los servicios son una suma fija por socio: bajan solo si se van socios o cierra la cooperativa; un presupuesto que siguiera a las ventas bajaría antes.",
    "Pay services out of the fee on coffee sold and run the row again.",
    "Pagar los servicios con el descuento por quintal vendido y repetir la fila.",
)
_LINE = Hypothesis(
    "Half of the expected coffee is sold ahead and most of the price is paid months later: the line on those contracts nearly covers even a doubled advance.",
    "La mitad del café esperado se vende por adelantado y buena parte del precio se paga meses después: la línea sobre esos contratos casi cubre hasta un adelanto doble.",
    "Halve what the lender gives on contracts at the moment of the rise (a lender that withdraws). A cooperative that thin from the start closes within ten seasons.",
    "Reducir a la mitad lo que presta la financiera sobre los contratos en el momento del alza. Una cooperativa tan justa desde el inicio cierra antes de diez campañas.",
)

HYPOTHESES: dict[tuple[str, str], Hypothesis] = {
    ("P1", ""): Hypothesis(
        "The one number of this rule that was tuned to P1 was tuned with other replicates; the mean lies at the edge of the band.",
        "El único número de esta regla ajustado a P1 se ajustó con otras réplicas; el promedio cae al borde de la banda.",
        "Run with more replicates and another seed.",
        "Repetir con más réplicas y otra semilla.",
    ),
    ("P1", "price_gap"): _GAP,
    ("P2", ""): Hypothesis(
        "Members decide for all their coffee in the same way each month, so few sell nearly all and most sell nothing outside; lots decided one by one would spread it.",
        "El socio decide igual por todo su café cada mes: pocos venden casi todo afuera y la mayoría nada; decidir lote por lote lo repartiría.",
        "Raise taste_usd_per_qq, the scale of the month's random utility, keeping P1 by loyalty, and watch P2.",
        "Subir taste_usd_per_qq, el azar del mes, manteniendo P1 con la lealtad, y observar P2.",
    ),
    ("P2", "experience"): Hypothesis(
        "A logit choice over attractions that differ little between households: everybody sells some outside, nobody all.",
        "Todas las familias valoran parecido a cada comprador y eligen con algo de azar: todas venden algo afuera y ninguna todo.",
        "Lower choice_noise_usd_per_qq and let households begin with different attractions.",
        "Bajar choice_noise_usd_per_qq y dejar que las familias comiencen con atracciones distintas.",
    ),
    ("P2", "price_gap"): _GAP,
    ("P3", ""): _GAP,
    ("P4c", ""): Hypothesis(
        "Without the surprise no contract is missed: the cooperative buys in or rolls over, so all default is strategic. In the field prices, harvests and working-capital shortages break contracts in calm years too.",
        "Sin la sorpresa no se incumple ningún contrato: la cooperativa compra o prorroga, y todo incumplimiento es estratégico. En el campo también se incumple en años tranquilos.",
        "Add bad harvests (district_weather_sd) and a thin line to both arms; a penalty of US$ 60 cuts default from 99 to 4 %, all of it still strategic.",
        "Añadir malas cosechas (district_weather_sd) y una línea de crédito corta a ambos brazos; una penalidad de US$ 60 baja el incumplimiento de 99 a 4 %, todo aún estratégico.",
    ),
    ("P9a", ""): _NEED_UNSEEN,
    ("P9a", "liquidity_first"): _TENTH,
    ("P9b", ""): _NEED_UNSEEN,
    ("P9b", "liquidity_first"): _TENTH,
    ("P9c", ""): Hypothesis(
        "The advance works through trust in the deferred part, not through need; with trust near 0.9 there is little left to gain.",
        "El adelanto actúa por la confianza en la parte que se paga después, no por la necesidad; con confianza cerca de 0.9 queda poco por ganar.",
        "Set deferred_discount off: under random utility the effect falls from 5.1 to 1.2 points, under these rules to nothing. With opening trust at 0.6 it should pass 5.",
        "Apagar deferred_discount: con la utilidad aleatoria el efecto baja de 5.1 a 1.2 puntos, con estas reglas a nada. Con confianza inicial de 0.6 debería pasar de 5.",
    ),
    ("P9c", "experience"): _BLIND,
    ("P9c", "imitation"): _BLIND,
    ("P9c", "price_gap"): _GAP,
    ("P10a", ""): _FORCED_SAVING,
    ("P10b", ""): Hypothesis(
        "At the defaults a dollar surely paid in three months is worth 0.97 today (lean money 1.1, patience 0.96, leak 0.05): there is no saving motive strong enough to value the wait, "
        "and the more a prompt promise is believed, the better it covers the month's need. With 1.25 in the lean months late pay brings coffee, but then at every level of trust.",
        "Con los valores iniciales un dólar seguro a tres meses vale hoy 0.97: el motivo de ahorro no alcanza para apreciar la espera, "
        "y cuanto más se cree en un pago rápido, mejor cubre la necesidad del mes. Con 1.25 en los meses de escasez el pago tardío atrae café, pero entonces con cualquier confianza.",
        "Let the doubt grow with the months waited and set lean_money_value to 1.25: the sign should then change inside the range of trust.",
        "Hacer que la duda crezca con los meses de espera y poner lean_money_value en 1.25: el signo debería cambiar dentro del rango de confianza.",
    ),
    ("P10b", "price_gap"): _GAP,
    ("P10b", "imitation"): _BLIND,
    ("P10b", "experience"): _BLIND,
    ("P11a", ""): _BLIND,
    ("P11a", "price_gap"): _GAP,
    ("P11b", ""): Hypothesis(
        "Who stays a member is selected: a large farm with little loyalty stays for its many quintals, a small one leaves. With membership held as at the start the distance falls from 12 to 7 points, and does not turn.",
        "Quién sigue de socio está seleccionado: la finca grande con poca lealtad se queda por sus muchos quintales, la chica se va. Si nadie entra ni sale la distancia baja de 12 a 7 puntos, sin cambiar de signo.",
        "Let patience and wealth grow with the farm, with membership held (no effort of membership, a share that nobody can pay), and run the row again.",
        "Dejar que la paciencia y la riqueza crezcan con la finca, sin que nadie entre ni salga (sin esfuerzo de ser socio, con un aporte que nadie puede pagar), y repetir la fila.",
    ),
    ("P11b", "price_gap"): _GAP,
    ("P12a", ""): _NEWCOMER,
    ("P12a", "price_gap"): _GAP,
    ("P12b", ""): _SERVICES,
    ("P12b", "price_gap"): _GAP,
    ("P13a", ""): _BLIND,
    ("P13a", "price_gap"): _GAP,
    ("P13b", "price_gap"): _GAP,
    ("P13b", ""): Hypothesis(
        "The fine binds neighbours together: who would fall short delivers because the others do, and few find membership worth less.",
        "La multa junta a los vecinos: quien se quedaría corto entrega porque los demás entregan, y pocos sienten que ser socio vale menos.",
        "Run the row with neighbours off: under thresholds 9 % of the cohort then leave.",
        "Repetir con neighbours apagado: bajo umbrales se va entonces el 9 % de la cohorte.",
    ),
    ("P14a", ""): _BLIND,
    ("P14a", "price_gap"): _GAP,
    ("P14b", ""): _BLIND,
    ("P14b", "price_gap"): _GAP,
    ("P14c", ""): _BLIND,
    ("P14c", "price_gap"): _GAP,
    ("P14d", ""): Hypothesis(
        "Half as many members again spread the fixed cost: price and refund rise, and that draws more than the crowd puts off.",
        "Con la mitad más de socios el costo fijo se reparte: suben el precio y el excedente, y eso atrae más de lo que aleja el grupo grande.",
        "Set fixed cost in proportion to members and run the row again.",
        "Poner el costo fijo en proporción a los socios y repetir la fila.",
    ),
    ("P14e", ""): _BLIND,
    ("P14e", "price_gap"): _GAP,
    ("P15", ""): Hypothesis(
        "Rust makes lots smaller, so fetching them costs the trader more per quintal, which works against the need for cash: the two nearly cancel. "
        "Risk aversion lowers the worth of a promise in every year alike.",
        "La roya achica los lotes: al intermediario le cuesta más recoger cada quintal, y eso compensa la necesidad de efectivo, casi por completo. "
        "La aversión al riesgo rebaja la promesa todos los años por igual.",
        "Set visit_cost_usd to 0 and run the row again. Then let the cooperative's fixed cost over less coffee lower its promise, with trust in doubt.",
        "Poner visit_cost_usd en 0 y repetir la fila. Luego dejar que el costo fijo sobre menos café rebaje la promesa, con la confianza en duda.",
    ),
    ("P15", "price_gap"): _GAP,
    ("P22a", ""): _LINE,
    ("P22b", ""): _LINE,
    ("P22c", ""): _LINE,
    ("P22d", ""): _LINE,
    ("P23b", ""): _MARKDOWN,
    ("P27", ""): Hypothesis(
        "Loyalty does not differ enough between members for a farm-gate price 10 % higher to leave most of them. A spread of US$ 100 instead of 70 gives 54 %, but then P1 falls to 24.5 %.",
        "La lealtad no varía tanto entre socios como para que, con un precio del intermediario 10 % más alto, la mayoría se quede. Con una dispersión de US$ 100 en vez de 70 sale 54 %, pero P1 baja a 24.5 %.",
        "Calibrate spread and mean of loyalty together, to P1 and P2 only, and read P27.",
        "Calibrar juntas la dispersión y la media de la lealtad, solo con P1 y P2, y leer P27.",
    ),
    ("P30", "price_gap"): _GAP,
    ("P28a", ""): Hypothesis(
        "The rise is felt as a loss against the traders' price before the cooperative's price has followed.",
        "El alza se siente como pérdida frente al precio del intermediario antes de que el de la cooperativa lo siga.",
        "Let the cooperative post its price twice a month, or the traders pass the rise on more slowly.",
        "Hacer que la cooperativa revise su precio dos veces al mes, o que los intermediarios trasladen el alza más despacio.",
    ),
    ("P29", ""): Hypothesis(
        "One district has no new cooperatives, so only deliveries of the one that is there can grow; the run begins at prices half of normal, in which cash and members are lost, and it may close before prices rise. "
        "State support, certification and new foundations of those years are not in it.",
        "Un distrito no tiene cooperativas nuevas: solo pueden crecer las entregas de la que ya está; la historia empieza con precios a la mitad de lo normal, en que se pierden socios y caja, y puede cerrar antes del alza. "
        "El apoyo del Estado, la certificación y las fundaciones de esos años no están.",
        "Run it in a region in which cooperatives are founded, with and without the certified floor.",
        "Correrlo en una región donde se fundan cooperativas, con y sin precio mínimo certificado.",
    ),
}
