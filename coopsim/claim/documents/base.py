"""What every document of the test is built of: frozen fields with a unit, a description in both languages; missing is null."""

from __future__ import annotations

from math import isfinite
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator


def about(unit: str, en: str, es: str, **limits: Any) -> Any:
    """A field's unit ("" where it has none) and what it is, in English and Spanish, as the JSON Schema shows them.

    >>> about("share", "How many", "Cuántos").json_schema_extra
    {'unit': 'share', 'es': 'Cuántos'}
    """
    extra: dict[str, Any] = {"unit": unit, "es": es} if unit else {"es": es}
    return Field(description=f"{en} ({unit})" if unit else en, json_schema_extra=extra, **limits)


def _number_or_missing(value: Any) -> Any:
    """NaN and infinity are missing."""
    if hasattr(value, "item"):
        value = value.item()
    return None if isinstance(value, float) and not isfinite(value) else value


Number = Annotated[float | None, BeforeValidator(_number_or_missing)]


class Doc(BaseModel):
    """A part of a document: cannot be changed, refuses names it does not have, fields in the order of the file.

    >>> Both(en="yes", es="sí").json_text()
    '{\\n  "en": "yes",\\n  "es": "sí"\\n}\\n'
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, given: Any) -> Any:
        """Arrays and NumPy numbers as lists and numbers."""
        if not isinstance(given, dict):
            return given
        return {name: value.tolist() if hasattr(value, "tolist") else value for name, value in given.items()}

    def document(self) -> dict[str, Any]:
        """The part as plain data, with the names and the order of the file."""
        return self.model_dump(mode="json", by_alias=True)

    def json_text(self) -> str:
        """The part as it is written and as `--json` prints it: unrounded, missing is null."""
        return self.model_dump_json(by_alias=True, indent=2) + "\n"

    @classmethod
    def read(cls, json: str | bytes) -> Self:
        """The document in a text that `json_text` wrote."""
        return cls.model_validate_json(json)


class Both(Doc):
    """The same words in both languages."""

    en: Annotated[str, about("", "In English", "En inglés")]
    es: Annotated[str, about("", "In Spanish", "En español")]


class Interval(Doc):
    """A number with the two ends of its interval; missing ends: none could be given."""

    value: Annotated[Number, about("as named", "The number", "El número")]
    ci_low: Annotated[Number, about("as named", "Lower end of the interval", "Extremo inferior del intervalo")] = None
    ci_high: Annotated[Number, about("as named", "Upper end of the interval", "Extremo superior del intervalo")] = None


Unit = Literal["share", "relative", "usd", "usd_per_qq", "months", "qq"]


class Effect(Interval):
    """A mean effect over worlds, with its interval over worlds."""

    unit: Annotated[
        Unit,
        about(
            "",
            "Of value and interval; relative: a share of the untreated arm's value",
            "De valor e intervalo; relative: parte del valor sin el cambio de precio",
        ),
    ] = "share"
    worlds: Annotated[int, about("worlds", "Worlds that count", "Mundos que cuentan", ge=0)]
    runs: Annotated[int, about("runs", "Runs of each world", "Repeticiones de cada mundo", ge=0)]


class Share(Doc):
    """A share of the worlds with the noise of runs taken out, its interval, and the count with the noise left in beside it."""

    share: Annotated[Number, about("share of worlds", "Without the noise of runs", "Sin el azar de las repeticiones")]
    ci_low: Annotated[Number, about("share of worlds", "Lower end of the interval", "Extremo inferior del intervalo")] = None
    ci_high: Annotated[Number, about("share of worlds", "Upper end of the interval", "Extremo superior del intervalo")] = None
    raw: Annotated[
        int | None,
        about(
            "worlds", "Worlds whose mean over runs is of this kind: never judged", "Mundos cuyo promedio es así: nunca se juzga"
        ),
    ] = None
    worlds: Annotated[int, about("worlds", "Worlds that count", "Mundos que cuentan", ge=0)]
    runs: Annotated[int, about("runs", "Runs of each world", "Repeticiones de cada mundo", ge=0)]


class SharesOfWorlds(Doc):
    """Shares of the worlds, by kind, that add to 1."""

    @model_validator(mode="after")
    def _add_to_one(self) -> Self:
        given = [one.share for one in self.by_name.values()]
        total = sum(share for share in given if share is not None)
        if None in given or abs(total - 1.0) > 1e-9:
            raise ValueError(f"shares of worlds add to {total}, not to 1")
        return self

    @property
    def by_name(self) -> dict[str, Share]:
        """All of them, in their order."""
        return {name: getattr(self, name) for name in type(self).model_fields}

    @property
    def largest(self) -> tuple[str, Share]:
        """The name and the share of the most frequent kind; the first of equals."""
        return max(self.by_name.items(), key=lambda entry: entry[1].share or 0.0)


class FiveShares(SharesOfWorlds):
    """The five outcomes of H2: shares of the worlds that add to 1.

    >>> counted = {"worlds": 200, "runs": 20}
    >>> five = FiveShares(**{name: Share(share=0.2, **counted) for name in FIVE})
    >>> five.largest
    ('harm_with_side_selling', Share(share=0.2, ci_low=None, ci_high=None, raw=None, worlds=200, runs=20))
    """

    harm_with_side_selling: Annotated[
        Share, about("", "Offers fall and trouble rises", "Baja lo ofrecido y aumentan los problemas")
    ]
    trouble_only: Annotated[Share, about("", "Trouble rises, offers do not fall", "Aumentan los problemas y no baja lo ofrecido")]
    side_selling_only: Annotated[
        Share, about("", "Offers fall, trouble does not rise", "Baja lo ofrecido y no aumentan los problemas")
    ]
    opposite: Annotated[
        Share,
        about("", "Neither, and offers rise or trouble falls", "Ninguna de las dos, y sube lo ofrecido o bajan los problemas"),
    ]
    nothing: Annotated[Share, about("", "The rest: nothing notable", "El resto: nada notable")]


class ThreeShares(SharesOfWorlds):
    """What worlds say of one part of the claim: shares that add to 1."""

    supports: Annotated[Share, about("", "The effect is as large as it must be", "El efecto es tan grande como debe ser")]
    contradicts: Annotated[Share, about("", "As large the other way", "Igual de grande, en sentido contrario")]
    small: Annotated[Share, about("", "Smaller than what would matter", "Menor que lo que importaría")]


FIVE = tuple(FiveShares.model_fields)
THREE = tuple(ThreeShares.model_fields)
