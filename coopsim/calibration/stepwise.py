"""A ledger replayed household by household: the rule decides on the prices that were observed, and learns from them.

For rules whose deliveries have no likelihood that can be written down. Trust, loyalty and membership stay as they are, as they do
where one offer stands month after month; second payments come as the ledger says.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.calibration.chances import LOYALTY
from coopsim.calibration.faced import Faced, numbers_of
from coopsim.model.choice.learn import Outcome
from coopsim.model.decision import RULES, HouseholdDraws, Outlets, rules
from coopsim.model.draws import inverse
from coopsim.scenario import Distribution, Scenario

Array = NDArray[np.float64]
NEEDS_CASH = ("liquidity_first",)  # the rule that is about the need for cash is given the scenario's


class Replay:
    """The rows of a ledger, to be delivered anew."""

    def __init__(self, rule: str, faced: Faced, scenario: Scenario) -> None:
        self.rule, self.faced, self.scenario = rule, faced, scenario
        situations = np.asarray(faced.outlets.advance_usd_per_qq).size
        columns = [np.broadcast_to(np.asarray(field, dtype=float).reshape(-1), situations) for field in faced.outlets[:9]]
        self.facing = np.stack(columns, axis=1)[faced.situation].tolist()
        self.order = np.lexsort((faced.member, faced.period)).tolist()

    def parts(self, values: Mapping[str, float], seed: int) -> Array:
        """What part of each row's harvest is delivered, with members and chances drawn by that seed, shape (rows,)."""
        chance, rows, number = np.random.default_rng(seed), self.faced, RULES[self.rule].number
        members = self._members(values, chance)
        parts = np.zeros(len(rows.member))
        before, sums = float(rows.numbers["normal_delivery_share"]), [0.0, 0.0]
        season, period = (int(column[self.order[0]]) for column in (rows.season, rows.period))
        for row in self.order:
            if rows.season[row] != season:
                _years_end(members)
                season = int(rows.season[row])
            if rows.period[row] != period:
                before, sums, period = sums[0] / max(sums[1], 1e-9), [0.0, 0.0], int(rows.period[row])
            household, harvest = members[rows.member[row]], float(rows.harvest_qq[row])
            met = members[int(chance.integers(len(members)))]
            household.seen_share_of_year, household.seen_price_of_year_usd_per_qq = (
                met.share_of_year,
                met.price_of_year_usd_per_qq,
            )
            for lot in rows.lots:
                outlets = self._outlets(household, row, before, harvest * lot)
                if not household.has_begun:
                    _begins(number, household, outlets, float(chance.random()))
                draws = HouseholdDraws(*chance.random(5).tolist())
                share = min(max(float(rules.decide(number, household, household, outlets, draws)), 0.0), 1.0)
                parts[row] += lot * share
                _learns(number, household, outlets, share)
            sums[0] += parts[row] * harvest
            sums[1] += harvest
        return parts

    def _members(self, values: Mapping[str, float], chance: np.random.Generator) -> list[Any]:
        """Each member as a world draws her, with loyalty as it is once it has followed what delivering brings."""
        scenario = self.scenario.with_values(dict(values)).resolved()
        numbers, drawn = {**self.faced.numbers, **numbers_of(scenario)}, {}
        for table in (scenario.population, getattr(scenario.rule, self.rule, None)):
            for name in type(table).model_fields if table is not None else ():
                shape = getattr(table, name)
                if isinstance(shape, Distribution):
                    drawn[name] = inverse(shape, chance.random(len(self.faced.members)))
        drawn[LOYALTY] = drawn[LOYALTY] + numbers["benefit_weight"] * self.faced.benefit_usd_per_qq
        start = {"is_member": True, "has_begun": False, "sold_qq": 0.0, "received_usd": 0.0, "offered_qq": 0.0}
        remembered = {column.name: 0.0 for column in RULES[self.rule].memory}
        remembered |= {"share_of_year": 0.0, "price_of_year_usd_per_qq": 0.0}
        wages = {"local_cost_index": 1.0, "picking_wage_usd_per_qq_now": numbers["picking_wage_usd_per_qq"]}
        wages["upkeep_usd_per_ha_now"] = numbers["upkeep_usd_per_ha"]
        members = []
        for i in range(len(self.faced.members)):
            hers = {name: float(column[i]) for name, column in drawn.items()}
            members.append(SimpleNamespace(**{**numbers, **wages, **start, **remembered, **hers, "area_ha": hers["hectares"]}))
        return members

    def _outlets(self, household: Any, row: int, before: float, lot_qq: float) -> Outlets:
        advance, price, wait, trader, services, reward, _others, scale, _need = self.facing[row]
        need = 0.0
        if self.rule in NEEDS_CASH and household.cash_need:
            need = max(household.need_usd_per_month - household.off_coffee_income_usd_per_month, 0.0)
        return Outlets(advance, price, int(wait), trader, services, reward, before, scale, need, lot_qq, True)


def _begins(number: int, household: Any, usual: Outlets, draw: float) -> None:
    """Her first memory, of what is paid in her first row."""
    household.has_begun = True
    household.price_of_year_usd_per_qq, household.share_of_year = usual.promised_usd_per_qq, household.normal_delivery_share
    rules.begin(number, household, household, usual, draw)


def _learns(number: int, household: Any, outlets: Outlets, share: float) -> None:
    """What came of the lot: all was paid, as the ledger says."""
    lot, sold = outlets.lot_qq, share * outlets.lot_qq
    later = outlets.promised_usd_per_qq - outlets.advance_usd_per_qq
    household.sold_qq += lot
    household.offered_qq += sold
    household.received_usd += sold * outlets.promised_usd_per_qq + (lot - sold) * outlets.street_usd_per_qq
    outcome = Outcome(
        *(lot, sold, sold, lot - sold, outlets.advance_usd_per_qq, outlets.street_usd_per_qq),
        *(sold * later, later, later, household.price_of_year_usd_per_qq, True, True),
    )
    rules.learn(number, household, household, outcome)


def _years_end(members: list[Any]) -> None:
    """The season is over: what her coffee was paid in it, and what share she delivered."""
    for household in members:
        if household.sold_qq > 0.0:
            household.price_of_year_usd_per_qq = household.received_usd / household.sold_qq
            household.share_of_year = household.offered_qq / household.sold_qq
        household.sold_qq = household.offered_qq = household.received_usd = 0.0
