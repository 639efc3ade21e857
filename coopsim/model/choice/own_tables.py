"""What a user's rule is handed: records of households with its own numbers beside, tables of outlets, outcomes and draws."""

from __future__ import annotations

from typing import Any, get_type_hints

import numpy as np
from numpy.typing import NDArray

from coopsim.compiled import process
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.model.choice.learn import Outcome, outcome_of
from coopsim.model.choice.outlets import outlets_of
from coopsim.model.choice.probe import standard_outlets
from coopsim.model.choice.standing import outcome_of_standing
from coopsim.model.column import Column
from coopsim.model.decision import Outlets
from coopsim.model.processes.usual import usual_outlets
from coopsim.model.records import HOUSEHOLD, OF_EVERYBODY, Row, parameters
from coopsim.scenario.declare import Group

DRAWS_OF_ALL = ("taste",)  # the stream that every rule may use
EVEN = 16  # an even sample of the month's draws, for expectations


def _table_of(fields: type) -> np.dtype[np.void]:
    return np.dtype([(name, np.dtype(kind)) for name, kind in get_type_hints(fields).items()], align=True)


OUTLETS, OUTCOMES = _table_of(Outlets), _table_of(Outcome)


def own_record(rule: str, numbers: type[Group] | None, memory: tuple[Column, ...]) -> np.dtype[np.void]:
    """A household as the rule sees her: her record byte by byte, then what her district shares, then the rule's own."""
    groups = [] if numbers is None else [numbers()]
    added: dict[str, Any] = parameters(groups, drawn=False) | parameters(groups, drawn=True)
    added |= {column.name: float for column in memory}
    assert HOUSEHOLD.names is not None
    if taken := [name for name in added if name in HOUSEHOLD.names or name in OF_EVERYBODY]:
        raise UserMistake(_("the household already has a number of that name"), field=f"rule.{rule}", got=taken[0])
    after = {**OF_EVERYBODY, **added}
    assert HOUSEHOLD.fields is not None
    names, kinds = [*HOUSEHOLD.names, *after], [HOUSEHOLD.fields[n][0] for n in HOUSEHOLD.names]
    places = [HOUSEHOLD.fields[n][1] for n in HOUSEHOLD.names]
    kinds += [np.dtype(kind) for kind in after.values()]
    places += [HOUSEHOLD.itemsize + 8 * k for k in range(len(after))]
    size = HOUSEHOLD.itemsize + 8 * len(after)
    return np.dtype({"names": names, "formats": kinds, "offsets": places, "itemsize": size}, align=True)


SHARED = np.dtype(
    {"names": list(OF_EVERYBODY), "formats": list(OF_EVERYBODY.values()), "offsets": range(0, 8 * len(OF_EVERYBODY), 8)}
)


def look(seen: NDArray[np.void], households: NDArray[np.void], districts: NDArray[np.void]) -> None:
    """Copy households' records, and what their districts share, byte by byte to where a user's rule looks.

    Of one replicate, or of as many as there are rows.
    """
    households, districts = np.atleast_2d(households), np.atleast_2d(districts)
    shared = np.zeros(districts.size, SHARED)
    for name in OF_EVERYBODY:
        shared[name] = districts[name].ravel()
    place = households["district"] + districts.shape[1] * np.arange(len(districts))[:, None]
    target, first, end = _bytes(seen), HOUSEHOLD.itemsize, HOUSEHOLD.itemsize + SHARED.itemsize
    target[:, :first] = _bytes(households.ravel())
    target[:, first:end] = _bytes(shared)[place.ravel()]


def _bytes(table: NDArray[np.void]) -> NDArray[np.uint8]:
    return table.view(np.uint8).reshape(len(table), table.dtype.itemsize)


class Seen:
    """One household to a rule that runs in Python: the fields of her record as attributes, to be read and written."""

    __slots__ = ("_record",)

    def __init__(self, record: Any) -> None:
        object.__setattr__(self, "_record", record)

    def __getattr__(self, name: str) -> Any:
        try:
            return self._record[name]
        except ValueError:
            raise AttributeError(_no_such(name, self._record)) from None

    def __setattr__(self, name: str, value: Any) -> None:
        try:
            self._record[name] = value
        except ValueError:
            raise AttributeError(_no_such(name, self._record)) from None


