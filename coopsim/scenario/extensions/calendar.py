"""When coffee is picked and shipped, and how long the model settles before the first month."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from annotated_types import Ge, Le
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from coopsim.scenario.declare import Extension, Group, Meaning

CALENDAR = Extension(
    "calendar",
    ("Calendar", "Calendario"),
    en="When coffee is picked and shipped, and how long the model settles before the first month.",
    es="Cuándo se cosecha y se embarca el café, y cuánto se asienta el modelo antes del primer mes.",
    setting=True,
)


class Calendar(Group):
    """Calendar | Calendario"""

    extension: ClassVar[Extension | None] = CALENDAR
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
                "Calendar month in which the harvest year begins (4: April). Higher: harvest, "
                "pledges and accounts come later in the year"
            ),
            es=(
                "Mes del calendario en que comienza el año cafetalero (4: abril). Si sube, la cosecha, "
                "los compromisos y el cierre llegan más tarde en el año"
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


class Processing(Group):
    """Months from delivery to shipment | Meses hasta el embarque"""

    extension: ClassVar[Extension | None] = CALENDAR
    processing_months: Annotated[
        int,
        Ge(1),
        Le(4),
        Meaning(
            "months",
            label=("Months to shipment", "Meses hasta el embarque"),
            en="Months from delivery to shipment. Higher: buyers pay later, and a pool shares out later",
            es=(
                "Meses desde la entrega hasta el embarque. Si sube, el comprador paga más tarde y la liquidación llega más tarde"
            ),
        ),
    ] = 1
