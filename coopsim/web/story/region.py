"""Where a run has several cooperatives: which of them the page shows, and the strip on which all of them stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from coopsim.language import text as _
from coopsim.web.live import Changes, followed_of


def chosen_of(name: str, changes: Changes, seed: int, wanted: str) -> str:
    """The cooperative that a page shows: the one wanted if it stands in any month, else the first that stands at the start.

    "" where there is only one.

    >>> chosen_of("two-cooperatives", (), 1, "semilla"), chosen_of("two-cooperatives", (), 1, ""), chosen_of("boom", (), 1, "x")
    ('semilla', 'esperanza', '')
    """
    followed = followed_of(name, changes, seed)
    if len(followed.cooperatives) == 1:
        return ""
    stands = dict(zip(followed.cooperatives, (followed.by_cooperative.months["alive"] > 0).T, strict=True))
    ever, first = ([name for name, months in stands.items() if months[:most].any()] for most in (None, 1))
    return wanted if wanted in ever else [*first, *ever, *followed.cooperatives][0]


def region_of(name: str, changes: Changes, seed: int, chosen: str, language: str) -> dict[str, Any] | None:
    """The strip: each cooperative by district, its members by season, the months in which it stands; None where there is one.

    Nothing in it is a sum over cooperatives but how many of them stand, of those that were founded by then.
    """
    if not chosen:
        return None
    followed = followed_of(name, changes, seed)
    before = {one.cooperative for one in followed.closings if one.month < 0}  # closed before the first month
    columns = followed.by_cooperative.months
    ends = [end - 1 for end in followed.season_ends]
    stands = [runs_of(months) for months in columns["alive"].T > 0]
    cooperatives = [
        {
            "id": one,
            "district": int(followed.cooperative_district[place]),
            "members": [int(number) for number in columns["members"][ends, place]],
            "stands": stands[place],
            "founded": 0 if one in before else stands[place][0][0] if stands[place] else None,  # None: a place that nobody took
        }
        for place, one in enumerate(followed.cooperatives)
    ]
    return {
        "chosen": chosen,
        "cooperatives": cooperatives,
        "districts": [
            {"name": district, "places": [place for place, one in enumerate(cooperatives) if one["district"] == number]}
            for number, district in enumerate(followed.districts)
        ],
        "alone": len(followed.districts) == len(followed.cooperatives),
        "season_ends": ends,
        "most": int(max(1, columns["members"].max())),
        "labels": labels(language),
    }


def runs_of(standing: Iterable[Any]) -> list[list[int]]:
    """Stretches of months, the last not included.

    >>> runs_of([True, True, False, True])
    [[0, 2], [3, 4]]
    """
    made: list[list[int]] = []
    for month, stands in enumerate(standing):
        if stands and made and made[-1][1] == month:
            made[-1][1] = month + 1
        elif stands:
            made.append([month, month + 1])
    return made


def labels(language: str) -> dict[str, str]:
    """The words around the choice of a cooperative."""
    return {
        "choose": _("Cooperative", language),
        "strip": _("All cooperatives: the taller the bar, the more members", language),
        "open": _("{name}, {members} members", language),
        "shut": _("{name}, closed", language),
        "coming": _("{name}, not founded yet", language),
        "never": _("{name}, never founded in this run", language),
        "count": _("{open} of {all} open", language),
    }
