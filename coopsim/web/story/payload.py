"""All that a page draws of one run, in one piece: it is sent once, and every month of it is drawn without asking again."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from coopsim.language import text as _
from coopsim.web.live import Changes, Path
from coopsim.web.story import health as health_text
from coopsim.web.story.closing import Closed, closed_label, refuse_closed_before
from coopsim.web.story.facts import Facts, as_long, facts_of, income, opens_at, share
from coopsim.web.story.figures import is_dated, plain, ticks, times
from coopsim.web.story.marks import absent, events, paid_months
from coopsim.web.story.sentences import sentences

PRICE_STEP, SHARE_STEP = 50.0, 0.1  # axes end at whole steps
Numbers = list[float | None]


@dataclass(frozen=True)
class Story:
    """One run beside its grey run, rounded for the page. Months are counted from 0; None: there is no such number.

    Attributes
    ----------
    months : int
        Months in all.
    times, ticks : list
        Each month in words; where a year begins on the axis (`month`, `text`).
    prices : dict
        `world`, `trader`, `advance`, `total` of the run by month, US$/qq, and `grey_world`, `grey_trader`, `grey_advance`.
    gap : dict
        `run` and `grey`: what the trader pays today above the advance, US$/qq.
    share : dict
        `run`, `grey` and, where something was changed before, `before`: 0 to 1.
    ranges : dict
        Ends of the axes: `prices` and `share`, fixed for both runs.
    events : list
        `month`, `kind`, `label`, `size`: the price events stand at the start of their month, the others in it.
    rise : list or None
        First month of the price change, and the first after it.
    paid : list
        Months in which a balance was paid.
    closed : dict or None
        `month`, `cause`, `label`, `why`, `members`; of the grey run: `grey_closed`.
    health : dict
        Arrays by month, see `health.py`.
    income : dict
        `run` and `grey` by season, US$ a family.
    season_ends : list
        The last month of each season.
    sentences : dict
        `texts`, and of each month the number of its text, `of_month`, and its `kinds`.
    labels : dict
        Words in the language of the page.
    opens_at : int
        The month on which the page opens.
    absent : list
        Months (first, and the one after the last) in which a chosen cooperative is not founded yet, or is closed for a time.
    cooperative : str
        The one whose story it is, where there are several.
    equal : bool
        Whether the run and its grey run are the same.
    dated : bool
        Whether the months are those of the calendar.
    """

    months: int
    times: list[str]
    ticks: list[dict[str, Any]]
    prices: dict[str, Numbers]
    gap: dict[str, Numbers]
    share: dict[str, Numbers]
    ranges: dict[str, list[float]]
    events: list[dict[str, Any]]
    rise: list[int] | None
    paid: list[int]
    closed: dict[str, Any] | None
    grey_closed: dict[str, Any] | None
    health: dict[str, Numbers]
    income: dict[str, Numbers]
    season_ends: list[int]
    sentences: dict[str, list[Any]]
    labels: dict[str, Any]
    opens_at: int
    absent: list[list[int]]
    cooperative: str
    equal: bool
    dated: bool

    def as_data(self) -> dict[str, Any]:
        """The same as a dict for the page's component."""
        return dict(vars(self))


