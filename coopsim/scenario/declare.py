"""How a parameter is declared: once, with its unit, range, meaning in both languages and source.

Everything else derives from the declaration: the check of a scenario file, `--set`, the sliders, the JSON Schema, the
tables of the documentation, the ranges of a design.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from inspect import get_annotations
from typing import Any, ClassVar, Literal, Self

from annotated_types import Ge, Le
from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from coopsim.language import current, text
from coopsim.scenario.docstrings import docstring_of

Shape = Literal["constant", "uniform", "normal", "lognormal", "beta"]


@dataclass(frozen=True)
class Meaning:
    """What a parameter means, in which unit, on whose word, and where its effect is plain to see.

    Parameters
    ----------
    unit
        Unit of the value, in English.
    en, es
        The help sentence: what it is, and what happens when it goes up.
    label
        Its title in English and Spanish, at most 32 characters each.
    source
        Where the value comes from.
    shows_in
        A scenario in which a change of it changes the results.
    needs
        The settings that must accompany it there before it can act.
    stops
        The values that a slider or a first design should offer; each gives another run than its neighbour.
    choice_labels
        Each choice for people, as (choice, English, Spanish); files, links and the command line keep the choice itself.

    Examples
    --------
    >>> Meaning("months", en="Months to the second payment", es="Meses hasta el segundo pago").source
    'assumed'
    """

    unit: str
    en: str
    es: str
    label: tuple[str, str] = ("", "")
    source: str = "assumed"
    shows_in: str = "castillo"
    needs: Mapping[str, Any] = field(default_factory=dict, hash=False)
    stops: tuple[Any, ...] = ()
    choice_labels: tuple[tuple[str, str, str], ...] = ()

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The JSON Schema of the parameter, described in the language spoken."""
        spanish = current() == "es"
        title = {"title": self.label[spanish]} if any(self.label) else {}
        return {**handler(schema), **title, "description": f"{self.es if spanish else self.en} ({text(self.unit)})"}


@dataclass(frozen=True)
class Extension:
    """A part of the model that most questions do without: its parameters stand apart from the core.

    A group of fields says whose it is (`extension = ...`), and the table that it belongs to inherits from it: a scenario file
    stays as flat as if the fields were the table's own.

    Parameters
    ----------
    name
        As `coopsim parameters --extension` takes it.
    label
        Its title in English and Spanish.
    en, es
        One sentence: what it adds.
    setting
        Whether its defaults act: a constant of the core that may be opened. Else it is off, absent at its defaults.
    opened_by
        Values of other parameters at which it is in use, whatever its own: `{"source": ("file",)}`.

    Examples
    --------
    >>> Extension("ferry", ("Ferry", "Balsa"), en="A river to cross.", es="Un río que cruzar.").setting
    False
    """

    name: str
    label: tuple[str, str]
    en: str
    es: str
    setting: bool = False
    opened_by: Mapping[str, tuple[Any, ...]] = field(default_factory=dict, hash=False)


class Group(BaseModel):
    """A table of parameters. The first line of a subclass's docstring names it: "English | Español"."""

    extension: ClassVar[Extension | None] = None  # whose the fields are that this very class declares; None: the core's

    # strict: else "3" and true pass for numbers; a whole number is still welcome where a decimal is asked for
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)

    @classmethod
    def heading(cls) -> dict[str, str]:
        """The group's name in both languages."""
        english, _, spanish = (cls.__doc__ or docstring_of(cls)).strip().splitlines()[0].partition(" | ")
        return {"en": english, "es": spanish or english}

    @classmethod
    def extension_of(cls, name: str) -> Extension | None:
        """The extension that declares a field of this table; None where the core does."""
        home = next(base for base in cls.__mro__ if name in get_annotations(base))
        return vars(home).get("extension")

    @model_validator(mode="before")
    @classmethod
    def _complete_distributions(cls, given: Any) -> Any:
        """A table that names no distribution keeps the declared shape: `{ mean = 300 }` changes the mean alone."""
        if not isinstance(given, dict):
            return given
        return {name: _completed(cls, name, value) if isinstance(value, dict) else value for name, value in given.items()}


