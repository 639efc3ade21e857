"""The benchmark tool: what it says follows from what it measured. Nothing here is timed."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console

from benchmarks.contenders import CONTENDERS, Batched, OwnFarmer, Single
from benchmarks.measure import ratios
from benchmarks.runs import PEERS, WAYS
from benchmarks.show import sentences, show
from benchmarks.sizes import enlarge, scenario_of
from benchmarks.timing import interleaved, median_ratio, peak_bytes
from coopsim.model.simulate import world_of

LABELS = [kind.label for kind in CONTENDERS]


def figures(times: float = 120.0, worst: float = 1e-14, over_bound: float = 2.0) -> dict[str, Any]:
    ns = dict.fromkeys(LABELS, 100.0) | {"Mesa model": 100.0 * times}
    found: dict[str, Any] = {
        "machine": {"python": "3.11", "numpy": "2", "mesa": "3", "coopsim": "0", "numba": "0"},
        "device": "a machine",
        "agreement": {"months": 48, "worst": worst, "column": "trust"},
        "compile_seconds": 6.0,
        "seconds_from_cache": 0.8,
        "slider_milliseconds": 40.0,
        "mix_of_rules_over_dearest": 1.1,
        "two_workers_over_one": 1.8,
        "growth": [{"along": "rules", "sizes": [1, 8], "ns": [80.0, 90.0]}],
        "huge": {"farmers": 1_000_000, "years": 40, "megabytes": 2500.0, "seconds": 100.0},
        "runs": {
            "months": 120,
            "seconds": dict.fromkeys((*PEERS, *WAYS), 0.9),
            "mesa_over": dict.fromkeys(WAYS, times) | {"own_decide_100": 0.25},
        },
        "bound": [
            {"rows": rows, "farmers": 400, "coopsim_ns": 20.0 * over_bound, "bound_ns": 20.0, "over": over_bound}
            for rows in (1, 8, 256)
        ],
        "two_threads_over_one": 1.5,
        "sizes": [
            {"farmers": 1000, "rows": dict.fromkeys(LABELS, 1), "ns": ns, "mesa_over": dict.fromkeys(LABELS, times)},
            {"farmers": 100_000, "rows": dict.fromkeys(LABELS, 1), "ns": {LABELS[0]: 120.0}, "mesa_over": {LABELS[0]: times}},
        ],
        "memory": [{"farmers": 1000, "megabytes": dict.fromkeys(LABELS, 3.0), "bytes_per_farmer": dict.fromkeys(LABELS, 3000.0)}],
    }
    return found | {"ratios": ratios(found)}


def test_a_target_is_called_missed_where_it_is() -> None:
    for times, judged in ((90.0, "missed"), (120.0, "met")):
        assert f"a sweep of 400 farmers: the target of 100x is {judged}" in " ".join(sentences(figures(times)))
    for over, judged in ((2.0, "met"), (3.0, "missed")):
        assert f"over the bound; at most 2.5x is {judged}" in " ".join(sentences(figures(over_bound=over)))


def test_what_is_in_seconds_is_judged_too() -> None:
    said = " ".join(sentences(figures()))
    for words in ("1 s is met", "150 ms is met", "1.7 on a quiet machine is missed", "3 GB and 120 s is met", "1.3x is met"):
        assert words in said
    quick = figures() | {"two_workers_over_one": None, "huge": None}
    assert "workers" not in " ".join(sentences(quick))


def test_ratios_are_the_first_over_the_second() -> None:
    told = figures(times=120.0)["ratios"]
    assert told["mesa_over_sweep_400"] == 120.0
    assert told["own_decide_over_mesa_100"] == 4.0
    assert told["coopsim_over_bound_one_row"] == 2.0


def test_disagreement_takes_all_meaning_from_the_ratios() -> None:
    assert "NOT the same numbers" in sentences(figures(worst=1e-3))[0]
    assert "the same numbers" in sentences(figures())[0]


def test_everything_is_shown() -> None:
    page = io.StringIO()
    show(figures(), Console(file=page, width=200))
    for text in ("Mesa model, 400 farmers", "256 x 400", "1,000 x 1", "100,000 x 1", "12,000", "80, 90", "is met"):
        assert text in page.getvalue()


def test_every_way_makes_its_runs() -> None:
    for name, way in WAYS.items():
        if way.runs <= 8 and way.peer == "mesa_100":
            way.work(1)
        assert way.peer in PEERS, name


def test_rounds_are_interleaved_and_ratios_taken_within_them() -> None:
    order: list[str] = []
    found = interleaved({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, 3)
    assert order == ["a", "b"] * 3
    assert [len(all_of) for all_of in found.values()] == [3, 3]
    assert median_ratio([10.0, 30.0, 8.0], [1.0, 2.0, 4.0]) == 10.0


def test_peak_memory_counts_arrays() -> None:
    import numpy as np

    assert 8e6 <= peak_bytes(lambda: np.ones(1_000_000)) < 12e6


def test_every_contender_simulates_a_season_and_the_batch_is_many() -> None:
    for kind in CONTENDERS:
        contender = kind(32, 12)
        contender.season()
        assert contender.simulated == 12
        assert contender.rows == (64 if issubclass(kind, Batched) and kind is not Single else 1)
        contender.close()


def test_the_overridden_farmer_decides_herself() -> None:
    own = next(kind for kind in CONTENDERS if kind.label == "CoopModel, own decide")(32, 12)
    own.season()
    assert all(isinstance(farmer, OwnFarmer) and farmer.decides_herself for farmer in own.model.farmers)  # type: ignore[attr-defined]


def test_a_larger_world_owns_more_in_proportion() -> None:
    small, large = (enlarge(world_of(scenario_of(farmers))) for farmers in (160, 480))
    for table, name in (("cooperatives", "fixed_cost_usd_per_year"), ("districts", "cash_usd")):
        assert getattr(getattr(large, table), name)[0, 0] == pytest.approx(3 * getattr(getattr(small, table), name)[0, 0])
    assert large.ledger.has("cash")[0, 0] == pytest.approx(3 * small.ledger.has("cash")[0, 0])
    assert large.ledger.imbalance() < 1e-6
