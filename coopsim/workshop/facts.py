"""The facts of the debrief: numbers of this session's runs and of nothing else. `coopsim.report` makes sentences of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coopsim.workshop.board_game import BoardRun
from coopsim.workshop.futures import Futures
from coopsim.workshop.games import NOBODY, Games
from coopsim.workshop.member_game import PlayedYear

FEWER, SAME, MORE = "orange", "white", "blue"  # the cards of the bet
BET = "bet"


@dataclass(frozen=True)
class Claim:
    """How often a good price weakened the cooperatives of this room.

    Attributes
    ----------
    runs : int
        Futures of all boards together, each lived with the price rise and without it.
    comparable : int
        Those in which the cooperative was open when the price rose.
    fewer, same, more : int
        Of these: fewer sacks with the rise, the same, more.
    fewest_share, most_share : float
        The lowest and the highest share of fewer among the boards.
    closed, closed_without : int
        Of all futures: closed at the end with the rise, and without it.
    """

    runs: int
    comparable: int
    fewer: int
    same: int
    more: int
    fewest_share: float
    most_share: float
    closed: int
    closed_without: int


@dataclass(frozen=True)
class Facts:
    """All that the debrief says.

    Attributes
    ----------
    bet : mapping
        Card -> how many bet so.
    rounds : mapping
        Phase -> the years of the room.
    by_model : tuple
        The same years with everybody played by the model.
    rule : str
        The card of the rule that the room voted for.
    boards : mapping
        Board -> its run; 0 is the cooperative as the model runs it.
    futures : mapping
        Board -> its futures.
    claim : Claim
        Over the boards' futures.
    """

    bet: Mapping[str, int]
    rounds: Mapping[str, tuple[PlayedYear, ...]]
    by_model: tuple[PlayedYear, ...]
    rule: str
    boards: Mapping[int, BoardRun]
    futures: Mapping[int, Futures]
    claim: Claim

    @property
    def usual_bet(self) -> tuple[int, int, int]:
        """In how many futures of the cooperative as the model runs it fewer sacks came with the rise, the same, more."""
        return self.futures[NOBODY].changed()

    @property
    def bet_card(self) -> str:
        """What happened most often in them: the card that would have been right."""
        fewer, same, more = self.usual_bet
        return max(((fewer, FEWER), (same, SAME), (more, MORE)), key=lambda pair: pair[0])[1]


def facts(games: Games) -> Facts:
    """The facts of a session as it stands. The futures take some seconds a board the first time."""
    boards = (NOBODY, *games.boards)
    futures = {board: games.futures(board) for board in boards}
    return Facts(
        bet=games.session.state.cards(BET),
        rounds=games.rounds(),
        by_model=games.by_model(),
        rule=games.rule,
        boards={board: games.board(board) for board in boards},
        futures=futures,
        claim=claim_of([futures[board] for board in games.boards]),
    )


def claim_of(futures: list[Futures]) -> Claim:
    """The futures of some boards taken together."""
    changes = [one.changed() for one in futures]
    fewer, same, more = (sum(change[place] for change in changes) for place in range(3))
    shares = [change[0] / sum(change) for change in changes if sum(change)]
    return Claim(
        runs=sum(one.number for one in futures),
        comparable=fewer + same + more,
        fewer=fewer,
        same=same,
        more=more,
        fewest_share=min(shares, default=float("nan")),
        most_share=max(shares, default=float("nan")),
        closed=sum(int((~one.is_open).sum()) for one in futures),
        closed_without=sum(int((~one.is_open_without).sum()) for one in futures),
    )
