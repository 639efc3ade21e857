"""Cooperatives that are drawn, not typed: a number of them, and how each parameter differs between them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from typing import Annotated, Any

from annotated_types import Ge, Le
from pydantic import AfterValidator, BeforeValidator, PrivateAttr, create_model, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from coopsim.scenario.cooperative import CooperativePolicy
from coopsim.scenario.declare import Distribution, Group, Meaning, bounds
from coopsim.scenario.tables import choices, kind

TYPED_ONLY = ("id", "district")
NUMBERS = ("number", "whole")
EVERYWHERE = "each"  # written for a district: spread over all of them, by their farmers


class Spread(Distribution):
    """A number that differs between cooperatives; `per_member`: it is of each member, and grows with their number.

    >>> Spread(mean=1000.0, per_member=True).per_member
    True
    """

    per_member: bool = False


class Shares(Group):
    """Which part of the cooperatives has which value | Qué parte de las cooperativas tiene qué valor"""

    shares: dict[str, Annotated[int | float, Ge(0), Le(1)]]

    @model_validator(mode="after")
    def _add_up(self) -> Shares:
        total = sum(self.shares.values())
        if abs(total - 1.0) > 1e-6:
            raise PydanticCustomError("rule_shares_sum", "the shares do not add up", {"total": round(total, 6)})
        return self


Differing = Spread | Shares


def _read(given: Any) -> Any:
    if not isinstance(given, Mapping):
        return given
    return (Shares if "shares" in given else Spread).model_validate(given)


def _within(name: str, given: Differing | None) -> Differing | None:
    """What is drawn has to be allowed: the mean, the ends and each value of a share."""
    if given is None:
        return given
    field = CooperativePolicy.model_fields[name]
    low, high = bounds(field.metadata)
    if isinstance(given, Shares):
        options_of(field, given)  # raises where a value is not allowed
        return given
    if kind(field) not in NUMBERS:
        raise PydanticCustomError("shares_only", "shares are needed", {"got": given.mean})
    numbers = [given.mean, *(end for end in (given.low, given.high) if end is not None)]
    wrong = [value for value in numbers if low is not None and high is not None and not low <= value <= high]
    if wrong:
        raise PydanticCustomError("mean_range", "out of range", {"got": wrong[0], "low": low, "high": high})
    return given


def options_of(field: FieldInfo, given: Shares) -> list[tuple[Any, float]]:
    """Each value and its share, in the order of the declaration, numbers from the lowest: the file's order decides nothing."""
    what = kind(field)
    if what in NUMBERS:
        return sorted((_number(field, text), share) for text, share in given.shares.items())
    values: dict[str, Any] = {"false": False, "true": True} if what == "yes_no" else {one: one for one in choices(field)}
    for text in given.shares:
        if text not in values:
            raise PydanticCustomError("share_name", "no such value", {"got": text, "among": list(values)})
    return [(value, given.shares[text]) for text, value in values.items() if text in given.shares]


def _number(field: FieldInfo, text: str) -> float:
    low, high = bounds(field.metadata)
    try:
        value = int(text) if kind(field) == "whole" else float(text)
    except ValueError:
        raise PydanticCustomError("share_name", "no number", {"got": text, "among": []}) from None
    if low is not None and high is not None and not low <= value <= high:
        raise PydanticCustomError("mean_range", "out of range", {"got": value, "low": low, "high": high})
    return value


def drawable() -> Mapping[str, FieldInfo]:
    """The parameters of a cooperative that may be drawn: numbers, switches and choices."""
    return _drawable()


@cache
def _drawable() -> dict[str, FieldInfo]:
    kinds = (*NUMBERS, "yes_no", "choice")
    return {n: field for n, field in CooperativePolicy.model_fields.items() if n not in TYPED_ONLY and kind(field) in kinds}


@cache
def _spreads() -> type[Group]:
    fields: dict[str, Any] = {
        name: (Annotated[Any, BeforeValidator(_read), AfterValidator(partial(_within, name))], None) for name in _drawable()
    }
    return create_model("Spreads", __base__=Group, **fields)