def _no_such(name: str, record: Any) -> str:
    """What is said of a field that a household does not have; the one that may be meant is named."""
    fields = list(record.dtype.names)
    return str(UserMistake(_("a household has no such number"), got=name, among=fields))


def even_draws(kind: np.dtype[np.void]) -> NDArray[np.void]:
    """Draws spread evenly, each stream in another order."""
    sample = np.zeros(EVEN, kind)
    for i, stream in enumerate(kind.names or ()):
        places = (np.arange(EVEN) * (2 * i + 1) + i) % EVEN  # odd steps visit all
        sample[stream] = (places + 0.5) / EVEN
    return sample


@process
def write_outlets(row: Row, first: int, end: int, table: Any) -> None:
    """What each household of a slice faces this month; after `households_decide`."""
    for i in range(first, end):
        household = row.households[i]
        district, cooperative = row.districts[household.district], row.cooperatives[household.facing]
        _write(table[i - first], outlets_of(household, cooperative, district))


@process
def write_standard_outlets(row: Row, first: int, end: int, gaps: Any, table: Any) -> None:
    """What each household of a slice faces in the standard test; after `cooperatives_are_asked`."""
    for i in range(first, end):
        household = row.households[i]
        district, cooperative = row.districts[household.district], row.cooperatives[household.home]
        _write(table[i - first], standard_outlets(household, cooperative, district, row.market, gaps[i]))


@process
def write_usual_outlets(row: Row, first: int, end: int, table: Any) -> None:
    """What each household of a slice faces in a usual month."""
    for i in range(first, end):
        household = row.households[i]
        district, cooperative = row.districts[household.district], row.cooperatives[household.home]
        _write(table[i - first], usual_outlets(household, cooperative, district, row.market))


@process
def _write(record: Any, outlets: Outlets) -> None:
    record.advance_usd_per_qq = outlets.advance_usd_per_qq
    record.promised_usd_per_qq = outlets.promised_usd_per_qq
    record.months_to_second_payment = outlets.months_to_second_payment
    record.street_usd_per_qq = outlets.street_usd_per_qq
    record.services_usd_per_qq = outlets.services_usd_per_qq
    record.reward_usd_per_qq = outlets.reward_usd_per_qq
    record.neighbours_share = outlets.neighbours_share
    record.money_scale = outlets.money_scale
    record.cash_need_usd = outlets.cash_need_usd
    record.lot_qq = outlets.lot_qq
    record.accepts = outlets.accepts
    record.hers = outlets.hers
    record.others_usd_per_qq = outlets.others_usd_per_qq


@process
def write_standing_outcomes(row: Row, first: int, end: int, gaps: Any, table: Any) -> None:
    """What came of a month of a standing offer for each household of a slice; after `write_standard_outlets`."""
    for i in range(first, end):
        household = row.households[i]
        district, cooperative = row.districts[household.district], row.cooperatives[household.home]
        outlets = standard_outlets(household, cooperative, district, row.market, gaps[i])
        _write_outcome(table[i - first], outcome_of_standing(household, outlets))


@process
def write_outcomes(row: Row, first: int, end: int, table: Any) -> None:
    """What came of the month for each household of a slice; after coffee and cash have moved."""
    for i in range(first, end):
        household = row.households[i]
        district, cooperative = row.districts[household.district], row.cooperatives[household.home]
        _write_outcome(table[i - first], outcome_of(household, cooperative, district, row.market))


@process
def _write_outcome(record: Any, outcome: Outcome) -> None:
    record.lot_qq = outcome.lot_qq
    record.offered_qq = outcome.offered_qq
    record.delivered_qq = outcome.delivered_qq
    record.side_sold_qq = outcome.side_sold_qq
    record.advance_usd_per_qq = outcome.advance_usd_per_qq
    record.street_usd_per_qq = outcome.street_usd_per_qq
    record.later_usd = outcome.later_usd
    record.later_usd_per_qq = outcome.later_usd_per_qq
    record.balance_paid_usd_per_qq = outcome.balance_paid_usd_per_qq
    record.price_of_year_usd_per_qq = outcome.price_of_year_usd_per_qq
    record.is_member = outcome.is_member
    record.alive = outcome.alive
