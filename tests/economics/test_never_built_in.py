"""What must never be built in: nothing in the model may know what the claim says."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import numpy as np
import pytest

import coopsim
from coopsim.equations import entry, funds, standing, traders
from coopsim.model.measure import cohesion_share, turning_gap_usd_per_qq
from coopsim.model.records import LONGEST_DELAY
from coopsim.model.simulate import live, world_of
from coopsim.model.world import World
from coopsim.scenario import Scenario, load, names
from tests.model.little import differing, little, one_month

PACKAGE = Path(coopsim.__file__).parent
EQUATIONS = sorted([*(PACKAGE / "equations").glob("*.py"), *(PACKAGE / "model").rglob("*.py")])
LOADED_WORDS = ("boom", "slump", "bust", "crisis", "bonanza", "episode", "verdict", "hypothesis", "treatment", "castillo")
HIGH_OR_LOW_PRICE = ("high_price", "low_price", "price_high", "price_low", "good_price", "bad_price")

ABOVE = tuple(f"coopsim.{room}" for room in ("runs", "claim", "sweeps", "validation", "report", "cli"))


def words_of(path: Path) -> set[str]:
    """Names and texts of a file, without its docstrings and doctests."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node) is not None
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, (ast.arg, ast.keyword)):
            found.add(str(node.arg))
        elif isinstance(node, ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            found.add(node.value)
    return {word.lower() for word in found}


# 1. No equation refers to "boom", "high" or the claim. ---------------------------------------------------------------


def test_no_equation_refers_to_the_claim() -> None:
    for path in EQUATIONS:
        for word in words_of(path):
            assert not any(loaded in word for loaded in (*LOADED_WORDS, *HIGH_OR_LOW_PRICE)), f"{path.name}: {word}"


def test_no_equation_asks_whether_the_world_price_is_above_something() -> None:
    """No comparison in equations or model has the world price or the normal price on a side."""
    for node in (node for path in EQUATIONS for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))):
        if isinstance(node, ast.Compare):
            inside = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} | {
                n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)
            }
            assert not any(
                "world_price" in name or "normal_price" in name or name == "NORMAL_PRICE_USD_PER_QQ" for name in inside
            ), ast.unparse(node)


def test_the_model_does_not_know_the_scenario_or_the_experiment() -> None:
    """Equations import nothing of coopsim but each other and what compiles them; nothing in model/ imports a study."""
    for path in EQUATIONS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            assert not module.startswith(ABOVE), path.name
            if path.parent.name == "equations":
                assert not module.startswith("coopsim.") or module.startswith(("coopsim.equations", "coopsim.compiled")), (
                    path.name
                )


# 2. The world price enters traders' number and margin only through what they clear and through profit. ---------------


def with_price_and_costs(extra_usd_per_qq: float) -> World:
    """The world price `extra` higher and the traders' differential as much lower: what they clear is the same."""
    scenario = little(
        "castillo",
        source="boom",
        picking_wage_elasticity=0.0,
        money_scaling=0.0,
        cash_follows_price_share=0.0,
        tied_debt_share=0.0,  # what households owe in coffee depends on what the cooperative pays them
        working_capital_limit=False,
        supply_response=False,
        closing_patience_seasons=10,
        low_sales_share=0.0,
    )
    world = world_of(scenario, (0, 1), 1)
    world.farmers.share(membership_effort_usd_per_year=-1e9)  # nobody leaves: the cooperative's prices may do what they like,
    world.cooperatives.share_capital_usd_per_member[:] = 1e12  # and nobody comes
    world.paths.world_price_usd_per_qq[:] += extra_usd_per_qq
    world.districts.trader_differential_usd_per_qq -= extra_usd_per_qq
    world.districts.known_price_usd_per_qq[:] = traders.export_price_usd_per_qq(
        world.paths.world_price_usd_per_qq[:, :1], world.districts.trader_differential_usd_per_qq
    )
    return world


def test_world_price_reaches_traders_only_through_the_export_price() -> None:
    one, other = with_price_and_costs(0.0), with_price_and_costs(60.0)
    share = np.full(one.farmers.shape, 0.5)
    for _month in range(40):
        one_month(one, share)
        one_month(other, share)
        assert np.allclose(one.districts.traders, other.districts.traders, rtol=1e-12)
        assert np.allclose(one.districts.farm_gate_price_usd_per_qq, other.districts.farm_gate_price_usd_per_qq, rtol=1e-12)
    assert not np.allclose(one.cooperatives.posted_price_usd_per_qq, other.cooperatives.posted_price_usd_per_qq)


def test_traders_come_and_go_with_profit_alone() -> None:
    """The price is not among what `next_number` and `markdown` are told."""
    for rule in (entry.next_number, traders.markdown_usd_per_qq):
        told = rule.__code__.co_varnames[: rule.__code__.co_argcount]
        assert not any("price" in name for name in told), told
    assert entry.next_number(3.0, 20000.0, 20000.0, 0.3, 12.0) == pytest.approx(3.0)


# 3. Trust reads promises only. ---------------------------------------------------------------------------------------


