"""A scenario: everything that is said of one world before it is lived."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, PrivateAttr, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from coopsim.scenario.closing import Closing
from coopsim.scenario.cooperative import CooperativePolicy
from coopsim.scenario.declare import Group
from coopsim.scenario.events import MAY_CHANGE, Event, limits, yes_or_no
from coopsim.scenario.extensions.price_shape import SHAPES
from coopsim.scenario.household import Household
from coopsim.scenario.market import Intermediary
from coopsim.scenario.mechanisms import OVERRIDES_WHEN_OFF, Mechanisms
from coopsim.scenario.names import changed
from coopsim.scenario.neighbours import Network
from coopsim.scenario.places import in_order
from coopsim.scenario.population import Population
from coopsim.scenario.price import Price
from coopsim.scenario.rule_tables import RuleTables
from coopsim.scenario.time import Time
from coopsim.scenario.wording import Where, mistake, nowhere

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


TwoLanguages = Annotated[Text, BeforeValidator(_both_languages)]


def wrong(kind: str, *fields: tuple[str | int, ...], **facts: Any) -> PydanticCustomError:
    """A mistake that several parameters make together, told at the first of `fields` that the file writes."""
    return PydanticCustomError("across", "{kind}", {"kind": kind, "fields": fields, **facts})


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
    cooperative: Annotated[tuple[CooperativePolicy, ...], Field(strict=False, min_length=1), AfterValidator(in_order)] = (
        CooperativePolicy(),
    )
    closing: Closing = Closing()
    mechanisms: Mechanisms = Mechanisms()
    event: Annotated[tuple[Event, ...], Field(strict=False)] = ()
    _folder: Path | None = PrivateAttr(default=None)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        ids = [cooperative.id for cooperative in self.cooperative]
        for place, name in enumerate(ids):
            if name in ids[:place]:
                raise wrong("same_id", ("cooperative", place, "id"), got=name)
        farmers, members = self.population.farmers, sum(one.members for one in self.cooperative if one.stands_at_start)
        if members > farmers:
            raise wrong(
                "members", ("cooperative", len(ids) - 1, "members"), ("population", "farmers"), got=members, farmers=farmers
            )
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

    def _event_makes_sense(self, place: int, event: Event, ids: list[str]) -> None:
        at = ("event", place)
        if event.id in [other.id for other in self.event[:place]]:
            raise wrong("same_event", (*at, "id"), got=event.id)
        if event.cooperative not in ("", *ids):
            raise wrong("event_where", (*at, "cooperative"), got=event.cooperative, among=ids)
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
        return type(self).checked(changed(self.document(), values), self._folder)

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
                tables[table] = tuple(cooperative.model_copy(update=update) for cooperative in self.cooperative)
            else:
                tables[table] = getattr(self, table).model_copy(update=update)
        return self.model_copy(update=tables)

    def hash(self) -> str:
        """sha256 of what decides the numbers: every parameter, in canonical JSON; titles and stories are left out.

        >>> len(Scenario().hash())
        64
        """
        document = self.model_dump(mode="json", exclude=set(TEXTS))
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
