"""The worlds of a study: those of a kept table where it is of this very scenario, else chosen now; and how tables are made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile

import pandas as pd

from coopsim.claim.criteria import Criteria
from coopsim.claim.matching.job import MatchingJob, Read
from coopsim.claim.matching.kept import FOLDER, Identity, kept, kept_bytes
from coopsim.claim.matching.matched import Likeness, Matched
from coopsim.claim.matching.rows import rows
from coopsim.claim.matching.waves import Settings, Simulate, match
from coopsim.claim.worlds.draws import drawn_worlds, held, held_values
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.model.decision import RULES
from coopsim.runs.run import run
from coopsim.runs.unfinished import write_whole
from coopsim.scenario import Scenario, load

CLOSES = "closes in every run"  # so `waves.of_itself` says that there is nothing to be like
TRIED_NOW = 1_000  # at a time, where there is no table
TRIED_A_WORLD = 5  # and no more than so many for each world wanted
TABLES = tuple(("castillo", rule) for rule in RULES) + tuple(  # those that come with the package
    (name, "random_utility") for name in ("spike-2021", "weak-cooperative", "strong-cooperative")
)


def scenario_of(name: str, rule: str) -> Scenario:
    """A scenario with all farmers under one rule.

    >>> scenario_of("castillo", "random_utility").hash() == load("castillo").hash()
    True
    """
    return load(name).with_values({"rules": {rule: 1.0}})


def likeness(
    scenario: Scenario,
    fixed: Criteria,
    seed: int,
    simulate: Simulate,
    held_names: Collection[str] = (),
    worlds: int | None = None,
) -> Likeness:
    """The worlds that look like the field: the kept table's, or chosen anew of fewer (some 20 s more).

    Parameters
    ----------
    scenario : Scenario
        With whatever the user has set.
    fixed : Criteria
        In force.
    seed : int
        Of the study, for worlds chosen anew; a kept table has its own.
    simulate : callable
        Does jobs, in order.
    held_names : collection of str
        Names that the user has set: every world has their value, none draws them.
    worlds : int, optional
        So many are wanted: of fewer, fewer are tried. As many as the headline has by default.

    Returns
    -------
    Likeness
        `made` says which; a table of another scenario, model or choice of worlds is never read.
    """
    there = None if held_names else kept(scenario, fixed)
    if there is not None:
        return Likeness(there.matched, "kept", there.hash)
    settings = at_run_time(Settings.of(fixed.frozen), fixed.frozen.judgement.worlds if worlds is None else worlds)
    matched = _matched(scenario, fixed, seed, simulate, settings, held_names)
    return Likeness(matched, "anew", sha256(kept_bytes(matched, Identity.of(scenario, fixed))).hexdigest())


def at_run_time(settings: Settings, worlds: int) -> Settings:
    """The settings where there is no table: fewer worlds are tried at a time, and no more are asked for than are wanted.

    Parameters
    ----------
    settings : Settings
        Of the tables.
    worlds : int
        So many are wanted.

    Returns
    -------
    Settings
        The same rules of what is ruled out.

    Examples
    --------
    >>> at_run_time(Settings(), 200).tried, at_run_time(Settings(), 6).tried, at_run_time(Settings(), 6).least_worlds
    (1000, 30, 6)
    """
    tried = min(TRIED_NOW, TRIED_A_WORLD * worlds, settings.tried)
    return replace(settings, tried=tried, least_worlds=min(settings.least_worlds, worlds))


def make_table(
    scenario: Scenario,
    fixed: Criteria,
    seed: int,
    workers: int,
    on_progress: Callable[[int, int], None] | None = None,
    folder: Path = FOLDER,
) -> Path:
    """Choose the worlds of a scenario and write them as its table.

    Parameters
    ----------
    scenario : Scenario
        Under its own rule.
    fixed : Criteria
        In force.
    seed : int
        Of draws and runs.
    workers : int
        Processes.
    on_progress : callable, optional
        Called with the runs done and those known of so far.
    folder : Path
        Of the tables; the package's own by default.

    Returns
    -------
    Path
        Of the file.

    Raises
    ------
    UserMistake
        The folder cannot be written, which is asked before any work; or the scenario's own cooperative closes by itself.
    """
    _refuse_read_only(folder)
    before = 0

    def simulate(jobs: Sequence[MatchingJob]) -> list[Read]:
        nonlocal before
        first, of_these = before, sum(job.runs for job in jobs)
        before += of_these
        reports = None if on_progress is None else lambda done, _total: on_progress(first + done, first + of_these)
        return list(run(jobs, workers, reports))

    matched = _matched(scenario, fixed, seed, simulate, Settings.of(fixed.frozen), ())
    identity = Identity.of(scenario, fixed)
    file, content = folder / identity.file, kept_bytes(matched, identity)
    try:
        write_whole(file, content)
        file.chmod(0o644)  # a file written aside is the writer's alone; a table is for everybody
    except OSError as error:
        raise _cannot_write(file, error) from error
    return file


def _refuse_read_only(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        TemporaryFile(dir=folder).close()
    except OSError as error:
        raise _cannot_write(folder, error) from error


def _cannot_write(path: Path, error: OSError) -> UserMistake:
    return UserMistake(f"{_('cannot be written')} ({error.strerror or error})", field="--match", got=str(path))


def closes(scenario: Scenario) -> UserMistake:
    """The scenario's own cooperative does not last until any price changes."""
    return UserMistake(
        _("the scenario's own cooperative closes before any price changes: there is nothing to test"),
        got=scenario.id,
        allowed=_("one that lasts; `coopsim scenarios check` shows its fixed cost"),
    )


def _matched(
    scenario: Scenario, fixed: Criteria, seed: int, simulate: Simulate, settings: Settings, held_names: Collection[str]
) -> Matched:
    def draw(number: int, first: int) -> pd.DataFrame:
        return held(drawn_worlds(fixed, number, seed, first), fixed, scenario, held_names)

    try:
        matched = match(scenario, rows(fixed.frozen.matching.row), draw, seed, simulate, settings)
    except ValueError as error:
        if CLOSES not in str(error):
            raise
        raise closes(scenario) from error
    return replace(matched, held=held_values(fixed, scenario, held_names))