def story_of(
    name: str, changes: Changes = (), seed: int = 1, language: str = "en", before: Path | None = None, cooperative: str = ""
) -> Story:
    """The story of a preset with changes; `before` is the run before the last change, `cooperative` whose story it is.

    A run whose cooperative closed during burn-in is refused.

    >>> story = story_of("boom")
    >>> story.opens_at, story.events[0]
    (59, {'month': 36, 'kind': 'rises', 'label': 'the price rises 60%', 'size': 0.47})
    """
    facts = facts_of(name, changes, seed, cooperative)
    refuse_closed_before(facts.path, language)
    path, grey = facts.path, facts.grey.path
    by_month = sentences(facts, language)
    texts = list(dict.fromkeys(sentence.text for sentence in by_month))
    place = {text: number for number, text in enumerate(texts)}
    shares = {"run": plain(facts.share, 4), "grey": plain(facts.grey_share, 4)}
    if before is not None:
        shares["before"] = plain(as_long(share(before), path.length), 4)
    return Story(
        months=path.length,
        times=times(path, language),
        ticks=ticks(path, language),
        prices=_prices(path) | {f"grey_{key}": column for key, column in _prices(grey, path.length).items() if key != "total"},
        gap={"run": plain(facts.gap, 1), "grey": plain(facts.grey_gap, 1)},
        share=shares,
        ranges={"prices": _price_range(path, grey), "share": _share_range(facts)},
        events=[{"month": one.month, "kind": one.kind, "label": one.label(language), "size": one.size} for one in events(path)],
        rise=list(facts.change) if facts.change else None,
        paid=paid_months(path),
        closed=_closed(path, facts.closed, language),
        grey_closed=_closed(grey, facts.grey_closed, language, is_dated(path)),
        health={key: plain(column, 0) for key, column in facts.health.items()},
        income={"run": plain(income(path), 0), "grey": plain(income(grey), 0)},
        season_ends=[end - 1 for end in path.season_ends],
        sentences={
            "texts": texts,
            "of_month": [place[sentence.text] for sentence in by_month],
            "kinds": [sentence.rule.kind for sentence in by_month],
        },
        labels=labels(facts, language),
        opens_at=opens_at(facts),
        absent=absent(path),
        cooperative=path.cooperative,
        equal=facts.grey.equal,
        dated=is_dated(path),
    )


def _prices(path: Path, months: int | None = None) -> dict[str, Numbers]:
    columns = {
        "world": "world_price_usd_per_qq",
        "trader": "farm_gate_price_usd_per_qq",
        "advance": "advance_usd_per_qq",
        "total": "promised_usd_per_qq",
    }
    return {key: plain(as_long(path.months[name], months or path.length), 1) for key, name in columns.items()}


def _price_range(*paths: Path) -> list[float]:
    names = ("world_price_usd_per_qq", "farm_gate_price_usd_per_qq", "advance_usd_per_qq", "promised_usd_per_qq")
    drawn = np.concatenate([path.months[name] for path in paths for name in names])
    low, high = float(np.nanmin(drawn)), float(np.nanmax(drawn))
    return [math.floor(low / PRICE_STEP) * PRICE_STEP, math.ceil(high / PRICE_STEP) * PRICE_STEP]


def _share_range(facts: Facts) -> list[float]:
    drawn = np.concatenate([facts.share, facts.grey_share])
    drawn = drawn[~np.isnan(drawn)]
    if not len(drawn):
        return [0.0, 1.0]
    low, high = float(drawn.min()), float(drawn.max())
    return [
        round(max(0, math.floor(low / SHARE_STEP)) * SHARE_STEP, 1),
        round(min(10, math.ceil(high / SHARE_STEP)) * SHARE_STEP, 1),
    ]


def _closed(path: Path, closed: Closed | None, language: str, dated: bool | None = None) -> dict[str, Any] | None:
    if closed is None:
        return None
    return {
        "month": closed.month,
        "cause": closed.cause,
        "label": closed_label(path, closed, language, dated)
        if closed.month >= 0
        else _("closed before the story begins", language),
        "why": closed.why(language),
        "members": closed.members_now(language),
    }


def labels(facts: Facts, language: str) -> dict[str, Any]:
    """The words that stand beside the lines and numbers."""
    return {
        "gap_title": _("What tempts: how much more the trader pays today than the advance", language),
        "share_title": _("Of every 100 quintals of members, how many reach the cooperative", language),
        "unit": _("US$ per quintal", language),
        "world": _("world price", language),
        "trader": _("trader, today", language),
        "advance": _("advance, today", language),
        "total": _("cooperative, total", language),
        "gap": _("today, in the hand", language),
        "share": _("this run", language),
        "grey": facts.grey.label(language),
        "before": _("before your last change", language),
        "points": _("points", language),
        "income": _("Income of a family from coffee, a year", language),
        "open": _("still open", language),
        "closed": _("closed: buys no coffee", language),
        "from": _("axis begins at {share}", language),
        "health": dict(health_text.labels(language)),
    }
