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
            en="Credit that the lender gives whatever the price. Higher: the cooperative turns away less coffee",
            es=("Crédito que la financiera da cualquiera sea el precio. Si sube, la cooperativa rechaza menos café"),
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
            label=("Credit on contracts", "Crédito por contratos"),
            en=(
                "Further credit, as a part of the value of open contracts and of what buyers owe. Higher: credit "
                "grows more with the price"
            ),
            es=(
                "Crédito adicional, como parte del valor de los contratos vigentes y de lo que deben los "
                "compradores. Si sube, el crédito crece más con el precio"
            ),
            shows_in="stressed",
        ),
    ] = 0.6
    processing_months: Annotated[
        int,
        Ge(1),
        Le(4),
        Meaning(
            "months",
            label=("Months to shipment", "Meses hasta el embarque"),
            en="Months from delivery to shipment. Higher: buyers pay later, and a pool shares out later",
            es=(
                "Meses desde la entrega hasta el embarque. Si sube, el comprador paga más tarde y el fondo común "
                "reparte más tarde"
            ),
        ),
    ] = 1
    late_advance_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Coffee taken on credit", "Café que se recibe fiado"),
            en=(
                "Of the coffee that it cannot pay at once, the part it takes on credit; the rest it turns away. "
                "Higher: less is refused, more is owed"
            ),
            es=(
                "Del café que no puede pagar al momento, la parte que recibe fiada; el resto lo rechaza. Si "
                "sube, rechaza menos y debe más"
            ),
            shows_in="stressed",
        ),
    ] = 0.3
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
    reserve_target_usd: Annotated[
        float,
        Ge(0),
        Le(1_000_000),
        Meaning(
            "US$",
            label=("Reserve that is enough", "Reserva suficiente"),
            en=("Reserve above which nothing more is set aside. Higher: the cooperative saves for longer before it refunds all"),
            es=(
                "Monto de reserva desde el cual ya no se aparta más. Si sube, la cooperativa ahorra más tiempo "
                "antes de repartir todo"
            ),
        ),
    ] = 60_000.0
    refund_cash_months: Annotated[
        float,
        Ge(0),
        Le(12),
        Meaning(
            "months",
            label=("Cash kept before refunds", "Caja antes de repartir"),
            en=(
                "Months of fixed cost that must stay in cash before surplus is shared among members. Higher: "
                "refunds come less often"
            ),
            es=("Meses de costo fijo que deben quedar en caja antes de repartir excedentes. Si sube, se reparte menos veces"),
        ),
    ] = 3.0
    share_capital_usd_per_member: Annotated[
        float,
        Ge(0),
        Le(2000),
        Meaning(
            "US$",
            label=("Share of a member", "Aporte del socio"),
            en=(
                "Share that a member pays in on joining and gets back on leaving. Higher: more own money, and "
                "more to pay back when members leave"
            ),
            es=(
                "Aporte que el socio paga al entrar y recupera al salir. Si sube, hay más dinero propio y más "
                "que devolver cuando salen socios"
            ),
        ),
    ] = 100.0
    volume_review_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Weight of the last season", "Peso de la última campaña"),
            en=(
                "How far the last season moves the volume that the cooperative counts on. Higher: it adapts "
                "sooner to what members deliver"
            ),
            es=(
                "Cuánto mueve la última campaña el volumen con que cuenta la cooperativa. Si sube, se adapta "
                "antes a lo que entregan los socios"
            ),
        ),
    ] = 0.5
    dues_usd_per_year: Annotated[
        float,
        Ge(0),
        Le(500),
        Meaning(
            "US$/year",
            label=("Yearly dues", "Cuota anual"),
            en="Yearly dues of a member. Higher: more money for the cooperative, fewer members",
            es="Cuota anual del socio. Si sube, hay más dinero para la cooperativa y menos socios",
        ),
    ] = 0.0
    services_usd_per_member_year: Annotated[
        float,
        Ge(0),
        Le(1000),
        Meaning(
            "US$/year",
            label=("Services to members", "Servicios al socio"),
            en=(
                "Spent each year per member on advice, credit, health, school. Higher: members stay more, and "
                "less is left to pay for coffee"
            ),
            es=(
                "Gasto anual por socio en asistencia técnica, crédito, salud, escuela. Si sube, el socio se "
                "queda más y hay menos para pagar el café"
            ),
            stops=(0, 100, 300),
        ),
    ] = 0.0
    services_value_share: Annotated[
        float,
        Ge(0),
        Le(5),
        Meaning(
            "US$ per US$",
            label=("Worth of services", "Valor de los servicios"),
            en="What a dollar of services is worth to a member. Higher: services bind members more",
            es="Cuánto vale para el socio un dólar de servicios. Si sube, los servicios unen más",
            shows_in="two-cooperatives",
            needs={"services_usd_per_member_year": 100.0},
        ),
    ] = 1.0
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
                "Parte de los pagos que el socio encuentra conforme en peso, fecha y calidad: buena gestión. Si "
                "sube, crece la confianza"
            ),
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
            label=("Penalty of the buyer", "Penalidad del comprador"),
            en=(
                "Penalty to the buyer for each contracted quintal not delivered. Higher: side-selling costs the cooperative more"
            ),
            es=(
                "Penalidad al comprador por cada quintal contratado y no entregado. Si sube, la venta afuera le "
                "cuesta más a la cooperativa"
            ),
            shows_in="stressed",
        ),
    ] = 10.0
    buy_in_premium_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(100),
        Meaning(
            "US$/qq",
            label=("Extra cost of coffee bought in", "Sobreprecio del café comprado"),
            en=("What coffee bought from traders to fill a contract costs above the market. Higher: missing coffee costs more"),
            es=(
                "Sobreprecio del café que se compra a intermediarios para completar un contrato. Si sube, el "
                "café que falta cuesta más"
            ),
            shows_in="stressed",
        ),
    ] = 10.0
    rollover_fee_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(50),
        Meaning(
            "US$/qq",
            label=("Fee for moving a contract", "Costo de prorrogar"),
            en="Fee for moving a contract to a later shipment. Higher: fewer contracts are moved",
            es="Costo de prorrogar un contrato a un embarque posterior. Si sube, se prorrogan menos contratos",
            shows_in="stressed",
        ),
    ] = 3.0
    rollover_months: Annotated[
        int,
        Ge(1),
        Le(12),
        Meaning(
            "months",
            label=("Contract moved by", "Prórroga del contrato"),
            en="Months by which a contract is moved. Higher: more time to find the coffee",
            es="Meses en que se prorroga un contrato. Si sube, hay más tiempo para conseguir el café",
            shows_in="stressed",
        ),
    ] = 3
    rollover_limit_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Contracts that can be moved", "Contratos que se prorrogan"),
            en=("Largest part of the contracts due that the buyer agrees to move. Higher: fewer contracts are missed"),
            es=(
                "Parte máxima de los contratos por vencer que el comprador acepta prorrogar. Si sube, se "
                "incumplen menos contratos"
            ),
            shows_in="stressed",
        ),
    ] = 0.5
    relation_years: Annotated[
        float,
        Ge(0),
        Le(20),
        Meaning(
            "years",
            label=("Worth of the buyer's trust", "Valor de la relación"),
            en=(
                "Years of good business with the buyer that count against breaking a contract. Higher: the "
                "cooperative keeps its contracts through larger booms"
            ),
            es=(
                "Años de buena relación con el comprador que pesan contra incumplir un contrato. Si sube, la "
                "cooperativa cumple aun con alzas mayores"
            ),
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
            label=("Certified coffee", "Café certificado"),
            en="Part of the coffee sold as certified. Higher: floor and premium reach more coffee",
            es=("Parte del café que se vende como certificado. Si sube, el precio mínimo y la prima alcanzan a más café"),
            stops=(0.0, 0.3, 0.8),
        ),
    ] = 0.0
    certified_floor: Annotated[
        bool,
        Meaning(
            "yes/no",
            label=("Fair-trade minimum price", "Precio mínimo justo"),
            en="Certified coffee never sells below the fair-trade minimum price; off: at the market's price",
            es=(
                "El café certificado nunca se vende por debajo del precio mínimo de comercio justo; apagado: al "
                "precio de la bolsa"
            ),
            source="Fairtrade International",
            shows_in="crash",
            needs={"certified_share": 0.6},
        ),
    ] = False
    certification_cost_usd_per_year: Annotated[
        float,
        Ge(0),
        Le(100_000),
        Meaning(
            "US$/year",
            label=("Cost of certification", "Costo de la certificación"),
            en="Yearly cost of being certified. Higher: less is left for members",
            es="Costo anual de la certificación. Si sube, queda menos para el socio",
        ),
    ] = 0.0
    premium_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(60),
        Meaning(
            "US$/qq",
            label=("Fair-trade premium", "Prima de comercio justo"),
            en=("Fair-trade premium on certified sales; it goes to a fund for projects, not to members. Higher: a larger fund"),
            es=(
                "Prima de comercio justo por el café certificado; va a un fondo para proyectos, no al socio. Si "
                "sube, el fondo es mayor"
            ),
            source="Fairtrade International: 0.20 US$ a pound",
            needs={"certified_share": 0.6},
        ),
    ] = 0.0