class DrawnPolicy(CooperativePolicy):
    """One of a number of cooperatives that differ; its fields say what is typical of them | Una de varias cooperativas distintas

    What it is in a run is drawn by replicate, in `coopsim.model.policies`.
    """

    count: Annotated[
        int,
        Ge(1),
        Le(1000),
        Meaning(
            "cooperatives",
            label=("Number of cooperatives", "Número de cooperativas"),
            en="So many cooperatives are drawn from what this table says, ID-01, ID-02 and so on. Not written: one, by its id",
            es="Se sortean tantas cooperativas con lo que dice esta tabla: ID-01, ID-02, etc. Sin escribir: una sola, con su id",
        ),
    ] = 1
    _many: bool = PrivateAttr(default=False)  # whether the table says how many there are
    _group: str = PrivateAttr(default="")  # the id of the table
    _number: int = PrivateAttr(default=-1)  # which of them; -1: the table itself
    _everywhere: bool = PrivateAttr(default=False)  # whether the table is spread over all districts
    _spreads: dict[str, Differing] = PrivateAttr(default_factory=dict)

    @property
    def group(self) -> str:
        """The id of the table that it comes from."""
        return self._group

    @property
    def number(self) -> int:
        """Which of the table's cooperatives it is, from 0; -1: the table itself."""
        return self._number

    @property
    def spreads(self) -> Mapping[str, Differing]:
        """What differs between the cooperatives of the table, by parameter."""
        return self._spreads

    @property
    def everywhere(self) -> bool:
        """Whether the cooperatives of the table are spread over all districts."""
        return self._everywhere or self.district == EVERYWHERE

    def placed(self, number: int, district: str) -> DrawnPolicy:
        """The cooperative of that number, in that district."""
        of_many = f"-{number + 1:0{max(2, len(str(self.count)))}d}" if self._many else ""
        one = self.model_copy(update={"id": f"{self._group}{of_many}", "district": district})
        one._number, one._everywhere = number, self.everywhere
        return one

    def as_written(self, dumped: Mapping[str, Any]) -> dict[str, Any]:
        """The table that it comes from, of its own plain one."""
        table = {**dumped, "id": self._group, **({"district": EVERYWHERE} if self.everywhere else {})}
        for name, differs in self._spreads.items():
            table[name] = differs.model_dump(exclude_none=True)
            if table[name].get("per_member") is False:
                del table[name]["per_member"]
        return {**table, "count": self.count} if self._many else table


def fixed(policy: CooperativePolicy, values: Mapping[str, Any]) -> CooperativePolicy:
    """The cooperative with these values, which are no longer drawn where they were."""
    changed = policy.model_copy(update=values)
    if isinstance(changed, DrawnPolicy):
        changed._spreads = {name: differs for name, differs in changed._spreads.items() if name not in values}
    return changed


def read_table(given: Any) -> Any:
    """A table of the file: as it is where it says one cooperative, else as that of the drawn ones with what is typical of them.

    >>> table = read_table({"id": "c", "count": 3, "members": {"distribution": "uniform", "low": 20, "high": 80}})
    >>> table.members, [table.placed(number, "").id for number in range(3)]
    (50, ['c-01', 'c-02', 'c-03'])
    """
    if not isinstance(given, Mapping):
        return given
    differing = {name: value for name, value in given.items() if name in _drawable() and isinstance(value, Mapping)}
    if not differing and "count" not in given:
        return given
    checked = _spreads().model_validate(differing)
    spreads = {name: getattr(checked, name) for name in differing}
    plain = {name: value for name, value in given.items() if name not in spreads}
    members = plain.get("members", CooperativePolicy.model_fields["members"].default)
    if "members" in spreads:
        members = plain["members"] = typical("members", spreads["members"], 0)
    for name in differing:
        if name != "members":
            plain[name] = typical(name, spreads[name], members if isinstance(members, int) else 0)
    policy = DrawnPolicy.model_validate(plain)
    policy._group, policy._spreads, policy._many = policy.id, spreads, "count" in given
    return policy


def typical(name: str, differs: Differing, members: int) -> Any:
    """The mean, or the value with the largest share."""
    field = CooperativePolicy.model_fields[name]
    if isinstance(differs, Shares):
        return max(options_of(field, differs), key=lambda option: option[1])[0]
    low, high = bounds(field.metadata)
    value = differs.mean * (members if differs.per_member else 1)
    value = min(max(value, value if low is None else low), value if high is None else high)
    return round(value) if kind(field) == "whole" else float(value)
