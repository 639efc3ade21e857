"""What the verdict is judged by once the mends of the model are in: fixed before the first of them (docs/decisions/0028).

Read and checked now; it changes nothing until then. A parameter that the model does not have is skipped.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

from coopsim.scenario import parameters

if TYPE_CHECKING:
    from coopsim.claim.criteria import Drawn

POLICIES = ("sale_price", "member_price", "advance_review")  # what the parts of a cell's name set


@dataclass(frozen=True)
class Frozen:
    """The frozen choices; tables that nothing reads yet stay as they stand in the file."""

    cells: tuple[str, ...]
    headline: str
    between: tuple[str, str]
    ladder: Mapping[str, Any]
    shares: Mapping[str, Any]
    runs: Mapping[str, Any]
    matching: Mapping[str, Any]
    dividing: Mapping[str, Any]
    dropping: Mapping[str, Any]
    calibration: tuple[Mapping[str, Any], ...]
    draws: tuple[Drawn, ...]

    @property
    def shown(self) -> tuple[str, str, str]:
        """The headline cell between its two ends: it is never shown without them."""
        return self.between[0], self.headline, self.between[1]

    def drawn(self, declared: Collection[str] | None = None) -> tuple[Drawn, ...]:
        """The draws whose parameter the model has."""
        names = declared_names() if declared is None else declared
        return tuple(draw for draw in self.draws if draw.name in names)


def frozen(table: Mapping[str, Any], draws: tuple[Drawn, ...]) -> Frozen:
    """The frozen choices of a file such as `claim.toml`; a headline without both of its ends is refused."""
    judgement = table["judgement"]
    cells = tuple(f"{sale}/{member}" for sale, member in product(judgement["cells_sale"], judgement["cells_member"]))
    first, last = judgement["headline_between"]
    if not {first, last} <= set(cells) or not _lies_between(judgement["headline_cell"], first, last):
        raise ValueError(f"the headline cell {judgement['headline_cell']} lies between no two cells that are shown")
    return Frozen(
        cells=cells,
        headline=judgement["headline_cell"],
        between=(first, last),
        calibration=tuple(table["calibration"]),
        draws=draws,
        **{name: table[name] for name in ("ladder", "shares", "runs", "matching", "dividing", "dropping")},
    )


def policies_of(cell: str, declared: Collection[str] | None = None) -> dict[str, Any]:
    """What a cell's name sets: the sale, the price for members and every how many months a pool announces its advance.

    A policy that the model does not have is left out.

    >>> policies_of("open/indexed")
    {'sale_price': 'open', 'member_price': 'indexed'}
    >>> policies_of("fixed/pooled/12", declared=POLICIES)
    {'sale_price': 'fixed', 'member_price': 'pooled', 'advance_review': 12}
    """
    names = declared_names() if declared is None else declared
    parts = {name: int(part) if part.isdigit() else part for name, part in zip(POLICIES, cell.split("/"), strict=False)}
    return {name: part for name, part in parts.items() if name in names}


def declared_names() -> set[str]:
    """Names of the parameters that the model has."""
    return {parameter.name for parameter in parameters()}


def _lies_between(cell: str, first: str, last: str) -> bool:
    """Whether three cells differ in nothing but the months between two announcements, in this order."""
    (kind, months), (longest_kind, longest), (shortest_kind, shortest) = (c.rsplit("/", 1) for c in (cell, first, last))
    return kind == longest_kind == shortest_kind and int(shortest) < int(months) < int(longest)
