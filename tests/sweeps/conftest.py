"""What the tests of sweeps share."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The tables of the little sweep that nothing disturbed."""
    from little import design, tables

    from coopsim.sweeps import run_sweep

    folder = tmp_path_factory.mktemp("undisturbed") / "sweep"
    run_sweep(design(), folder)
    return tables(folder)
