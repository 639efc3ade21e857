"""No sentence of a story is false: each is read again and compared with the tables of `coopsim run`."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import coopsim
from coopsim.web.ensembles import lives
from coopsim.web.live import Changes, path_of
from coopsim.web.story.facts import facts_of
from coopsim.web.story.grey import grey_changes
from coopsim.web.story.lives import Life, Lives
from coopsim.web.story.payload import story_of
from coopsim.web.story.sentences import sentence_of, sentences
from tests.web.tables import tables_of, year_share

NAMES = (
    "boom",
    "crash",
    "weak-cooperative",
    "strong-cooperative",
    "boom-crash",
    "thin-capital",
    "calm",
    "long-low",
    "spike-2021",
)
ADVANCES: tuple[Changes, ...] = ((), (("advance_share", 0.4),), (("advance_share", 0.95),))


@given(st.sampled_from(NAMES), st.sampled_from(ADVANCES), st.integers(1, 60), st.sampled_from(("en", "es")))
@example("boom", (), 1, "en")
@example("crash", (), 1, "es")
@example("weak-cooperative", (), 1, "en")
@example("weak-cooperative", ADVANCES[1], 1, "en")
@example("boom", ADVANCES[2], 1, "es")
def test_no_sentence_is_false(name: str, changes: Changes, seed: int, language: str) -> None:
    try:
        story = story_of(name, changes, seed, language)
    except coopsim.UserMistake:  # closed before the story
        assert path_of(name, changes, seed).followed.closings[0].month < 0
        return
    months, _seasons = tables_of(name, changes, seed)
    grey, _grey_seasons = tables_of(name, grey_changes(name, changes)[1], seed)
    for month in range(story.months):
        kind, text = story.sentences["kinds"][month], story.sentences["texts"][story.sentences["of_month"][month]]
        _check(kind, text.replace("\xa0", " "), month, months, grey)
    facts = facts_of(name, changes, seed)
    assert all(one.holds(facts) for one in sentences(facts, language))


def _check(kind: str, text: str, month: int, months, grey) -> None:  # type: ignore[no-untyped-def]
    here, there = (
        round(100 * share) if share == share else None for share in (year_share(months, month), year_share(grey, month))
    )
    gaps = [table["farm_gate_price_usd_per_qq"][month] - table["advance_usd_per_qq"][month] for table in (months, grey)]
    dollars = [int(amount.replace(",", "")) for amount in re.findall(r"US\$ ([\d,]+)", text)]
    is_open = months["alive"][month] == 1
    if kind in ("closes", "closed"):
        assert not is_open
        assert (months["alive"][month - 1] == 1) == (kind == "closes")
        return
    assert is_open
    if kind in ("below", "above"):
        assert [int(share) for share in re.findall(r"(\d+) ?%", text)] == [here, there]
        assert here is not None
        assert (there - here if kind == "below" else here - there) >= 3  # type: ignore[operator]
        assert ("12" in text) == (month >= 11)
    elif kind in ("gap_wider", "gap_closer"):
        assert abs(here - there) < 3  # type: ignore[operator]
        assert (gaps[0] - gaps[1] > 0) == (kind == "gap_wider")
        assert abs(gaps[0] - gaps[1]) >= 25
        assert dollars == ([] if round(gaps[0]) == 0 else [abs(round(gaps[0]))])
        more = text.startswith(("The trader pays US$", "El intermediario paga hoy US$"))
        assert more == (round(gaps[0]) > 0)
    elif kind == "refused":
        refused = months["refused_qq"][max(0, month - 11) : month + 1].sum()
        assert f"{round(refused):,} quintal" in text
        assert refused >= 10
    elif kind == "late":
        assert len(dollars) == 1
        assert 0 < dollars[0] <= months["owed_to_farmers_usd"][month] + 50
    elif kind == "grey_closed":
        assert grey["alive"][month] == 0
    elif kind == "no_harvest":
        assert here is None or there is None
    elif kind in ("same", "not_yet"):
        end = len(months) if kind == "same" else month + 1
        columns = ["world_price_usd_per_qq", "delivered_qq", "harvest_qq", "cash_usd"]
        np.testing.assert_array_equal(months[columns][:end], grey[columns][:end])
        normal = 215 if kind == "not_yet" else months["world_price_usd_per_qq"][0]
        assert (months["world_price_usd_per_qq"][:end] == normal).all()
    else:
        assert kind == "nothing"
        assert abs(here - there) < 3  # type: ignore[operator]


def test_a_sentence_of_one_run_does_not_hold_of_the_other() -> None:
    boom, crash = facts_of("boom"), facts_of("crash")
    assert sentence_of(boom, 40, "en").rule.kind == "above"
    assert not sentence_of(boom, 40, "en").holds(crash)
    assert not sentence_of(crash, 135, "en").holds(boom)


def _lives(*pairs: tuple[float | None, float | None], closed: int | None = None) -> Lives:
    return Lives(
        59, "price", tuple(Life(share, grey, closed if place == 0 else None, None) for place, (share, grey) in enumerate(pairs))
    )


def test_general_words_carry_the_number_of_lives_and_the_spread() -> None:
    made = _lives((0.6, 0.8), (0.7, 0.8), (0.9, 0.8), (None, 0.8), closed=-1)
    assert made.counts() == {
        "lives": 4, "both": 3, "falls": 2, "rises": 1, "closed": 1, "grey_closed": 0, "closed_before": 1, "grey_closed_before": 0,
    }  # fmt: skip
    text = made.delivery_sentence("year 5, March", "en")
    assert "2 and higher in 1 of 3 comparable lives: −10 points at the median, from −20 to +10." in text
    assert made.closed_sentence("en").startswith(
        "Closed by the end: 1 of 4 with the price change, 0 without it. Of these, 1 and 0"
    )
    assert "none of 1 lives" in _lives((None, None)).delivery_sentence("year 1, May", "en")


@pytest.mark.slow
@pytest.mark.parametrize(("name", "changes"), [("crash", ()), ("weak-cooperative", ()), ("calm", (("advance_share", 0.9),))])
def test_fifty_lives_are_those_of_the_command_line(name: str, changes: Changes) -> None:
    made = lives((name, changes), 1, lambda: False)
    assert len(made.lives) == 50
    story = story_of(name, changes)
    shown = made.lives[0]
    assert [shown.share, shown.grey_share] == [pytest.approx(story.share[key][made.month], abs=6e-5) for key in ("run", "grey")]
    seasons = coopsim.run(name, replicates=50, seed=1, set=dict(changes), progress=False, keep_months=0).seasons
    region = seasons[seasons["cooperative"] == "region"]
    last = region[region["season"] == region["season"].max()]
    assert made.counts()["closed"] == int((last["alive"] == 0).sum())
    assert lives((name, changes), 1, lambda: False) is made
    if name != "calm":
        assert made.counts()["falls"] == made.counts()["both"] > 25  # what one run shows holds in all that can be compared
