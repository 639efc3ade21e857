"""Live runs: a CoopModel stepped month by month, kept so that a page can show any month of it at once.

path = path_of("boom", (("advance_share", 0.8),), seed=1)      # the whole run, computed once, shared by all who ask
run = LiveRun.start("boom", players=(7,)); run.step({7: 0.5})   # a run that goes month by month, decided from outside
"""

from __future__ import annotations

import pickle
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

import coopsim
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.web.presets import preset
from coopsim.web.state import Value

MOST_FARMERS, MOST_YEARS = 2000, 40
ITS_PRICES = ("advance_usd_per_qq", "promised_usd_per_qq")  # what a cooperative that does not stand does not pay
Changes = tuple[tuple[str, Value], ...]


class Played(coopsim.Farmer):
    """A farmer whose decision may come from outside; without one she follows her rule."""

    def decide(self, outlets: Any, draws: Any) -> Any:
        share = self.model.decisions.get(self.slot)
        return super().decide(outlets, draws) if share is None else share


class LiveRun:
    """One world, month by month. `step({slot: share})` takes what players decide; `copy()` gives an independent run from here."""

    def __init__(self, model: coopsim.CoopModel) -> None:
        self.model = model

    @classmethod
    def start(cls, name: str, changes: Changes = (), seed: int = 1, players: Sequence[int] = (), replicate: int = 0) -> LiveRun:
        """A run after its warm-up, before its first month."""
        played = frozenset(players)
        model = coopsim.CoopModel(
            case=scenario_of(name, changes),
            world_seed=seed,
            replicate=replicate,
            farmer_class=(lambda slot: Played if slot in played else coopsim.Farmer) if played else coopsim.Farmer,
            warm_up=False,
        )
        model.decisions = {}
        model.warm_up()
        return cls(model)

    def copy(self) -> LiveRun:
        """A copy of the run that goes on independently."""
        return LiveRun(pickle.loads(pickle.dumps(self.model)))  # what this process wrote itself, never a file

    def step(self, decisions: Mapping[int, float] | None = None) -> dict[str, Any]:
        """One month; gives the month's row, with the numbers of the table `months`."""
        self.model.decisions = dict(decisions or {})
        self.model.step()
        return self.model.figures


@dataclass(frozen=True)
class Path:
    """A whole run: `months` holds each column of the table `months`, and what the season's end says is repeated month by month.

    `farmers` is (seasons, farmers), each farmer's delivery share of that season (NaN without harvest); `members` likewise.
    `cooperative` names the one whose run it is; "": the only one, or all of them together. `followed` is all that the run gave.
    """

    scenario: coopsim.Scenario
    seed: int
    changes: Changes
    dates: tuple[str, ...]
    months: Mapping[str, NDArray[np.float64]]
    season_ends: tuple[int, ...]
    farmers: NDArray[np.float64]
    members: NDArray[np.bool_]
    followed: coopsim.Followed
    cooperative: str = ""
    replicate: int = 0

    @cached_property
    def links(self) -> tuple[tuple[int, int], ...]:
        """Each pair of farmers of whom one listens to the other, once."""
        others_of = enumerate(self.followed.neighbour.tolist())
        pairs = {(min(slot, other), max(slot, other)) for slot, others in others_of for other in others}
        return tuple(sorted(pairs))

    @property
    def families(self) -> NDArray[np.int64]:
        """The farmers of the cooperative's district, by number; all of them where none was chosen."""
        followed = self.followed
        if not self.cooperative:
            return np.arange(len(followed.district))
        here = followed.cooperative_district[followed.cooperatives.index(self.cooperative)]
        return np.flatnonzero(followed.district == here)

    @property
    def members_of_others(self) -> NDArray[np.bool_]:
        """Who is a member of a cooperative that is not the chosen one, by season and farmer."""
        if not self.cooperative:
            return np.zeros_like(self.members)
        return np.asarray(self.followed.by_cooperative.members & ~self.members)

    @property
    def length(self) -> int:
        """Months in all."""
        return len(self.dates)

    def season_of(self, month: int) -> int:
        """The last season that had ended after `month` months; -1 before the end of the first."""
        return int(np.searchsorted(self.season_ends, month, side="right")) - 1

    def command(self) -> str:
        """The command line that gives these numbers."""
        sets = "".join(f" --set {name}={_as_toml(value)}" for name, value in self.changes)
        return f"coopsim run {self.scenario.id}{sets} --seed {self.seed} --replicates {self.replicate + 1}"


