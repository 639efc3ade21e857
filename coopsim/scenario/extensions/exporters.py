"""Exporters one level above the traders, who call several of them before they sell."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning


class Exporters(Group):
    """Exporters above the traders | Exportadores sobre los intermediarios"""

    extension: ClassVar[Extension | None] = Extension(
        "exporters",
        ("Exporters above the traders", "Exportadores sobre los intermediarios"),
        en="Traders sell to exporters, and call several of them in a night to get a better price.",
        es="Los intermediarios venden a exportadores y llaman a varios en una noche para sacar mejor precio.",
    )
    exporters: Annotated[
        float,
        Ge(0),
        Le(50),
        Meaning(
            "exporters",
            label=("Exporters within reach", "Exportadores al alcance"),
            en=(
                "Exporters whom traders can call; 0: traders export themselves, as in all else. Higher: more calls can be of use"
            ),
            es="Exportadores a los que se puede llamar; 0: el intermediario exporta él mismo. Si sube, sirven más llamadas",
            source="assumed",
            needs={"calls_per_sale": 4.0},
            stops=(0, 2, 6),
        ),
    ] = 0.0
    calls_per_sale: Annotated[
        float,
        Ge(1),
        Le(20),
        Meaning(
            "calls",
            label=("Exporters called in a night", "Exportadores llamados por noche"),
            en=(
                "How many exporters a trader calls before he sells; they bid against each other. Higher: he is paid more, and "
                "calls cost him more"
            ),
            es=(
                "A cuántos exportadores llama el intermediario antes de vender; compiten entre ellos. Si sube, le pagan más y "
                "llamar le cuesta más"
            ),
            source="Monterroso 2012: intermediaries call several companies and raise the price within minutes",
            needs={"exporters": 6.0},
        ),
    ] = 1.0
    exporter_markdown_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(60),
        Meaning(
            "US$/qq",
            label=("Exporters' market power", "Poder del exportador"),
            en=(
                "What an exporter can pay a trader less because he does not run to the best price. Higher: exporters keep more, "
                "and calls bring more"
            ),
            es=(
                "Cuánto menos puede pagar un exportador porque el intermediario no corre al mejor precio. Si sube, el exportador "
                "retiene más y llamar rinde más"
            ),
            source="assumed: half of what traders keep from farmers",
            needs={"exporters": 6.0, "calls_per_sale": 4.0},
        ),
    ] = 5.0
    call_cost_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(20),
        Meaning(
            "US$/qq",
            label=("Cost of a call", "Costo de una llamada"),
            en=(
                "What each call beyond the first costs a trader, by the quintal sold: time, promises. Higher: less of the gain "
                "is left to him"
            ),
            es=(
                "Lo que cuesta al intermediario cada llamada después de la primera, por quintal vendido: tiempo y promesas. Si "
                "sube, le queda menos de lo ganado"
            ),
            source="assumed",
            needs={"exporters": 6.0, "calls_per_sale": 4.0, "entry_elasticity": 0.5},
        ),
    ] = 0.5
