"""The valley: every family's house, how she sells in each harvest, and the sacks of each month; all that the picture needs."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.language import text as _
from coopsim.web.live import Path
from coopsim.web.story.facts import Facts
from coopsim.web.story.figures import is_dated, times, whole_per_cent
from coopsim.web.story.layout import TALL, WIDE, farthest_km, places

Array = NDArray[np.float64]
DELIVERS, SPLITS, SELLS_OUTSIDE, OF_ANOTHER, OUTSIDER, NO_COFFEE = "fhoane"  # a letter a house
MUCH, LITTLE = 2 / 3, 1 / 3


def kinds(path: Path) -> list[str]:
    """How each family of the district sold in each season, a letter a house.

    Who was a member when the last cooperative closed sells outside. Where one of several cooperatives is shown, families that
    are members of another have a letter of their own.

    >>> from coopsim.web.live import path_of
    >>> seasons = kinds(path_of("calm"))
    >>> len(seasons), len(seasons[0]), sorted(set("".join(seasons)))
    (10, 160, ['f', 'h', 'n', 'o'])
    """
    here = path.families
    seasons, last = [], np.zeros(len(here), dtype=bool)
    for season, share in enumerate(path.farmers[:, here]):
        members = path.members[season, here]
        is_open = bool(path.months["alive"][path.season_ends[season] - 1] > 0)
        if members.any() or is_open:
            last = members
        letters = [kind_of(float(one), bool(is_member)) for one, is_member in zip(share, last, strict=True)]
        for place in np.flatnonzero(path.members_of_others[season, here]):
            letters[place] = OF_ANOTHER
        seasons.append("".join(letters))
    return seasons


def kind_of(share: float, is_member: bool) -> str:
    """A family's letter in a season, by the share that she delivered.

    >>> kind_of(0.9, True), kind_of(0.9, False)
    ('f', 'n')
    """
    if not is_member:
        return OUTSIDER
    if share != share:
        return NO_COFFEE
    return DELIVERS if share >= MUCH else SELLS_OUTSIDE if share <= LITTLE else SPLITS


def shown_seasons(path: Path) -> list[int]:
    """The season that the houses show in each month: the last one of which half the harvest is in."""
    harvest, begins, shown = path.months["harvest_qq"], 0, []
    for season, end in enumerate(path.season_ends):
        inside = harvest[begins:end]
        half = inside.cumsum() >= inside.sum() / 2 - 1e-9
        shown += [season if is_in else max(0, season - 1) for is_in in half]
        begins = end
    return shown + [len(path.season_ends) - 1] * (path.length - len(shown))


def peak_month(path: Path, season: int) -> int:
    """The month of a season in which most coffee was harvested."""
    begins = path.season_ends[season - 1] if season else 0
    return begins + int(np.argmax(path.months["harvest_qq"][begins : path.season_ends[season]]))


def sacks(share: Array, closed_month: int | None) -> list[int | None]:
    """Of 100 sacks of members' coffee those that reached the cooperative; none once it has closed.

    >>> sacks(np.array([np.nan, 0.584, 0.5]), 1)
    [None, 58, 0]
    """
    return [
        0 if closed_month is not None and month > closed_month else None if one != one else whole_per_cent(float(one))
        for month, one in enumerate(share)
    ]


def flows(path: Path) -> list[list[int]]:
    """Of 100 sacks that members sell in each month: those that go up to the cooperative, and down to the trader.

    A month in which nothing is sold has none.

    >>> from coopsim.web.live import path_of
    >>> every = flows(path_of("calm"))
    >>> every[0][0] + every[0][1], every[11]
    (100, [0, 0])
    """
    made = []
    for up, down in zip(path.months["delivered_qq"], path.months["side_sold_qq"], strict=True):
        sold = float(up + down)
        brought = whole_per_cent(float(up) / sold) if sold > 0 else 0
        made.append([brought, 100 - brought if sold > 0 else 0])
    return made


def season_sentences(seasons: list[str], years: list[str], language: str) -> list[str]:
    """What the houses say, in words, season by season."""
    form = _(
        "{year}: of {members} member families {f} deliver almost everything, {h} share it out, {o} sell almost all outside.",
        language,
    )
    others = _(" {a} families are members of another cooperative.", language)
    return [
        form.format(year=year, members=sum(letters.count(one) for one in "fhoe"), **{one: letters.count(one) for one in "fho"})
        + (others.format(a=letters.count(OF_ANOTHER)) if OF_ANOTHER in letters else "")
        for year, letters in zip(years, seasons, strict=True)
    ]


def years_of(path: Path, language: str) -> list[str]:
    """Each season's year: "Year 5", or the calendar's."""
    if is_dated(path):
        return [path.dates[end - 1][:4] for end in path.season_ends]
    return numbered_years(len(path.season_ends), language)


def numbered_years(seasons: int, language: str) -> list[str]:
    """Years without a date."""
    return [_("Year {year}", language).format(year=season + 1) for season in range(seasons)]


def valley_numbers(facts: Facts) -> dict[str, Any]:
    """What needs no words: places and families once, letters by season, sacks by month."""
    path, followed, here = facts.path, facts.path.followed, facts.path.families
    kin, distance_km = followed.kin[here], followed.road_distance_km[here]
    place = {int(slot): number for number, slot in enumerate(here)}
    closed = None if facts.closed is None else facts.closed.month
    grey_closed = None if facts.grey_closed is None else facts.grey_closed.month
    end = path.length if facts.closed is None or not facts.closed.has_others else facts.closed.month + 1
    shown = [up if month < end else None for month, up in enumerate(sacks(facts.share, closed))]  # not all on the truck then
    return {
        "houses": {
            name: {
                "at": np.round(places(kin, distance_km, hill), 1).tolist(),
                "size": round(hill.size(len(here)), 3),
            }
            for name, hill in (("wide", WIDE), ("tall", TALL))
        },
        "farthest_km": farthest_km(distance_km),
        "distance_km": np.round(distance_km, 1).tolist(),
        "neighbours": [
            sorted({place[int(one)] for one in followed.neighbour[slot] if one != slot and int(one) in place}) for slot in here
        ],
        "seasons": kinds(path),
        "shown": shown_seasons(path),
        "season_ends": list(path.season_ends),
        "sacks": shown,
        "grey": [] if facts.grey.equal else sacks(facts.grey_share, grey_closed),
        "flows": flows(path),
        "closed": closed,
    }


def with_words(numbers: dict[str, Any], times: list[str], years: list[str], grey: str, language: str) -> dict[str, Any]:
    """The same with all that is written on it; `grey` says what the grey run is."""
    labels = {**picture_labels(language), "dotted": _("Dotted: {n}, {grey}", language).replace("{grey}", grey)}
    if numbers["closed"] is not None and numbers["sacks"][-1] is None:  # there are others to sell to
        labels["closed_says"] = _("The cooperative is closed: it takes no coffee.", language)
    says = season_sentences(numbers["seasons"], years, language)
    return {**numbers, "years": years, "times": times, "says": says, "labels": labels}


def valley_of(facts: Facts, language: str) -> dict[str, Any]:
    """All that the picture of a run needs."""
    path = facts.path
    labels = times(path, language), years_of(path, language), facts.grey.label(language), language
    return with_words(valley_numbers(facts), *labels)


def picture_labels(language: str) -> dict[str, str]:
    """The words that do not depend on the run."""
    return {
        "picture": _("The valley", language),
        "store": _("the collection point, up in the village", language),
        "road": _("the road: here the truck buys", language),
        "to_coop": _("{n} sacks of 100", language),
        "to_trader": _("{n} sacks of 100", language),
        "sacks": _("Of 100 sacks of the members {n} reach the cooperative and {m} the truck.", language),
        "closed": _("CLOSED", language),
        "closed_says": _("The cooperative is closed: the truck takes all.", language),
        "f": _("delivers almost everything", language),
        "h": _("shares it out", language),
        "o": _("sells almost everything outside", language),
        "a": _("is in another cooperative", language),
        "n": _("is no member", language),
        "e": _("had no coffee", language),
        "arcs": _("Each arc: 1 km farther to the road than to the collection point. Side by side: relatives.", language),
        "play": _("Play the harvest", language),
        "stop": _("Stop", language),
        "family": _("Family {n}", language),
        "before": _("Family before", language),
        "next": _("Next family", language),
        "none": _("Choose a family: press her house, or move with the arrow keys.", language),
        "close": _("Back to the valley", language),
    }
