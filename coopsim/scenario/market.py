"""The buyers who pay cash, and when a cooperative has to close."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Le

from coopsim.scenario.declare import Group, Meaning


class Intermediary(Group):
    """What nobody controls | Lo que nadie controla"""

    number: Annotated[
        float,
        Ge(1),
        Le(20),
        Meaning(
            "traders",
            en="Traders who buy in the district at the start",
            es="Intermediarios que compran en el distrito al comenzar",
            stops=(1, 3, 8),
        ),
    ] = 3.0
    margin_share: Annotated[
        float,
        Ge(0),
        Le(0.3),
        Meaning(
            "share",
            en="Part of the price that a trader keeps and that grows with it: the part of a rise that never reaches the farm",
            es="Parte del precio que se queda el intermediario y que crece con él: lo que de un alza nunca llega a la chacra",
            source="assumed; slopes of the farm-gate price from 0.71 to about 1",
            shows_in="boom",
            stops=(0.0, 0.02, 0.1, 0.25),
        ),
    ] = 0.02
    markdown_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(60),
        Meaning(
            "US$/qq",
            en="What each trader can pay less because farmers do not all run to the best price; few traders, larger",
            es=(
                "Lo que cada intermediario puede pagar de menos porque no todos corren "
                "tras el mejor precio; con pocos intermediarios, más"
            ),
        ),
    ] = 10.0
    trader_differential_usd_per_qq: Annotated[
        float,
        Ge(-40),
        Le(0),
        Meaning(
            "US$/qq",
            en="Differential of private exporters to the world price",
            es="Diferencial de los exportadores privados respecto de la bolsa",
            source="calculated from the Junta Nacional del Café: 23 to 24 US$ below, 2014 and 2019",
        ),
    ] = -20.0
    trader_cost_usd_per_qq: Annotated[
        float,
        Ge(20),
        Le(45),
        Meaning(
            "US$/qq",
            en="Traders' collection, processing and export cost",
            es="Costo de acopio, procesamiento y exportación de los intermediarios",
        ),
    ] = 30.0
    rise_speed_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a month",
            en="Part of a rise of the world price that traders pass on within a month",
            es="Parte de un alza de la bolsa que los intermediarios trasladan en un mes",
            source="assumed; falls pass faster than rises (Krivonos 2004)",
            shows_in="boom",
        ),
    ] = 0.5
    fall_speed_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a month",
            en="Part of a fall of the world price that traders pass on within a month",
            es="Parte de una caída de la bolsa que los intermediarios trasladan en un mes",
            source="assumed; falls pass faster than rises (Krivonos 2004)",
            shows_in="crash",
        ),
    ] = 0.8
    entry_elasticity: Annotated[
        float,
        Ge(0),
        Le(2),
        Meaning(
            "elasticity",
            en="How strongly traders come and go with their profit",
            es="Con qué fuerza llegan o se van los intermediarios según su ganancia",
            shows_in="boom",
            stops=(0.0, 0.3, 1.0),
        ),
    ] = 0.3
    yearly_cost_usd: Annotated[
        float,
        Ge(1000),
        Le(200_000),
        Meaning(
            "US$/year",
            en="Fixed cost of a trader: lorry, store, living",
            es="Costo fijo de un intermediario al año: camión, almacén, sustento",
        ),
    ] = 19_000.0
    capital_charge_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a year",
            en="What the money tied up in coffee costs a trader in a year",
            es="Lo que le cuesta al intermediario en un año la plata metida en café",
        ),
    ] = 0.2
    tied_months: Annotated[
        float,
        Ge(0),
        Le(6),
        Meaning(
            "months",
            en="Coffee that a trader has tied up, in months of purchases",
            es="Café que el intermediario tiene inmovilizado, en meses de compras",
        ),
    ] = 0.5
    cash_usd: Annotated[
        float,
        Ge(1000),
        Le(1_000_000),
        Meaning(
            "US$",
            en="Cash of each trader for buying, at the normal price",
            es="Efectivo de cada intermediario para comprar, al precio normal",
        ),
    ] = 40_000.0
    turns_per_month: Annotated[
        float,
        Ge(1),
        Le(8),
        Meaning(
            "times a month",
            en="How often a trader turns his cash over in a month",
            es="Cuántas veces al mes da vuelta a su efectivo el intermediario",
        ),
    ] = 3.0
    cash_follows_price_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            en="How far exporters and lenders raise the trader's cash with the price (0: not at all, 1: in proportion)",
            es=(
                "Cuánto aumentan exportadores y prestamistas el efectivo del "
                "intermediario cuando sube el precio (0: nada, 1: en proporción)"
            ),
            shows_in="boom",
        ),
    ] = 0.5
    visit_cost_usd: Annotated[
        float,
        Ge(0),
        Le(200),
        Meaning(
            "US$",
            en="Cost of fetching a farmer's coffee, however little: tiny lots are not worth the trip",
            es="Costo de ir a recoger el café de una chacra, por poco que sea: los lotes pequeños no pagan el viaje",
        ),
    ] = 40.0
    road_cost_usd_per_qq_km: Annotated[
        float,
        Ge(0),
        Le(5),
        Meaning(
            "US$/qq/km",
            en="Cost of carrying a quintal one kilometre farther to the road",
            es="Flete de un quintal por kilómetro más hasta la carretera",
        ),
    ] = 0.5
    own_carriage_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(100),
        Meaning(
            "US$/qq",
            en="Cost to the farmer of carrying a quintal to town; no trader pays less than the town's price less this",
            es=(
                "Costo para el productor de llevar un quintal al pueblo; nadie paga "
                "menos que el precio del pueblo descontado este costo"
            ),
        ),
    ] = 30.0


class Closing(Group):
    """What nobody controls | Lo que nadie controla"""

    negative_closings: Annotated[
        int,
        Ge(1),
        Le(10),
        Meaning(
            "closings",
            en="A cooperative closes after so many yearly closings in a row with less than nothing of its own",
            es="La cooperativa cierra tras tantos balances anuales seguidos con patrimonio negativo",
            shows_in="stressed",
        ),
    ] = 2
    arrears_months: Annotated[
        int,
        Ge(1),
        Le(60),
        Meaning(
            "months",
            en="A cooperative closes after so many months of arrears to its lender, with no contract to lend on",
            es="La cooperativa cierra tras tantos meses de mora con su financiera, sin contrato que sirva de garantía",
            shows_in="stressed",
        ),
    ] = 6
    low_sales_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            en="Members close it themselves when fees on sales cover less than this part of the fixed cost ...",
            es="Los mismos socios la cierran cuando lo retenido por ventas cubre menos de esta parte del costo fijo...",
            shows_in="stressed",
        ),
    ] = 0.5
    low_sales_seasons: Annotated[
        int,
        Ge(1),
        Le(10),
        Meaning("seasons", en="... for so many seasons in a row", es="... durante tantas campañas seguidas", shows_in="stressed"),
    ] = 3
