"""Cells of sales and pay: what a name such as "fixed/pooled/3" sets, and which cell is a scenario's headline."""

from __future__ import annotations

from dataclasses import dataclass

POLICIES = ("sale_price", "member_price", "advance_review")  # what the parts of a cell's name set
SEASON, MARKET = 12, 1  # months between two announcements of a pool: its two ends


@dataclass(frozen=True)
class Headline:
    """A scenario's own cell; a pool that announces now and then is shown between its two ends, never without them."""

    cell: str
    between: tuple[str, str] | None = None

    @property
    def shown(self) -> tuple[str, ...]:
        """The cells of its table, in order."""
        return (self.cell,) if self.between is None else (self.between[0], self.cell, self.between[1])


def headline_of(sale: str, member: str, review: int) -> Headline:
    """The headline of a scenario with these policies.

    Parameters
    ----------
    sale, member : str
        How the cooperative sells, and how it pays its members.
    review : int
        Months between two announcements of a pool; of other policies it says nothing.

    Returns
    -------
    Headline
        Between two ends where a pool announces more often than once a season and less often than every month.

    Examples
    --------
    >>> headline_of("fixed", "pooled", 3).shown
    ('fixed/pooled/12', 'fixed/pooled/3', 'fixed/pooled/1')
    >>> headline_of("open", "pooled", 12).shown, headline_of("fixed", "indexed", 3).shown
    (('open/pooled/12',), ('fixed/indexed',))
    """
    if member != "pooled":
        return Headline(f"{sale}/{member}")
    season, cell, market = (f"{sale}/pooled/{months}" for months in (SEASON, review, MARKET))
    return Headline(cell, (season, market) if MARKET < review < SEASON else None)


def policies_of(cell: str) -> dict[str, str | int]:
    """What a cell's name sets: the sale, the price for members and every how many months a pool announces its advance.

    >>> policies_of("open/indexed")
    {'sale_price': 'open', 'member_price': 'indexed'}
    >>> policies_of("fixed/pooled/12")
    {'sale_price': 'fixed', 'member_price': 'pooled', 'advance_review': 12}
    """
    return {name: int(part) if part.isdigit() else part for name, part in zip(POLICIES, cell.split("/"), strict=False)}