def _as_toml(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@lru_cache(maxsize=256)
def scenario_of(name: str, changes: Changes = ()) -> coopsim.Scenario:
    """A preset with its changes, checked, and no larger than a page may run."""
    chosen = preset(name)
    if changes:
        chosen = chosen.with_values(dict(changes))
    if chosen.population.farmers > MOST_FARMERS:
        raise UserMistake(_("too large for a page"), field="farmers", got=chosen.population.farmers, allowed=str(MOST_FARMERS))
    if chosen.time.years > MOST_YEARS:
        raise UserMistake(_("too long for a page"), field="years", got=chosen.time.years, allowed=str(MOST_YEARS))
    return chosen


_locks: dict[Any, threading.Lock] = {}
_guard = threading.Lock()


def path_of(name: str, changes: Changes = (), seed: int = 1, cooperative: str = "", replicate: int = 0) -> Path:
    """The whole run of a preset with its changes; computed once, however many ask at the same time.

    `cooperative`: the run as that one sees it; "": the only one, or all together.
    """
    with _alone(name, changes, seed, replicate):
        return _path(name, changes, seed, cooperative, replicate)


def followed_of(name: str, changes: Changes = (), seed: int = 1) -> coopsim.Followed:
    """All that a run gave, of all its cooperatives; computed once, as `path_of`."""
    with _alone(name, changes, seed, 0):
        return _followed(name, changes, seed, 0)


@contextmanager
def _alone(*key: Any) -> Iterator[None]:
    """One at a time for each run: whoever comes second finds it there."""
    with _guard:
        lock = _locks.setdefault(key, threading.Lock())
    with lock:
        yield
    with _guard:
        _locks.pop(key, None)


@lru_cache(maxsize=24)
def _start(name: str, changes: Changes, seed: int, replicate: int) -> bytes:
    """A model after its warm-up, as bytes that only this process reads."""
    return pickle.dumps(LiveRun.start(name, changes, seed, replicate=replicate).model)


@lru_cache(maxsize=40)
def _followed(name: str, changes: Changes, seed: int, replicate: int) -> coopsim.Followed:
    return coopsim.follow(scenario_of(name, changes), seed, replicate)


@lru_cache(maxsize=96)
def _path(name: str, changes: Changes, seed: int, cooperative: str, replicate: int) -> Path:
    case, run = scenario_of(name, changes), _followed(name, changes, seed, replicate)
    if cooperative:
        run = run.of(cooperative)
    months = dict(run.months)
    if cooperative:
        months |= {column: np.where(months["alive"] > 0, months[column], np.nan) for column in ITS_PRICES}
    unit_cost = ratio_or_missing(run.season_costs_usd, run.season_delivered_qq)
    last_season = np.searchsorted(run.season_ends, np.arange(1, len(run.dates) + 1), side="right")
    months["unit_cost_usd_per_qq"] = np.concatenate([[np.nan], unit_cost])[last_season]  # NaN before the first season's end
    months["delivered_share_of_year"] = _of_the_year(months)
    return Path(
        case,
        seed,
        changes,
        tuple(f"{date:%Y-%m}" for date in run.dates.to_timestamp()),
        months,
        run.season_ends,
        run.delivery_share,
        run.members,
        run,
        cooperative,
        replicate,
    )


def ratio_or_missing(part: Any, whole: Any) -> Any:
    """Part over whole; NaN where there is no whole."""
    return np.divide(part, whole, out=np.full(np.shape(part), np.nan), where=np.asarray(whole) > 0)


def _of_the_year(months: Mapping[str, NDArray[np.float64]]) -> NDArray[np.float64]:
    """Members' coffee delivered to the cooperative, of all they harvested in the twelve months up to each month."""
    return np.asarray(ratio_or_missing(*(_last_twelve(months[name]) for name in ("delivered_qq", "harvest_qq"))))


def _last_twelve(column: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.array([column[max(0, end - 12) : end].sum() for end in range(1, len(column) + 1)])


@lru_cache(maxsize=32)
def _model_at(name: str, changes: Changes, seed: int, month: int, replicate: int) -> bytes:
    model = pickle.loads(_start(name, changes, seed, replicate))
    for _month in range(month):
        model.step()
    return pickle.dumps(model)


def model_at(name: str, changes: Changes, seed: int, month: int, replicate: int = 0) -> coopsim.CoopModel:
    """The run as a Mesa model after `month` months: its farmers can explain their decisions."""
    return pickle.loads(_model_at(name, changes, seed, month, replicate))
