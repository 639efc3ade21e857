"""A closed cooperative has a date, a cause, and members who are somewhere; one that closed before the story is refused."""

from __future__ import annotations

import pytest

import coopsim
from coopsim.web.live import Changes, path_of
from coopsim.web.story.closing import closed_of, refuse_closed_before
from coopsim.web.story.payload import story_of
from tests.web.tables import tables_of

LOW_ADVANCE: Changes = (("advance_share", 0.4),)
CLOSED: list[tuple[str, Changes, int, str]] = [
    ("crash", (), 1, "in_the_red"),
    ("crash", (), 11, "in_the_red"),
    ("weak-cooperative", LOW_ADVANCE, 1, "in_the_red"),
    ("weak-cooperative", (("low_sales_share", 1.0),), 1, "low_sales"),
    ("castillo", (("low_sales_share", 1.0),), 1, "low_sales"),
]


@pytest.mark.parametrize(("name", "changes", "seed", "cause"), CLOSED)
def test_it_closes_in_the_month_of_the_table_and_for_the_model_s_reason(
    name: str, changes: Changes, seed: int, cause: str
) -> None:
    story, (months, seasons) = story_of(name, changes, seed), tables_of(name, changes, seed)
    closed = story.closed
    assert closed is not None
    assert closed["month"] == int((months["alive"] == 0).idxmax())
    assert closed["cause"] == cause
    season = seasons[seasons["alive"] == 0].iloc[0]
    if cause == "in_the_red":
        assert season["net_worth_usd"] < 0
        assert f"US$ {round(-season['net_worth_usd'], -2):,.0f}" in closed["why"]
    else:
        assert "three harvests" in closed["why"]
    marks = [event for event in story.events if event["kind"] == "closes"]
    assert [mark["month"] for mark in marks] == [closed["month"]]
    assert story.times[closed["month"]] in closed["label"]


@pytest.mark.parametrize(("name", "changes", "seed", "cause"), CLOSED)
def test_the_members_go_somewhere_and_their_claims_are_accounted_for(name: str, changes: Changes, seed: int, cause: str) -> None:
    path, (months, seasons) = path_of(name, changes, seed), tables_of(name, changes, seed)
    closed, last = closed_of(path), path.followed.closings[-1]
    assert closed is not None
    assert 0 < closed.members <= months["farmers"].max()
    owed, harvest = (months[column][closed.month - 1] for column in ("owed_to_farmers_usd", "harvest_qq"))
    assert harvest == 0  # nothing more is owed than a month before, but their shares to those who leave
    left = seasons["left"][path.season_ends.index(closed.month + 1)]
    assert 0 <= closed.claims_usd <= owed + left * path.scenario.cooperative[0].share_capital_usd_per_member + 1
    assert closed.paid_out_usd == pytest.approx(
        last.claims_paid_share * closed.claims_usd + last.rest_usd_per_member * closed.members
    )
    assert 0 <= last.claims_paid_share <= 1
    assert f"{closed.members} members now sell to traders" in closed.members_now("en")
    assert "intermediario" in closed.members_now("es")
    assert months["delivered_qq"][closed.month + 1 :].sum() == months["bought_from_others_qq"][closed.month + 1 :].sum() == 0


def test_lines_end_where_it_closes_and_the_trader_s_goes_on() -> None:
    story = story_of("crash")
    month = story.closed["month"]  # type: ignore[index]
    assert story.share["run"][month] is not None
    assert not [value for key in ("advance", "total") for value in story.prices[key][month:] if value is not None]
    assert None not in story.prices["trader"]
    assert None not in story.prices["world"]
    assert set(story.sentences["kinds"][month + 1 :]) == {"closed"}
    assert story.sentences["kinds"][month] == "closes"
    assert None not in story.income["run"]  # those who were its members go on living


@pytest.mark.parametrize(("seed", "when"), [(4, "just"), (8, "2 years"), (11, "7 years")])
def test_what_closed_before_the_story_is_refused_with_words(seed: int, when: str) -> None:
    closing = path_of("weak-cooperative", LOW_ADVANCE, seed).followed.closings[0]
    assert closing.month < 0
    months, _seasons = tables_of("weak-cooperative", LOW_ADVANCE, seed)
    assert months["alive"].max() == 0
    for language, words in (
        ("en", (f"closes {when} before the story begins", "undo the last change")),
        ("es", ("historia", "deshaga")),
    ):
        with pytest.raises(coopsim.UserMistake) as mistake:
            story_of("weak-cooperative", LOW_ADVANCE, seed, language)
        assert [word for word in words if word in str(mistake.value)] == list(words)
    refuse_closed_before(path_of("crash"), "en")  # closes in its story: that is shown


def test_of_two_cooperatives_one_may_close_and_the_story_goes_on() -> None:
    path = path_of("two-cooperatives")
    assert len(path.followed.closings) == 1
    story = story_of("two-cooperatives")
    assert story.closed is None
    assert [event["kind"] for event in story.events if "closes" in event["kind"]] == ["one_closes"]
    assert "closed" not in story.sentences["kinds"]


def test_a_change_that_saves_it_is_shown_beside_a_grey_run_that_closed_before() -> None:
    assert path_of("calm", (), 13).followed.closings[0].month < 0
    story = story_of("calm", (("fixed_cost_usd_per_year", 30_000.0),), 13)
    assert story.closed is None
    assert story.grey_closed is not None
    assert story.grey_closed["label"] == "closed before the story begins"
    assert set(story.share["grey"]) == set(story.income["grey"]) == {None}
    assert set(story.sentences["kinds"]) == {"grey_closed"}
