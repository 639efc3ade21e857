"""Placebos: nothing may move, exactly; and what does move offers makes a placebo fail."""

from __future__ import annotations

import pytest

from coopsim.claim import placebos as module
from coopsim.claim.placebos import placebos
from coopsim.scenario import load


def by_name(worlds: int = 6, workers: int = 1) -> dict[str, dict[str, object]]:
    return {str(one["name"]): one for one in placebos(load("castillo"), worlds=worlds, workers=workers)}


@pytest.mark.slow
def test_nothing_moves() -> None:
    found = by_name()
    assert list(found) == list(module.NAMES)
    assert found["size 0"]["value"] == found["size 0"]["largest"] == 0.0
    for one in found.values():
        assert one["passed"], one
        assert one["largest"] < 1e-3
        assert one["n_worlds"] > 0


@pytest.mark.full
def test_workers_do_not_decide_anything() -> None:
    assert by_name(2) == by_name(2, workers=2)


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("paid at once", ("money_scaling", 1.0)),  # what is felt in dollars grows with the price
        ("level boom", ("margin_share", 0.3)),  # traders keep part of a higher price
    ],
)
def test_a_placebo_can_fail(monkeypatch: pytest.MonkeyPatch, name: str, broken: tuple[str, float]) -> None:
    for constant in ("NOTHING_ELSE_MOVES", "INDEXED"):
        changes = tuple((key, broken[1] if key == broken[0] else value) for key, value in getattr(module, constant))
        monkeypatch.setattr(module, constant, changes)
    assert by_name()[name]["largest"] > 0.01
