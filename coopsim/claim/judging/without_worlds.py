"""The parts of the claim where only real history was simulated: it gives counts, and no word."""

from __future__ import annotations

from coopsim.claim import documents as d
from coopsim.claim.criteria import Criteria
from coopsim.claim.judging.effects import outcome_of
from coopsim.claim.judging.told import not_testable, not_tested


def parts_without_worlds(fixed: Criteria) -> tuple[d.Part, ...]:
    """Every part of the claim before any world was simulated.

    Parameters
    ----------
    fixed : Criteria
        For what is claimed.

    Returns
    -------
    tuple of Part
        In the order of `judging.parts.parts_of`; what could be judged is inconclusive for want of worlds.

    Examples
    --------
    >>> from coopsim.claim.criteria import criteria
    >>> [part.id for part in parts_without_worlds(criteria())]
    ['H1', 'H1p', 'H1f', 'H2', 'H2d', 'H2t', 'H2c', 'H3', 'H4', 'H5', 'H6']
    """
    poorest, of_a_dollar = fixed.frozen.H1.H1p, fixed.frozen.H1.H1f
    return (
        _part(d.ToldPart, fixed, "H1"),
        d.JudgedPart(
            id="H1p",
            statement=d.Both(**poorest.statement),
            window=poorest.window,
            smallest_effect=poorest.smallest_effect,
            word="inconclusive",
            reason_code="no_worlds",
        ),
        d.ToldPart(id="H1f", statement=d.Both(**of_a_dollar.statement), window=of_a_dollar.window, reason_code="no_worlds"),
        d.H2Part(id="H2", statement=d.Both(**fixed.subclaim("H2").statement), word="inconclusive", reason_code="no_worlds"),
        _part(d.H2dPart, fixed, "H2d"),
        _part(d.H2tPart, fixed, "H2t"),
        *(_part(d.JudgedPart, fixed, id) for id in ("H2c", "H3", "H4")),
        not_tested(fixed, "H5"),
        not_testable(fixed),
    )


def _part(form: type[d.ToldPart | d.JudgedPart | d.H2dPart | d.H2tPart], fixed: Criteria, id: str) -> d.Part:
    """A part that is read from one outcome."""
    part = fixed.subclaim(id)
    word = {} if form is d.ToldPart else {"word": "inconclusive"}
    return form(
        id=id,
        statement=d.Both(**part.statement),
        outcome=outcome_of(fixed, id),
        window=part.window,
        smallest_effect=part.smallest_effect,
        two_sided=part.two_sided,
        reason_code="no_worlds",
        **word,
    )
