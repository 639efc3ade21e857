"""What happens in a run, each with its month: the price moves, cash runs out, coffee is refused, pay is late, it closes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import log1p

import numpy as np
from numpy.typing import NDArray

from coopsim.language import text as _
from coopsim.web.live import Path
from coopsim.web.story.closing import closed_of, has_stood, number_shown
from coopsim.web.story.figures import per_cent
from coopsim.web.story.grey import DRAWN, is_calm
from coopsim.web.story.health import health
from coopsim.web.story.region import runs_of

Array = NDArray[np.float64]
AWAY_SHARE = 0.15  # how far from normal a price has to be before it is called high or low
STAYS_MONTHS = 3  # how long it has to be there
QUIET_MONTHS = 12  # a thing that comes back within a year is no new event
LEAST_QQ, LEAST_USD = 0.5, 0.5  # what a page would round to nothing is no event
RISES, FALLS, NORMAL = "rises", "falls", "normal"
NO_CASH, REFUSES, LATE, ONE_CLOSES, CLOSES = "no_cash", "refuses", "late", "one_closes", "closes"
FOUNDED, AGAIN = "founded", "again"


@dataclass(frozen=True)
class Mark:
    """An event at the start of a month (price) or in it; `change_share` is how far from normal the price goes."""

    month: int
    kind: str
    change_share: float = 0.0

    @property
    def size(self) -> float:
        """How large a change of the price is: a doubling is as large as a fall to half."""
        return round(abs(log1p(self.change_share)), 2)

    def label(self, language: str) -> str:
        """The event in a few words, for the top of its line."""
        size = per_cent(abs(self.change_share), language)
        forms: dict[str, Callable[[], str]] = {
            RISES: lambda: (
                _("the price rises {size}", language).format(size=size) if self.change_share > 0 else _("it rises", language)
            ),
            FALLS: lambda: (
                _("the price falls {size}", language).format(size=size) if self.change_share < 0 else _("it falls", language)
            ),
            NORMAL: lambda: _("back to normal", language),
            NO_CASH: lambda: _("runs out of cash", language),
            REFUSES: lambda: _("turns coffee away", language),
            LATE: lambda: _("pays late", language),
            ONE_CLOSES: lambda: _("one of them closes", language),
            CLOSES: lambda: _("closes", language),
            FOUNDED: lambda: _("is founded", language),
            AGAIN: lambda: _("begins again", language),
        }
        return forms[self.kind]()


def price_marks(path: Path) -> list[Mark]:
    """When the world price leaves normal, turns, and is back: as declared, or from the price itself."""
    price = path.scenario.price
    if is_calm(price.source, price.rise_share):
        return []
    made = _drawn(path) if price.source in DRAWN else _by_itself(path.months["world_price_usd_per_qq"], _normal(path))
    return [mark for mark in made if mark.month < path.length]


def _normal(path: Path) -> float:
    return float(path.scenario.price.reference_price_usd_per_qq)


def _drawn(path: Path) -> list[Mark]:
    price = path.scenario.price
    size, start = log1p(price.rise_share), price.from_month
    up, down = np.expm1(abs(size)), np.expm1(-abs(size))
    end = start + price.length_months
    back = end + price.fade_months
    first = Mark(start, RISES, up) if size > 0 else Mark(start, FALLS, down)
    made = {
        "step": [first],
        "ramp": [first],
        "boom": [Mark(start, RISES, up), Mark(end, FALLS), Mark(back, NORMAL)],
        "bust": [Mark(start, FALLS, down), Mark(end, RISES), Mark(back, NORMAL)],
        "spike": [Mark(start, RISES, up), Mark(end, NORMAL)],
        "boom-bust": [
            *(Mark(start, RISES, up), Mark(end, FALLS, down)),
            *(Mark(back + price.length_months, RISES), Mark(back + price.length_months + price.fade_months, NORMAL)),
        ],
        "long-low": [
            *(Mark(start, FALLS, down), Mark(back, RISES)),
            Mark(back + price.fade_months, NORMAL),
        ],
    }[price.source]
    later = [mark.month for mark in made[1:]]
    return [mark for place, mark in enumerate(made) if mark.month not in later[place:]]  # no fade: falls and is normal at once


def _by_itself(price: Array, normal: float) -> list[Mark]:
    """From a price that moves by itself: it leaves normal by 15 per cent and stays away for three months, or comes back."""
    away = np.where(price > normal * (1 + AWAY_SHARE), 1, np.where(price < normal * (1 - AWAY_SHARE), -1, 0))
    made, state = [], 0
    for month in range(len(away)):
        side = int(away[month])
        if side == state or (away[month : month + STAYS_MONTHS] != side).any():
            continue
        end = month + int(np.argmax(np.append(away[month:] != side, True)))
        furthest = price[month:end].max() if side > 0 else price[month:end].min()
        made.append(Mark(month, (FALLS, NORMAL, RISES)[side + 1], float(furthest / normal - 1) if side else 0.0))
        state = side
    return made


def away_from_normal(path: Path) -> tuple[int, int] | None:
    """The months of the price change: from its mark to the next; the first of a drawn shape, else that of the largest change."""
    made = price_marks(path)
    changes = [mark for mark in made if mark.change_share != 0.0]
    if not changes:
        return None
    drawn = path.scenario.price.source in DRAWN
    chosen = changes[0] if drawn else max(changes, key=lambda mark: abs(log1p(mark.change_share)))
    return chosen.month, min([path.length, *(mark.month for mark in made if mark.month > chosen.month)])


def paid_months(path: Path) -> list[int]:
    """The months in which a balance was paid."""
    return [int(month) for month in np.flatnonzero(path.followed.accounts["balance_paid_usd_per_qq"] >= 0.005)]


def events(path: Path) -> list[Mark]:
    """All that happens in a run, in the order of time."""
    state = health(path)
    closings, closed = path.followed.closings, closed_of(path)
    one_closes = CLOSES if number_shown(path) == 1 else ONE_CLOSES
    made = [
        *price_marks(path),
        *(Mark(month, NO_CASH) for month in _begins(state["funds_usd"] < LEAST_USD)),
        *(Mark(month, REFUSES) for month in _begins(path.months["refused_qq"] >= LEAST_QQ)),
        *(Mark(month, LATE) for month in _begins(state["late_usd"] >= LEAST_USD)),
        *_founded(path),
        *(Mark(one.month, one_closes) for one in closings if one.month >= 0 and (closed is None or one.month < closed.month)),
        *([Mark(closed.month, CLOSES)] if closed is not None and closed.month >= 0 else []),
    ]
    return sorted(made, key=lambda mark: mark.month)


def absent(path: Path) -> list[list[int]]:
    """Months, the last not included, in which a chosen cooperative does not stand and that are not its end."""
    if not path.cooperative:
        return []
    closed = closed_of(path)
    shown = path.length if closed is None else max(0, closed.month)
    return runs_of(path.months["alive"][:shown] <= 0)


def _founded(path: Path) -> list[Mark]:
    """When a chosen cooperative begins: for the first time, or again."""
    return [Mark(end, AGAIN if has_stood(path, begin) else FOUNDED) for begin, end in absent(path) if end < path.length]


def _begins(happens: NDArray[np.bool_]) -> list[int]:
    """The months in which something happens that did not in the year before."""
    months = np.flatnonzero(happens)
    return [
        int(month) for month, gap in zip(months, np.diff(months, prepend=-QUIET_MONTHS - 1), strict=True) if gap > QUIET_MONTHS
    ]
