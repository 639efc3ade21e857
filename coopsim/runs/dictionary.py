"""The data dictionary: every column of every table, looked up by table and column, from the one place that declares it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from coopsim.errors import UserMistake
from coopsim.language import both
from coopsim.language import text as _
from coopsim.model.choice_columns import KEPT_FOR_ALL, MEMORY
from coopsim.model.column import Column
from coopsim.model.columns import MONTHS
from coopsim.model.season_columns import SEASONS
from coopsim.model.state_columns import STATES
from coopsim.runs.cohort_outcomes import COHORT_OUTCOMES
from coopsim.runs.indicators import Indicator, indicators, of_a_season, season_of
from coopsim.runs.ladder_outcomes import RENAMED_OUTCOMES
from coopsim.runs.shared_columns import DESIGN_POINT
from coopsim.runs.tables import FAMILIES, TABLES
from coopsim.scenario import parameters
from coopsim.scenario.renamed import new_name

WRITTEN = ("months", "seasons", *TABLES)  # tables that coopsim writes to disk
WITH_PARAMETERS = ("points", "worlds", "policies", "searched", *STATES)  # tables whose other columns are parameters by name
WITH_OUTCOMES = ("policies", "futures", "searched")  # tables that have outcomes of a sweep besides
OUTCOMES = "runs.outcome"  # what the claim measures, looked up like a table


class Entry(NamedTuple):
    """One line of the dictionary."""

    table: str
    column: str
    unit: str
    formula: str
    counts: str
    label_en: str
    label_es: str
    en: str
    es: str


@cache
def tables() -> Mapping[str, Mapping[str, Column]]:
    """Every table with its columns by name, parameters left out.

    Returns
    -------
    Mapping
        Table's name to its columns, in the order of the table.

    >>> tables()["months"]["debt_usd"].en == tables()["farmers"]["debt_usd"].en
    False
    """
    memory = dict.fromkeys((*KEPT_FOR_ALL, *MEMORY))
    made = {name: {column.name: column for column in columns} for name, columns in STATES.items()}
    made["farmers"] |= {column.name: column for column in memory}
    written = {"months": MONTHS, "seasons": (DESIGN_POINT, *SEASONS), **TABLES}
    declared = {name: {column.name: column for column in columns} for name, columns in written.items()}
    declared["outcomes"] |= {one.name: _outcome(one) for one in indicators().values()}
    measured = {OUTCOMES: {column.name: column for column in COHORT_OUTCOMES}}  # outcome@window of `runs`
    made["cooperatives"] = declared["cooperatives"] | made["cooperatives"]  # the table on disk, and what agents show
    return MappingProxyType(declared | measured | made)


def _outcome(one: Indicator) -> Column:
    """What a sweep keeps of a column of `seasons`."""
    season = next((column for column in SEASONS if column.name == one.column), None)
    over = f"{one.over} {season_of(one.name)}" if one.over == "season" else one.over
    formula, counts = (f"{over}(seasons.{one.column})", season.counts) if season else ("", "the cooperative")
    return Column(one.name, one.unit, one.en, one.es, formula=formula, counts=counts)


@cache
def _parameters() -> Mapping[str, Column]:
    declared = {one.name: Column(one.name, one.unit, one.en, one.es) for one in parameters()}
    return declared | {name.rpartition(".")[2]: column for name, column in declared.items() if "." in name}


def column(table: str, name: str) -> Column | None:
    """What a column of a table means, or None where nothing declares it (a column of a user's own rule).

    Parameters
    ----------
    table : str
        A table's name: "months", "runs", or "farmers", a table of the world's states.
    name : str
        The column's name.

    Returns
    -------
    Column or None

    >>> column("farmers", "lot_qq").en, column("points", "payment_delay_months").unit
    ('Coffee to sell this month', 'months')
    """
    outcome, _at, window = name.partition("@")
    declared = tables().get(OUTCOMES if window else table, {}).get(outcome)
    if declared is None:
        declared = next((of for start, of in FAMILIES.get(table, {}).items() if name.startswith(start)), None)
    if declared is None and table in WITH_OUTCOMES:
        declared = tables()["outcomes"].get(name)
    if declared is None and table in ("outcomes", *WITH_OUTCOMES) and (one := of_a_season(name)):
        declared = _outcome(one)
    if declared is None and table in WITH_PARAMETERS:
        plain = name.rpartition(".")[0] if name.endswith((".mean", ".sd", ".low", ".high")) else name
        declared = _parameters().get(plain) or _parameters().get(plain.rpartition(".")[2])
    return declared


def meaning(table: str, name: str) -> str:
    """What a column says, as the doc of an agent's attribute: "English | Español (unit)"; empty where nothing declares it.

    >>> meaning("farmers", "lot_qq")
    'Coffee to sell this month | Café por vender este mes (qq)'
    """
    declared = column(table, name)
    return f"{declared.en} | {declared.es} ({declared.unit})" if declared else ""


def entries(name: str = "") -> list[Entry]:
    """The dictionary, or the lines of one column or one table; a name that is nowhere is refused with the nearest one.

    Parameters
    ----------
    name : str
        A column, a table, or table.column; all of them where left out.

    Raises
    ------
    UserMistake
        No table and no column has this name.

    >>> [(entry.table, entry.formula) for entry in entries("leakage_share")]
    [('months', '1 - offered_qq / harvest_qq'), ('seasons', '1 - offered_qq / harvest_qq')]
    """
    everything = [_entry(table, one) for table, columns in tables().items() for one in columns.values()]
    if not name:
        return everything
    named = [entry for entry in everything if name in (entry.table, entry.column, f"{entry.table}.{entry.column}")]
    if not named and name in _parameters():
        raise UserMistake(_("is a parameter, not a column"), got=name, allowed=_("see coopsim parameters"))
    if not named and (renamed := new_name(name) or _new_outcome(name)):
        raise UserMistake(_("has a new name"), got=name, allowed=renamed)
    if not named:
        among = dict.fromkeys([entry.column for entry in everything] + list(tables()))
        raise UserMistake(_("no such column"), got=name, allowed=_("see coopsim columns"), among=list(among))
    return named


def _new_outcome(name: str) -> str | None:
    """What stands in the place of an outcome of the claim that is no more, under its table where one was named."""
    today = name.replace("effects.outcome", OUTCOMES)
    table, dot, outcome = today.rpartition(".")
    today = f"{table}{dot}{RENAMED_OUTCOMES.get(outcome, outcome)}"
    return today if today != name else None


def _entry(table: str, one: Column) -> Entry:
    return Entry(table, one.name, one.unit, one.formula, one.counts, one.label("en"), one.label("es"), one.en, one.es)


def counted(counts: str) -> dict[str, str]:
    """Whom a column counts, in both languages."""
    groups = {
        "members now": both("members of the season"),
        "cohort at the start": both("members at the start, wherever they sell later"),
        "all farmers": both("all farmers of the district"),
        "the cooperative": both("the cooperative"),
    }
    return groups.get(counts, {"en": counts, "es": counts})


def undeclared(table: str, names: Iterable[str]) -> list[str]:
    """Columns of a table that no declaration explains.

    >>> undeclared("months", ["trust", "my_own"])
    ['my_own']
    """
    return [name for name in names if column(table, name) is None]
