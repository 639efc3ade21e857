"""What a text of the claim consists of. Everything in it is ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Number:
    """A number that a sentence holds, and where the document has it.

    Parameters
    ----------
    fields : tuple of str
        Paths in the document, as "parts.H2.classes.nothing.share"; the number is their sum.
    shown : str
        As it is read.
    per : {"one", "hundred", "rest of hundred"}
        "hundred": of 100; "rest of hundred": 100 less that.
    """

    fields: tuple[str, ...]
    shown: str
    per: str = "one"


@dataclass(frozen=True)
class Line:
    """One part of the claim: a label, how often it holds, a bar. A heading has a label alone.

    Parameters
    ----------
    label, word : str
        What is said, and the answer in a word; "" where there is none.
    share : float or None
        Of the imagined cooperatives, those in which the label holds.
    bar, per_cent : str
        The share as a bar of ten cells, and in per cent; "" where there is none.
    part_id : str
        The part of the claim that it belongs to.
    indent : int
        0, or 1 below a heading.
    note : str
        Why there is no answer.
    """

    label: str
    word: str = ""
    share: float | None = None
    bar: str = ""
    per_cent: str = ""
    part_id: str = ""
    indent: int = 0
    note: str = ""


@dataclass(frozen=True)
class Case:
    """One of the five outcomes, as the figure shows it: so many of 100 cooperatives."""

    name: str
    label: str
    of_100: int


@dataclass(frozen=True)
class Section:
    """A table of the details: heads, rows, and a note below. The first column is read from the left."""

    name: str
    title: str
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    note: str = ""


@dataclass(frozen=True)
class ClaimText:
    """All that is said of a verdict in one language.

    Parameters
    ----------
    question, answer : str
        The question of the study, and its answer in two sentences.
    scale : str
        What the bars are of.
    lines : tuple of Line
        One for each part of the claim; empty where no worlds were simulated.
    why, turns, sure, limits, more : str
        What carries it, when it changes (both "" where there is no answer), how sure it is, what it does not say, where the rest
        is. `more` keeps its lines.
    cases : tuple of Case
        The five outcomes; they add to 100.
    sections : tuple of Section
        The tables of `--details`.
    numbers : tuple of Number
        Every number in the text before the sections.
    """

    question: str
    answer: str
    scale: str = ""
    lines: tuple[Line, ...] = ()
    why: str = ""
    turns: str = ""
    sure: str = ""
    limits: str = ""
    more: tuple[str, ...] = ()
    cases: tuple[Case, ...] = ()
    sections: tuple[Section, ...] = ()
    numbers: tuple[Number, ...] = ()
    language: str = "en"
