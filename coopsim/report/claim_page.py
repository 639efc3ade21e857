"""The report of a claim as one page: the lines of the terminal, one figure for a board, then all that a referee asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd

from coopsim.claim.documents import Episode, H2dPart, H2Part, Verdict
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report import charts
from coopsim.report.claim_text import ClaimText, Section, claim_text
from coopsim.report.claim_text.curve_tables import curve_sections
from coopsim.report.claim_text.method import method
from coopsim.report.claim_text.referee import referee_sections
from coopsim.report.pages import foot_of, notes_of, shown, written

Picture = Mapping[str, str]
SENTENCE = 28  # a cell that is longer holds words
ORDER = (
    *("shares", "effects", "pass_through", "cells", "ladder", "treatments", "mechanisms", "episodes", "left_out"),
    *("waves", "field_rows", "narrowed", "prior", "class_c", "class_c_rows", "boxes", "headroom", "map", "doses"),
    *("processes", "shapley", "one_at_a_time", "what_carries", "chance", "placebos", "secondary", "ranges", "run"),
)


@dataclass(frozen=True)
class Block:
    """A heading with what belongs below it: figures, and a table where there is one."""

    title: str
    figures: tuple[Picture, ...] = ()
    section: Section | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """How each column of the table is set: the first and those with sentences from the left, numbers from the right."""
        if self.section is None or not self.section.rows:
            return ()
        longest = [max(map(len, column)) for column in zip(*self.section.rows, strict=True)]
        return ("first", *("text" if length > SENTENCE else "n" for length in longest[1:]))


def claim_report(
    verdict: Verdict,
    path: str | PathLike[str],
    language: str | None = None,
    *,
    prices: pd.DataFrame | None = None,
    months: pd.DataFrame | None = None,
    runs: pd.DataFrame | None = None,
    worlds: pd.DataFrame | None = None,
    manifest: Mapping[str, Any] | None = None,
) -> Path:
    """Write the report of a claim: a first screen for a board member, then all that a referee asks for.

    Parameters
    ----------
    verdict : Verdict
        What the test found.
    path : str or path
        The page.
    language : {"en", "es"}, optional
        The language spoken, if not given.
    prices : DataFrame, optional
        Columns date and price_usd_per_qq, for the history of prices.
    months : DataFrame, optional
        The months of the real episodes.
    runs : DataFrame, optional
        Every run of every arm: not on the page.
    worlds : DataFrame, optional
        What each world says, for the figure of all of them.
    manifest : mapping, optional
        Its command, versions and hashes go to the foot.

    Returns
    -------
    Path
        The page.
    """
    language = language or current()
    text = claim_text(verdict, language, Path(path).name)
    houses = shown(charts.five_cases(text), _("100 imagined cooperatives, by what happens", language)) if text.cases else None
    return written(
        "claim.html",
        path,
        language,
        text=text,
        houses=houses,
        blocks=tuple(_blocks(verdict, text, dict(_figures(verdict, language, prices, months, worlds)))),
        method=method(verdict, language),
        foot=foot_of(verdict.document(), manifest or {}, language),
        notes=notes_of(manifest or {}),
    )


def _blocks(verdict: Verdict, text: ClaimText, figures: Mapping[str, tuple[Picture, ...]]) -> Iterator[Block]:
    """Tables and figures in the order of the page; what there is nothing of is left out."""
    more = (*referee_sections(verdict, text.language), *curve_sections(verdict, text.language))
    sections = {section.name: section for section in (*text.sections, *more)}
    titles = {
        "pass_through": _("When it changes", text.language),
        "run": _("One boom, month by month", text.language),
        "headroom": _("Headroom", text.language),
        "map": _("A price known beforehand: the map", text.language),
    }
    for name in ORDER:
        section = sections.get(name)
        if section is not None or name in figures:
            yield Block(titles.get(name) or (section.title if section else ""), figures.get(name, ()), section)


def _figures(
    verdict: Verdict,
    language: str,
    prices: pd.DataFrame | None,
    months: pd.DataFrame | None,
    worlds: pd.DataFrame | None,
) -> Iterator[tuple[str, tuple[Picture, ...]]]:
    """The figures by the table that they belong to."""
    if any(part.kind in ("judged", "pass_through", "ladder") and part.shares is not None for part in verdict.parts):
        first = [shown(charts.subclaims(verdict, language), _("Shares of the imagined cooperatives, by part", language))]
        if worlds is not None and {"effect_H2d", "effect_H2t"} <= set(worlds.columns):
            caption = _("Every imagined cooperative by offers and trouble", language)
            first.append(shown(charts.worlds_by_outcome(verdict, worlds, language), caption))
        yield "shares", tuple(first)
    if any(isinstance(part, H2dPart) and part.by_pass_through for part in verdict.parts):
        yield "pass_through", (shown(charts.pass_through(verdict, language), _("Offers by what traders pass on", language)),)
    if verdict.cells:
        yield "cells", (shown(charts.cells(verdict, language), _("The five outcomes by way to sell and to pay", language)),)
    if any(one.part in ("H2d", "H2t") for one in verdict.knock_outs):
        yield "mechanisms", (shown(charts.mechanism_bars(verdict, language), _("Change without each mechanism", language)),)
    real = [shown(charts.episodes(verdict, language), _("Effects in the real episodes", language))] if verdict.episodes else []
    if prices is not None and len(prices):
        dots = [{**one.document(), "name": one.name.removeprefix(f"{one.kind}-")} for one in verdict.episodes]
        real.append(shown(charts.price_history(prices, dots, language), _("World price of coffee", language)))
    if real:
        yield "episodes", tuple(real)
    if verdict.matching is not None and verdict.matching.narrowed:
        yield "narrowed", (shown(charts.matched_ranges(verdict, language), _("Ranges before and after", language)),)
    if verdict.curves is not None and verdict.curves.headroom:
        caption = _("Trouble and survival over headroom", language)
        yield "headroom", (shown(charts.headroom_curve(verdict, language), caption),)
    if verdict.curves is not None and verdict.curves.flip_map:
        yield "map", (shown(charts.flip_map(verdict, language), _("Map of the effect of a level on offers", language)),)
    if verdict.sobol is not None:
        yield "what_carries", (shown(charts.what_carries(verdict, language), _("What the effect depends on", language)),)
    if any(isinstance(part, H2Part) and part.noise is not None for part in verdict.parts):
        yield "chance", (shown(charts.chance(verdict, language), _("How much is chance", language)),)
    longest = _longest_boom(verdict, months)
    if months is not None and longest is not None:
        drawn = charts.run_overview(months, language, arm=_arm(longest), name=longest.name.removeprefix(f"{longest.kind}-"))
        yield "run", (shown(drawn, _("One boom, month by month", language)),)


def _longest_boom(verdict: Verdict, months: pd.DataFrame | None) -> Episode | None:
    """The real boom of which most months are there."""
    if months is None or "arm" not in months:
        return None
    lengths = months.groupby("arm", observed=True)["month"].nunique()
    booms = [one for one in verdict.episodes if one.kind == "boom" and one.note is None and _arm(one) in lengths.index]
    return max(booms, key=lambda one: int(lengths[_arm(one)]), default=None)


def _arm(episode: Episode) -> str:
    """Its arm in the table of months."""
    return f"{episode.name} as it was"
