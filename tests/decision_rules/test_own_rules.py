"""A rule of a user's own decides for one household: compiled if Numba can, else in Python, and the numbers are the same."""

from __future__ import annotations

import warnings
from typing import Annotated, Any

import numpy as np
import pytest
from annotated_types import Ge, Le

from coopsim.errors import UserMistake
from coopsim.language import speaking
from coopsim.model.choice import own_tables, probe
from coopsim.model.choice.own import OwnRule
from coopsim.model.choice.own_tables import OUTCOMES, OUTLETS
from coopsim.model.column import Column
from coopsim.model.decision import DecisionRule
from coopsim.model.records import DISTRICT, HOUSEHOLD
from coopsim.model.simulate import live, world_of
from coopsim.scenario import Distribution
from coopsim.scenario.declare import Group, MeanBetween, Meaning
from tests.model.little import little
from tests.model.phases import plain, row_of

FARMERS = 20


class Half:
    """Half of what is worth more at the cooperative, and a constant of the class."""

    LITTLE = 0.1

    def decide(self, household: Any, outlets: Any, draws: Any) -> float:
        return 0.5 if outlets.promised_usd_per_qq > outlets.street_usd_per_qq else self.LITTLE


class Talks(Half):
    """The same, in words that Numba does not know."""

    def decide(self, household: Any, outlets: Any, draws: Any) -> float:
        better = {"cooperative": outlets.promised_usd_per_qq, "trader": outlets.street_usd_per_qq}
        return {"cooperative": 0.5, "trader": self.LITTLE}[max(better, key=lambda name: better[name])]


def trusting(household: Any, outlets: Any, draws: Any) -> bool:
    """A plain function is a rule."""
    return draws.taste < household.trust


class Numbers(Group):
    """Rule of pride | Regla del orgullo"""

    pride_share: Annotated[float, Ge(0), Le(1), Meaning("share", en="Pride", es="Orgullo")] = 0.25
    grudge_share: Annotated[Distribution, MeanBetween(0, 1), Meaning("share", en="Grudge", es="Rencor")] = Distribution(mean=0.1)


class Proud:
    """Numbers and a memory of its own."""

    parameters = Numbers
    memory = (Column("lots_sold", "lots", "Lots sold", "Lotes vendidos"),)
    streams = ("mood",)

    def terms(self, household: Any, outlets: Any) -> dict[str, float]:
        return {"pride": 100.0 * household.pride_share, "street": -outlets.street_usd_per_qq}

    def decide(self, household: Any, outlets: Any, draws: Any) -> float:
        return household.pride_share - household.grudge_share if draws.mood < 0.75 else 0.0

    def begin(self, household: Any, usual: Any) -> None:
        household.lots_sold = usual.lot_qq

    def learn(self, household: Any, outcome: Any) -> None:
        household.lots_sold += outcome.lot_qq > 0


def laid_out(given: Any, **drawn: Any) -> tuple[OwnRule, Any, Any, Any]:
    """A rule, what it sees of some households, what they face, and their draws."""
    rule = OwnRule("mine:rule", given)
    seen = rule.lay_out(FARMERS, drawn, None if rule.parameters is None else rule.parameters())
    people, places = np.zeros(FARMERS, HOUSEHOLD), np.zeros(2, DISTRICT)
    people["trust"], people["district"] = np.linspace(0.0, 1.0, FARMERS), np.arange(FARMERS) % 2
    places["peer_weight_usd_per_qq"] = [3.0, 4.0]
    rule.see(seen, people, places)
    outlets, draws = np.zeros(FARMERS, OUTLETS), np.zeros(FARMERS, rule.draws)
    outlets["accepts"], outlets["promised_usd_per_qq"] = np.arange(FARMERS) != 3, 160.0
    outlets["street_usd_per_qq"] = np.linspace(100.0, 200.0, FARMERS)
    draws["taste"] = 0.5
    return rule, seen, outlets, draws


def test_a_household_is_seen_with_what_her_district_shares() -> None:
    _rule, seen, _outlets, _draws = laid_out(Half)
    assert seen["trust"].tolist() == np.linspace(0.0, 1.0, FARMERS).tolist()
    assert seen["peer_weight_usd_per_qq"][:3].tolist() == [3.0, 4.0, 3.0]


def test_compiled_or_in_python_the_shares_are_the_same_and_one_sentence_says_which() -> None:
    rule, *what = laid_out(Half)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        compiled = rule.shares(*what)
    assert compiled[:5].tolist() == [0.5, 0.5, 0.5, 0.0, 0.5]  # the fourth may not deliver
    assert compiled[-1] == 0.1
    rule, *what = laid_out(Talks)
    with pytest.warns(UserWarning, match=r"mine:rule.decide runs in Python.*compile line \d+, `.*lambda.*`") as told:
        talked = [rule.shares(*what), rule.shares(*what)]
    assert len(told) == 1
    assert np.array_equal(talked, [compiled, compiled])
    rule, *what = laid_out(Talks)
    with speaking("es"), pytest.warns(UserWarning, match="corre en Python"):
        rule.shares(*what)


