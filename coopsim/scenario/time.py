"""How long we look."""

from __future__ import annotations

from typing import Annotated, Self

from annotated_types import Ge, Le
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from coopsim.scenario.declare import Group, Meaning


class Time(Group):
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
    warm_up_years: Annotated[
        int,
        Ge(0),
        Le(40),
        Meaning(
            "years",
            label=("Years before the start", "Años previos"),
            en=(
                "Years simulated at the normal price before the first reported month. More years: trust, loyalty "
                "and accounts are nearer their usual level"
            ),
            es=(
                "Años que se simulan al precio normal antes del primer mes informado. Con más años, la confianza, la "
                "lealtad y las cuentas empiezan más cerca de su nivel habitual"
            ),
            stops=(0, 5, 10),
        ),
    ] = 10
    season_opens: Annotated[
        int,
        Ge(1),
        Le(12),
        Meaning(
            "calendar month",
            label=("Harvest year begins in", "El año cafetalero comienza en"),
            en=(
                "Calendar month in which the harvest year begins (4: April). A later month moves harvest, "
                "pledges and accounts with it"
            ),
            es=(
                "Mes del calendario en que comienza el año cafetalero (4: abril). Un mes posterior mueve también "
                "la cosecha, los compromisos y el cierre"
            ),
            source="harvest in Peru: April to September",
        ),
    ] = 4
    harvest_shares: Annotated[
        tuple[float, ...],
        Field(strict=False, min_length=12, max_length=12),
        Meaning(
            "share",
            label=("Harvest by month", "Cosecha por mes"),
            en="Part of the crop picked in each month of the harvest year; the twelve add up to 1",
            es="Parte de la cosecha que se recoge en cada mes del año cafetalero; las doce suman 1",
            source="harvest in Peru: April to September, peak in June and July",
        ),
    ] = (0.08, 0.17, 0.25, 0.25, 0.17, 0.08, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)

    @model_validator(mode="after")
    def _shares_of_one_crop(self) -> Self:
        if min(self.harvest_shares) < 0 or abs(sum(self.harvest_shares) - 1) > 1e-9:
            facts = {"kind": "harvest_shares_sum", "fields": (("time", "harvest_shares"),), "got": list(self.harvest_shares)}
            raise PydanticCustomError("across", "{kind}", facts)
        return self
