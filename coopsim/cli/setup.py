"""What every command that runs the model does first: read the scenario, apply the options, know the run again, show progress."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from coopsim.cli.results import RunRecord, identity
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.model.decision import RULES, rule_source
from coopsim.model.simulate import paths_for
from coopsim.prices.source import parse_source
from coopsim.runs.documents import content_hash
from coopsim.scenario import Scenario, load, parse_set


def scenario_with(name: str, price: str | None, set_: Sequence[str] | None, start: str | None, years: int | None) -> Scenario:
    """The scenario of that name or file with everything the command line changes in it."""
    changes: dict[str, Any] = {}
    if price is not None:
        changes |= parse_source(price)
    if start is not None:
        changes["start"] = start
    if years is not None:
        changes["years"] = years
    changes |= parse_set(list(set_ or ()))
    scenario = load(name)
    return scenario.with_values(changes) if changes else scenario


def check_rules(scenario: Scenario) -> dict[str, str]:
    """The source text of each of the user's own rules, which is part of the run's identity; unknown rules are told here."""
    return {name: rule_source(name, scenario.folder) for name in scenario.population.rules if name not in RULES}


def run_identity(command: str, scenario: Scenario, seed: int, replicates: int, **more: Any) -> str:
    """The identity of a run: everything its numbers depend on."""
    figures = paths_for(scenario, [0], seed, scenario.folder)
    return identity(
        scenario=scenario.resolved().document(),
        price_figures=content_hash({"price": figures.world_price_usd_per_qq, "costs": figures.local_cost_index}),
        seed=seed,
        replicates=replicates,
        user_rules=check_rules(scenario),
        command=command,
        **more,
    )


def names_set(set_: Sequence[str] | None) -> frozenset[str]:
    """The parameters that the command line sets: no world draws them."""
    return frozenset(parse_set(list(set_ or ())))


class Clock:
    """When a command began and how long it took, for the manifest."""

    def __init__(self) -> None:
        self.started, self._since = datetime.now(UTC).isoformat(timespec="seconds"), time.monotonic()

    def record(self, scenario: Scenario, run_identity: str, seed: int, replicates: int) -> RunRecord:
        """What the manifest says of the run."""
        seconds = round(time.monotonic() - self._since, 2)
        return RunRecord(run_identity, scenario.hash(), seed, replicates, scenario.price.source, self.started, seconds)


@contextmanager
def progress(words: str, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error; nothing when quiet or when nobody watches."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda done, total: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(words, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def note(words: str, quiet: bool) -> None:
    """A note for the person at the terminal, on standard error."""
    if not quiet:
        Console(stderr=True).print(words, style="dim", highlight=False)


def one_of(option: str, value: str, allowed: Sequence[str]) -> str:
    """`value` if it is allowed, else the user's mistake."""
    if value not in allowed:
        raise UserMistake(field=option, got=value, among=allowed)
    return value


def say_where(folder: Any, json: bool, quiet: bool) -> None:
    """Where the results are."""
    if not json:
        note(_("Results: {folder}").format(folder=folder), quiet)
