"""The money of a cooperative, its members and its services."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Le

from coopsim.scenario.cooperative_prices import PricePolicy
from coopsim.scenario.declare import Meaning


class CooperativeMoney(PricePolicy):
    """What the cooperative decides | Lo que decide la cooperativa"""

    opening_reserve_usd: Annotated[
        float,
        Ge(0),
        Le(1_000_000),
        Meaning(
            "US$",
            label=("Reserves at the start", "Reservas al comenzar"),
            en="The cooperative's own money at the start. Higher: it survives more bad seasons",
            es="Dinero propio de la cooperativa al comenzar. Si sube, aguanta más campañas malas",
            stops=(0, 60_000, 200_000),
        ),
    ] = 60_000.0
    credit_line_usd: Annotated[
        float,
        Ge(0),
        Le(5_000_000),
        Meaning(
            "US$",
            label=("Credit line", "Línea de crédito"),
            en=(
                "Credit that the lender gives whatever the price, at most as much as the cooperative's own funds. Higher: it "
                "turns away less coffee"
            ),
            es=(
                "Crédito que da la financiera, sea cual sea el precio, hasta el patrimonio de la cooperativa. Si sube, rechaza "
                "menos café"
            ),
            needs={"credit_line_share": 0.0, "opening_reserve_usd": 150_000.0},
            stops=(0, 60_000, 500_000),
        ),
    ] = 60_000.0
    credit_line_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Credit on contracts", "Crédito por contratos"),
            en=(
                "Further credit, as a part of the value of open contracts and of coffee shipped for them. Higher: credit "
                "grows more with the price"
            ),
            es=(
                "Crédito adicional, como parte del valor de los contratos vigentes y del café ya embarcado por ellos. Si "
                "sube, el crédito crece más con el precio"
            ),
            shows_in="stressed",
        ),
    ] = 0.6
    lowest_advance_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Lowest advance if cash is short", "Adelanto mínimo sin efectivo"),
            en=(
                "How far the board lowers the advance, openly, before it turns coffee away (1: not at all). Higher: more is "
                "refused, members wait for less"
            ),
            es=(
                "Hasta dónde el consejo baja el adelanto, avisando, antes de rechazar café (1: no lo baja). Si sube, se "
                "rechaza más y el socio espera menos"
            ),
            shows_in="thin-capital",
            stops=(0.5, 0.7, 1.0),
        ),
    ] = 0.7
    buys_from_others: Annotated[
        bool,
        Meaning(
            "yes/no",
            label=("Buys from non-members", "Compra a no socios"),
            en="Buys coffee from farmers who are not members; off: from members only",
            es="Compra café también a quienes no son socios; apagado: solo a socios",
        ),
    ] = True
    reserve_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Surplus kept as reserve", "Excedente para reserva"),
            en="Part of the surplus put into the reserve. Higher: less is refunded, more is there for bad years",
            es="Parte del excedente que va a la reserva. Si sube, se reparte menos y queda más para años malos",
            shows_in="stressed",
        ),
    ] = 0.2
    kept_promise_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Promises kept", "Promesas cumplidas"),
            en=(
                "Part of payments that members find as promised in weight, date and quality: good management. Higher: trust grows"
            ),
            es=(
                "Parte de los pagos que el socio encuentra conformes en peso, fecha y calidad: buena gestión. Si "
                "sube, crece la confianza"
            ),
            shows_in="stressed",
            stops=(0.5, 0.9, 1.0),
        ),
    ] = 0.9
    late_payment_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Paid late without need", "Pagos tarde sin necesidad"),
            en=(
                "Part of what falls due to members that is paid a month late though the money is there. Higher: "
                "more promises are broken"
            ),
            es=(
                "Parte de lo que vence a los socios y se paga un mes tarde aunque haya dinero. Si sube, se incumplen más promesas"
            ),
            shows_in="stressed",
            stops=(0.0, 0.3, 1.0),
        ),
    ] = 0.0