class Distribution(Group):
    """A number that differs between farmers, or cooperatives | Un número que varía entre productores, o cooperativas

    A plain number stands for the same number for everybody. `low` and `high` cut the normal, lognormal and beta
    distributions; of the uniform they are the two ends, and its mean is their middle. `mean` and `sd` are those before
    the cut. Beta lives on low..high (0..1 where they are not said).

    >>> Distribution.model_validate(4)
    Distribution(distribution='constant', mean=4.0, sd=0.0, low=None, high=None)
    >>> Distribution(distribution="uniform", low=3, high=5).mean
    4.0
    """

    distribution: Shape = "constant"
    mean: float = 0.0
    sd: float = 0.0
    low: float | None = None
    high: float | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_number(cls, given: Any) -> Any:
        if isinstance(given, (int, float)) and not isinstance(given, bool):
            return {"distribution": "constant", "mean": given}
        if isinstance(given, dict) and given.get("distribution") == "uniform" and "mean" not in given:
            low, high = given.get("low"), given.get("high")
            if isinstance(low, (int, float)) and isinstance(high, (int, float)):
                return {**given, "mean": (low + high) / 2}
        return given

    @model_validator(mode="after")
    def _make_sense(self) -> Self:
        low, high = self.low, self.high
        if self.sd < 0:
            raise PydanticCustomError("sd_negative", "the spread is negative", {"got": self.sd})
        if low is not None and high is not None and low > high:
            raise PydanticCustomError("ends_crossed", "low is above high", {"low": low, "high": high})
        if (low is not None and self.mean < low) or (high is not None and self.mean > high):
            raise PydanticCustomError("mean_outside_ends", "the mean is outside", {"mean": self.mean, "low": low, "high": high})
        if self.distribution == "uniform":
            if low is None or high is None:
                raise PydanticCustomError("uniform_without_ends", "a uniform distribution needs low and high")
            if abs(self.mean - (low + high) / 2) > 1e-9 * max(1.0, abs(low), abs(high)):
                raise PydanticCustomError(
                    "uniform_mean", "the mean is not the middle", {"mean": self.mean, "middle": (low + high) / 2}
                )
        if self.distribution in ("constant", "uniform") and self.sd != 0:
            raise PydanticCustomError(
                "sd_unused", "this distribution has no sd", {"got": self.sd, "distribution": self.distribution}
            )
        if self.distribution == "lognormal" and self.mean <= 0 < self.sd:
            raise PydanticCustomError("lognormal_mean", "a lognormal mean is above 0", {"mean": self.mean})
        if self.distribution == "beta" and self.sd > 0:
            bottom, top = 0.0 if low is None else low, 1.0 if high is None else high
            if not bottom < self.mean < top or self.sd**2 >= (self.mean - bottom) * (top - self.mean):
                raise PydanticCustomError("beta_sd", "sd too wide for the mean", {"mean": self.mean, "sd": self.sd})
        return self

    def around(self, mean: float) -> dict[str, Any]:
        """The same shape around another mean, as a table still to be checked.

        Uniform and lognormal keep their spread in proportion to the mean, beta its concentration (so at the very ends of
        its range everybody is alike), normal its sd.

        >>> Distribution(distribution="uniform", low=3, high=5).around(8)["high"]
        10.0
        >>> round(Distribution(distribution="lognormal", mean=250, sd=125).around(500)["sd"])
        250
        """
        table: dict[str, Any] = self.model_dump(exclude_none=True) | {"mean": mean}
        scale = mean / self.mean if self.mean else -1.0
        if self.distribution == "uniform" and self.low is not None and self.high is not None:
            ends = {"low": self.low, "high": self.high}
            # in proportion only on one side of 0; across it the ends would change places
            table |= {name: end * scale if scale >= 0 else end + mean - self.mean for name, end in ends.items()}
        elif self.distribution == "lognormal":
            table["sd"] = self.sd * max(scale, 0.0)
        elif self.distribution == "beta":
            bottom, top = 0.0 if self.low is None else self.low, 1.0 if self.high is None else self.high
            if bottom < self.mean < top:
                room = max(0.0, (mean - bottom) * (top - mean)) / ((self.mean - bottom) * (top - self.mean))
                table["sd"] = self.sd * float(room) ** 0.5
        return table


@dataclass(frozen=True)
class MeanBetween:
    """The range of a distribution's mean."""

    low: float
    high: float

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def check(value: Distribution) -> Distribution:
            if not self.low <= value.mean <= self.high:
                raise PydanticCustomError(
                    "mean_range", "the mean is out of range", {"got": value.mean, "low": self.low, "high": self.high}
                )
            return value

        return core_schema.no_info_after_validator_function(check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """A plain number in the range, or the table."""
        return {"anyOf": [{"type": "number", "minimum": self.low, "maximum": self.high}, handler(schema)]}


def _completed(group: type[Group], name: str, table: dict[str, Any]) -> dict[str, Any]:
    """`table` for the parameter `name`, with what it leaves out taken from the declared default."""
    declared = group.model_fields.get(name)
    if declared is None or not isinstance(declared.default, Distribution) or "distribution" in table:
        return table
    if set(table) == {"mean"} and isinstance(table["mean"], (int, float)) and not isinstance(table["mean"], bool):
        return declared.default.around(table["mean"])
    default = declared.default.model_dump(exclude_none=True)
    if default["distribution"] == "uniform":
        default.pop("mean")
    return default | table


@dataclass(frozen=True)
class Parameter:
    """One declared parameter, as every face of coopsim shows it: `label_*` is its title, `en` and `es` the help sentence."""

    name: str
    table: str
    group: str
    group_en: str
    group_es: str
    unit: str
    type: str
    default: Any
    low: float | None
    high: float | None
    choices: tuple[str, ...]
    label_en: str
    label_es: str
    en: str
    es: str
    source: str
    shows_in: str
    needs: Mapping[str, Any]
    stops: tuple[Any, ...]
    choice_labels: tuple[tuple[str, str, str], ...] = ()
    extension: str = ""  # the name of the extension that it belongs to; none: the core

    def said(self, value: Any, language: str) -> Any:
        """A choice in the words of a language; any other value as it is."""
        return next(({"en": en, "es": es}[language] for choice, en, es in self.choice_labels if choice == value), value)


def bounds(metadata: list[Any]) -> tuple[float | None, float | None]:
    """The lowest and highest allowed value that a field's metadata declare.

    >>> bounds([Ge(0), Le(18)])
    (0, 18)
    """
    low: Any = None
    high: Any = None
    for mark in metadata:
        if isinstance(mark, MeanBetween):
            low, high = mark.low, mark.high
        elif isinstance(mark, Ge):
            low = mark.ge
        elif isinstance(mark, Le):
            high = mark.le
    return low, high
