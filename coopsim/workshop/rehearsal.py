"""A rehearsal: simulated people play a whole session, through the same door as a room, without waiting for the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from coopsim.scenario import Scenario
from coopsim.workshop.facts import Facts, facts
from coopsim.workshop.futures import NUMBER
from coopsim.workshop.games import Games
from coopsim.workshop.levers import levers
from coopsim.workshop.programme import ROUNDS, Place
from coopsim.workshop.session import Session

ABSENT_SHARE = 0.08  # of people who show no card: two of 25
PATIENT_SHARE = 0.5  # of people who count the balance in full; the others count the advance only
TALKED_SHARE = 0.15  # more of them after the room has talked


@dataclass(frozen=True)
class Rehearsal:
    """A session that was played to its end, its games and its facts."""

    session: Session
    games: Games
    facts: Facts


def rehearse(
    plan: int = 90,
    people: int = 25,
    seed: int = 1,
    path: Path | None = None,
    scenario: Scenario | None = None,
    futures: int = NUMBER,
    progress: Callable[[Place], None] = lambda _place: None,
) -> Rehearsal:
    """Play a whole session with simulated people.

    Parameters
    ----------
    plan, people, seed : int
        As of a session.
    path : Path, optional
        Where its file is written; none by default.
    scenario : Scenario, optional
        The cooperative of the room.
    futures : int
        How many futures each board is put through.
    progress : callable
        Called at each step.
    """
    session = Session.begin(path, plan, people, seed)
    games = Games(session, scenario, futures)
    chance = np.random.default_rng([seed, people])
    for number in range(len(session.programme.places)):
        session.do("go", step=number)
        progress(session.place)
        _play(games, session.place, chance)
    return Rehearsal(session, games, facts(games))


def _play(games: Games, place: Place, chance: np.random.Generator) -> None:
    session = games.session
    if place.boards_decide:
        for board in list(games.boards)[:-1]:  # the last table is empty: the model runs its cooperative
            for lever in levers().values():
                stop = int(chance.integers(len(lever.stop)))
                session.do("choose", board=board, year=place.year, lever=lever.id, stop=stop)
    elif place.question and place.phase.id in ROUNDS and place.step.yearly:
        session.do("count", question=place.question, cards=_harvest_cards(games, place, chance))
    elif place.question:
        present = int(chance.binomial(session.state.people, 1 - ABSENT_SHARE))
        numbers = chance.multinomial(present, [1 / len(place.cards)] * len(place.cards))
        session.do("count", question=place.question, cards=dict(zip(place.cards, map(int, numbers), strict=True)))


def _harvest_cards(games: Games, place: Place, chance: np.random.Generator) -> dict[str, int]:
    """Half compare the trader's cash with the whole promise, half with the advance; talk makes more of them patient."""
    offer = games.offer(place.phase.id, place.year)
    present = int(chance.binomial(games.session.state.people, 1 - ABSENT_SHARE))
    patient = int(chance.binomial(present, PATIENT_SHARE + (TALKED_SHARE if place.phase.id != ROUNDS[0] else 0.0)))
    blue = (patient if offer.promised > offer.trader else 0) + (present - patient if offer.advance > offer.trader else 0)
    return {"blue": blue, "orange": present - blue}
