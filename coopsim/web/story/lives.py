"""What holds in many lives: the run and its grey run, 50 times each with other draws, counted: the only general words."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import Any

import coopsim
from coopsim.language import text as _
from coopsim.web.live import Changes, path_of, scenario_of
from coopsim.web.story.facts import event_month, facts_of
from coopsim.web.story.figures import time_in_sentence, whole_per_cent
from coopsim.web.story.grey import NO_CHANGES, grey_changes

LIVES = 50  # fewer speak for nothing in general


@dataclass(frozen=True)
class Life:
    """One replicate: what part of members' coffee came in the harvest compared, and in which season it closed.

    None: no member harvested; never closed. A season of -1: before the first of the scenario.
    """

    share: float | None
    grey_share: float | None
    closed_season: int | None
    grey_closed_season: int | None

    @property
    def points(self) -> int | None:
        """Delivery above (+) or below the grey run, in whole points."""
        if self.share is None or self.grey_share is None:
            return None
        return whole_per_cent(self.share) - whole_per_cent(self.grey_share)


@dataclass(frozen=True)
class Lives:
    """The lives of a page: replicate 0 is the run shown. `month` ends the harvest compared."""

    month: int
    without: str
    lives: tuple[Life, ...]

    @property
    def differences(self) -> list[int]:
        """Points of each life in which members deliver in both runs, the lowest first."""
        return sorted(life.points for life in self.lives if life.points is not None)

    def counts(self) -> dict[str, int]:
        """How many lives there are, how many can be compared, in how many delivery falls or rises, and how many close."""
        apart, closed = self.differences, [life.closed_season for life in self.lives if life.closed_season is not None]
        grey_closed = [life.grey_closed_season for life in self.lives if life.grey_closed_season is not None]
        return {
            "lives": len(self.lives),
            "both": len(apart),
            "falls": sum(points < 0 for points in apart),
            "rises": sum(points > 0 for points in apart),
            "closed": len(closed),
            "grey_closed": len(grey_closed),
            "closed_before": sum(season < 0 for season in closed),
            "grey_closed_before": sum(season < 0 for season in grey_closed),
        }

    def sentences(self, name: str, changes: Changes, seed: int, language: str) -> list[str]:
        """What may be said in general of the price change, or of the changes: runs, spread, and closings with and without."""
        time = time_in_sentence(path_of(name, changes, seed), self.month, language)
        return [self.delivery_sentence(time, language), self.closed_sentence(language)]

    def delivery_sentence(self, time: str, language: str) -> str:
        """In how many lives delivery is lower, with median and extremes."""
        counts, apart = self.counts(), self.differences
        if not apart:
            return _("In none of {lives} lives can delivery be compared.", language).format(**counts)
        if self.without == NO_CHANGES:
            form = _(
                "In the 12 months up to {time}, delivery is lower with your changes in {falls} and higher in {rises} of {both}"
                " comparable lives: {median} points at the median, from {low} to {high}.",
                language,
            )
        else:
            form = _(
                "In the 12 months up to {time}, delivery is lower with the price change in {falls} and higher in {rises} of"
                " {both} comparable lives: {median} points at the median, from {low} to {high}.",
                language,
            )
        spread = {"median": signed(median(apart)), "low": signed(apart[0]), "high": signed(apart[-1])}
        return form.format(time=time, **spread, **counts)

    def closed_sentence(self, language: str) -> str:
        """How many of the cooperatives closed, with and without."""
        counts = self.counts()
        if self.without == NO_CHANGES:
            form = _("Closed by the end: {closed} of {lives} with your changes, {grey_closed} without them.", language)
        else:
            form = _("Closed by the end: {closed} of {lives} with the price change, {grey_closed} without it.", language)
        text = form.format(**counts)
        if counts["closed_before"] or counts["grey_closed_before"]:
            before = _("Of these, {closed_before} and {grey_closed_before} before the story begins.", language)
            text += " " + before.format(**counts)
        return text

    def as_data(self) -> dict[str, Any]:
        """Numbers for a picture with one dot for each life."""
        keys = ("share", "grey_share", "closed_season", "grey_closed_season")
        return {
            "month": self.month,
            "counts": self.counts(),
            "lives": [{key: getattr(life, key) for key in keys} for life in self.lives],
        }


def signed(number: float) -> str:
    """A number of points with its sign, without decimals.

    >>> signed(-20.5), signed(3), signed(0.2)
    ('\N{MINUS SIGN}20', '+3', '0')
    """
    whole = round(number)
    return f"{whole:+}".replace("-", "\N{MINUS SIGN}") if whole else "0"


def seasons_asked(name: str, changes: Changes) -> tuple[coopsim.Scenario, coopsim.Scenario]:
    """The scenarios of a page: the run and its grey run."""
    return scenario_of(name, changes), scenario_of(name, grey_changes(name, changes)[1])


def lives_from(name: str, changes: Changes, seed: int, seasons: Any, grey_seasons: Any) -> Lives:
    """The lives out of the tables `seasons` of both, of one seed and as many replicates."""
    facts = facts_of(name, changes, seed)
    season = max(facts.path.season_of(event_month(facts) + 1), 0)
    run, grey = _by_replicate(seasons, season), _by_replicate(grey_seasons, season)
    lives = tuple(Life(run[one][0], grey[one][0], run[one][1], grey[one][1]) for one in sorted(run))
    return Lives(facts.path.season_ends[season] - 1, facts.grey.without, lives)


def _by_replicate(seasons: Any, season: int) -> dict[int, tuple[float | None, int | None]]:
    table = seasons[(seasons["cooperative"] == "region") & (seasons["grouping"] == "all")]
    made: dict[int, tuple[float | None, int | None]] = {}
    for replicate, rows in table.groupby("replicate"):
        share = rows.loc[rows["season"] == season, "delivery_share"]
        known_share = float(share.iloc[0]) if len(share) and share.notna().all() else None
        made[int(replicate)] = (known_share, _closed_season(rows))
    return made


def _closed_season(rows: Any) -> int | None:
    closed = rows.loc[rows["alive"] <= 0]
    if closed.empty:
        return None
    first = closed.sort_values("season").iloc[0]
    return int(first["season"]) if first["members"] > 0 else -1  # without members it had closed before
