"""One scenario from Python: its tables, and the rules by which its farmers may decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from coopsim.arguments import MOST_REPLICATES, whole
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.model.choice.registry import rule_named
from coopsim.model.decision import RULES
from coopsim.prices.source import parse_source
from coopsim.runs.groups import groupings_of, of_grouping
from coopsim.runs.progress import watched
from coopsim.runs.run import joined, tables_in_blocks
from coopsim.runs.scenario_run import Keep
from coopsim.scenario import Scenario, loaded
from coopsim.scenario.notes import notes, warn


@dataclass(frozen=True, eq=False)
class Run:
    """The tables of one scenario; `months, seasons = coopsim.run(...)` takes the first two.

    In the column `cooperative`, "region" stands for all of them and "district:NAME" for those of a district that has several.

    Attributes
    ----------
    months : pandas.DataFrame
        One row for each arm, replicate, cooperative and month, of the first `keep_months` replicates.
    seasons : pandas.DataFrame
        One row for each arm, replicate, cooperative, group of households and season.
    cooperatives : pandas.DataFrame
        One row for each arm, replicate and cooperative: founded, closed and why, members, and the numbers it was drawn with.
    members : pandas.DataFrame
        One row for each arm, replicate, season and household, of the first `keep_members` replicates.

    Notes
    -----
    Names of columns end in their unit: `_usd` US$ of 2025, `_qq` quintals of 46 kg green coffee, `_share` 0 to 1. Of several
    cooperatives, what each owns or owes is missing: it is not added up.
    """

    months: pd.DataFrame
    seasons: pd.DataFrame
    cooperatives: pd.DataFrame
    members: pd.DataFrame

    def __iter__(self) -> Iterator[pd.DataFrame]:
        return iter((self.months, self.seasons))

    def groups(self, grouping: str) -> pd.DataFrame:
        """The seasons of one grouping of members, such as "size".

        Parameters
        ----------
        grouping : str
            One of those asked for with `by`.

        Returns
        -------
        pandas.DataFrame
            Its rows of `seasons`.

        Raises
        ------
        UserMistake
            A grouping that does not exist, or that this run was not asked to keep.

        Examples
        --------
        >>> found = run("steady", replicates=1, set={"years": 1, "warm_up_years": 0}, by="size", progress=False)
        >>> sorted(found.groups("size")["group"].unique())
        ['large', 'middle', 'small']
        """
        return of_grouping(self.seasons, grouping)


def run(
    scenario: str | Scenario = "castillo",
    *,
    replicates: int = 16,
    seed: int = 1,
    set: Mapping[str, Any] | None = None,
    price: str | None = None,
    workers: int = 1,
    by: str | Sequence[str] = (),
    keep_months: int = 8,
    keep_cooperatives: bool = False,
    keep_members: int = 0,
    progress: bool = True,
) -> Run:
    """Simulate one scenario.

    Parameters
    ----------
    scenario : str or Scenario
        A scenario's name, the path of its file, or a Scenario.
    replicates : int
        Runs that differ in their random draws alone.
    seed : int
        The same seed and replicate has the same draws in every scenario (common random numbers).
    set : mapping, optional
        Values by the names of parameters, as after `--set`; `coopsim.parameters()` states their units.
    price : str, optional
        A price source, as after `--price`: history, a shape, a process or the path of a file.
    workers : int
        Processes that share the work; the numbers do not depend on it.
    by : str or sequence of str
        Groups of members in `seasons`, besides all of them as one: "size", "poverty", "kin", "tenure", "rule".
    keep_months : int
        Replicates whose months are kept.
    keep_cooperatives : bool
        Whether months are kept of each cooperative even where there are more than 12: else those of districts and region.
    keep_members : int
        Replicates whose households are kept one by one, season by season.
    progress : bool
        Whether a line of progress is shown.

    Returns
    -------
    Run
        The tables `months`, `seasons`, `cooperatives` and `members`.

    Raises
    ------
    UserMistake
        A scenario, parameter, value or price source that does not exist or is out of range.

    Examples
    --------
    >>> months, seasons = run("steady", replicates=2, set={"years": 2, "warm_up_years": 1}, progress=False)
    >>> seasons.query("cooperative == 'esperanza'").shape[0], "delivery_share" in seasons
    (4, True)
    """
    chosen = loaded(scenario)
    for name, number, low in (
        ("seed", seed, 0),
        ("workers", workers, 1),
        ("keep_months", keep_months, 0),
        ("keep_members", keep_members, 0),
    ):
        whole(name, number, low)
    replicates = whole("replicates", replicates, 1, MOST_REPLICATES)
    _refuse_other_types(set, price, by)
    changes = {**(parse_source(price) if price else {}), **(set or {})}
    chosen = chosen.with_values(changes) if changes else chosen
    warn(notes(chosen))
    keep = Keep(keep_months, groupings_of(by), keep_cooperatives, keep_members)
    with watched(_("Simulating"), progress) as report:
        return Run(*joined(tables_in_blocks(chosen, replicates, seed, keep, workers=workers, on_progress=report)))


def _refuse_other_types(set: Any, price: Any, by: Any) -> None:
    if set is not None and not isinstance(set, Mapping):
        raise UserMistake(field="set", got=set, allowed=_('values by name, {"advance_share": 0.8}'))
    if price is not None and not isinstance(price, str):
        raise UserMistake(field="price", got=price, allowed=_("a price source, as after --price"))
    if not isinstance(by, Sequence):
        raise UserMistake(field="by", got=by, allowed=_("names in a list"))


def decision_rules(names: Sequence[str] = ("all",), folder: Path | None = None) -> list[str]:
    """The names of decision rules, each once and checked.

    Parameters
    ----------
    names : sequence of str
        Names of coopsim's own rules, "all" for all of them, or `module:Class` for a rule of the user's.
    folder : pathlib.Path, optional
        Where modules of the user's are looked for first.

    Returns
    -------
    list of str
        The names, in the order given.

    Raises
    ------
    UserMistake
        A rule that does not exist.

    Examples
    --------
    >>> decision_rules()[:2], decision_rules(["threshold", "threshold"])
    (['random_utility', 'price_gap'], ['threshold'])
    """
    chosen: list[str] = []
    for name in names:
        if name != "all" and name not in RULES and ":" not in name:
            raise UserMistake(field="--rule", got=name, among=(*RULES, "all"))
        if ":" in name:
            rule_named(name, folder)
        chosen += list(RULES) if name == "all" else [name]
    return list(dict.fromkeys(chosen))
