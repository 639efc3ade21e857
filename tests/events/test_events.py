"""Events begin, end, cost and are paid for; whatever they do, every dollar and every quintal is somewhere."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsim.agents import CoopModel
from coopsim.errors import UserMistake
from coopsim.model.simulate import calendar, live, world_of
from coopsim.scenario import Scenario, load, parse_set
from coopsim.scenario.events import MAY_CHANGE, limits, yes_or_no
from tests.cases import every, examples
from tests.model.little import Bookkeeper, differing, little, lived, months_of

KINDS = ("rust", "drought_or_frost", "cash_shock", "new_competitor", "credit_withdrawn", "scandal", "services_cut")


def with_events(*events: dict[str, Any], base: str = "castillo", **values: Any) -> Scenario:
    scenario = little(base, start="1990-04", **values)
    return Scenario.checked(scenario.document() | {"event": list(events)})


def event(**said: Any) -> dict[str, Any]:
    return {"id": "it", "month": "1991-06", "lasts_months": 5} | said


@st.composite
def any_event(draw: st.DrawFn, number: int) -> dict[str, Any]:
    said = event(id=f"e{number}", month=f"{draw(st.integers(1990, 1994))}-{draw(st.integers(4, 12)):02d}")
    said |= {"lasts_months": draw(st.integers(0, 30)), "kind": draw(st.sampled_from(("change", *KINDS)))}
    said |= {"size_share": draw(st.floats(0, 1)), "cost_usd": draw(st.floats(1, 1_000_000))}
    said["paid_by"] = draw(st.sampled_from(("cooperative", "farmers", "state", "donor")))
    values = {}
    for name in draw(st.lists(st.sampled_from(sorted(MAY_CHANGE)), max_size=6, unique=True)):
        low, high = limits(name)
        field = st.booleans() if yes_or_no(name) else st.floats(low, high)
        values[name] = draw(field)
    return said | {"set": values}


@examples(2, 40)
@given(st.data(), st.sampled_from(("castillo", "stressed", "two-cooperatives")))
def test_every_dollar_and_every_quintal_is_somewhere(data: st.DataObject, base: str) -> None:
    events = [data.draw(any_event(number)) for number in range(data.draw(st.integers(1, 4)))]
    scenario = with_events(*events, base=base)
    world = world_of(scenario, (0, 3), 1)
    live(world, months_of(scenario), [Bookkeeper(world)])


@every("kind", KINDS, quick=2)
def test_a_named_event_moves_something_and_none_is_as_nothing(kind: str) -> None:
    values: dict[str, Any] = {"base": "stressed", "services_usd_per_member_year": 50.0, "fixed_cost_usd_per_year": 4_000.0}
    if kind == "credit_withdrawn":  # a lender is missed where the advance is high and contracts are many
        values |= {"advance_share": 0.95, "opening_reserve_usd": 0.0}
    plain = lived(with_events(**values))
    assert differing(plain, lived(with_events(event(kind=kind, size_share=0.5, lasts_months=0), **values)))
    assert not differing(plain, lived(with_events(event(kind=kind, size_share=0.5, active=False), **values)))


@every("name,base", [*zip(sorted(MAY_CHANGE), cycle(["castillo", "two-cooperatives"]), strict=False)], quick=2)
def test_whatever_an_event_may_change_it_can_change_anywhere(name: str, base: str) -> None:
    """Each once, in one of two worlds in turn."""
    value = not_now(load(base), name)
    said = event(cooperative="esperanza", lasts_months=8, set={name: value})
    scenario = with_events(said, base=base, years=3)
    live(world := world_of(scenario, (0, 1)), months_of(scenario), [Bookkeeper(world)])
    assert world.month == months_of(scenario)


def not_now(scenario: Scenario, name: str) -> Any:
    table = MAY_CHANGE[name]
    if yes_or_no(name):
        return not getattr(scenario.cooperative[0] if table == "cooperative" else getattr(scenario, table), name)
    low, high = limits(name)
    assert low is not None
    assert high is not None
    return low + 0.3 * (high - low)


def column(world: Any, name: str) -> float:
    return float(getattr(world.cooperatives, name)[0, 0])


def test_an_event_ends_and_leaves_the_columns_as_they_were() -> None:
    first = event(id="first", set={"fee_usd_per_qq": 30.0})
    second = event(id="second", month="1991-08", lasts_months=12, plus={"fee_usd_per_qq": 5.0})
    scenario = with_events(first, second)
    world, before = world_of(scenario), calendar(scenario)[1]
    usual, seen = column(world, "fee_usd_per_qq"), []
    for month in range(before, before + 30):
        live(world, month + 1)
        seen.append(column(world, "fee_usd_per_qq"))
    begin = 14  # June 1991, counted from April 1990
    assert seen[begin - 1] == usual
    assert seen[begin : begin + 2] == [30.0, 30.0]
    assert seen[begin + 2 : begin + 5] == [35.0] * 3  # both in force
    assert seen[begin + 5 : begin + 14] == [usual + 5.0] * 9
    assert seen[begin + 14 :] == [usual] * len(seen[begin + 14 :])


def test_a_competitor_who_goes_is_gone() -> None:
    scenario = with_events(event(plus={"number": 2.0}), trader_entry=False)
    world, before = world_of(scenario), calendar(scenario)[1]
    live(world, before + 14)
    usual = world.districts.traders.copy()
    live(world, before + 15)
    assert (world.districts.traders > usual + 1.5).all()
    live(world, before + 20)
    assert np.allclose(world.districts.traders, usual)


@pytest.mark.parametrize("payer", ["cooperative", "farmers", "state", "donor"])
def test_the_payer_pays(payer: str) -> None:
    said = event(cost_usd=3000.0, paid_by=payer, set={"crop_loss_share": 0.0})
    world, plain = world_of(with_events(said)), world_of(with_events())
    month = calendar(with_events())[1] + 15
    for one in (world, plain):
        live(one, month)
    moved = {party: world.ledger.outside[party][0, 0] - plain.ledger.outside[party][0, 0] for party in ("state", "donor")}
    assert moved == pytest.approx({party: -3000.0 if party == payer else 0.0 for party in moved})
    result = plain.ledger.own["result"][0, 0] - world.ledger.own["result"][0, 0]
    assert (abs(result) > 1000.0) == (payer == "cooperative")


def test_it_happens_at_one_cooperative_only() -> None:
    world = lived(
        with_events(event(lasts_months=0, cooperative="semilla", set={"fee_usd_per_qq": 30.0}), base="two-cooperatives")
    )
    plain = lived(with_events(base="two-cooperatives"))
    assert world.cooperatives.fee_usd_per_qq[0, 0] == plain.cooperatives.fee_usd_per_qq[0, 0]
    assert world.cooperatives.fee_usd_per_qq[0, 1] == 30.0


def test_a_copy_goes_on_as_the_world_would_have() -> None:
    scenario = with_events(event(kind="rust", size_share=0.4), event(id="more", kind="scandal", month="1992-07"))
    world, end = world_of(scenario, (0, 1)), months_of(scenario)
    live(world, calendar(scenario)[1] + 16)  # in the middle of the rust
    other = world.copy()
    live(world, end)
    live(other, end)
    assert not differing(world, other)


def test_mesa_objects_live_through_the_same_events() -> None:
    scenario = with_events(event(kind="rust", size_share=0.4, cost_usd=500.0, paid_by="farmers"))
    model = CoopModel(case=scenario)
    while model.world.month < months_of(scenario):
        model.step()
    assert not differing(model.world, lived(scenario))


def test_rows_of_one_block_keep_to_their_own_events() -> None:
    scenario = with_events(event(kind="rust", size_share=0.4))
    alone, both = lived(scenario, (1,)), lived(scenario, (0, 1))
    assert not differing(alone, both.take(np.array([1])))


def test_set_on_the_command_line() -> None:
    scenario = with_events(event(kind="rust", plus={"fee_usd_per_qq": 1.0}))
    changed = scenario.with_values(
        parse_set(["event.it.active=false", "event.it.paid_by=donor", "event.it.size_share=0.5", "event.it.fee_usd_per_qq=2.0"])
    ).event[0]
    assert (changed.active, changed.paid_by, changed.size_share, changed.plus["fee_usd_per_qq"]) == (False, "donor", 0.5, 2.0)
    with pytest.raises(UserMistake, match="no such event"):
        scenario.with_values({"event.if.active": False})


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('kind = "roya"', '4: event.it.kind: got "roya"'),
        ('month = "1890-01"', "3: event.it.month"),
        ("set = { fee_usd_per_q = 3.0 }", "did you mean fee_usd_per_qq"),
        ("set = { fee_usd_per_qq = -3.0 }", "event.it.set.fee_usd_per_qq: got -3.0"),
        ("set = { certified_floor = 1.0 }", "event.it.set.certified_floor: got 1.0"),
        ("times = { certified_floor = 1.0 }", "event.it.times.certified_floor"),
        ('cooperative = "esperanzza"', "did you mean esperanza"),
        ("lasts_month = 3", "did you mean lasts_months"),
        ("size_share = 3.0", "event.it.size_share: got 3.0; allowed 0 to 1"),
        ('paid_by = "nobody"', "event.it.paid_by"),
    ],
)
def test_a_wrong_table_gives_one_clear_line(tmp_path: Path, written: str, told: str) -> None:
    month = "" if written.startswith("month") else 'month = "1995-06"'
    file = tmp_path / "mine.toml"
    file.write_text(
        f'base = "castillo"\n[[event]]\n{month or written}\n{"" if not month else written}\nid = "it"\n', encoding="utf-8"
    )
    with pytest.raises(UserMistake) as raised:
        load(file)
    line = str(raised.value)
    assert "\n" not in line
    assert told in line
    assert "mine.toml" in line
