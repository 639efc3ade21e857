"""Every point of a design is a scenario that can be run: found out before anything runs."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from coopsim.errors import UserMistake
from coopsim.experiments.designs.factor import Wrong
from coopsim.experiments.designs.words import Path
from coopsim.model.decision import RULES, rule_source
from coopsim.model.simulate import paths_for
from coopsim.scenario import Scenario, load
from coopsim.scenario.read import folder as shipped
from coopsim.scenario.written import written

if TYPE_CHECKING:
    from coopsim.experiments.designs.design import Design

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


def check_points(design: Design) -> None:
    """Every point has a scenario, rules that are found and prices that cover its months."""
    for name, value in design.set.items():
        _try(design, {name: value}, ("set", name))
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


def _try(design: Design, values: dict[str, Any], path: Path) -> None:
    base = next(iter(design._bases.values()))
    try:
        base.with_values(design._plain(values))
    except UserMistake as mistake:
        raise _at(design, path, str(mistake)) from None


def _tell(design: Design, number: int, mistake: UserMistake) -> None:
    """The mistake of a point: at the factor or arm that alone makes it, else at the point with all that it sets."""
    values, places = design.values_of(number), _places(design, number)
    alone = {name: value for name, value in values.items() if name != "scenario"}
    base = design._bases[values.get("scenario", design._default)]
    for name, value in alone.items():
        try:
            base.with_values(design._plain(design.set | {name: value}))
        except UserMistake as own:
            if str(own) == str(mistake):
                raise _at(design, places[name], str(own)) from None
    told = ", ".join(f"{name} = {written(value)}" for name, value in list(values.items())[:SHOWN])
    path = next(
        (places[name] for name in reversed(values) if name.rpartition(".")[2] in str(mistake.field)),
        next(reversed(places.values()), ()),
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
