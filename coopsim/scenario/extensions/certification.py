"""Part of the coffee is sold as certified, with a minimum price, a premium and what the label costs."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning


class Certification(Group):
    """Certified coffee | Café certificado"""

    extension: ClassVar[Extension | None] = Extension(
        "certification",
        ("Certified coffee", "Café certificado"),
        en="Part of the coffee is sold as certified, with a minimum price, a premium and what the label costs.",
        es="Parte del café se vende como certificado, con precio mínimo, prima y lo que cuesta el sello.",
    )
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
            needs={"premium_usd_per_qq": 20.0},
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
