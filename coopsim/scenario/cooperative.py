"""What a cooperative decides beside its prices: its money, its members, its contracts, its label."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Le

from coopsim.scenario.declare import Meaning
from coopsim.scenario.levers import Levers


class CooperativePolicy(Levers):
    """What the cooperative decides | Lo que decide la cooperativa"""

    opening_reserve_usd: Annotated[
        float,
        Ge(0),
        Le(1_000_000),
        Meaning(
            "US$",
            en="The cooperative's own money at the start",
            es="Dinero propio de la cooperativa al comenzar",
            stops=(0, 60_000, 200_000),
        ),
    ] = 60_000.0
    credit_line_usd: Annotated[
        float,
        Ge(0),
        Le(5_000_000),
        Meaning(
            "US$",
            en="Credit that the lender gives whatever the price",
            es="Crédito que la financiera da cualquiera sea el precio",
            shows_in="stressed",
            stops=(0, 60_000, 500_000),
        ),
    ] = 60_000.0
    credit_line_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            en="Further credit, as a part of the value of open contracts and of what buyers owe",
            es="Crédito adicional, como parte del valor de los contratos vigentes y de lo que deben los compradores",
            shows_in="stressed",
        ),
    ] = 0.6
    processing_months: Annotated[
        int,
        Ge(1),
        Le(4),
        Meaning("months", en="Months from delivery to shipment", es="Meses desde la entrega hasta el embarque"),
    ] = 1
    late_advance_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            en="Of the coffee that it cannot pay at once, the part it takes on credit; the rest it turns away",
            es="Del café que no puede pagar al momento, la parte que recibe fiada; el resto lo rechaza",
            shows_in="stressed",
        ),
    ] = 0.3
    buys_from_others: Annotated[
        bool,
        Meaning("yes/no", en="Buys coffee from farmers who are not members", es="Compra café también a quienes no son socios"),
    ] = True
    reserve_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning("share", en="Part of the surplus put into the reserve", es="Parte del excedente que va a la reserva"),
    ] = 0.2
    reserve_target_usd: Annotated[
        float,
        Ge(0),
        Le(1_000_000),
        Meaning(
            "US$", en="Reserve above which nothing more is put aside", es="Monto de reserva desde el cual ya no se aparta más"
        ),
    ] = 60_000.0
    refund_cash_months: Annotated[
        float,
        Ge(0),
        Le(12),
        Meaning(
            "months",
            en="Months of fixed cost that must stay in cash before surplus is shared among members",
            es="Meses de costo fijo que deben quedar en caja antes de repartir excedentes a los socios",
        ),
    ] = 3.0
    share_capital_usd_per_member: Annotated[
        float,
        Ge(0),
        Le(2000),
        Meaning(
            "US$",
            en="Share that a member pays in on joining and gets back on leaving",
            es="Aporte que el socio paga al entrar y recupera al salir",
        ),
    ] = 100.0
    volume_review_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            en="How far the last season moves the volume that the cooperative counts on",
            es="Cuánto mueve la última campaña el volumen con que cuenta la cooperativa",
        ),
    ] = 0.5
    dues_usd_per_year: Annotated[
        float,
        Ge(0),
        Le(500),
        Meaning("US$/year", en="Yearly dues of a member", es="Cuota anual del socio"),
    ] = 0.0
    services_usd_per_member_year: Annotated[
        float,
        Ge(0),
        Le(1000),
        Meaning(
            "US$/year",
            en="Spent each year per member on advice, credit, health, school",
            es="Gasto anual por socio en asistencia técnica, crédito, salud, escuela",
            stops=(0, 100, 300),
        ),
    ] = 0.0
    services_value_share: Annotated[
        float,
        Ge(0),
        Le(5),
        Meaning(
            "US$ per US$",
            en="What a dollar of services is worth to a member",
            es="Cuánto vale para el socio un dólar de servicios",
            shows_in="two-cooperatives",
        ),
    ] = 1.0
    kept_promise_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            en="Part of payments that members find as promised in weight, date and quality: good management and open books",
            es="Parte de los pagos que el socio encuentra conforme en peso, fecha y calidad: buena gestión y cuentas claras",
            shows_in="stressed",
            stops=(0.5, 0.9, 1.0),
        ),
    ] = 0.9
    penalty_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(200),
        Meaning(
            "US$/qq",
            en="Penalty to the buyer for each contracted quintal not delivered",
            es="Penalidad al comprador por cada quintal contratado y no entregado",
            shows_in="stressed",
        ),
    ] = 10.0
    buy_in_premium_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(100),
        Meaning(
            "US$/qq",
            en="What coffee bought from traders to fill a contract costs above the market",
            es="Sobreprecio del café que se compra a intermediarios para completar un contrato",
            shows_in="stressed",
        ),
    ] = 10.0
    rollover_fee_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(50),
        Meaning(
            "US$/qq",
            en="Fee for moving a contract to a later shipment",
            es="Costo de prorrogar un contrato a un embarque posterior",
            shows_in="stressed",
        ),
    ] = 3.0
    rollover_months: Annotated[
        int,
        Ge(1),
        Le(12),
        Meaning(
            "months", en="Months by which a contract is moved", es="Meses en que se prorroga un contrato", shows_in="stressed"
        ),
    ] = 3
    rollover_limit_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            en="Largest part of the contracts due that the buyer agrees to move",
            es="Parte máxima de los contratos por vencer que el comprador acepta prorrogar",
            shows_in="stressed",
        ),
    ] = 0.5
    relation_years: Annotated[
        float,
        Ge(0),
        Le(20),
        Meaning(
            "years",
            en="Years of good business with the buyer that the board weighs against breaking a contract",
            es="Años de buena relación con el comprador que el consejo pone en la balanza antes de incumplir un contrato",
            source="assumed; Blouin and Macchiavello 2013",
            shows_in="boom",
        ),
    ] = 3.0
    certified_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            en="Part of the coffee sold as certified",
            es="Parte del café que se vende como certificado",
            stops=(0.0, 0.3, 0.8),
        ),
    ] = 0.0
    certified_floor: Annotated[
        bool,
        Meaning(
            "yes/no",
            en="Certified coffee never sells below the fair-trade minimum price",
            es="El café certificado nunca se vende por debajo del precio mínimo de comercio justo",
            source="Fairtrade International",
            shows_in="crash",
        ),
    ] = False
    certification_cost_usd_per_year: Annotated[
        float,
        Ge(0),
        Le(100_000),
        Meaning("US$/year", en="Yearly cost of being certified", es="Costo anual de la certificación"),
    ] = 0.0
    premium_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(60),
        Meaning(
            "US$/qq",
            en="Fair-trade premium on certified sales; it goes to a fund for projects, not to members' pockets",
            es="Prima de comercio justo por el café certificado; va a un fondo para proyectos, no al bolsillo del socio",
            source="Fairtrade International: 0.20 US$ a pound",
        ),
    ] = 0.0
