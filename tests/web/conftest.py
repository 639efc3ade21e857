"""A server of our own for the tests of this folder, on a port that is free."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from coopsim.web.workshop.room import Room
from coopsim.workshop.games import Games
from coopsim.workshop.session import Session
from tests.model.little import little
from tests.web.serving import served


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    from coopsim.web.server import application

    with served(application("es")) as base:
        yield base


@pytest.fixture(scope="session")
def games() -> Games:
    """Small games, whose runs all tests share."""
    return Games(Session.begin(), little("weak-cooperative", from_month=24, length_months=24, years=7), futures=3)


@pytest.fixture
def room(games: Games) -> Room:
    games.session = Session.begin(people=25)
    return Room(games.session, games)


@pytest.fixture
def at(room: Room) -> Iterator[str]:
    from coopsim.web.server import application

    with served(application("es", room=room)) as base:
        room.addresses = lambda: [base]
        yield base
