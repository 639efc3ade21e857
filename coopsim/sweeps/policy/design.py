"""The design of a search: levers, what nobody knows, objectives and a floor; and the sweep that tries some policies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path as FilePath
from typing import Any, NoReturn

from coopsim.arguments import MOST_REPLICATES
from coopsim.designs import Design, Factor, points, sampling
from coopsim.designs.check import load_beside
from coopsim.designs.document import document_of, find, names
from coopsim.designs.factor import as_list, factor
from coopsim.designs.options import both_languages, outcome_names
from coopsim.designs.places import Path, Where, mistake, nowhere
from coopsim.designs.points import Row
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.runs.documents import content_hash
from coopsim.scenario import Scenario
from coopsim.scenario.wording import shown
from coopsim.sweeps.condition import Condition, condition
from coopsim.version import __version__

# members' income, survival, cohesion
OBJECTIVES = {"income_usd_per_farmer_mean": "max", "alive_last": "max", "cohesion_share_last": "max"}
MOST_OBJECTIVES = 4
WAYS = ("max", "min")
KEYS = ("scenario", "title", "lever", "factor", "set", "objective", "floor", "futures", "held_out", "replicates", "policies",
        "generations", "seed")  # fmt: skip
WHOLE = {
    "futures": (2, 10_000),
    "held_out": (2, 10_000),
    "replicates": (1, MOST_REPLICATES),
    "policies": (4, 1000),
    "generations": (1, 1000),
    "seed": (0, 2**63 - 1),
}
DIGITS = 3  # of a lever's value: what is printed is what was run


class PolicyDesign:
    """Which levers to search, in which futures, for what. The arguments are the keys of the file; docs/analysis.md explains them.

    lever, factor: as [factor] of a sweep; levers are chosen, factors are what nobody knows. A future is one draw of the factors
    with `replicates` runs, or one run where there are none. held_out: futures in which the winners are judged; none: as many.
    objective: outcome -> "max" or "min". floor: a condition, as of `discover`. policies: how many in a generation.

    >>> design = PolicyDesign("steady", lever={"advance_share": {"low": 0.5, "high": 0.9}}, futures=4)
    >>> design.policy({"advance_share": 0.123456}), len(design.sweep([{}, {"advance_share": 0.6}], held_out=False))
    ({'advance_share': 0.549}, 2)
    """

    def __init__(
        self,
        scenario: str | Scenario = "castillo",
        *,
        lever: Mapping[str, Any] | None = None,
        factor: Mapping[str, Any] | None = None,
        set: Mapping[str, Any] | None = None,
        objective: Mapping[str, str] | None = None,
        floor: str = "",
        futures: int = 16,
        held_out: int | None = None,
        replicates: int | None = None,
        policies: int = 24,
        generations: int = 10,
        seed: int = 1,
        title: str | Mapping[str, str] = "",
        folder: FilePath | str | None = None,
        where: Where = nowhere,
    ) -> None:
        self._scenario, self._folder, self._where = scenario, None if folder is None else FilePath(folder), where
        held_out = futures if held_out is None else held_out
        replicates = 1 if replicates is None and not factor else 4 if replicates is None else replicates
        given = {name: as_list(value) for name, value in locals().items() if name in WHOLE}
        self._check(given, {"lever": lever, "factor": factor, "set": set, "objective": objective})
        self.futures, self.held_out, self.replicates, self.policies, self.generations, self.seed = (
            int(given[name]) for name in ("futures", "held_out", "replicates", "policies", "generations", "seed")
        )
        if not factor and self.replicates != 1:
            self._wrong(
                ("replicates",), _("says nothing without [factor]"), got=self.replicates, allowed=_("futures: one run each")
            )
        self.title = both_languages(("title",), title, self._wrong)
        self.set = dict(set or {})
        self.objectives = self._objectives(OBJECTIVES if objective is None else objective)
        self.floor = self._floor(floor)
        base = scenario if isinstance(scenario, Scenario) else load_beside(scenario, self._folder, ("scenario",), self._wrong)
        self.levers = self._factors("lever", lever or {}, base)
        self.factors = self._factors("factor", factor or {}, base)
        alone = [{one.name: value} for one in self.levers for value in (one.levels or (one.at(0.0), one.at(1.0)))]
        tried = self._design([{}, *alone, *self._draws(held_out=False), *self._draws(held_out=True)], 1, self.seed)
        self.notes, self.scenarios, self.scenario_hash = tried.notes, tried.scenarios, tried.scenario_hash
        self._as_it_is = tried.scenario_of(0)

    # -- what a search asks for

    @property
    def outcomes(self) -> list[str]:
        """What runs are asked for: the objectives, and what the floor is about."""
        return list(dict.fromkeys([*self.objectives, *(self.floor.outcomes if self.floor else [])]))

    @property
    def runs(self) -> int:
        """Runs of one policy in the futures of the search."""
        return self.futures * self.replicates

    @property
    def identity(self) -> str:
        """sha256 of all that decides the search; a longer one has the same, and so has another floor of these outcomes."""
        levers = [repr(one) for one in (*self.levers, "", *self.factors)]
        numbers = [self.futures, self.replicates, self.policies, self.seed, self.outcomes, __version__]
        return content_hash([self._as_it_is.hash(), levers, self.set, list(self.objectives.items()), numbers])

    def document(self) -> dict[str, Any]:
        """The design as plain data, for a manifest."""
        names = ("set", "objectives", "futures", "held_out", "replicates", "policies", "generations", "seed")
        document: dict[str, Any] = {name: getattr(self, name) for name in names} | {"floor": str(self.floor or "")}
        for name, factors in (("lever", self.levers), ("factor", self.factors)):
            document[name] = {
                one.name: {"levels": list(one.levels)} if one.levels else {"low": one.low, "high": one.high} for one in factors
            }
        return document | {"scenario": self._as_it_is.id}

    def policy(self, places: Mapping[str, float]) -> Row:
        """The policy at these places, 0 to 1, of its levers; numbers to three digits, so that what is read is what was run."""
        return {one.name: _readable(one, places[one.name]) for one in self.levers}

    def allows(self, policy: Row) -> bool:
        """Whether the scenario takes these values together."""
        try:
            self._as_it_is.with_values(policy)
        except UserMistake:
            return False
        return True

    def sweep(self, policies: Sequence[Row], held_out: bool) -> Design:
        """The sweep that tries these policies in every future: the same draws for all of them."""
        draws = self._draws(held_out)
        number = self.held_out if held_out else self.futures
        rows = [{**policy, **draw} for policy in policies for draw in draws or [{}]]
        return self._design(rows, self.replicates if draws else number, self._seed(held_out))

    def as_it_is(self) -> Row:
        """What the scenario itself says of the levers; None where it says several things."""
        document = self._as_it_is.document()
        return {one.name: points.usual_value(document, one.name) for one in self.levers}

    # -- how it is made

    def _seed(self, held_out: bool) -> int:
        return (self.seed + held_out) % 2**63

    def _draws(self, held_out: bool) -> list[Row]:
        """What the factors are in each future; none where there are no factors."""
        if not self.factors:
            return []
        number = self.held_out if held_out else self.futures
        return points.sampled(self.factors, sampling.latin_hypercube(len(self.factors), number, self._seed(held_out)))

    def _design(self, rows: list[Row], replicates: int, seed: int) -> Design:
        return Design(
            self._scenario, "table", point=rows, set=self.set, replicates=replicates, seed=seed, outcomes=self.outcomes,
            folder=self._folder, where=self._place,
        )  # fmt: skip

    def _place(self, path: Path) -> tuple[str | None, int | None]:
        """Where a value of a point was written: under its lever or its factor."""
        if path[:1] == ("point",) and len(path) > 2:
            path = ("lever" if any(one.name == path[2] for one in self.levers) else "factor", path[2])
        return self._where(path)

    def _wrong(self, path: Path, message: str = "", **facts: Any) -> NoReturn:
        raise mistake(self._where, path, message, **facts)

    def _check(self, numbers: Mapping[str, Any], tables: Mapping[str, Any]) -> None:
        for name, (low, high) in WHOLE.items():
            if type(numbers[name]) is not int or not low <= numbers[name] <= high:
                self._wrong((name,), got=numbers[name], allowed=_("{low} to {high}").format(low=low, high=f"{high:,}"))
        for name, table in tables.items():
            if table is not None and not isinstance(table, Mapping):
                self._wrong((name,), got=table, allowed=_("a table headed {header}").format(header=f"[{name}]"))
        if not tables["lever"]:
            self._wrong(("lever",), _("a search needs a lever"), allowed="[lever]")

    def _factors(self, table: str, given: Mapping[str, Any], base: Scenario) -> list[Factor]:
        for name in given:
            if name == "scenario" or (table == "lever" and name == "price"):
                self._wrong((table, name), _("cannot be chosen here"), got=name, allowed=_("parameters of the scenario"))
            if name in self.set:
                self._wrong(("set", name), _("is a factor too") if table == "factor" else _("is a lever too"), got=self.set[name])
            if table == "factor" and any(name == one.name for one in self.levers):
                self._wrong((table, name), _("is a lever too"))
        return [factor(name, settings, base, self._wrong, table=table) for name, settings in given.items()]

    def _objectives(self, given: Mapping[str, str]) -> dict[str, str]:
        if not 1 <= len(given) <= MOST_OBJECTIVES:
            self._wrong(("objective",), got=len(given), allowed=_("{low} to {high}").format(low=1, high=MOST_OBJECTIVES))
        for name, way in given.items():
            if name not in outcome_names():
                self._wrong(("objective", name), _("no such outcome"), got=name, among=outcome_names())
            if way not in WAYS:
                self._wrong(("objective", name), got=way, among=WAYS)
        return dict(given)

    def _floor(self, given: Any) -> Condition | None:
        if given == "":
            return None
        try:
            return condition(given, outcome_names(), "floor")
        except UserMistake as wrong:
            file, line = self._where(("floor",))
            raise wrong if file is None else UserMistake(str(wrong), file=file, line=line) from None


def _readable(lever: Factor, place: float) -> Any:
    """A lever's value at a place; a number to three digits, within its ends."""
    value = lever.at(place)
    if lever.levels or lever.whole:
        return value
    return float(min(max(float(f"{value:.{DIGITS}g}"), lever.low), lever.high))


def read_policy(path: str | FilePath, *, seed: int | None = None, set: Mapping[str, Any] | None = None) -> PolicyDesign:
    """The search in a TOML file, or one that comes with coopsim. What is given beside the path holds in place of the file's."""
    file = find(path, "policies")
    document, where = document_of(file, KEYS, ("scenario", "lever"), set, seed=seed)
    return PolicyDesign(**document, folder=file.parent, where=where)


def policy_design(given: PolicyDesign | Mapping[str, Any] | str | PathLike[str]) -> PolicyDesign:
    """A search as it is, from a table of its keys, or from a file."""
    if isinstance(given, PolicyDesign):
        return given
    if isinstance(given, Mapping):
        for key in given:
            if key not in KEYS:
                raise UserMistake(_("no such setting of a design"), field=str(key), got=shown(key), among=KEYS)
        return PolicyDesign(**given)
    if not isinstance(given, (str, PathLike)):
        raise UserMistake(field="design", got=given, allowed=_("a PolicyDesign, a table of its keys, or a design file"))
    return read_policy(FilePath(given))


def names_of_policies() -> list[str]:
    """The searches that come with coopsim."""
    return names("policies")
