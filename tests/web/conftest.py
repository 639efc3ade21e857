"""A server of our own for the tests of this folder, on a port that is free."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.serving import served


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    from coopsim.web.server import application

    with served(application("es")) as base:
        yield base
