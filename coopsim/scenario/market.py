"""The buyers who pay cash."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Le

from coopsim.scenario.declare import Meaning
from coopsim.scenario.extensions.distance import RoadCost
from coopsim.scenario.extensions.exporters import Exporters
from coopsim.scenario.extensions.trader_cash import TraderCash
from coopsim.scenario.extensions.trader_entry import TraderEntry


class Intermediary(RoadCost, Exporters, TraderCash, TraderEntry):
    """What nobody controls | Lo que nadie controla"""

    number: Annotated[
        float,
        Ge(1),
        Le(20),
        Meaning(
            "traders",
            label=("Traders", "Intermediarios"),
            en="Traders who buy in the district at the start. More: they compete and pay farmers more",
            es=("Intermediarios que compran en el distrito al comenzar. Si son más, compiten y pagan más al productor"),
            source="assumed, of 2 to 5: about four outlets a household in Sidama (Anteneh, Muradian & Ruben 2011)",
            stops=(1, 3, 8),
        ),
    ] = 3.0
    farm_gate_normal_usd_per_qq: Annotated[
        float,
        Ge(100),
        Le(195),
        Meaning(
            "US$/qq",
            label=("Farm-gate price in normal times", "Precio usual en chacra"),
            en="Trader's cash price at the normal world price. Higher: the cooperative has a harder competitor",
            es=(
                "Precio al contado del intermediario cuando la bolsa está en lo normal. Si sube, la cooperativa tiene un "
                "competidor más fuerte"
            ),
            source="calculated: Peru, 71 % of the world price (ICO prices paid to growers; Junta Nacional del Café)",
            stops=(140, 152, 165),
        ),
    ] = 152.0
    farm_gate_noise_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(40),
        Meaning(
            "US$/qq",
            label=("Farm-gate price of the year", "Precio en chacra del año"),
            en=(
                "How much the year's farm-gate price differs from what the world price explains. Higher: gaps vary more from "
                "year to year"
            ),
            es=(
                "Cuánto difiere el precio en chacra del año de lo que explica la bolsa. Si sube, la brecha varía más de un "
                "año a otro"
            ),
            source="calculated from ICO prices paid to growers, 11 to 13 US$",
        ),
    ] = 12.0
    margin_share: Annotated[
        float,
        Ge(0),
        Le(0.45),
        Meaning(
            "share",
            label=("Proportional margin", "Margen proporcional"),
            en=(
                "Part of the price that a trader keeps and that grows with it (pass-through margin). Higher: "
                "less of a rise reaches the farm"
            ),
            es=("Parte del precio que el intermediario retiene y que crece con él. Si sube, llega menos del alza a la chacra"),
            source="calculated from ICO prices paid to growers, Peru 1992-2016: 0.15 (0.03 to 0.30)",
            shows_in="boom",
            stops=(0.03, 0.1, 0.15, 0.3),
        ),
    ] = 0.15
    markdown_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(60),
        Meaning(
            "US$/qq",
            label=("Traders' market power", "Poder del intermediario"),
            en=(
                "What each trader can pay less because farmers do not all run to the best price; larger with few "
                "traders. Higher: a lower price at the farm"
            ),
            es=(
                "Cuánto menos puede pagar cada intermediario porque no todos corren al mejor precio; mayor si "
                "son pocos. Si sube, baja el precio en chacra"
            ),
        ),
    ] = 10.0
    trader_differential_usd_per_qq: Annotated[
        float,
        Ge(-40),
        Le(0),
        Meaning(
            "US$/qq",
            label=("Exporters' differential", "Diferencial del exportador"),
            en="Differential of private exporters to the world price. Higher: traders can pay more",
            es=("Diferencial de los exportadores privados frente a la bolsa. Si sube, el intermediario puede pagar más"),
            source="calculated from the Junta Nacional del Café: 23 to 24 US$ below, 2014 and 2019",
        ),
    ] = -20.0
    rise_speed_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a month",
            label=("How fast rises are passed on", "Traslado de las alzas"),
            en=("Part of a rise of the world price that traders pass on within a month. Higher: a boom reaches the farm sooner"),
            es=("Parte de un alza de la bolsa que el intermediario traslada en un mes. Si sube, el alza llega antes a la chacra"),
            source="calculated from ICO prices paid to growers, eight countries: 0.2 to 0.7; falls faster (Krivonos 2004)",
            shows_in="boom",
        ),
    ] = 0.35
    fall_speed_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a month",
            label=("How fast falls are passed on", "Traslado de las caídas"),
            en=("Part of a fall of the world price that traders pass on within a month. Higher: a slump reaches the farm sooner"),
            es=(
                "Parte de una caída de la bolsa que el intermediario traslada en un mes. Si sube, la caída llega "
                "antes a la chacra"
            ),
            source="calculated from ICO prices paid to growers, eight countries: 0.5 to 1.0 (Krivonos 2004)",
            shows_in="crash",
        ),
    ] = 0.8
    visit_cost_usd: Annotated[
        float,
        Ge(0),
        Le(200),
        Meaning(
            "US$",
            label=("Cost of a visit", "Costo de recoger un lote"),
            en="Cost of fetching a farmer's coffee, however little. Higher: small lots bring less at the farm",
            es=(
                "Costo de ir a recoger el café de un productor, por poco que sea. Si sube, por los lotes chicos se "
                "paga menos en chacra"
            ),
        ),
    ] = 40.0