def test_a_plain_function_is_a_rule_and_its_expectation_is_over_even_draws() -> None:
    rule, seen, outlets, draws = laid_out(trusting)
    assert np.array_equal(rule.shares(seen, outlets, draws), (seen["trust"] > 0.5) & outlets["accepts"])
    expected = np.floor(seen["trust"] * 16 + 0.5) / 16 * outlets["accepts"]
    assert rule.expected_shares(seen, outlets).tolist() == pytest.approx(expected.tolist())
    assert rule.terms(seen[0], outlets[0]) == {}


def test_a_rule_has_numbers_draws_and_a_memory() -> None:
    rule, seen, outlets, draws = laid_out(Proud, grudge_share=np.linspace(0.0, 0.1, FARMERS))
    assert rule.record.names[-3:] == ("pride_share", "grudge_share", "lots_sold")
    draws["mood"][1] = 0.9
    shares = rule.shares(seen, outlets, draws)
    assert shares[[0, 1, -1]].tolist() == pytest.approx([0.25, 0.0, 0.15])
    outlets["lot_qq"] = 7.0
    rule.begin(seen, outlets)
    outcomes = np.zeros(FARMERS, OUTCOMES)
    outcomes["lot_qq"][0] = 2.0
    rule.learn(seen, outcomes)
    assert seen["lots_sold"][:2].tolist() == [8.0, 7.0]
    assert rule.learns
    assert rule.terms(seen.view(np.recarray)[0], outlets.view(np.recarray)[0]) == {"pride": 25.0, "street": -100.0}


class ForTables(DecisionRule):
    """As rules were before they decided for one household."""

    def terms(self, farmers, offers, luck):  # type: ignore[no-untyped-def]
        return {}

    def decide(self, farmers, offers, luck):  # type: ignore[no-untyped-def]
        return 0.5 + 0.0 * farmers.trust


class OnlyTerms(DecisionRule):
    """What it does not say, nobody says."""


class TakesTwo:
    def decide(self, household, outlets):  # type: ignore[no-untyped-def]
        return 1.0


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (ForTables, r"rules decide for one household: `decide\(household, outlets, draws\)`"),
        (OnlyTerms, "needs `decide"),
        (TakesTwo, r"allowed decide\(household, outlets, draws\)"),
    ],
)
def test_a_rule_that_cannot_decide_for_one_household_is_refused(given: Any, message: str) -> None:
    with pytest.raises(UserMistake, match=message):
        OwnRule("mine:rule", given)


class Clashing:
    memory = (Column("trust", "0 to 1", "Trust", "Confianza"),)

    def decide(self, household, outlets, draws):  # type: ignore[no-untyped-def]
        return 1.0


def test_numbers_of_ones_own_have_names_of_their_own() -> None:
    with pytest.raises(UserMistake, match="already has a number of that name"):
        OwnRule("mine:rule", Clashing)


def forgets(household: Any, outlets: Any, draws: Any) -> Any:
    """Has no `return`."""
    household.trust + 1.0


def never(household: Any, outlets: Any, draws: Any) -> float:
    return np.nan


def misspells(household: Any, outlets: Any, draws: Any) -> Any:
    return household.trsut


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        (forgets, UserMistake, "a share, 0 to 1"),
        (never, UserMistake, "got nan"),
        (misspells, AttributeError, "got 'trsut'.*did you mean trust"),
    ],
)
def test_what_is_no_share_is_refused(given: Any, error: type[Exception], message: str) -> None:
    rule, *what = laid_out(given)
    with pytest.raises(error, match=message):
        rule.shares(*what)


def test_a_slice_of_households_is_laid_out_for_a_rule_in_python() -> None:
    world = world_of(little(), (0,), 1)
    live(world, 15)
    people = world.farmers.shape[1]
    tables, outcomes = np.zeros((3, 8), OUTLETS).view(np.recarray), np.zeros(8, OUTCOMES).view(np.recarray)
    gaps, shares = np.full(people, 7.0), np.full(people, np.nan)
    with plain():
        row = row_of(world, 0)._replace(rules=np.array([[-1, 0, people]]))
        probe.shares_at_gaps(row, gaps, shares)
        own_tables.write_outlets(row, 4, 12, tables[0])
        own_tables.write_usual_outlets(row, 4, 12, tables[1])
        own_tables.write_standard_outlets(row, 4, 12, gaps, tables[2])
        own_tables.write_outcomes(row, 4, 12, outcomes)
    assert np.isnan(shares).all()  # Python's rules stay open
    assert (tables["promised_usd_per_qq"] > 0).all()
    assert tables[2]["street_usd_per_qq"] == pytest.approx(tables[2]["promised_usd_per_qq"] + 7.0)
    assert outcomes["is_member"].tolist() == world.farmers.is_member[0, 4:12].tolist()
    assert np.array_equal(outcomes["offered_qq"], world.farmers.offered_qq[0, 4:12])
    assert np.array_equal(tables[0]["neighbours_share"], world.farmers.neighbours_share[0, 4:12])
