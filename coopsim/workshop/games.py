"""Both games of a session, run from its decisions. What was run once is kept; the same decisions give the same numbers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from coopsim.scenario import Scenario
from coopsim.workshop.board_game import BoardRun, board_run, board_scenario
from coopsim.workshop.cards import Array, most, shares
from coopsim.workshop.futures import NUMBER, Futures, futures_of
from coopsim.workshop.game_world import first_year, game_scenario
from coopsim.workshop.member_game import NO_RULE, MemberGame, Offer, PlayedYear
from coopsim.workshop.programme import ROUNDS
from coopsim.workshop.scenes import Prices, Village, prices_of, village_of
from coopsim.workshop.session import NUMBER_OF_BOARDS, Session

T = TypeVar("T")
VOTE = "vote"  # the question of the rule
NOBODY = 0  # the number of the board that decides nothing: the cooperative as the model runs it
MOST_KEPT = 400


class Games:
    """What the decisions of a session bring.

    Parameters
    ----------
    session : Session
        Read anew each time it is asked.
    scenario : Scenario, optional
        The cooperative of the room.
    futures : int
        How many futures each board is put through.
    """

    def __init__(self, session: Session, scenario: Scenario | None = None, futures: int = NUMBER) -> None:
        self.session, self.scenario, self.number_of_futures = session, scenario or game_scenario(), futures
        self._kept: dict[Hashable, Any] = {}
        self._locks: dict[Hashable, threading.Lock] = {}
        self._guard = threading.Lock()

    @property
    def boards(self) -> range:
        """The numbers of the boards, from 1."""
        return range(1, NUMBER_OF_BOARDS + 1)

    @property
    def rule(self) -> str:
        """The card of the rule that the room voted for."""
        return most(self.session.state.cards(VOTE), NO_RULE)

    def decided(self, phase: str, years: int) -> list[Array]:
        """What each player did in the first years of a round, NaN where the model decides."""
        state, seed = self.session.state, self.session.seed
        questions = [f"{phase}-{year + 1}" for year in range(years)]
        people = [state.present.get(name, state.people) for name in questions]
        return [
            shares(state.hands.get(name, {}), state.phones.get(name, {}), number, seed, name)
            for name, number in zip(questions, people, strict=True)
        ]

    def offer(self, phase: str, year: int) -> Offer:
        """What that year of a round offers as its harvest begins, after what was decided before."""
        return self._offers(phase, year)[-1]

    def round(self, phase: str, years: int) -> tuple[PlayedYear, ...]:
        """The first years of a round as they were decided."""
        decided, rule = self.decided(phase, years), self._rule_of(phase)
        return self._once(("round", rule, _key(decided)), lambda: self._members().round(decided, rule))

    def prices(self, phase: str, years: int, with_offer: bool = False) -> Prices:
        """What was paid in a round, from the year before it to the last decided; `with_offer`: and what the next one offers."""
        offers = self._offers(phase, years) if with_offer else ()
        return prices_of(self._members(), self.round(phase, years), offers)

    def village(self, phase: str, years: int) -> Village:
        """Where the coffee of every family of the district went in the last of the years decided; none: in the year before."""
        return village_of(self._members(), self.round(phase, years), self.by_model())

    def rounds(self) -> dict[str, tuple[PlayedYear, ...]]:
        """Every round of the plan, whole."""
        programme = self.session.programme
        played = [phase.id for phase in programme.phases if phase.id in ROUNDS]
        return {phase: self.round(phase, programme.years) for phase in played}

    def by_model(self) -> tuple[PlayedYear, ...]:
        """The same years with everybody played by the model."""
        years = self.session.programme.years
        return self._once(("model", years), lambda: self._members().by_model(years))

    def board(self, board: int, years: int | None = None) -> BoardRun:
        """The first years of one board (all), as it decided; board 0 decides nothing."""
        whole = self.session.programme.board_years
        sheets = {} if board == NOBODY else self.session.state.sheets.get(board, {})
        shown = whole if years is None else years
        before = {year: sheet for year, sheet in sheets.items() if year < shown}
        key = ("board", shown, _sheets(before))
        return self._once(key, lambda: board_run(self.scenario, before, whole, self.session.seed, shown))

    def futures(self, board: int) -> Futures:
        """What one board decided, in many futures; board 0 decides nothing."""
        years = self.session.programme.board_years
        sheets = {} if board == NOBODY else self.session.state.sheets.get(board, {})
        chosen, first = board_scenario(self.scenario, sheets, years), first_year(self.scenario, years)
        key = ("futures", _sheets(sheets))
        return self._once(key, lambda: futures_of(chosen, first, self.session.seed, self.number_of_futures))

    def _offers(self, phase: str, year: int) -> tuple[Offer, ...]:
        decided, rule = self.decided(phase, year), self._rule_of(phase)
        return self._once(("offers", rule, _key(decided)), lambda: self._members().offers(decided, rule))

    def _members(self) -> MemberGame:
        years = self.session.programme.years
        return self._once(("members", years), lambda: MemberGame(self.scenario, self.session.seed, years))

    def _rule_of(self, phase: str) -> str:
        return self.rule if phase == ROUNDS[-1] else NO_RULE

    def _once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Made once, however many ask at the same time."""
        with self._guard:
            lock = self._locks.setdefault(key, threading.Lock())
        with lock:
            if key not in self._kept:
                made = make()
                with self._guard:
                    while len(self._kept) >= MOST_KEPT:
                        self._kept.pop(next(iter(self._kept)))
                    self._kept[key] = made
            return self._kept[key]  # type: ignore[no-any-return]


def _key(decided: list[Array]) -> tuple[bytes, ...]:
    return tuple(shown.tobytes() for shown in decided)


def _sheets(sheets: Any) -> tuple[Any, ...]:
    return tuple((year, tuple(sorted(sheet.items()))) for year, sheet in sorted(sheets.items()))
