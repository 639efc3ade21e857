"""Every point of a design is a scenario that can be run: found out before anything runs."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from coopsim.designs.factor import Wrong
from coopsim.designs.words import Path
from coopsim.errors import UserMistake
from coopsim.model.decision import RULES, rule_source
from coopsim.model.simulate import paths_for
from coopsim.scenario import Scenario, load
from coopsim.scenario.names import changed
from coopsim.scenario.read import folder as shipped
from coopsim.scenario.written import written

if TYPE_CHECKING:
    from coopsim.designs.design import Design

SHOWN = 6  # factors named in a message


def load_beside(name: Any, folder: FilePath | None, path: Path, wrong: Wrong) -> Scenario:
    """A scenario by its name, or its file beside the design, else from where we are; a mistake is told at `path`."""
    if not isinstance(name, str):
        wrong(path, got=name)
    beside = None if folder is None else folder / name
    try:
        scenario = load(beside if beside is not None and beside.is_file() else name)
        if folder is not None and scenario.folder == shipped():  # the user's own rules stand beside the design
            return Scenario.checked(scenario.document(), folder)
        return scenario
    except UserMistake as mistake:
        if mistake.file is not None:  # wrong inside that file: told there
            raise
        wrong(path, str(mistake))


def check_names(design: Design) -> None:
    """What is set for all points bears names that the scenario knows; its values are judged with each point."""
    base = next(iter(design._bases.values()))
    for name, value in design.set.items():
        try:
            changed(base.document(), design._plain({name: value}))
        except UserMistake as mistake:
            raise _at(design, ("set", name), str(mistake)) from None


def check_points(design: Design) -> None:
    """Every point has a scenario, rules that are found and prices that cover its months."""
    seen: set[Any] = set()
    for number in range(len(design)):
        try:
            scenario = design.scenario_of(number)
            time, price = scenario.time, scenario.price
            rules = tuple(name for name in scenario.population.rules if name not in RULES)
            key = (
                scenario.folder,
                time.start,
                time.years,
                time.warm_up_years,
                price.source,
                price.series,
                price.nominal,
                price.path,
                rules,
            )
            if key not in seen:
                for rule in rules:
                    rule_source(rule, scenario.folder)
                paths_for(scenario, [0], design.seed, scenario.folder)
                seen.add(key)
        except UserMistake as mistake:
            _tell(design, number, mistake)


def _tell(design: Design, number: int, mistake: UserMistake) -> None:
    """The mistake of a point: at the value that alone makes it, else at the point with all that it sets."""
    values, places = design.values_of(number), _places(design, number)
    base = design._bases[values.get("scenario", design._default)]
    alone: list[tuple[dict[str, Any], Path]] = [({name: value}, ("set", name)) for name, value in design.set.items()]
    alone += [(design.set | {name: value}, places[name]) for name, value in values.items() if name != "scenario"]
    for tried, path in alone:
        try:
            base.with_values(design._plain(tried))
        except UserMistake as own:
            if str(own) == str(mistake):
                raise _at(design, path, str(own)) from None
    told = ", ".join(f"{name} = {written(value)}" for name, value in list(values.items())[:SHOWN])
    path = next(
        (places[name] for name in reversed(values) if name.rpartition(".")[2] in str(mistake.field)),
        next(reversed(places.values()), ("set",)),
    )
    raise _at(design, path, f"{mistake} ({told})" if told else str(mistake)) from None


def _places(design: Design, number: int) -> dict[str, Path]:
    """Where each value of a point is written."""
    k = max(1, len(design.arms))
    first = "point" if design.kind == "table" else "factor"
    row: dict[str, Path] = {
        name: (first, number // k, name) if first == "point" else (first, name) for name in design.values_of(number)
    }
    if design.arms:
        row |= {name: ("arm", number % k, "set", name) for name in design.arms[number % k].sets}
    return row


def _at(design: Design, path: Path, words: str) -> UserMistake:
    file, line = design._where(path)
    return UserMistake(words, file=file, line=line)
