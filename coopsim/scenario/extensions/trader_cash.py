"""Traders can buy only what their cash pays for."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning


class TraderCash(Group):
    """Cash of traders | Caja de los intermediarios"""

    extension: ClassVar[Extension | None] = Extension(
        "trader_cash",
        ("Cash of traders", "Caja de los intermediarios"),
        en="Traders can buy only what their cash pays for.",
        es="Los intermediarios compran solo lo que alcanza su efectivo.",
    )
    trader_cash: Annotated[
        bool,
        Meaning(
            "on/off",
            label=("Traders' cash is limited", "Intermediarios con caja limitada"),
            en="Traders can buy only what their cash pays for (off: as much as they are offered)",
            es="Los intermediarios compran solo lo que alcanza su efectivo (apagado: todo lo que les ofrecen)",
            shows_in="stressed",
            stops=(False, True),
        ),
    ] = False
    cash_usd: Annotated[
        float,
        Ge(1000),
        Le(1_000_000),
        Meaning(
            "US$",
            label=("Traders' cash", "Efectivo del intermediario"),
            en=("Cash of each trader for buying, at the normal price. Higher: they can take more coffee in a month"),
            es=("Efectivo de cada intermediario para comprar, al precio normal. Si sube, puede tomar más café en un mes"),
            shows_in="stressed",
        ),
    ] = 40_000.0
    turns_per_month: Annotated[
        float,
        Ge(1),
        Le(8),
        Meaning(
            "times a month",
            label=("Turns of a trader's cash", "Rotación del efectivo"),
            en="How often a trader turns his cash over in a month. Higher: the same cash buys more coffee",
            es=(
                "Cuántas veces al mes compra y vende el intermediario con el mismo efectivo. Si sube, el mismo "
                "efectivo compra más café"
            ),
            shows_in="stressed",
        ),
    ] = 3.0
    cash_follows_price_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Traders' cash in a boom", "Efectivo en un alza"),
            en=(
                "How far exporters and lenders raise the trader's cash with the price (0: not at all, 1: in "
                "proportion). Higher: traders buy as much in a boom"
            ),
            es=(
                "Cuánto suben exportadores y financieras el efectivo del intermediario con el precio (0: nada, "
                "1: en proporción). Si sube, compra igual en un alza"
            ),
            shows_in="stressed",
        ),
    ] = 0.5
