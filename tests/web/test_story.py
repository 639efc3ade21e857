"""What misled on the pages, each on real runs: the gap that decides is drawn, the page opens on the event, health is shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from statistics import median
from time import thread_time
from typing import Any

import numpy as np
import pytest

from coopsim.web.live import Changes, LiveRun, model_at, path_of
from coopsim.web.presets import PRESETS
from coopsim.web.story.facts import facts_of
from coopsim.web.story.grey import grey_changes, grey_of
from coopsim.web.story.payload import story_of
from tests.web.tables import columns, tables_of, year_share

RUNS: list[tuple[str, Changes, int]] = [
    ("boom", (), 1),
    ("crash", (), 1),  # closes in its eleventh year
    ("weak-cooperative", (), 1),
    ("weak-cooperative", (("advance_share", 0.4),), 1),  # closes in its fourth year
]
PRICES = {
    "world": "world_price_usd_per_qq",
    "trader": "farm_gate_price_usd_per_qq",
    "advance": "advance_usd_per_qq",
    "total": "promised_usd_per_qq",
}


@pytest.mark.parametrize(("name", "changes", "seed"), RUNS)
def test_the_advance_and_the_price_at_the_door_are_drawn_with_the_numbers_of_the_run(
    name: str, changes: Changes, seed: int
) -> None:
    story, (months, _seasons) = story_of(name, changes, seed), tables_of(name, changes, seed)
    assert {key: story.prices[key] for key in PRICES} == columns(months, PRICES)
    gap = months["farm_gate_price_usd_per_qq"] - months["advance_usd_per_qq"]
    np.testing.assert_allclose(_numbers(story.gap["run"]), gap, atol=0.051)
    low, high = story.ranges["prices"]
    drawn = [value for key in PRICES for value in story.prices[key] if value is not None]
    assert low <= min(drawn)
    assert max(drawn) <= high


@pytest.mark.parametrize(("name", "changes", "seed"), RUNS)
def test_every_share_stands_beside_the_grey_run_of_the_same_luck(name: str, changes: Changes, seed: int) -> None:
    story = story_of(name, changes, seed)
    end = story.months if story.closed is None else story.closed["month"] + 1
    for key, of in (("run", changes), ("grey", grey_changes(name, changes)[1])):
        months, seasons = tables_of(name, of, seed)
        shares = [year_share(months, month) for month in range(end)]
        np.testing.assert_allclose(_numbers(story.share[key][:end]), shares, atol=6e-5)
        ends = [month for month in story.season_ends if month < end]
        np.testing.assert_allclose([shares[month] for month in ends], seasons["delivery_share"][: len(ends)], rtol=1e-12)
    assert all(value is None for value in story.share["run"][end:])
    assert not story.equal


def test_the_grey_run_has_a_calm_price_and_all_else_the_same() -> None:
    for name in PRESETS:
        grey = grey_of(name)
        price = grey.path.months["world_price_usd_per_qq"]
        np.testing.assert_allclose(price, grey.path.scenario.price.reference_price_usd_per_qq)
        moves = np.ptp(path_of(name).months["world_price_usd_per_qq"]) > 0
        assert grey.equal == (not moves)
        assert ("same" in grey.label("en")) == grey.equal
    changed = grey_of("calm", (("advance_share", 0.9),))
    assert (changed.path, changed.equal) == (path_of("calm"), False)
    assert changed.label("es") == "sin sus cambios"


def test_a_price_that_is_made_calm_is_compared_with_no_second_price() -> None:
    calm = (("rise_share", 0.0),)
    assert grey_of("boom", calm).equal
    assert grey_changes("boom", (("advance_share", 0.9), *calm)) == ("changes", calm)
    assert grey_changes("castillo") == ("price", (("source", "constant"),))


def test_the_page_opens_on_the_event_where_the_change_shows() -> None:
    for name in ("boom", "crash", "weak-cooperative"):
        story = story_of(name)
        assert story.rise == [36, 60]
        assert story.opens_at == story.season_ends[4] == 59  # the end of the second harvest of the price change
        run, grey = story.share["run"][59], story.share["grey"][59]
        assert run is not None
        assert grey is not None
        assert abs(run - grey) > 0.05
    assert story_of("spike-2021").times[story_of("spike-2021").opens_at] == "March 2023"
    closes_first = story_of("weak-cooperative", (("advance_share", 0.4),))
    assert closes_first.opens_at == closes_first.closed["month"] == 47  # type: ignore[index]
    apart = story_of("calm", (("advance_share", 0.9),))
    differences = [abs((a or 0) - (b or 0)) for a, b in zip(apart.share["run"], apart.share["grey"], strict=True)]
    assert differences[apart.opens_at] == max(differences) > 0


def test_crash_and_boom_are_told_by_their_own_numbers() -> None:
    """Under `crash` the gap closes and delivery falls more than in `boom`, where the promised price rises."""
    boom, crash = facts_of("boom"), facts_of("crash")
    before, there = 35, 59
    assert crash.gap[there] < crash.gap[before] < boom.gap[there]
    fall = {name: facts.share[there] - facts.grey_share[there] for name, facts in (("boom", boom), ("crash", crash))}
    assert fall["crash"] < fall["boom"] < -0.03
    assert boom.path.months["promised_usd_per_qq"][there] > boom.path.months["promised_usd_per_qq"][before]
    for language in ("en", "es"):
        for name in ("boom", "crash"):
            texts = " ".join(story_of(name, language=language).sentences["texts"]).lower()
            assert not [
                word for word in ("because", "porque", "therefore", "por eso", "when the price", "cuando") if word in texts
            ]


def test_a_higher_advance_shows_what_it_costs() -> None:
    """The gap closes, and delivery does not follow: the cooperative turns coffee away, and the health strip shows it."""
    usual, high = story_of("boom"), story_of("boom", (("advance_share", 0.95),))
    month = usual.opens_at
    assert _at(usual.gap["run"], month) > 60
    assert _at(high.gap["run"], month) < 0
    assert abs(_at(usual.share["run"], month) - _at(high.share["run"], month)) < 0.02
    months, _seasons = tables_of("boom", (("advance_share", 0.95),))
    refused = months["refused_qq"][month - 11 : month + 1].sum()
    assert refused > 400
    assert _at(high.health["refused_qq"], month) == round(refused)
    assert _at(usual.health["refused_qq"], month) == 0
    assert high.sentences["kinds"][month] == "refused"
    assert f"{round(refused)} quintals" in high.sentences["texts"][high.sentences["of_month"][month]]
    assert "refuses" in [event["kind"] for event in high.events]


@pytest.mark.parametrize(("name", "changes", "seed"), RUNS)
def test_the_health_strip_has_the_books_of_the_run(name: str, changes: Changes, seed: int) -> None:
    story, (months, seasons) = story_of(name, changes, seed), tables_of(name, changes, seed)
    end = story.months if story.closed is None else story.closed["month"]
    for key, column in {
        "cash_usd": "cash_usd",
        "lender_usd": "debt_usd",
        "buyers_usd": "debt_to_buyers_usd",
        "owed_members_usd": "owed_to_farmers_usd",
        "ahead_qq": "forward_book_qq",
        "members": "members",
    }.items():
        np.testing.assert_allclose(_numbers(story.health[key][:end]), months[column][:end], atol=0.51)
        assert all(value is None for value in story.health[key][end:])
    reserve = {season: row["reserves_usd"] for season, row in seasons.iterrows() if story.season_ends[season] < end}
    for season, amount in reserve.items():
        assert _at(story.health["reserve_usd"], story.season_ends[int(str(season))]) == pytest.approx(amount, abs=0.51)
    members = seasons["members"] > 0
    np.testing.assert_allclose(_numbers(story.income["run"])[members], seasons["income_usd_per_farmer"][members], atol=0.51)
    assert set(story.labels["health"]) == set(story.health)


def test_money_paid_late_is_what_members_are_owed() -> None:
    story = story_of("crash")
    late = next(event["month"] for event in story.events if event["kind"] == "late")
    assert not any(story.health["late_usd"][late - 12 : late])
    model = model_at("crash", (), 1, late + 1)
    overdue = sum(farmer.overdue_usd for farmer in model.farmer_agents)
    assert _at(story.health["late_usd"], late) == round(overdue) > 0
    assert path_of("crash").followed.overdue_usd[late].sum() == pytest.approx(overdue)


def test_events_stand_at_their_months() -> None:
    story, (months, _seasons) = story_of("crash"), tables_of("crash")
    kinds = [event["kind"] for event in story.events]
    assert kinds == ["falls", "rises", "normal", "no_cash", "refuses", "late", "closes"]
    world, at = months["world_price_usd_per_qq"], {event["kind"]: event["month"] for event in story.events}
    assert world[at["falls"] - 1] == 215
    assert world[at["falls"]] == pytest.approx(215 / 1.6)
    assert world[at["rises"] - 1] < world[at["rises"]] < world[at["normal"]] == 215
    assert months["refused_qq"][at["refuses"]] > 0.5
    assert months["refused_qq"][: at["refuses"]].max() < 0.5
    assert months["alive"][at["closes"] - 1] == 1
    assert months["alive"][at["closes"]] == 0
    labels = [event["label"] for event in story_of("crash", language="es").events]
    assert labels[0] == "la bolsa baja 38\xa0%"
    assert labels[-1] == "cierra"


@pytest.mark.parametrize("name", ["boom", "weak-cooperative", "late-payment"])
def test_the_balance_is_paid_in_the_months_in_which_members_get_money_without_a_harvest(name: str) -> None:
    paid, run, quiet_months = set(story_of(name).paid), LiveRun.start(name), 0
    for month in range(36):
        harvest = run.step()["harvest_qq"]
        received = sum(farmer.received_usd for farmer in run.model.farmer_agents if farmer.is_member)
        if harvest == 0:
            quiet_months += 1
            assert (month in paid) == (received > 1)
    assert quiet_months > 10


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_has_its_story_in_both_languages(name: str) -> None:
    stories = {language: story_of(name, language=language).as_data() for language in ("en", "es")}
    json.dumps(stories, allow_nan=False)
    assert stories["en"]["share"] == stories["es"]["share"]
    assert not _texts(stories["en"]) & _texts(stories["es"]) - {t for t in _texts(stories["en"]) if not t.strip(" 0123456789")}
    story = stories["en"]
    for part in ("prices", "gap", "share", "health"):
        assert {len(column) for column in story[part].values()} == {story["months"]}
    assert story["dated"] == (story["times"][0].split()[-1].isdigit() and len(story["times"][0].split()[-1]) == 4)


def test_the_run_before_the_last_change_can_be_drawn_too() -> None:
    story = story_of("boom", (("advance_share", 0.8),), before=path_of("boom"))
    assert story.share["before"] == story_of("boom").share["run"]


def test_a_story_costs_thirty_milliseconds_beyond_its_runs(record_property: Callable[[str, object], None]) -> None:
    story_of("boom", language="es")
    times = []
    for _again in range(7):
        begun = thread_time()
        story_of("boom", language="es")
        times.append(thread_time() - begun)
    record_property("measured", f"a story of 144 months beyond its runs: {1000 * median(times):.0f} ms")
    assert median(times) < 0.03


def _numbers(column: list[float | None]) -> np.ndarray:
    return np.array([np.nan if value is None else value for value in column], dtype=float)


def _at(column: list[float | None], month: int) -> float:
    value = column[month]
    assert value is not None
    return value


def _texts(story: dict[str, Any]) -> set[str]:
    events = {event["label"] for event in story["events"]}
    return events | set(story["sentences"]["texts"]) | set(story["labels"]["health"].values()) | set(story["times"])
