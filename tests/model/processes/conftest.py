"""Processes of one household are tested as plain Python: nothing is compiled, and a breakpoint stops."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.model.phases import plain


@pytest.fixture
def uncompiled() -> Iterator[None]:
    """Every process of the engine, also where another calls it, is the function that was written."""
    with plain():
        yield
