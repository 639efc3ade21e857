"""A buyer who takes a cooperative into its chain, asks for quality and loyalty, and has a supply choice of its own."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning

BUYS = {"chain_qq_per_year": 1500.0}


class Chain(Group):
    """Exporter's value chain | Cadena de un exportador"""

    extension: ClassVar[Extension | None] = Extension(
        "chain",
        ("Exporter's value chain", "Cadena de un exportador"),
        en="A buyer pays more for the quality it asks, includes whom it chooses, and leaves when its own supply is cheaper.",
        es="Un comprador paga más por la calidad que pide, elige a quién incluye y se va cuando le conviene producir él mismo.",
    )
    chain_qq_per_year: Annotated[
        float,
        Ge(0),
        Le(100_000),
        Meaning(
            "qq/year",
            label=("Coffee that the chain buys", "Café que compra la cadena"),
            en="What the buyer of the chain takes in a season; 0: there is no chain. Higher: its price reaches more coffee",
            es="Lo que el comprador de la cadena toma por campaña; 0: no hay cadena. Si sube, su precio alcanza a más café",
            source="assumed; Ritter Sport buys nearly all cocoa of its cooperatives",
            needs={"chain_premium_usd_per_qq": 22.0},
        ),
    ] = 0.0
    chain_premium_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(150),
        Meaning(
            "US$/qq",
            label=("Premium of the chain", "Sobreprecio de la cadena"),
            en="What the buyer pays above the price of the day. Higher: members earn more while it stays, and it goes sooner",
            es="Lo que paga sobre el precio del día. Si sube, los socios ganan más mientras se queda, y se va antes",
            source="assumed",
            needs=BUYS,
        ),
    ] = 0.0
    chain_floor_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(600),
        Meaning(
            "US$/qq",
            label=("Floor of the chain", "Precio mínimo de la cadena"),
            en="The buyer never pays less, whatever the price of the day. Higher: low prices hurt less",
            es="El comprador nunca paga menos, sea cual sea el precio del día. Si sube, los precios bajos duelen menos",
            source="assumed",
            needs=BUYS,
        ),
    ] = 0.0
    chain_quality_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(100),
        Meaning(
            "US$/qq",
            label=("Cost of the quality asked", "Costo de la calidad pedida"),
            en="What the quality that the chain asks costs the family for each quintal delivered. Higher: more is sold elsewhere",
            es="Lo que cuesta a la familia, por quintal entregado, la calidad que pide la cadena. Si sube, se vende más afuera",
            source="assumed",
            needs=BUYS,
        ),
    ] = 0.0
    chain_least_ha: Annotated[
        float,
        Ge(0),
        Le(20),
        Meaning(
            "ha",
            label=("Land to be in the chain", "Tierra para estar en la cadena"),
            en=(
                "Coffee land that a member must have while the chain lasts; who has less leaves as the season closes. Higher: "
                "only the better off are included"
            ),
            es=(
                "Cafetal que debe tener un socio mientras dure la cadena; quien tiene menos se retira al cierre. Si sube, solo "
                "entran los que más tienen"
            ),
            source="Seville et al. 2011: chains include the top strata of small farmers; the size is our assumption",
            needs=BUYS,
        ),
    ] = 0.0
    chain_exclusive: Annotated[
        bool,
        Meaning(
            "yes/no",
            label=("Sells to nobody else", "No vende a nadie más"),
            en=(
                "While the chain lasts the cooperative sells nothing ahead to others, and the buyer pays what it did not ask "
                "for as it pays traders; off: the rest is sold as before"
            ),
            es=(
                "Mientras dura la cadena, la cooperativa no vende por adelantado a otros, y el comprador paga lo que no pidió "
                "como a los intermediarios; apagado: el resto se vende como antes"
            ),
            source="Monterroso 2012: the company prohibits trade with any other; how the rest is paid is our assumption",
            needs={"chain_qq_per_year": 100.0},
        ),
    ] = False
    chain_own_after_seasons: Annotated[
        int,
        Ge(0),
        Le(30),
        Meaning(
            "seasons",
            label=("Buyer's own trees bear after", "Su propio cafetal produce tras"),
            en="After how many seasons the buyer's own trees give what it needs; 0: it plants none. Higher: it goes later",
            es="A las cuántas campañas el cafetal del comprador da lo que necesita; 0: no siembra. Si sube, se va más tarde",
            source="Ritter Sport has planted 1,500 ha of its own since 2013; the time is our assumption",
            stops=(0, 2, 4),
            needs=BUYS | {"chain_premium_usd_per_qq": 22.0},
        ),
    ] = 0
    chain_own_cost_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(600),
        Meaning(
            "US$/qq",
            label=("Cost of the buyer's own coffee", "Costo del café propio"),
            en="What the buyer's own coffee costs it. Higher: only dear coffee of others makes it go",
            es="Lo que le cuesta al comprador su propio café. Si sube, solo se va cuando el café ajeno está caro",
            source="assumed; a farm of that size pays wages for all work",
            needs=BUYS | {"chain_premium_usd_per_qq": 22.0, "chain_own_after_seasons": 2},
        ),
    ] = 200.0
