"""A scenario: everything that is said of one world before it is lived."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import (
    BeforeValidator,
    Field,
    PrivateAttr,
    SerializerFunctionWrapHandler,
    ValidationError,
    ValidationInfo,
    field_serializer,
    field_validator,
    model_validator,
)

from coopsim.scenario.closing import Closing
from coopsim.scenario.cooperative import CooperativePolicy
from coopsim.scenario.declare import Group
from coopsim.scenario.district import District, DistrictBase, farmers_of_each
from coopsim.scenario.drawn import DrawnPolicy, fixed, read_table
from coopsim.scenario.events import MAY_CHANGE, Event, limits, yes_or_no
from coopsim.scenario.extensions.price_shape import SHAPES
from coopsim.scenario.fits import are_somewhere, farmers_add_up, members_are_farmers, wrong
from coopsim.scenario.household import Household
from coopsim.scenario.market import Intermediary
from coopsim.scenario.mechanisms import OVERRIDES_WHEN_OFF, Mechanisms
from coopsim.scenario.names import changed, touched
from coopsim.scenario.neighbours import Network
from coopsim.scenario.places import districts_in_order, in_order
from coopsim.scenario.population import Population
from coopsim.scenario.price import Price
from coopsim.scenario.rule_tables import RuleTables
from coopsim.scenario.time import Time
from coopsim.scenario.wording import Where, mistake, nowhere

# tables that are checked by themselves; what they have to do with others is checked whenever a scenario is made
ALONE = {"title", "story", "time", "price", "population", "rule", "network", "household", "intermediary", "closing", "mechanisms"}
TEXTS = ("id", "base", "title", "story", "source", "look_at")  # said of a scenario; none of them changes a number


class Text(Group):
    """Words in both languages | Palabras en ambos idiomas"""

    en: str = ""
    es: str = ""


def _both_languages(given: Any) -> Any:
    """A plain text stands for both languages, and one language for the other that is missing."""
    if isinstance(given, str):
        return {"en": given, "es": given}
    if isinstance(given, dict) and len(given) == 1:
        return dict.fromkeys(("en", "es"), *given.values()) if set(given) <= {"en", "es"} else given
    return given


# a table of a cooperative, or of a number of them that are drawn
Tables = tuple[Annotated[CooperativePolicy, BeforeValidator(read_table)], ...]
TwoLanguages = Annotated[Text, BeforeValidator(_both_languages)]


class Scenario(Group):
    """A scenario | Un escenario

    >>> changed = Scenario().with_values({"payment_delay_months": 6, "trust": 0.9, "cooperative.esperanza.members": 80})
    >>> changed.cooperative[0].members, changed.population.trust.mean
    (80, 0.9)
    """

    id: str = "default"
    base: str = ""
    title: TwoLanguages = Text(en="Unnamed", es="Sin nombre")
    story: TwoLanguages = Text()
    source: str = ""
    look_at: Annotated[tuple[str, ...], Field(strict=False)] = ()
    time: Time = Time()
    price: Price = Price()
    population: Population = Population()
    rule: RuleTables = RuleTables()
    network: Network = Network()
    household: Household = Household()
    intermediary: Intermediary = Intermediary()
    district: Annotated[tuple[District, ...], Field(strict=False)] = ()
    cooperative: Annotated[Tables, Field(strict=False, min_length=1)] = (CooperativePolicy(),)
    closing: Closing = Closing()
    mechanisms: Mechanisms = Mechanisms()
    event: Annotated[tuple[Event, ...], Field(strict=False)] = ()
    _folder: Path | None = PrivateAttr(default=None)

    @field_validator("district")
    @classmethod
    def _by_name(cls, given: tuple[DistrictBase, ...], info: ValidationInfo) -> tuple[DistrictBase, ...]:
        """Districts by their names, so that the order of a file decides nothing."""
        ids = [district.id for district in given]
        for place, name in enumerate(ids):
            if name in ids[:place]:
                raise wrong("same_district", ("district", place, "id"), got=name)
        if given and "population" in info.data:
            farmers_add_up(given, info.data["population"].farmers)
        return tuple(sorted(given, key=lambda district: district.id))

    @field_validator("cooperative")
    @classmethod
    def _in_districts(cls, given: tuple[CooperativePolicy, ...], info: ValidationInfo) -> tuple[CooperativePolicy, ...]:
        """Every cooperative in its place, those that are drawn each."""
        if not {"district", "population"} <= set(info.data):
            return given  # something else is wrong, and said
        declared = info.data["district"]
        are_somewhere(given, [district.id for district in declared])
        placed = in_order(given, declared, info.data["population"].farmers)
        for district in declared:
            if district.id not in [one.district for one in placed]:
                raise wrong("no_cooperative", ("district",), got=district.id)
        return placed

    @field_serializer("cooperative", mode="wrap")
    def _as_written(self, given: tuple[CooperativePolicy, ...], plain: SerializerFunctionWrapHandler) -> list[dict[str, Any]]:
        """Tables as a file says them: those that are drawn in one."""
        tables: dict[str, dict[str, Any]] = {}
        for policy, table in zip(given, plain(given), strict=True):
            written = policy.as_written(table) if isinstance(policy, DrawnPolicy) else table
            tables.setdefault(written["id"], written)
        return list(tables.values())

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        ids = [cooperative.id for cooperative in self.cooperative]
        for place, name in enumerate(ids):
            if name in ids[:place]:
                raise wrong("same_id", ("cooperative", place, "id"), got=name)
        farmers = self.population.farmers
        members_are_farmers(self.cooperative, self.district, farmers)
        if self.network.ties % 2:
            raise wrong("odd_ties", ("network", "ties"), got=self.network.ties)
        if self.network.ties and self.network.ties >= farmers:
            raise wrong("many_ties", ("network", "ties"), ("population", "farmers"), got=self.network.ties, farmers=farmers)
        if self.price.source in SHAPES and self.price.from_month >= self.time.years * 12:
            raise wrong(
                "after_the_end",
                ("price", "from_month"),
                ("time", "years"),
                got=self.price.from_month,
                months=self.time.years * 12,
            )
        if self.price.source == "file" and not self.price.path:
            raise wrong("no_path", ("price", "path"), ("price", "source"), got="")
        for place, event in enumerate(self.event):
            self._event_makes_sense(place, event, ids)
        return self

    def farmers_of_districts(self) -> list[int]:
        """Farmers of each district that is declared."""
        return farmers_of_each(self.district, self.population.farmers)

    def _event_makes_sense(self, place: int, event: Event, ids: list[str]) -> None:
        at = ("event", place)
        if event.id in [other.id for other in self.event[:place]]:
            raise wrong("same_event", (*at, "id"), got=event.id)
        if event.cooperative not in ("", *ids):
            raise wrong("event_where", (*at, "cooperative"), got=event.cooperative, among=ids)
        districts = districts_in_order(self.cooperative, self.district)
        if event.district not in ("", *districts):
            raise wrong("event_district", (*at, "district"), got=event.district, among=districts)
        if event.district and event.cooperative:
            raise wrong("event_both", (*at, "district"), got=event.district)
        if not 0 <= event.begins(self.time.start) < self.time.years * 12:
            raise wrong("event_month", (*at, "month"), got=event.month, start=self.time.start, years=self.time.years)
        if not event.changes() and not event.cost_usd:
            raise wrong("event_empty", (*at, "kind"), at, got=event.kind)
        for how in ("set", "times", "plus"):
            for name, value in getattr(event, how).items():
                if name not in MAY_CHANGE:
                    raise wrong("event_name", (*at, how, name), got=name, among=list(MAY_CHANGE))
                low, high = limits(name)
                if yes_or_no(name) != isinstance(value, bool) or (how != "set" and yes_or_no(name)):
                    raise (
                        wrong("event_value", (*at, how, name), got=value, low="false", high="true")
                        if yes_or_no(name)
                        else wrong("event_value", (*at, how, name), got=value, low=low, high=high)
                    )
                if how == "set" and low is not None and high is not None and not low <= value <= high:
                    raise wrong("event_value", (*at, how, name), got=value, low=low, high=high)

    @classmethod
    def checked(cls, document: Mapping[str, Any], folder: Path | None = None, where: Where = nowhere) -> Self:
        """The scenario that a plain document describes; a UserMistake, told at the line that `where` finds, if it is wrong."""
        try:
            scenario = cls.model_validate(dict(document))
        except ValidationError as error:
            raise mistake(error, document, [name for name in cls.model_fields if name != "id"], where) from None
        scenario._folder = folder
        return scenario

    def document(self) -> dict[str, Any]:
        """The scenario as plain tables, as a file would say it, every parameter written out."""
        return self.model_dump(exclude_none=True)

    def with_values(self, values: Mapping[str, Any]) -> Self:
        """The same scenario with other values, by name; checked again.

        A name is a parameter's (of a cooperative: set for all), `cooperative.ID.NAME`, `rule.RULE.NAME`, or, where a
        number differs by farmer, `NAME.sd` and so on. A plain number for such a parameter moves its mean and keeps the
        shape.
        """
        # tables without such a value were checked when this scenario was made: they are taken as they are
        others = {table: getattr(self, table) for table in ALONE - touched(values)}
        document = changed(self.model_dump(exclude_none=True, exclude=others.keys() - {"population"}), values)
        try:
            scenario = type(self).model_validate(document | others)
        except ValidationError:
            return type(self).checked(changed(self.document(), values), self._folder)  # says what is wrong
        scenario._folder = self._folder
        return scenario

    def resolved(self) -> Self:
        """The scenario with every mechanism that is off written into the parameters that it stands for.

        Nothing is checked here: change values first, resolve last. Resolving twice gives the same.

        >>> Scenario().with_values({"neighbours": False}).resolved().network.peer_weight_usd_per_qq
        0.0
        """
        updates: dict[str, dict[str, Any]] = {}
        for mechanism, values in OVERRIDES_WHEN_OFF.items():
            if not getattr(self.mechanisms, mechanism):
                for (table, name), value in values.items():
                    updates.setdefault(table, {})[name] = value
        tables: dict[str, Any] = {}
        for table, update in updates.items():
            if table == "cooperative":
                tables[table] = tuple(fixed(cooperative, update) for cooperative in self.cooperative)
            else:
                tables[table] = getattr(self, table).model_copy(update=update)
        if updates and self.district:
            off = [(table, name) for table, update in updates.items() for name in update]
            tables["district"] = tuple(district.without(off) for district in self.district)
        return self.model_copy(update=tables)

    def hash(self) -> str:
        """sha256 of what decides the numbers: every parameter, in canonical JSON; titles and stories are left out.

        >>> len(Scenario().hash())
        64
        """
        document = self.model_dump(mode="json", exclude=set(TEXTS) | (set() if self.district else {"district"}))
        text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        return sha256(text.encode()).hexdigest()

    @property
    def folder(self) -> Path | None:
        """The folder of the file that the scenario was read from."""
        return self._folder

    def beside(self, path: str) -> Path:
        """`path` as the scenario means it: beside its file, else from where we are."""
        neighbour = None if self._folder is None else self._folder / path
        return neighbour if neighbour is not None and neighbour.exists() else Path(path)
