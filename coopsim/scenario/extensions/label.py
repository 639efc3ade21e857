"""A label whose standard producers keep where it pays them, and that buyers want in some years and not in others."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning

_NEEDS = {"certified_share": 0.8, "keeper_price_usd_per_qq": 20.0, "keeper_cost_usd_per_year": 60.0}


class Label(Group):
    """Demand for the label | Demanda del sello"""

    extension: ClassVar[Extension | None] = Extension(
        "label",
        ("Demand for the label", "Demanda del sello"),
        en="Producers keep the label's standard where that pays them; buyers want the label in some years and not in others.",
        es="El productor cumple la norma del sello si le conviene; los compradores lo piden unos años sí y otros no.",
    )
    demand_stops_share_per_year: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a year",
            label=("Demand for the label stops", "La demanda del sello se corta"),
            en="Share of years with demand after which there is none (0: it is steady). Higher: the label sells in fewer years",
            es="Parte de los años con demanda tras los cuales no la hay (0: es estable). Si sube, el sello se vende menos años",
            source="Runa Foundation 2017: lack of market stability; the size is our assumption",
            stops=(0.0, 0.3, 0.6),
            needs={"certified_share": 0.8, "premium_usd_per_qq": 20.0},
        ),
    ] = 0.0
    demand_returns_share_per_year: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share a year",
            label=("Demand for the label returns", "La demanda del sello vuelve"),
            en="Share of years without demand after which it is back. Higher: the label sells in more years",
            es="Parte de los años sin demanda tras los cuales vuelve. Si sube, el sello se vende más años",
            needs={"certified_share": 0.8, "premium_usd_per_qq": 20.0, "demand_stops_share_per_year": 1.0},
        ),
    ] = 0.5
    keeper_price_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(100),
        Meaning(
            "US$/qq",
            label=("Price for keeping the standard", "Precio por cumplir la norma"),
            en=(
                "What buyers pay on top, and the cooperative passes on, for coffee sold with the label, to members who keep its "
                "standard. Higher: more members keep it"
            ),
            es=(
                "Lo que el comprador paga de más por el café vendido con sello, y la cooperativa entrega al socio que cumple la "
                "norma. Si sube, más socios la cumplen"
            ),
            source="our assumption, as large as the fair-trade premium",
            stops=(0.0, 20.0, 60.0),
            needs={"certified_share": 0.8, "keeper_cost_usd_per_year": 60.0},
        ),
    ] = 0.0
    keeper_cost_usd_per_year: Annotated[
        float,
        Ge(0),
        Le(1000),
        Meaning(
            "US$/year",
            label=("Cost of keeping the standard", "Costo de cumplir la norma"),
            en=(
                "What a member who keeps the label's standard spends on it a year, sold or not (0 and no price for it: all "
                "coffee counts). Higher: fewer keep it"
            ),
            es=(
                "Lo que gasta al año el socio que cumple la norma del sello, se venda o no (0 y sin precio: vale todo el café). "
                "Si sube, menos la cumplen"
            ),
            stops=(0.0, 60.0, 300.0),
            needs={"certified_share": 0.8, "keeper_price_usd_per_qq": 20.0},
        ),
    ] = 0.0
    keeper_start_usd: Annotated[
        float,
        Ge(0),
        Le(1000),
        Meaning(
            "US$",
            label=("Cost of starting with it", "Costo de empezar a cumplirla"),
            en="What a member spends once to meet the label's standard, again if she had stopped. Higher: fewer start",
            es="Lo que gasta una vez el socio para cumplir la norma, y de nuevo si la había dejado. Si sube, menos empiezan",
            needs=_NEEDS,
        ),
    ] = 0.0