def test_trust_reads_promises_only() -> None:
    """Another street price, the same payments: the same trust, to the last bit."""
    scenario = little("castillo", kin_talk_share=0.4)
    one, other = world_of(scenario, (0, 1), 3), world_of(scenario, (0, 1), 3)
    other.districts.margin_share += 0.2
    other.districts.markdown_usd_per_qq += 10.0
    share = np.full(one.farmers.shape, 0.8)
    for _month in range(12):
        one_month(one, share)
        one_month(other, share)
    assert not np.allclose(one.districts.farm_gate_price_usd_per_qq, other.districts.farm_gate_price_usd_per_qq)
    assert np.array_equal(one.farmers.trust, other.farmers.trust)


def test_trust_rests_while_nothing_is_promised() -> None:
    world = world_of(little("castillo", source="boom-bust", payment_delay_months=3, reserve_share=1.0), (0,), 3)
    rested = 0
    while world.month < 60:
        before, due = (
            world.farmers.trust.copy(),
            any(world.ring(ring)[world.month % LONGEST_DELAY].any() for ring in ("due_usd", "pooled_qq")),
        )
        delivers = world.harvest_shares[world.season_month] > 0  # cash on delivery is a promise
        one_month(world)
        if not due and not delivers:
            rested += 1
            assert np.array_equal(before, world.farmers.trust)
    assert rested > 5


# 4. The cooperative and the traders face the same kind of cash limit. ------------------------------------------------


def test_both_buyers_face_the_same_kind_of_cash_limit() -> None:
    """Money over price; what cannot be paid is shared pro rata; lenders may raise either with the price, or not."""
    assert funds.funded_share(1000.0, 150.0, 0.0, 75_000.0) * 1000.0 == pytest.approx(500.0)
    assert entry.purchasable_qq(75_000.0, 1.0, 150.0) == pytest.approx(500.0)
    for limit in (0.0, 0.6):
        at_normal = standing.credit_limit_usd(1.0, 0.0, 0.0, limit, 1000.0, 0.0)
        assert (standing.credit_limit_usd(1.0, 0.0, 0.0, limit, 2000.0, 0.0) > at_normal) == (limit > 0)
        assert (entry.trader_cash_usd(1000.0, 430.0, 215.0, limit) > 1000.0) == (limit > 0)


def test_both_buyers_turn_coffee_away_pro_rata() -> None:
    scenario = little(
        "castillo",
        opening_reserve_usd=0.0,
        credit_line_usd=500.0,
        credit_line_share=0.0,
        trader_cash=True,
        cash_usd=1000.0,
        turns_per_month=1.0,
        number=1.0,
    )
    world = world_of(scenario, (0,), 1)
    live(world, 2)
    one_month(world, np.full(world.farmers.shape, 0.6))
    f = world.farmers
    some = f.offered_qq > 0
    refused = (f.refused_qq / np.where(some, f.offered_qq, 1.0))[some]
    assert refused.min() > 0
    assert np.ptp(refused) < 1e-9
    left = f.kept_qq + f.side_sold_qq
    kept = (f.kept_qq / np.where(left > 0, left, 1.0))[left > 0]
    assert kept.min() > 0
    assert np.ptp(kept) < 1e-9


# 5. H4's outcome is the probe K, and K is moved by states, not by today's price. -------------------------------------


def test_cohesion_is_the_outcome_of_h4() -> None:
    claim = tomllib.loads((PACKAGE / "claim" / "claim.toml").read_text(encoding="utf-8"))
    judged = [sub for sub in claim["subclaim"] if sub["id"].startswith("H4")]
    assert len(judged) == 1, "H4a and H4b are two ends of one scale"
    assert judged[0]["outcomes"] == ["cohesion_share"]
    assert judged[0]["two_sided"] is True


@pytest.mark.parametrize("rules", [{"random_utility": 1.0}, {"price_gap": 1.0}])
def test_the_probe_does_not_see_todays_prices_and_changes_nothing(rules: dict[str, float]) -> None:
    world = world_of(little("stressed", rules=rules), (0, 1), 2)
    live(world, 17)
    before, cohesion, gap = world.copy(), cohesion_share(world), turning_gap_usd_per_qq(world)
    assert differing(before, world) == []
    world.paths.world_price_usd_per_qq[:] *= 1.7
    world.districts.farm_gate_price_usd_per_qq[:] *= 0.6
    world.districts.known_price_usd_per_qq[:] *= 0.6
    world.cooperatives.posted_price_usd_per_qq[:] *= 1.3
    world.cooperatives.advance_usd_per_qq[:] *= 1.3
    world.farmers.savings_usd[:] += 1000.0
    assert np.array_equal(cohesion, cohesion_share(world))
    assert np.array_equal(gap, turning_gap_usd_per_qq(world))
    assert ((cohesion >= 0) & (cohesion <= 1)).all()


def test_the_probe_sees_trust_loyalty_neighbours_and_closure() -> None:
    world = world_of(little("castillo"), (0,), 2)
    live(world, 17)
    normal = cohesion_share(world).sum()
    for column, step in (("trust", 0.2), ("loyalty_usd_per_qq", 20.0), ("neighbours_share", 0.2)):
        changed = world.copy()
        getattr(changed.farmers, column)[:] += step
        assert cohesion_share(changed).sum() > normal, column
    world.cooperatives.alive[:] = False
    assert cohesion_share(world).sum() == 0.0


# 7. Each of the thirteen mechanisms can be knocked out, those that help and those that harm. -------------------------


def test_all_thirteen_mechanisms_have_a_switch_and_stand_on() -> None:
    switches = type(Scenario().mechanisms).model_fields
    assert len(switches) == 13
    assert all(getattr(load(name).mechanisms, switch) for name in names() for switch in switches)
