"""Every point of a design is a scenario that can be run: found out before anything runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from coopsim.designs.factor import Wrong
from coopsim.designs.places import Path, Where
from coopsim.errors import UserMistake
from coopsim.runs.identity import Identities
from coopsim.scenario import Scenario, load
from coopsim.scenario.names import changed
from coopsim.scenario.notes import notes
from coopsim.scenario.read import folder as shipped
from coopsim.scenario.written import written

Plain = Callable[[Mapping[str, Any]], dict[str, Any]]  # a design's values as the parameters that they stand for
Progress = Callable[[int, int], None]  # points done, points in all

SHOWN = 6  # factors named in a message


def unheard(_done: int, _of: int) -> None:
    """Progress that nobody watches."""


def load_beside(name: Any, folder: FilePath | None, path: Path, wrong: Wrong) -> Scenario:
    """A scenario by its name, or its file beside the design, else from where we are; a mistake is told at `path`."""
    if not isinstance(name, str):
        wrong(path, got=name)
    neighbour = None if folder is None else folder / name
    try:
        scenario = load(neighbour if neighbour is not None and neighbour.is_file() else name)
        if folder is not None and scenario.folder == shipped():  # the user's own rules stand beside the design
            return Scenario.checked(scenario.document(), folder)
        return scenario
    except UserMistake as mistake:
        if mistake.file is not None:  # wrong inside that file: told there
            raise
        wrong(path, str(mistake))


class Point(NamedTuple):
    """One design point: the scenario that it changes, what it sets, and where each value is written."""

    base: Scenario
    values: dict[str, Any]
    places: dict[str, Path]


def check_names(base: Scenario, fixed: Mapping[str, Any], plain: Plain, where: Where) -> None:
    """What is set for all points bears names that the scenario knows; its values are judged with each point."""
    for name, value in fixed.items():
        try:
            changed(base.document(), plain({name: value}))
        except UserMistake as mistake:
            raise _at(where, ("set", name), str(mistake)) from None


class Checked(NamedTuple):
    """What checking the points came to: the identity of each, and what points ask for and do not get."""

    hashes: list[str]
    notes: list[str]


def check_points(
    points: Iterable[Point], of: int, fixed: Mapping[str, Any], plain: Plain, seed: int, where: Where, on_progress: Progress
) -> Checked:
    """Every point has a scenario, rules that are found and prices that cover its months; all that its identity asks."""
    identities = Identities(seed)
    hashes: list[str] = []
    sentences: dict[str, None] = {}
    for number, point in enumerate(points):
        on_progress(number, of)
        try:
            scenario = point.base.with_values(plain({**fixed, **point.values}))
            hashes.append(identities.of(scenario))
            sentences |= dict.fromkeys(notes(scenario))
        except UserMistake as mistake:
            _raise_where_written(point, fixed, plain, where, mistake)
    return Checked(hashes, list(sentences))


def _raise_where_written(point: Point, fixed: Mapping[str, Any], plain: Plain, where: Where, mistake: UserMistake) -> None:
    """The mistake of a point: at the value that alone makes it, else at the point with all that it sets."""
    values, places = point.values, point.places
    alone: list[tuple[dict[str, Any], Path]] = [({name: value}, ("set", name)) for name, value in fixed.items()]
    alone += [({**fixed, name: value}, places[name]) for name, value in values.items() if name != "scenario"]
    for tried, path in alone:
        try:
            point.base.with_values(plain(tried))
        except UserMistake as own:
            if str(own) == str(mistake):
                raise _at(where, path, str(own)) from None
    listed = ", ".join(f"{name} = {written(value)}" for name, value in list(values.items())[:SHOWN])
    path = next(
        (places[name] for name in reversed(values) if name.rpartition(".")[2] in str(mistake.field)),
        next(reversed(places.values()), ("set",)),
    )
    raise _at(where, path, f"{mistake} ({listed})" if listed else str(mistake)) from None


def _at(where: Where, path: Path, message: str) -> UserMistake:
    file, line = where(path)
    return UserMistake(message, file=file, line=line)
