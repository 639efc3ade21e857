"""Families move their time between coffee and other work by what each brings; relatives come where the price is good."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning


class OtherWork(Group):
    """Other work | Otros trabajos"""

    extension: ClassVar[Extension | None] = Extension(
        "other_work",
        ("Other work", "Otros trabajos"),
        en="Families move their time between coffee and other work by what each brings, and relatives come for a good price.",
        es="Las familias reparten su tiempo entre el café y otros trabajos según el pago; con buen precio llegan parientes.",
    )
    other_work_time_share: Annotated[
        float,
        Ge(0),
        Le(0.9),
        Meaning(
            "share",
            label=("Time that other work can take", "Tiempo para otros trabajos"),
            en=(
                "Most of the family's time that goes to other work where coffee brings nothing; half of it at the usual price. "
                "Higher: fewer hands for the harvest, more income besides"
            ),
            es=(
                "Cuánto del tiempo de la familia va, a lo más, a otros trabajos si el café no rinde; con el precio usual, la "
                "mitad. Si sube, hay menos manos para la cosecha y más ingreso aparte"
            ),
            stops=(0, 0.3, 0.6),
        ),
    ] = 0.0
    other_work_elasticity: Annotated[
        float,
        Ge(0),
        Le(10),
        Meaning(
            "1",
            label=("How freely time moves", "Facilidad de mover el tiempo"),
            en=(
                "How strongly time follows the price expected of coffee against what is usual; 0: it stays. Higher: families go "
                "sooner where more is earned"
            ),
            es=(
                "Con qué fuerza sigue el tiempo al precio que se espera del café frente al usual; 0: no se mueve. Si sube, las "
                "familias van antes a donde se gana más"
            ),
            needs={"other_work_time_share": 0.5},
        ),
    ] = 2.0
    other_work_usd_per_month: Annotated[
        float,
        Ge(0),
        Le(2000),
        Meaning(
            "US$/month",
            label=("Pay of other work", "Pago de otros trabajos"),
            en="What the whole time of a family earns in other work. Higher: to leave coffee for a while costs less",
            es="Lo que gana el tiempo entero de una familia en otros trabajos. Si sube, dejar el café por un tiempo cuesta menos",
            source="ten days at 40 soles of 2017 (gestion.pe); the number of days is our assumption",
            needs={"other_work_time_share": 0.5},
        ),
    ] = 150.0
    kin_hands_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Relatives who come in a boom", "Parientes que llegan con el alza"),
            en=(
                "By how much a family grows, at most, by relatives who come where the price expected is twice the usual; they "
                "pick and they eat. Higher: more hands in a boom, more to feed"
            ),
            es=(
                "Cuánto crece una familia, a lo más, por parientes que llegan cuando se espera el doble del precio usual; "
                "cosechan y comen. Si sube, hay más manos en un alza y más bocas"
            ),
            source="Tassi 2012, Muñoz 2004: relatives go where a product is well paid; the size is our assumption",
            stops=(0, 0.25, 0.5),
        ),
    ] = 0.0
