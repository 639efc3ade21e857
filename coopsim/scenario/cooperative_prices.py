"""What a cooperative promises to members and buyers, and the costs that it reckons into its price."""

from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Ge, Le
from pydantic import Field

from coopsim.scenario.declare import Group, Meaning


class PricePolicy(Group):
    """What the cooperative decides | Lo que decide la cooperativa"""

    id: Annotated[
        str,
        Field(pattern=r"^[a-z][a-z0-9_-]*$"),
        Meaning(
            "name",
            label=("Name of the cooperative", "Nombre de la cooperativa"),
            en="The cooperative's name in tables and options",
            es="Nombre de la cooperativa en tablas y opciones",
        ),
    ] = "esperanza"
    members: Annotated[
        int,
        Ge(0),
        Le(1_000_000),
        Meaning(
            "farmers",
            label=("Members at the start", "Socios al comenzar"),
            en="Members at the start. More: more coffee for the same fixed cost",
            es="Socios al comenzar. Si son más, hay más café para el mismo costo fijo",
            source="Castillo 2012: about 100",
            stops=(60, 100, 150),
        ),
    ] = 100
    sale_price: Annotated[
        Literal["fixed", "open"],
        Meaning(
            "choice",
            label=("Price to the buyer", "Precio con el comprador"),
            en="Contracts with the buyer: at a price fixed today, or open, to be fixed by the market at shipment",
            es="Contratos con el comprador: a precio fijado hoy, o por fijar, según la bolsa al embarcar",
            shows_in="boom",
            choice_labels=(("fixed", "price fixed today", "precio fijo desde hoy"), ("open", "price open", "precio por fijar")),
        ),
    ] = "fixed"
    member_price: Annotated[
        Literal["fixed", "indexed", "pooled"],
        Meaning(
            "choice",
            label=("Price to members", "Precio al socio"),
            en=(
                "Price to members: fixed and reviewed now and then, following the market each month, or pooled: "
                "an advance, and what is left at the season's end"
            ),
            es=(
                "Precio al socio: fijo y revisado de vez en cuando, según la bolsa de cada mes, o por liquidación: un "
                "adelanto y, al cierre, lo que quede"
            ),
            source="Cebreros 2006; DRWakefield",
            shows_in="boom",
            choice_labels=(
                ("fixed", "fixed, reviewed now and then", "fijo, revisado de vez en cuando"),
                ("indexed", "follows the market", "sigue a la bolsa"),
                ("pooled", "advance, and the rest at the season's end", "adelanto, y el resto al cierre"),
            ),
        ),
    ] = "pooled"
    price_review_months: Annotated[
        int,
        Ge(1),
        Le(12),
        Meaning(
            "months",
            label=("Price is reviewed every", "El precio se revisa cada"),
            en=("How often a fixed price to members is reviewed (12: once a season). Higher: it follows the market later"),
            es=(
                "Cada cuántos meses se revisa el precio fijo al socio (12: una vez por campaña). Si sube, sigue "
                "a la bolsa más tarde"
            ),
            shows_in="boom",
            stops=(1, 3, 12),
            needs={"member_price": "fixed"},
        ),
    ] = 12
    advance_review: Annotated[
        int,
        Ge(1),
        Le(12),
        Meaning(
            "months",
            label=("Advance is reviewed every", "El adelanto se revisa cada"),
            en=(
                "How often a pool announces a new advance and total: 12 once for the season, 3 now and then, 1 as the "
                "market moves. Higher: members hear of a rise later"
            ),
            es=(
                "Cada cuánto la liquidación anuncia adelanto y total nuevos: 12 una vez por campaña, 3 de vez en cuando, "
                "1 según el mercado. Si sube, el socio se entera más tarde de un alza"
            ),
            source="assumed; season in Ethiopia and Tanzania, quarter in Costa Rica, day in Colombia; not found for Peru",
            shows_in="boom",
            stops=(1, 3, 12),
            needs={"member_price": "pooled"},
        ),
    ] = 3
    advance_share: Annotated[
        float,
        Ge(0.1),
        Le(1),
        Meaning(
            "share",
            label=("Advance", "Adelanto"),
            en=(
                "Part of the promised price paid in cash on delivery. Higher: members wait for less, and the "
                "cooperative needs more cash"
            ),
            es=(
                "Parte del precio prometido que se paga en efectivo al entregar. Si sube, el socio espera menos "
                "y la cooperativa necesita más efectivo"
            ),
            stops=(0.4, 0.6, 0.95),
        ),
    ] = 0.6
    payment_delay_months: Annotated[
        int,
        Ge(0),
        Le(18),
        Meaning(
            "months",
            label=("Payment delay", "Demora del segundo pago"),
            en=(
                "Months from delivery to the second payment. Higher: members wait longer. A pool pays when its "
                "coffee is sold and paid, a month after shipment, however low this is"
            ),
            es=(
                "Meses entre la entrega y el segundo pago. Si sube, el socio espera más. Por liquidación se paga "
                "cuando el café se vendió y se cobró, un mes después del embarque, aunque este valor sea menor"
            ),
            source="Cebreros 2006",
            shows_in="stressed",
            stops=(0, 3, 9),
        ),
    ] = 3
    forward_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Coffee sold ahead", "Café vendido por adelantado"),
            en=(
                "Part of the coffee expected that is sold ahead under contract. Higher: more is due to buyers if "
                "members sell outside"
            ),
            es=(
                "Parte del café esperado que se vende por adelantado con contrato. Si sube, se debe más a los "
                "compradores si el socio vende afuera"
            ),
            stops=(0.0, 0.5, 0.9),
        ),
    ] = 0.5
    fixed_price_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Contracts at a fixed price", "Contratos a precio fijo"),
            en=(
                "Part of the contracts whose price is fixed when they are signed, where it sells at a fixed price. "
                "Higher: a boom passes the cooperative by"
            ),
            es=(
                "Parte de los contratos cuyo precio queda fijo al firmar, si vende a precio fijo. Si sube, "
                "un alza no llega a la cooperativa"
            ),
            shows_in="boom",
        ),
    ] = 0.5
    differential_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(40),
        Meaning(
            "US$/qq",
            label=("Cooperative's differential", "Diferencial de la cooperativa"),
            en="What buyers pay the cooperative above the world price. Higher: it can pay members more",
            es="Lo que los compradores pagan a la cooperativa sobre la bolsa. Si sube, puede pagar más al socio",
            source="calculated from the Junta Nacional del Café: 12 to 28 US$, 2014 and 2019",
        ),
    ] = 15.0
    processing_cost_usd_per_qq: Annotated[
        float,
        Ge(20),
        Le(45),
        Meaning(
            "US$/qq",
            label=("Processing cost", "Costo de procesamiento"),
            en="The cooperative's collection, processing and export cost. Higher: it pays members less",
            es="Costo de acopio, procesamiento y exportación de la cooperativa. Si sube, paga menos al socio",
        ),
    ] = 30.0
    fee_usd_per_qq: Annotated[
        float,
        Ge(15),
        Le(40),
        Meaning(
            "US$/qq",
            label=("Fee per quintal", "Descuento por quintal"),
            en=("Kept from each quintal for administration. Higher: the fixed cost is covered by less coffee, members get less"),
            es=(
                "Lo que se descuenta de cada quintal para la administración. Si sube, el costo fijo se cubre con "
                "menos café y el socio recibe menos"
            ),
        ),
    ] = 25.0
    fixed_cost_usd_per_year: Annotated[
        float,
        Ge(0),
        Le(400_000),
        Meaning(
            "US$/year",
            label=("Fixed cost", "Costo fijo"),
            en=(
                "Manager, office, accountant, store: cost that is there with or without coffee. Higher: more "
                "coffee is needed to break even"
            ),
            es=(
                "Gerente, oficina, contador, almacén: costo que corre haya o no haya café. Si sube, hace falta "
                "más café para cubrirlo"
            ),
            source="calculated from Castillo 2012: the fee on 4,000 qq",
            stops=(60_000, 100_000, 160_000),
        ),
    ] = 100_000.0
    interest_share_per_year: Annotated[
        float,
        Ge(0),
        Le(0.5),
        Meaning(
            "share a year",
            label=("Interest on the credit line", "Interés de la línea de crédito"),
            en="Interest on the cooperative's credit line. Higher: advances cost it more",
            es="Interés de la línea de crédito de la cooperativa. Si sube, los adelantos le cuestan más",
            source="Root Capital: 9.5 to 12 % a year",
        ),
    ] = 0.105
