"""Cooperatives that are founded or open again, and what a young one has to pay."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from annotated_types import Ge, Le

from coopsim.scenario.declare import Distribution, Extension, Group, MeanBetween, Meaning

FOUNDING = Extension(
    "founding",
    ("Founding and growth", "Fundación y crecimiento"),
    en="Cooperatives that are founded after the start, open again, and admit few members a year.",
    es="Cooperativas que se fundan después del comienzo, vuelven a abrir y admiten pocos socios al año.",
)
_WILLING = {"loyalty_usd_per_qq": 40.0, "outsider_loyalty_gap_usd_per_qq": 0.0}  # so many that a small valley has enough
_PLACE = {"stands_at_start": False, "fixed_cost_usd_per_year": 10_000.0, **_WILLING}
_FOUNDED = {"sponsor_share_per_year": 0.5, **_PLACE}
_CLOSES = {"years": 8, "fixed_cost_usd_per_year": 90_000.0, "opening_reserve_usd": 1_000_000.0, "fee_usd_per_qq": 15.0}


class Founding(Group):
    """Founding and growth | Fundación y crecimiento"""

    extension: ClassVar[Extension | None] = FOUNDING
    stands_at_start: Annotated[
        bool,
        Meaning(
            "yes or no",
            label=("Exists at the start", "Existe al comenzar"),
            en=(
                "Whether it exists at the start. No: a place for a cooperative that may be founded later, with no members and "
                "no money, whatever its numbers say"
            ),
            es=(
                "Si existe al comenzar. No: un lugar para una cooperativa que puede fundarse después, sin socios ni dinero, "
                "digan lo que digan sus números"
            ),
            source="more than 220 coffee cooperatives were founded in Peru from 1970 to 1990 (Grain de sel 31, 2005)",
        ),
    ] = True
    founders_wanted: Annotated[
        Distribution,
        MeanBetween(12, 70),
        Meaning(
            "farmers",
            label=("Founders", "Fundadores"),
            en=(
                "Families with whom it is founded, or opens again, if so many would gain; it differs between cooperatives, and "
                "with fewer than 12 none is founded. Higher: more coffee pays for the office from the first day"
            ),
            es=(
                "Familias con las que se funda o vuelve a abrir, si a tantas les conviene; varía entre cooperativas, y con menos "
                "de 12 no se funda. Si sube, más café paga la oficina desde el primer día"
            ),
            source="12 to 70 founders: COMSA 45, later 65 to 69; Perené 25 when it began again (its buyers' pages)",
            needs=_FOUNDED,
        ),
    ] = Distribution(distribution="lognormal", mean=35.0, sd=18.0, low=12.0, high=70.0)
    start_up_usd: Annotated[
        float,
        Ge(0),
        Le(100_000),
        Meaning(
            "US$",
            label=("Money to begin with", "Capital para empezar"),
            en="Money that a cooperative is given when it is founded or opens again. Higher: it survives more bad seasons",
            es="Dinero que recibe cuando se funda o vuelve a abrir. Si sube, aguanta más campañas malas",
            needs=_FOUNDED,
        ),
    ] = 15_000.0
    start_up_paid_by: Annotated[
        Literal["buyer", "donor", "state", "members"],
        Meaning(
            "choice",
            label=("Who gives it", "Quién lo da"),
            en="Who gives the money to begin with; members give it in equal shares, on top of the usual one",
            es="Quién da el capital para empezar; los socios lo ponen en aportes iguales, además del aporte de siempre",
            needs=_FOUNDED,
            choice_labels=(
                ("buyer", "a buyer", "un comprador"),
                ("donor", "a donor", "la cooperación"),
                ("state", "the state", "el Estado"),
                ("members", "its members", "sus socios"),
            ),
        ),
    ] = "donor"
    office_usd_per_member: Annotated[
        float,
        Ge(0),
        Le(2_000),
        Meaning(
            "US$ a year",
            label=("Office cost per member", "Costo de oficina por socio"),
            en=(
                "What the office costs for each member, on top of the fixed cost. Higher: a larger cooperative saves less by its "
                "size"
            ),
            es="Lo que cuesta la oficina por cada socio, además del costo fijo. Si sube, crecer ahorra menos",
            source="assumed; about 1,000 US$ a member at 100 members (Castillo 2012)",
        ),
    ] = 0.0
    admission_share_per_year: Annotated[
        float,
        Ge(0),
        Le(2),
        Meaning(
            "share a year",
            label=("Members admitted a year", "Socios que admite al año"),
            en=(
                "New members that it admits a year, as a part of its members (0: all who want to join); those come first who "
                "would gain most. Higher: it grows faster"
            ),
            es=(
                "Socios nuevos que admite al año, como parte de sus socios (0: todos los que quieran); entran primero los que "
                "más ganarían. Si sube, crece más rápido"
            ),
            source="assumed; COMSA grew 37 % a year for eight years, Oro Verde 44 % for six (their buyers' pages)",
            needs=_WILLING,
            stops=(0.1, 0.4),
        ),
    ] = 0.0


class Openings(Group):
    """Founding and growth | Fundación y crecimiento"""

    extension: ClassVar[Extension | None] = FOUNDING
    sponsor_share_per_year: Annotated[
        float,
        Ge(0),
        Le(0.5),
        Meaning(
            "share a year",
            label=("Sponsors", "Promotores"),
            en=(
                "In what part of years somebody comes to a district who helps to found a cooperative; there must be a place for "
                "one, and families who would gain. Higher: more are founded"
            ),
            es=(
                "En qué parte de los años llega al distrito alguien que ayuda a fundar una cooperativa; tiene que haber un lugar "
                "para ella y familias a las que les convenga. Si sube, se fundan más"
            ),
            source=(
                "0 where no region is asked for; in Peru from 1970 to 1990 11 a year on a stock of about 120, 0.09 (Grain de sel "
                "31, 2005)"
            ),
            needs=_PLACE,
        ),
    ] = 0.0
    revival_share_per_year: Annotated[
        float,
        Ge(0),
        Le(0.3),
        Meaning(
            "share a year",
            label=("Closed ones that open again", "Cerradas que vuelven a abrir"),
            en=(
                "In what part of years families of the district meet to open a closed cooperative again, its former members or "
                "not; enough of them must gain. Higher: it stays closed for a shorter time"
            ),
            es=(
                "En qué parte de los años se juntan familias del distrito, exsocias o no, para reabrir una cooperativa cerrada; "
                "les tiene que convenir a suficientes. Si sube, pasa menos tiempo cerrada"
            ),
            source="0 where no region is asked for; Perené began again after some 20 years at nothing: about 0.04",
            needs={**_CLOSES, "low_sales_share": 1.0, **_WILLING},
        ),
    ] = 0.0
