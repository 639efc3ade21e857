"""How long we look."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Le
from pydantic import Field

from coopsim.scenario.declare import Meaning
from coopsim.scenario.extensions.calendar import Calendar


class Time(Calendar):
    """Size and time | Tamaño y tiempo"""

    start: Annotated[
        str,
        Field(pattern=r"^(19|20)\d{2}-(0[1-9]|1[0-2])$"),
        Meaning(
            "year-month",
            label=("First month", "Primer mes"),
            en="First month that is reported. A later one leaves out earlier booms and slumps",
            es="Primer mes que se informa. Si es posterior, quedan fuera las alzas y caídas anteriores",
            source="World Bank prices: the free market since October 1989",
            shows_in="castillo",
            needs={"source": "history", "start": "1996-04"},
        ),
    ] = "1990-04"
    years: Annotated[
        int,
        Ge(1),
        Le(60),
        Meaning(
            "years",
            label=("Years", "Años"),
            en="Years that are reported. More years: more booms and slumps, and a longer run",
            es="Años que se informan. Con más años hay más alzas y caídas, y la corrida tarda más",
            source="prices up to May 2026",
            stops=(10, 20, 36),
        ),
    ] = 36
