"""A design: scenarios, factors, arms, and how often; every point checked when it is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, NoReturn

import pandas as pd

from coopsim.designs import options, points, sampling
from coopsim.designs.check import Point, Progress, check_names, check_points, load_beside, unheard
from coopsim.designs.factor import STEPS, Factor, as_list, factor
from coopsim.designs.places import Path, Where, mistake, nowhere
from coopsim.designs.points import Row
from coopsim.language import text as _
from coopsim.prices.source import parse_source
from coopsim.runs.documents import content_hash
from coopsim.runs.indicators import season_by_season, season_of
from coopsim.scenario import Scenario
from coopsim.scenario.names import changed
from coopsim.version import __version__

MOST_POINTS = 1_000_000


@dataclass(frozen=True)
class Arm:
    """One of the things that are compared: what it sets and, in both languages, what it is. Others are held against the first."""

    id: str
    sets: Mapping[str, Any] = field(default_factory=dict)
    scenario: str = ""
    title: Mapping[str, str] = field(default_factory=dict)


class Design:
    """Which runs to make. The arguments are the keys of a design file (`designs.read`); docs/sweeps.md explains each.

    scenario: a name, a file, or a Scenario. factor: name as in `--set` -> {"low", "high"}, {"levels"} or {} for the declared
    range. set: values for all points. arm: the arms, each {"id", "set"}; every point is run under every arm with common
    random numbers.
    on_progress: called with the points checked and the points in all, for whoever waits.
    point, table: the rows of design "table". replicates: a number or "auto". outcomes: the columns to keep; none: all.

    >>> design = Design("steady", "factorial", factor={"payment_delay_months": [2, 6], "trust": {"low": 0.2, "high": 0.8}})
    >>> design.points().shape, design.scenario_of(4).cooperative[0].payment_delay_months
    ((6, 3), 6)
    """

    def __init__(
        self,
        scenario: str | Scenario = "castillo",
        design: str = "factorial",
        *,
        factor: Mapping[str, Any] | None = None,
        set: Mapping[str, Any] | None = None,
        arm: Sequence[Mapping[str, Any]] = (),
        point: Sequence[Mapping[str, Any]] | pd.DataFrame = (),
        table: str = "",
        points: int | None = None,
        steps: int = STEPS,
        second_order: bool = False,
        grid_levels: int = 4,
        replicates: int | str = 16,
        replicates_at_most: int = 1024,
        half_width: Mapping[str, float] | None = None,
        seed: int = 1,
        outcomes: Sequence[str] = (),
        seasons: bool = False,
        title: str | Mapping[str, str] = "",
        folder: FilePath | str | None = None,
        where: Where = nowhere,
        on_progress: Progress = unheard,
    ) -> None:
        given = {name: value for name, value in locals().items() if name not in ("self", "where", "folder", "on_progress")}
        for name in ("points", "replicates", "replicates_at_most", "seed", "steps", "grid_levels"):
            given[name] = as_list(given[name])  # NumPy's numbers as Python's
        self._given, self._where, self._folder = given, where, None if folder is None else FilePath(folder)
        self.kind, self.seed, self.second_order = design, given["seed"], second_order
        self.size, self.grid_levels, steps = given["points"], given["grid_levels"], given["steps"]
        self.replicates: int | str = given["replicates"]
        self.replicates_at_most: int = given["replicates_at_most"]
        options.check(given, self._wrong)
        self.seasons = seasons
        self.half_width = dict(half_width or {})
        self.title = options.both_languages(("title",), title, self._wrong)
        self.set = dict(set or {})
        base = scenario if isinstance(scenario, Scenario) else load_beside(scenario, self._folder, ("scenario",), self._wrong)
        self._default = base.id if isinstance(scenario, Scenario) else scenario
        self._bases = {self._default: base}
        check_names(base, self.set, self._plain, where)
        self.outcomes = self._season_by_season(outcomes, self._with_set(base)["time"]["years"])
        self.factors = self._factors(factor or {}, steps)
        self.arms = self._arms(arm)
        rows, self._places_of_points = self._points_without_arms(point, table)
        self._rows = rows
        if not rows:
            self._wrong(("point",), _("a table needs rows"), allowed=_('[[point]] tables, or table = "FILE.csv"'))
        every = map(self._point, range(len(self)))
        self.hashes, self.notes = check_points(every, len(self), self.set, self._plain, self.seed, where, on_progress)

    def _season_by_season(self, outcomes: Sequence[str], years: Any) -> tuple[str, ...]:
        """The outcomes, each series written out; a season that no run has is refused. `years` are not checked yet."""
        seasons = years if type(years) is int else self._bases[self._default].time.years
        for name in outcomes:
            if season_of(name) >= seasons:
                allowed = _("seasons {low} to {high}").format(low=0, high=seasons - 1)
                self._wrong(("outcomes",), _("no such season"), got=name, allowed=allowed)
        return season_by_season(outcomes, seasons)

    # -- what a sweep asks for

    def points(self) -> pd.DataFrame:
        """One row a point: index `design_point`, `scenario`, with arms `background` and `arm`, and one column for each factor.

        Names are those of `--set`, values as the scenario has them (means, where a number differs from farmer to farmer);
        missing: the scenario says several things, as two cooperatives may.
        """
        values_of_points = [self.values_of(number) for number in range(len(self))]
        names = [name for name in dict.fromkeys(name for values in values_of_points for name in values) if name != "scenario"]
        usual = {
            id: {name: points.usual_value(document, name) for name in names}
            for id, document in ((id, self._with_set(base)) for id, base in self._bases.items())
        }
        scenarios = [values.get("scenario", self._default) for values in values_of_points]
        columns: dict[str, pd.Series] = {"scenario": points.column(scenarios)}
        if self.arms:
            columns["background"] = pd.Series([number // len(self.arms) for number in range(len(self))], dtype="int64")
            columns["arm"] = points.column([self.arms[number % len(self.arms)].id for number in range(len(self))])
        for name in names:
            cells = [values.get(name, usual[id][name]) for values, id in zip(values_of_points, scenarios, strict=True)]
            columns[name] = points.column(cells)
        table = pd.DataFrame(columns)
        table.index.name = "design_point"
        return table

    def __len__(self) -> int:
        return len(self._rows) * max(1, len(self.arms))

    def values_of(self, point: int) -> dict[str, Any]:
        """What a point sets, by name; `scenario` and `price` among them where they are factors."""
        if not self.arms:
            return self._rows[point]
        arm = self.arms[point % len(self.arms)]
        of_arm = {"scenario": arm.scenario} if arm.scenario else {}
        return self._rows[point // len(self.arms)] | of_arm | dict(arm.sets)

    def scenario_of(self, point: int) -> Scenario:
        """The scenario of one design point."""
        values = self.values_of(point)
        base = self._bases[values.get("scenario", self._default)]
        return base.with_values(self._plain(self.set | values))

    def farmers_of(self, point: int) -> int:
        """How many farmers a design point has, without making its scenario."""
        values = self.set | self.values_of(point)
        numbers = [values[name] for name in ("farmers", "population.farmers") if name in values]
        return int(numbers[0] if numbers else self._bases[values.get("scenario", self._default)].population.farmers)

    def groups(self) -> list[list[int]]:
        """The points that are compared with each other: the arms of one background, else each point alone."""
        k = max(1, len(self.arms))
        return [list(range(first, first + k)) for first in range(0, len(self), k)]

    @property
    def identity(self) -> str:
        """sha256 of all that decides the points and their number; the same design gives the same, wherever its file lies."""
        document = {name: value for name, value in self._given.items() if name not in ("scenario", "title", "table")}
        document |= {"scenarios": {id: base.hash() for id, base in self._bases.items()}, "version": __version__}
        document |= {"point": self._rows if self.kind == "table" else []}
        return content_hash(document)

    @property
    def scenarios(self) -> dict[str, Scenario]:
        """The scenarios that the points change, each by its id."""
        return {base.id: base for base in self._bases.values()}

    @property
    def scenario_hash(self) -> str:
        """The hash of the scenario that the design begins with."""
        return self._bases[self._default].hash()

    @property
    def price_source(self) -> str:
        """The price source of that scenario; `price` may be a factor besides."""
        return str(self.set.get("price", self._bases[self._default].price.source))

    def document(self) -> dict[str, Any]:
        """The design as plain data, for a manifest: whatever differs from its default."""
        given = {name: value for name, value in self._given.items() if name not in ("point", "table", "scenario")}
        filled = {name: value for name, value in given.items() if value not in (None, (), [], {}, "", False)}
        return filled | {"scenario": self._default, **({"point": self._rows} if self.kind == "table" else {})}

    def places(self) -> Any:
        """What the sampler drew: places between 0 and 1, shape (points without arms, factors); None where nothing is drawn."""
        return self._places_of_points

    # -- how it is made

    def _point(self, number: int) -> Point:
        """One point as it is checked."""
        k, values = max(1, len(self.arms)), self.values_of(number)
        table = self.kind == "table"
        places: dict[str, Path] = {name: ("point", number // k, name) if table else ("factor", name) for name in values}
        if self.arms:
            places |= {name: ("arm", number % k, "set", name) for name in self.arms[number % k].sets}
        return Point(self._bases[values.get("scenario", self._default)], values, places)

    def _wrong(self, path: Path, message: str = "", **facts: Any) -> NoReturn:
        raise mistake(self._where, path, message, **facts)

    def _plain(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values without `scenario`, and with `price` told as the parameters that it stands for."""
        plain = {name: value for name, value in values.items() if name not in ("scenario", "price")}
        if "price" in values:
            source = str(values["price"])
            neighbour = None if self._folder is None else self._folder / source
            plain = parse_source(str(neighbour) if neighbour is not None and neighbour.is_file() else source) | plain
        return plain

    def _with_set(self, base: Scenario) -> dict[str, Any]:
        """A scenario with what is set for all points, as plain tables not yet checked: a factor may still put it right."""
        return changed(base.document(), self._plain(self.set))

    def _factors(self, given: Mapping[str, Any], steps: int) -> list[Factor]:
        grid = self.kind in options.GRIDS
        factors = [
            factor(name, settings, self._bases[self._default], self._wrong, grid, steps) for name, settings in given.items()
        ]
        for one in factors:
            if one.name in self.set:
                self._wrong(("set", one.name), _("is a factor too"), got=self.set[one.name])
            if one.name == "scenario":
                for name in one.levels:
                    self._bases[name] = load_beside(name, self._folder, ("factor", "scenario"), self._wrong)
        return factors

    def _arms(self, given: Sequence[Mapping[str, Any]]) -> tuple[Arm, ...]:
        arms = [options.arm(place, settings, self._wrong) for place, settings in enumerate(given)]
        made = [Arm(**one) for one in arms]
        for place, one in enumerate(made):
            if one.id in [other.id for other in made[:place]]:
                self._wrong(("arm", place, "id"), _("two arms have the same id"), got=one.id)
            for name in one.sets:
                if any(name == other.name for other in self.factors):
                    self._wrong(("arm", place, "set"), _("{name} is a factor too").format(name=name))
            if one.scenario:
                path = ("arm", place, "scenario")
                self._bases[one.scenario] = load_beside(one.scenario, self._folder, path, self._wrong)
        return tuple(made)

    def _points_without_arms(self, point: Any, table: str) -> tuple[list[Row], Any]:
        size, number = self.size or 0, len(self.factors)
        if self.kind == "table":
            rows = options.rows(point, table, self._folder, self._wrong)
            for place, row in enumerate(rows):
                if name := row.get("scenario"):
                    self._bases[name] = load_beside(name, self._folder, ("point", place, "scenario"), self._wrong)
            return rows, None
        if self.kind == "one-at-a-time":
            document = self._with_set(self._bases[self._default])
            usual = {one.name: points.usual_value(document, one.name) for one in self.factors} | {"scenario": self._default}
            return points.one_at_a_time(self.factors, usual), None
        if self.kind in ("factorial", "arms"):
            total = max(1, len(self.arms))
            for one in self.factors:
                total *= len(one.grid())
            options.not_too_many(total, MOST_POINTS, self._wrong)
            return points.factorial(self.factors), None
        runs = {
            "latin-hypercube": size,
            "sobol": size * ((2 if self.second_order else 1) * number + 2),
            "morris": size * (number + 1),
        }
        options.not_too_many(runs[self.kind] * max(1, len(self.arms)), MOST_POINTS, self._wrong)
        if self.kind == "latin-hypercube":
            places = sampling.latin_hypercube(number, size, self.seed)
        elif self.kind == "sobol":
            places = sampling.sobol(number, size, self.seed, self.second_order)
        else:
            places = sampling.morris(number, size, self.seed, self.grid_levels)
        return points.sampled(self.factors, places), places
