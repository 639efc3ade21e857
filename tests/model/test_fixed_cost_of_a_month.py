"""What a month costs however few the farmers: how often NumPy is called for arrays of cooperatives and districts.

A single run of a hundred farmers consists of little else, and a call costs about the same whatever it works on. Counted, never
timed, as in `test_work_per_month.py`; the bounds stand closely around the figures of today, moment by moment.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest

from coopsim.model import month
from coopsim.model.ledger import Ledger
from coopsim.model.loops.each import Each
from coopsim.model.record import Recorder
from coopsim.model.simulate import live
from coopsim.model.world import World
from tests.model.test_work_per_month import FARMERS, Counted, counting_world, plain

TODAY = {  # a season's calls, of the moments of the market and of the cooperative; "post": how many events enter the books
    "prices_move": 108,
    "sell_forward": 104,
    "buyers_post_terms": 858,
    "ship": 480,
    "coffee_and_cash_move": 1228,
    "promises_fall_due": 1414,
    "post": 91,
}
TO_TAKE_DOWN = {"month_ended": 9, "season_ended": 144}


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """A small world all of whose arrays count."""
    monkeypatch.setattr(Counted, "tally", Counter())
    monkeypatch.setattr(Each, "run_compiled", None)  # compiled loops call NumPy for nothing that could be counted
    monkeypatch.setattr(Each, "product_with_ties", None)
    monkeypatch.setattr(np, "asarray", np.asanyarray)  # else the counting would be lost on the way
    made = counting_world(monkeypatch, FARMERS)
    for holder in (made, made.paths, made.cooperatives, made.districts, made.intermediaries):
        vars(holder).update({name: value.view(Counted) for name, value in vars(holder).items() if isinstance(value, np.ndarray)})
    for books in (made.ledger.own, made.ledger.outside, made.ledger.coffee):
        books.update({account: amount.view(Counted) for account, amount in books.items()})
    return made


def calls_of(moment: Any, *of: Any) -> int:
    """How often NumPy is called for small arrays while this happens."""
    before = Counted.tally["small calls"]
    moment(*of)
    return Counted.tally["small calls"] - before


def apart(found: Counter[str], today: dict[str, int]) -> str:
    """Where there are more calls than today, or a tenth less: then the figure is lowered."""
    return "; ".join(f"{name}: {found[name]}, it was {n}" for name, n in today.items() if not 0.9 * n <= found[name] <= n)


def test_the_moments_of_market_and_cooperative_call_numpy_as_often_as_today(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: Counter[str] = Counter()

    def counting(name: str) -> Any:
        moment = getattr(month, name)
        return lambda *of: found.update({name: calls_of(moment, *of)})

    def post(*of: Any) -> None:
        found.update(post=1)
        written(*of)

    for name in TODAY.keys() - {"post"}:
        monkeypatch.setattr(month, name, counting(name))
    written = Ledger.post
    monkeypatch.setattr(Ledger, "post", post)
    live(world, 36)
    assert not apart(found, TODAY), apart(found, TODAY)


def test_taking_down_calls_numpy_as_often_as_today(world: World) -> None:
    live(world, 36)
    recorder = Recorder(0, "1990-04")
    found = Counter({name: calls_of(getattr(recorder, name), world) for name in TO_TAKE_DOWN})
    assert not apart(found, TO_TAKE_DOWN), apart(found, TO_TAKE_DOWN)


def test_the_count_sees_what_is_added(world: World) -> None:
    c, ledger = world.cooperatives, world.ledger
    Counted.tally.clear()
    c.stock_qq += np.where(c.stock_qq > 1e12, c.shipped_qq, 0.0)  # compare, choose, add
    assert dict(Counted.tally) == {"small calls": 3}
    assert plain(ledger.owes("result")).shape == c.shape
    assert dict(Counted.tally) == {"small calls": 4}
