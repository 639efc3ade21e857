"""The table as a file of the package."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from functools import partial
from importlib.resources import files
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from coopsim.claim.criteria import criteria
from coopsim.claim.matching.kept import FOLDER, Identity, criteria_hash, kept, kept_bytes, kept_of, stale
from coopsim.claim.matching.likeness import TABLES, scenario_of
from coopsim.claim.matching.waves import Matched, Settings, match
from coopsim.claim.worlds.draws import drawn_worlds
from coopsim.scenario import load
from tests.claim.matching.synthetic_worlds import FIXED, P1, P2, Engine

CASTILLO = load("castillo")
FILE = (files("coopsim.claim") / "claim.toml").read_bytes()
OTHER_CHOICE = criteria(FILE.replace(b"off_target_share = 0.05", b"off_target_share = 0.04"))
OTHER_LABEL = criteria(FILE.replace(b"late price review", b"price review that comes late"))


@pytest.fixture(scope="module")
def found() -> Matched:
    draws = partial(drawn_worlds, FIXED, seed=1)
    engine = Engine(lambda draws: [draws["trust.mean"].to_numpy() - 0.3, np.full(len(draws), 0.9)], itself=(0.3, 0.9))
    return match(CASTILLO, (P1, P2), lambda number, first: draws(number, first=first), 1, engine, Settings(tried=100, kept=20))


def test_what_is_kept_is_what_was_found(found: Matched) -> None:
    """Draws and shifts to the last bit: they are the world."""
    back = kept_of(kept_bytes(found, Identity.of(CASTILLO, FIXED))).matched
    pd.testing.assert_frame_equal(back.draws, found.draws, check_exact=True, check_names=False)
    np.testing.assert_array_equal(np.stack(back.shifts), np.stack(found.shifts))
    np.testing.assert_allclose(back.compared.mean, found.compared.mean, rtol=1e-6)
    np.testing.assert_allclose(back.compared.implausibility, found.compared.implausibility, rtol=1e-6)
    assert (back.rows, back.declared, back.waves, back.seed) == (found.rows, found.declared, found.waves, found.seed)
    assert (back.itself.target_share, back.itself.used) == (found.itself.target_share, (True, False))


def test_the_same_table_has_the_same_bytes(found: Matched) -> None:
    identity = Identity.of(CASTILLO, FIXED)
    once = kept_bytes(found, identity)
    assert once == kept_bytes(found, identity)
    again = kept_of(once)
    assert again.hash == kept_of(kept_bytes(found, identity)).hash
    assert again.identity == identity


def test_a_table_is_read_of_its_own_model_scenario_and_criteria_only(found: Matched, tmp_path: Path) -> None:
    identity = Identity.of(CASTILLO, FIXED)
    file = tmp_path / identity.file
    assert kept(CASTILLO, FIXED, tmp_path) is None
    file.write_bytes(kept_bytes(found, identity))
    read = kept(CASTILLO, FIXED, tmp_path)
    assert read is not None
    assert len(read.matched.draws) == 20
    assert kept(CASTILLO.with_values({"trust": 0.3}), FIXED, tmp_path) is None
    assert kept(CASTILLO, OTHER_CHOICE, tmp_path) is None
    assert kept(CASTILLO, OTHER_LABEL, tmp_path) is not None
    file.write_bytes(kept_bytes(found, replace(identity, model_hash="0")))
    assert kept(CASTILLO, FIXED, tmp_path) is None


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        (b'name = "entry_elasticity"\nlow = 0.0', b'name = "entry_elasticity"\nlow = 0.1'),
        (b"sd_model = 0.06", b"sd_model = 0.07"),
        (b"runs_wave_2 = 8", b"runs_wave_2 = 9"),
        (b"names = []", b'names = ["entry_elasticity"]'),
    ],
)
def test_every_choice_of_worlds_makes_a_table_stale(said: bytes, instead: bytes) -> None:
    assert said in FILE
    assert criteria_hash(criteria(FILE.replace(said, instead))) != criteria_hash(FIXED)


@pytest.mark.parametrize("said", [b"poverty lines of INEI", b"threshold_share = 0.80", b"resamples = 200", b"worlds_ends = 60"])
def test_a_source_or_how_the_worlds_are_judged_does_not(said: bytes) -> None:
    other = said.replace(b"0.80", b"0.75").replace(b"200", b"100").replace(b"60", b"50").replace(b"INEI", b"the state")
    assert criteria_hash(criteria(FILE.replace(said, other))) == criteria_hash(FIXED)


def test_a_stale_table_is_named_by_the_command_that_makes_it_anew(found: Matched, tmp_path: Path) -> None:
    identity = Identity.of(scenario_of("castillo", "random_utility"), FIXED)
    (tmp_path / identity.file).write_bytes(kept_bytes(found, identity))
    assert list(stale(FIXED, scenario_of, tmp_path)) == []
    (tmp_path / identity.file).write_bytes(kept_bytes(found, replace(identity, criteria_hash="0")))
    assert list(stale(FIXED, scenario_of, tmp_path)) == ["coopsim claim --match castillo --rule random_utility"]


@pytest.mark.full
def test_matched_tables_are_fresh() -> None:
    missing = [one for one in (Identity.of(scenario_of(*table), FIXED) for table in TABLES) if not (FOLDER / one.file).is_file()]
    commands = [*stale(FIXED, scenario_of, FOLDER), *(one.command for one in missing)]
    assert not commands, "make them anew: " + "; ".join(commands)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_process_that_ends_right_after_reading_a_table_ends_well() -> None:
    code = """
import os, sys
from coopsim.claim.matching.kept import FOLDER, kept_of
content = (FOLDER / "castillo.random_utility.parquet").read_bytes()
for _ in range(12):
    child = os.fork()
    if not child:
        kept_of(content)
        sys.exit(0)
    assert os.waitpid(child, 0)[1] == 0
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
