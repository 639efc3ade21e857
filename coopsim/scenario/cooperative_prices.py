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
        Meaning("name", en="The cooperative's name in tables and options", es="Nombre de la cooperativa en tablas y opciones"),
    ] = "esperanza"
    members: Annotated[
        int,
        Ge(0),
        Le(1_000_000),
        Meaning(
            "farmers", en="Members at the start", es="Socios al comenzar", source="Castillo 2012: about 100", stops=(60, 100, 300)
        ),
    ] = 100
    sale_price: Annotated[
        Literal["fixed", "open"],
        Meaning(
            "choice",
            en="Contracts with the buyer: at a price fixed today, or open, to be fixed by the market at shipment",
            es="Contratos con el comprador: a precio fijo desde hoy, o por fijar, según la bolsa al embarcar",
            shows_in="boom",
            words=(("fixed", "price fixed today", "precio fijo desde hoy"), ("open", "price open", "precio por fijar")),
        ),
    ] = "fixed"
    member_price: Annotated[
        Literal["fixed", "indexed", "pooled"],
        Meaning(
            "choice",
            en=(
                "Price to members: fixed and reviewed now and then, following the market each "
                "month, or pooled: an advance and what is left at the season's end"
            ),
            es=(
                "Precio al socio: fijo y revisado de vez en cuando, siguiendo la bolsa cada "
                "mes, o de fondo común: adelanto y al cierre lo que quede"
            ),
            source="Cebreros 2006; DRWakefield",
            shows_in="boom",
            words=(
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
            en="How often a fixed price to members is reviewed (12: once a season)",
            es="Cada cuántos meses se revisa el precio fijo al socio (12: una vez por campaña)",
            shows_in="boom",
            stops=(1, 3, 12),
        ),
    ] = 12
    advance_share: Annotated[
        float,
        Ge(0.1),
        Le(1),
        Meaning(
            "share",
            en="Part of the promised price paid in cash on delivery",
            es="Parte del precio prometido que se paga en efectivo al entregar (adelanto)",
            stops=(0.4, 0.6, 0.95),
        ),
    ] = 0.6
    payment_delay_months: Annotated[
        int,
        Ge(0),
        Le(18),
        Meaning(
            "months",
            en="Months from delivery to the second payment",
            es="Meses entre la entrega y el segundo pago",
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
            en="Part of the coffee expected that is sold ahead under contract",
            es="Parte del café esperado que se vende por adelantado con contrato",
            stops=(0.0, 0.5, 0.9),
        ),
    ] = 0.5
    fixed_price_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            en="Part of the contracts whose price is fixed when they are signed, where sale_price is fixed",
            es="Parte de los contratos cuyo precio queda fijo al firmar, cuando sale_price es fixed",
            shows_in="boom",
        ),
    ] = 0.5
    differential_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(40),
        Meaning(
            "US$/qq",
            en="What buyers pay the cooperative above the world price",
            es="Diferencial que los compradores pagan a la cooperativa sobre la bolsa",
            source="calculated from the Junta Nacional del Café: 12 to 28 US$, 2014 and 2019",
        ),
    ] = 15.0
    processing_cost_usd_per_qq: Annotated[
        float,
        Ge(20),
        Le(45),
        Meaning(
            "US$/qq",
            en="The cooperative's collection, processing and export cost",
            es="Costo de acopio, procesamiento y exportación de la cooperativa",
        ),
    ] = 30.0
    fee_usd_per_qq: Annotated[
        float,
        Ge(15),
        Le(40),
        Meaning(
            "US$/qq",
            en="Kept from each quintal for administration",
            es="Descuento por quintal para la administración",
        ),
    ] = 25.0
    fixed_cost_usd_per_year: Annotated[
        float,
        Ge(0),
        Le(400_000),
        Meaning(
            "US$/year",
            en="Manager, office, accountant, store: cost that is there with or without coffee",
            es="Gerente, oficina, contador, almacén: costo que corre haya o no haya café",
            source="calculated from Castillo 2012: the fee on 4,000 qq",
            stops=(60_000, 100_000, 160_000),
        ),
    ] = 100_000.0
    finance_months: Annotated[
        float,
        Ge(0),
        Le(12),
        Meaning(
            "months",
            en="Months of interest reckoned into the price to members, on advance and processing",
            es="Meses de interés que se calculan en el precio al socio, sobre el adelanto y el proceso",
            source="calculated: about US$ 3 per qq",
        ),
    ] = 2.6
    interest_share_per_year: Annotated[
        float,
        Ge(0),
        Le(0.5),
        Meaning(
            "share a year",
            en="Interest on the cooperative's credit line",
            es="Interés de la línea de crédito de la cooperativa",
            source="Root Capital: 9.5 to 12 % a year",
        ),
    ] = 0.105
