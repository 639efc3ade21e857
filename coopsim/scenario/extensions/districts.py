"""Cooperatives that share a district: its farmers, neighbours, weather and traders."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le
from pydantic import Field

from coopsim.scenario.declare import Extension, Group, Meaning

DISTRICTS = Extension(
    "districts",
    ("Shared districts", "Distritos compartidos"),
    en="Several cooperatives in one district, with the same farmers around them and the same traders, or near by road.",
    es="Varias cooperativas en un mismo distrito, con los mismos productores y los mismos intermediarios, o cerca por carretera.",
)


class Districts(Group):
    """Shared districts | Distritos compartidos"""

    extension: ClassVar[Extension | None] = DISTRICTS
    district: Annotated[
        str,
        Field(pattern=r"^([a-z][a-z0-9_-]*)?$"),
        Meaning(
            "name",
            label=("District of the cooperative", "Distrito de la cooperativa"),
            en=(
                "Name of its district; cooperatives of one name share farmers, neighbours, weather and traders. Not written: a "
                "district of its own"
            ),
            es=(
                "Nombre de su distrito; las cooperativas de un mismo nombre comparten productores, vecinos, clima e "
                "intermediarios. Sin escribir: un distrito para ella sola"
            ),
            shows_in="two-cooperatives",
        ),
    ] = ""


class SeveralOutlets(Group):
    """Shared districts | Distritos compartidos"""

    extension: ClassVar[Extension | None] = DISTRICTS
    outlets: Annotated[
        int,
        Ge(2),
        Le(5),
        Meaning(
            "outlets",
            label=("Outlets of a family", "Compradores de una familia"),
            en=(
                "Buyers that a family can turn to: all traders as one, her cooperative, and others of her district or near by "
                "road (2: her cooperative and traders alone). Higher: more of her coffee goes to other cooperatives"
            ),
            es=(
                "Compradores a los que puede acudir una familia: los intermediarios, que cuentan como uno, su cooperativa y "
                "otras de su distrito o cercanas por carretera (2: solo su cooperativa y los intermediarios). Si sube, entrega "
                "más café a otras cooperativas"
            ),
            source="assumed, of 2 to 5: about four outlets a household in Sidama (Anteneh, Muradian & Ruben 2011)",
            needs={"district": "valle"},
            shows_in="two-cooperatives",
            stops=(2, 3),
        ),
    ] = 3
    reach_km: Annotated[
        float,
        Ge(0),
        Le(60),
        Meaning(
            "km",
            label=("Reach along the road", "Alcance por carretera"),
            en=(
                "How far along the road families look for cooperatives of other districts, if their own leaves room among their "
                "outlets (0: they do not). It acts where districts say their place along the road. Higher: more of them share "
                "cooperatives"
            ),
            es=(
                "Hasta qué distancia por carretera buscan las familias cooperativas de otros distritos, si las del suyo les "
                "dejan lugar (0: no buscan). Actúa donde los distritos dicen en qué kilómetro quedan. Si sube, más distritos "
                "comparten cooperativas"
            ),
            shows_in="region-24",
            needs={"outlets": 5},
            stops=(15.0, 30.0),
        ),
    ] = 15.0
    cooperative_likeness_share: Annotated[
        float,
        Ge(0),
        Le(0.95),
        Meaning(
            "share",
            label=("Likeness of cooperatives", "Semejanza entre cooperativas"),
            en=(
                "How alike cooperatives are to a family beside their offers (0: as unlike as a cooperative and a trader). "
                "Higher: she turns more surely to the better offer, and a second cooperative takes less from traders"
            ),
            es=(
                "Cuánto se parecen las cooperativas para una familia, aparte de lo que ofrecen (0: tan distintas como una "
                "cooperativa y un intermediario). Si sube, acude con más seguridad a la que ofrece más, y una segunda "
                "cooperativa quita menos café a los intermediarios"
            ),
            shows_in="two-cooperatives",
            needs={"district": "valle"},
            stops=(0.0, 0.5, 0.9),
        ),
    ] = 0.0
    review_share_per_year: Annotated[
        float,
        Ge(0.05),
        Le(1),
        Meaning(
            "share a year",
            label=("Families that compare", "Familias que comparan"),
            en=(
                "What part of families compares in a year what another cooperative would bring them, and moves if it is more (1: "
                "all, every year). Higher: members change cooperative sooner, and more of them in one year"
            ),
            es=(
                "Qué parte de las familias compara en un año lo que le dejaría otra cooperativa y se cambia si es más (1: todas, "
                "cada año). Si sube, los socios cambian de cooperativa más pronto, y más de ellos en un mismo año"
            ),
            source=(
                "our assumption: once in three years, as long as gains are remembered; nobody has measured it. For scale: "
                "cooperatives that grew fast grew by 25 to 44 % a year (COMSA, Oro Verde). Form: Calvo 1983"
            ),
            shows_in="two-cooperatives",
            needs={"district": "valle"},
            stops=(0.1, 0.33, 1.0),
        ),
    ] = 0.33
