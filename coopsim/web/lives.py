"""The lives of which the start page speaks, kept in a small file so that nobody waits: `python -m coopsim.web.lives` makes it.

Fifty seeds of one scenario, each with the price rise and without it, and of the one in the middle all that the page draws.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from statistics import median
from typing import Any

import numpy as np

from coopsim.web.live import Path, model_at, path_of
from coopsim.web.story.closing import closed_of
from coopsim.web.story.facts import facts_of, income
from coopsim.web.story.figures import plain
from coopsim.web.story.hands import ALMOST_NOTHING, Hands, as_numbers, from_numbers, hands_of
from coopsim.web.story.layout import FLAT, flattened
from coopsim.web.story.valley import valley_numbers

PRESET, SEEDS = "weak-cooperative", 50
WITHOUT = (("rise_share", 0.0),)
BEGINS, SEASON = 36, 4  # the price rises as year 4 begins; the page looks at its second harvest, that of year 5
FIRST, LAST = SEASON * 12, SEASON * 12 + 12
SHOWN = (24, 84)  # months of the charts of one life
CLOSE = 3  # sacks of 100: what differs by less is "the same"
MOVED = 0.1  # a family delivers more or less: by a tenth of its harvest
NAME = "lives.json"


@dataclass(frozen=True)
class Life:
    """One seed: sacks of 100 that reached the cooperative in the second harvest of the rise, and without it; None: closed before.

    `both` is the same for both harvests of the rise together, `every` for all years; `income` what a member family earned in
    that second harvest year, US$; `closed` and `grey_closed` the month in which it closed with and without the rise.
    """

    seed: int
    sacks: float | None
    grey: float | None
    both: tuple[float, float] | None
    every: tuple[float, float] | None
    income: tuple[float, float] | None
    closed: int | None
    grey_closed: int | None

    @property
    def difference(self) -> int | None:
        """Whole sacks more with the rise; between whole numbers, so that what is shown adds up."""
        return None if self.sacks is None or self.grey is None else round(self.sacks) - round(self.grey)


@dataclass(frozen=True)
class Lives:
    """All that the file keeps."""

    lives: tuple[Life, ...]
    middle: int
    rise_share: float
    valley: dict[str, Any]
    chart: dict[str, list[float | None]]
    family: dict[str, Any]
    hands: Hands
    raw: str

    @property
    def comparable(self) -> list[Life]:
        """Lives whose cooperative was open in that harvest with and without the rise."""
        return [life for life in self.lives if life.difference is not None]

    @property
    def life(self) -> Life:
        """The one in the middle, whose story is shown."""
        return next(life for life in self.lives if life.seed == self.middle)


def life_of(seed: int) -> Life:
    """One seed simulated twice."""
    path, grey = path_of(PRESET, (), seed), path_of(PRESET, WITHOUT, seed)
    closed, grey_closed = (None if end is None else end.month for end in (closed_of(path), closed_of(grey)))
    last = min(FIRST if month is None else month for month in (closed, grey_closed))
    if last < FIRST:
        return Life(seed, None, None, None, None, None, closed, grey_closed)
    spans = ((FIRST, LAST), (BEGINS, LAST), (0, path.length))
    second, both, every = (tuple(_sacks(one, *span) for one in (path, grey)) for span in spans)
    earned = tuple(round(float(income(one)[SEASON]), 1) for one in (path, grey))
    return life_from([seed, *second, both, every, earned, closed, grey_closed])


def life_from(row: list[Any]) -> Life:
    """A life from its row in the file."""
    return Life(*(tuple(value) if isinstance(value, list) else value for value in row))  # type: ignore[arg-type]


def _sacks(path: Path, begins: int, ends: int) -> float:
    brought, picked = (float(path.months[name][begins:ends].sum()) for name in ("delivered_qq", "harvest_qq"))
    return round(100 * brought / picked, 1)


def middle_of(lives: list[Life]) -> int:
    """The seed whose difference is the median; of several the first."""
    open_lives = [life for life in lives if life.difference is not None]
    centre = median(life.difference for life in open_lives if life.difference is not None)
    return min(open_lives, key=lambda life: (abs((life.difference or 0) - centre), life.seed)).seed


def family_of(seed: int) -> dict[str, Any]:
    """The member family that the rise changed most in its second harvest, of those who sold outside in a month of it for reasons
    that are neither chance nor a month without cash; her hands are those of that month, the one with most coffee."""
    path, grey = path_of(PRESET, (), seed), path_of(PRESET, WITHOUT, seed)
    both = path.members[SEASON] & grey.members[SEASON]
    change = np.where(both, grey.farmers[SEASON] - path.farmers[SEASON], -1.0)
    months = [month for month in range(FIRST, LAST) if path.months["harvest_qq"][month] > 0]
    models = [model_at(PRESET, (), seed, month + 1).farmer_agents for month in months]
    for slot in np.argsort(-change, kind="stable").tolist():
        seen = [(hands_of(farmers[slot].explain()), month) for farmers, month in zip(models, months, strict=True)]
        clear = [(hands, month) for hands, month in seen if hands is not None and _says_why(hands)]
        if clear and change[slot] > 0:
            hands, month = max(clear, key=lambda pair: pair[0].lot_qq)
            shares = [round(float(one.farmers[SEASON, slot]), 3) for one in (path, grey)]
            less, more = (int((both & (sign * change >= MOVED)).sum()) for sign in (1, -1))
            return {"slot": slot, "month": month, "shares": shares, "less": less, "more": more, "members": int(both.sum()),
                    "hands": as_numbers(hands)}  # fmt: skip
    raise LookupError("no family changed its mind: choose another scenario for the start page")


def _says_why(hands: Hands) -> bool:
    clear = not hands.by_chance and not hands.by_need and hands.accepted
    return clear and hands.offered_share <= ALMOST_NOTHING and hands.worth_usd < hands.trader_usd


def simulated() -> dict[str, Any]:
    """What the file holds, simulated now."""
    lives = [life_of(seed) for seed in range(1, SEEDS + 1)]
    middle = middle_of(lives)
    facts = facts_of(PRESET, (), middle)
    months, grey = facts.path.months, facts.grey.path.months
    columns = {
        "trader": months["farm_gate_price_usd_per_qq"],
        "advance": months["advance_usd_per_qq"],
        "total": months["promised_usd_per_qq"],
        "grey_trader": grey["farm_gate_price_usd_per_qq"],
        "grey_advance": grey["advance_usd_per_qq"],
    }
    chart = {name: plain(column[slice(*SHOWN)], 1) for name, column in columns.items()}
    chart |= {
        name: plain(np.asarray(column)[slice(*SHOWN)], 3) for name, column in (("share", facts.share), ("grey", facts.grey_share))
    }
    return {
        "preset": PRESET,
        "rise_share": float(facts.path.scenario.price.rise_share),
        "middle": middle,
        "lives": [list(vars(life).values()) for life in lives],
        "chart": chart,
        "family": family_of(middle),
        "valley": _with_flat_hill(valley_numbers(facts), facts.path),
    }


def _with_flat_hill(valley: dict[str, Any], path: Path) -> dict[str, Any]:
    followed = path.followed
    where = np.round(flattened(followed.kin, followed.road_distance_km), 1).tolist()
    size = round(FLAT.size(len(where)), 3)
    return {**valley, "houses": {**valley["houses"], "flat": {"at": where, "size": size}}}


def written(content: dict[str, Any]) -> str:
    """The file's text: a life a line."""
    lines = [json.dumps(life) for life in content["lives"]]
    rest = {key: value for key, value in content.items() if key != "lives"}
    parts = [f" {json.dumps(key)}: {json.dumps(value)}" for key, value in rest.items()]
    return "{\n" + ",\n".join([*parts, ' "lives": [\n  ' + ",\n  ".join(lines) + "\n ]"]) + "\n}\n"


@cache
def kept() -> Lives:
    """The file that came with this version."""
    raw = (files("coopsim.web") / "drawn" / NAME).read_text(encoding="utf-8")
    content = json.loads(raw)
    family = content["family"]
    return Lives(
        lives=tuple(life_from(life) for life in content["lives"]),
        middle=content["middle"],
        rise_share=content["rise_share"],
        valley=content["valley"],
        chart=content["chart"],
        family=family,
        hands=from_numbers(family["hands"]),
        raw=raw,
    )


def main() -> None:
    """Make the file anew."""
    from pathlib import Path as File

    File(__file__).with_name("drawn").joinpath(NAME).write_text(written(simulated()), encoding="utf-8")


if __name__ == "__main__":
    main()
