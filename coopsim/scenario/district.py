"""A district of its own: how many farmers it has, and what is otherwise there than in the rest of the scenario."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Annotated, Any

from annotated_types import Ge, Le
from pydantic import Field, create_model
from pydantic.fields import FieldInfo

from coopsim.scenario.declare import Group, Meaning
from coopsim.scenario.extensions.emergencies import Emergencies
from coopsim.scenario.extensions.founding import Openings
from coopsim.scenario.extensions.merging import Mergers
from coopsim.scenario.extensions.weather import Weather
from coopsim.scenario.market import Intermediary
from coopsim.scenario.tables import kind


def _of_a_district() -> dict[str, tuple[str, FieldInfo]]:
    tables: tuple[tuple[str, type[Group]], ...] = (
        ("intermediary", Intermediary),
        ("household", Weather),
        ("household", Emergencies),
        ("population", Openings),
        ("population", Mergers),
    )
    return {
        name: (table, field)
        for table, group in tables
        for name, field in group.model_fields.items()
        if kind(field) in ("number", "whole", "yes_no")
    }


# parameter -> (the table that declares it, its declaration), of all that a district may say for itself
OF_A_DISTRICT: Mapping[str, tuple[str, FieldInfo]] = MappingProxyType(_of_a_district())


class DistrictBase(Group):
    """A district | Un distrito"""

    id: Annotated[
        str,
        Field(pattern=r"^[a-z][a-z0-9_-]*$"),
        Meaning(
            "name",
            label=("Name of the district", "Nombre del distrito"),
            en="The district's name, as cooperatives and events say it",
            es="Nombre del distrito, como lo dicen las cooperativas y los eventos",
        ),
    ]
    farmers: Annotated[
        int | None,
        Ge(1),
        Le(1_000_000),
        Meaning(
            "farmers",
            label=("Farmers of the district", "Productores del distrito"),
            en="Farmers of the district, members or not. Not written: an equal part of those whom no other district has",
            es="Productores del distrito, socios o no. Sin escribir: una parte igual de los que no son de otro distrito",
        ),
    ] = None
    road_km: Annotated[
        float | None,
        Ge(0),
        Le(500),
        Meaning(
            "km",
            label=("Place along the road", "Lugar en la carretera"),
            en=(
                "Where the district lies along the one road of the region, counted from its beginning: between two districts is "
                "the difference. Not written: no road leads from it to another"
            ),
            es=(
                "En qué kilómetro de la única carretera de la región queda el distrito: entre dos distritos hay la diferencia. "
                "Sin escribir: ninguna carretera lo une con otro"
            ),
        ),
    ] = None

    def says(self) -> dict[str, Any]:
        """What is otherwise here than in the scenario: number or switch by name of the parameter.

        >>> District(id="valle", number=5.0).says()
        {'number': 5.0}
        """
        return {name: value for name in OF_A_DISTRICT if (value := getattr(self, name)) is not None}

    def without(self, names: Sequence[tuple[str, str]]) -> DistrictBase:
        """The district with nothing of its own to say of these (table, parameter)."""
        return self.model_copy(update={name: None for name, (table, _field) in OF_A_DISTRICT.items() if (table, name) in names})


_OWN: dict[str, Any] = {
    name: (Annotated[(field.annotation | None, *field.metadata)], None)  # type: ignore[operator]
    for name, (_table, field) in OF_A_DISTRICT.items()
}
District = create_model("District", __base__=DistrictBase, __doc__=DistrictBase.__doc__, __module__=__name__, **_OWN)


def farmers_of_each(districts: Sequence[DistrictBase], farmers: int) -> list[int]:
    """Farmers of each district; those that write none share equally whom the others leave, the first ones one more.

    >>> farmers_of_each([District(id="a", farmers=50), District(id="b"), District(id="c")], 101)
    [50, 26, 25]
    """
    left = farmers - sum(district.farmers or 0 for district in districts)
    open_ones = [place for place, district in enumerate(districts) if district.farmers is None]
    equal, more = divmod(left, len(open_ones)) if open_ones else (0, 0)
    shared = {place: equal + (number < more) for number, place in enumerate(open_ones)}
    return [shared[place] if district.farmers is None else district.farmers for place, district in enumerate(districts)]
