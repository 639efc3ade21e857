"""A run of several cooperatives on the page: each by itself, its district as the valley, all of them on the strip."""

from __future__ import annotations

import json
import time
from dataclasses import replace

import numpy as np
import pytest

import coopsim
from coopsim.scenario import load
from coopsim.web.downloads import file_of, stamp
from coopsim.web.levers import levers
from coopsim.web.live import Path, followed_of, path_of, scenario_of
from coopsim.web.pages.explore_light import light_page, run_of
from coopsim.web.pages.village import family_card, hands_picture, outlets_in_rows, valley
from coopsim.web.state import PageState
from coopsim.web.story.closing import closed_of, number_shown
from coopsim.web.story.facts import facts_of
from coopsim.web.story.health import health
from coopsim.web.story.marks import absent, events
from coopsim.web.story.payload import story_of
from coopsim.web.story.region import chosen_of, region_of, runs_of
from coopsim.web.story.sentences import sentences

PAIR, REGION = "two-cooperatives", "region-24"
FAMILIES_QUICK_TO_PLACE_S = 2.0  # of a district; on a quiet machine a tenth


@pytest.fixture(scope="module")
def region() -> coopsim.Followed:
    return followed_of(REGION)


@pytest.mark.parametrize("cooperative", ["esperanza", "semilla"])
def test_one_cooperative_has_its_own_numbers(cooperative: str) -> None:
    """Those of the table `months`, and no sum with the other's."""
    months, _seasons = coopsim.run(PAIR, replicates=1, seed=3, progress=False)
    months = months[months["cooperative"] == cooperative]
    path = path_of(PAIR, (), 3, cooperative)
    for name in ("cash_usd", "debt_usd", "members", "delivered_qq", "harvest_qq", "trust", "alive"):
        np.testing.assert_array_equal(path.months[name], months[name].to_numpy(dtype=float))
    both = followed_of(PAIR, (), 3)
    reserves = [both.of(one).accounts["reserve_usd"] for one in both.cooperatives]
    assert not np.array_equal(*reserves)
    np.testing.assert_array_equal(health(path)["reserve_usd"][:12], both.of(cooperative).accounts["reserve_usd"][:12])
    assert number_shown(path) == 1


def test_an_only_cooperative_is_the_run_itself() -> None:
    alone = path_of("boom")
    named = alone.followed.of(alone.followed.cooperatives[0])
    for name, column in alone.followed.months.items():
        np.testing.assert_array_equal(column, named.months[name])
    np.testing.assert_array_equal(alone.followed.members, named.members)
    assert chosen_of("boom", (), 1, "semilla") == ""
    assert region_of("boom", (), 1, "", "en") is None
    assert len(alone.families) == alone.farmers.shape[1]
    assert not alone.members_of_others.any()


def test_members_are_those_of_the_month(region: coopsim.Followed) -> None:
    ends = np.array(region.season_ends) - 1
    for cooperative in region.cooperatives[::5]:
        one = region.of(cooperative)
        opening = np.concatenate([[0], ends[:-1] + 1])
        np.testing.assert_array_equal(one.members.sum(axis=1), one.months["members"][opening])
    every = sum(region.of(cooperative).members.astype(int) for cooperative in region.cooperatives)
    np.testing.assert_array_equal(every, region.members.astype(int))  # nobody is a member twice


def test_the_valley_is_her_district(region: coopsim.Followed) -> None:
    path = path_of(REGION, (), 1, "c-07")
    data = valley(path, "es")
    here = path.families
    assert set(region.district[here]) == {region.cooperative_district[region.cooperatives.index("c-07")]}
    assert len(data["seasons"][0]) == len(here) == len(data["distance_km"]) == len(data["neighbours"])
    assert max(other for others in data["neighbours"] for other in others) < len(here)
    letters = data["seasons"][0]
    assert sum(letters.count(kind) for kind in "fhoe") == path.members[0, here].sum()
    assert letters.count("a") == path.members_of_others[0, here].sum() > 0
    assert f"{letters.count('a')} familias son socias de otra cooperativa" in data["says"][0]
    place = letters.index("a")
    card = family_card(data, int(here[place]), place, 0, "es")
    assert "es de otra cooperativa" in card["lines"][1]
    assert str(here[place]) in card["title"]


def test_a_district_of_many_families_is_placed_quickly() -> None:
    facts = facts_of(REGION, (), 1, "c-24")
    began = time.process_time()
    data = valley(facts.path, "en")
    assert len(data["seasons"][0]) > 500
    assert time.process_time() - began < FAMILIES_QUICK_TO_PLACE_S


def test_the_strip_has_every_cooperative(region: coopsim.Followed) -> None:
    strip = region_of(REGION, (), 1, "c-07", "en")
    assert strip is not None
    assert [one["id"] for one in strip["cooperatives"]] == list(region.cooperatives)
    assert sorted(place for district in strip["districts"] for place in district["places"]) == list(range(24))
    assert [district["name"] for district in strip["districts"]] == ["ceja", "frontera", "montana", "quebrada", "valle"]
    assert strip["most"] == max(max(one["members"]) for one in strip["cooperatives"])
    assert not any("usd" in key for one in strip["cooperatives"] for key in one)  # no money on it, and no sum of any
    assert len(json.dumps(strip)) < 20_000
    for one in strip["cooperatives"]:
        months = sum(end - begin for begin, end in one["stands"])
        assert months == (region.of(one["id"]).months["alive"] > 0).sum()


def test_who_never_stands_is_not_shown() -> None:
    assert chosen_of(REGION, (), 1, "c-12") == "c-12"
    assert chosen_of(REGION, (), 1, "nobody") == chosen_of(REGION, (), 1, "") == "c-01"
    assert runs_of([False, True, True, False, True]) == [[1, 3], [4, 5]]


def test_a_place_that_nobody_took_is_not_called_closed() -> None:
    """`semilla` has a place and no founders; nobody has closed it."""
    strip = region_of(PAIR, (("cooperative.semilla.stands_at_start", False),), 1, "esperanza", "en")
    assert strip is not None
    assert [(one["founded"], bool(one["stands"])) for one in strip["cooperatives"]] == [(0, True), (None, False)]
    assert strip["labels"]["never"] == "{name}, never founded in this run"
    page = light_page("lang=es&p=region-24&c=w0jm.0.02~yebj.0", "es")  # places only, and few who found
    assert page.count(", no llega a fundarse en esta corrida</option>") > 10
    assert ", cerrada</option>" not in page


def closing_path() -> Path:
    """A cooperative of a region that closes while others of its district go on."""
    for seed in range(1, 6):
        run = followed_of(REGION, (), seed)
        for one in run.closings:
            if one.month > 24 and len(run.closings) < 24:
                return path_of(REGION, (), seed, one.cooperative)
    raise AssertionError("none closes")


def test_the_end_of_one_is_told_as_its_own() -> None:
    path = closing_path()
    closed = closed_of(path)
    assert closed is not None
    assert closed.has_others
    assert "other cooperatives" in closed.members_now("en")
    assert [mark.month for mark in events(path) if mark.kind == "closes"] == [closed.month]
    assert "one_closes" not in {mark.kind for mark in events(path)}
    texts = sentences(facts_of(REGION, (), path.seed, path.cooperative), "es")
    assert texts[closed.month].text.startswith("La cooperativa cierra.")
    after = texts[closed.month + 1].text
    assert after.startswith("Esta cooperativa no compra café desde")
    assert np.isnan(path.months["advance_usd_per_qq"][closed.month + 1 :]).all()
    assert closed_of(path_of(REGION, (), path.seed)) is None  # the region is not closed
    data = valley(path, "en")
    assert data["sacks"][closed.month + 1 :] == [None] * (path.length - closed.month - 1)  # nor are all on the truck
    assert data["labels"]["closed_says"] == "The cooperative is closed: it takes no coffee."


def test_one_that_goes_into_another_says_into_which() -> None:
    path = closing_path()
    end = path.followed.closings[-1]
    merged = replace(path.followed, closings=(replace(end, cause="merged", merged_into="c-01"),))
    closed = closed_of(replace(path, followed=merged))
    assert closed is not None
    assert "c-01" in closed.why("es")
    assert "c-01" in closed.members_now("en")
    assert "debe" not in closed.why("es")


def test_who_go_along_into_another_are_counted() -> None:
    """The page says of how many: no fewer than were members in the months before."""
    weak = {"opening_reserve_usd": 0.0, "fixed_cost_usd_per_year": 60_000.0}
    changes = {"years": 4, "warm_up_years": 0, "merger_share_per_year": 0.5, "cooperative.esperanza.opening_reserve_usd": 5e5}
    changes |= {f"cooperative.semilla.{name}": value for name, value in weak.items()}
    run = coopsim.follow(load("two-cooperatives").with_values(changes))
    (end,) = run.closings
    assert (end.cause, end.cooperative, end.merged_into) == ("merged", "semilla", "esperanza")
    assert end.members == run.of("semilla").months["members"][end.month - 1] > 0


def test_one_that_is_founded_later_has_no_story_before() -> None:
    """Months without it are gaps, and the page says so."""
    path = path_of(REGION, (), 1, "c-02")
    alive = path.months["alive"].copy()
    alive[:30] = 0.0
    alive[100:112] = 0.0
    later = replace(path, months={**path.months, "alive": alive})
    assert absent(later) == [[0, 30], [100, 112]]
    assert [(mark.month, mark.kind) for mark in events(later) if mark.kind in ("founded", "again")] == [
        (30, "founded"),
        (112, "again"),
    ]
    assert np.isnan(health(later)["cash_usd"][:30]).all()


def test_one_that_closed_before_the_story_begins_again_and_is_not_founded() -> None:
    path = path_of(REGION, (), 1, "c-02")
    alive = path.months["alive"].copy()
    alive[:30] = 0.0
    (end,) = closing_path().followed.closings
    followed = replace(path.followed, closings=(replace(end, cooperative="c-02", month=-1),))
    later = replace(path, months={**path.months, "alive": alive}, followed=followed)
    assert [(mark.month, mark.kind) for mark in events(later) if mark.kind in ("founded", "again")] == [(30, "again")]
    facts = replace(facts_of(REGION, (), 1, "c-02"), path=later, closed=None)
    assert sentences(facts, "en")[10].text == "This cooperative is closed in this month; later it begins again."


def test_a_story_of_a_region_is_small_and_says_whose_it_is() -> None:
    story = story_of(REGION, (), 1, "es", cooperative="c-07").as_data()
    assert story["cooperative"] == "c-07"
    assert len(json.dumps(story)) < 200_000
    assert "una de ellas" not in json.dumps(story, ensure_ascii=False)


def test_a_link_keeps_the_cooperative() -> None:
    state = PageState(preset=REGION, cooperative="c-07", language="es")
    assert PageState.of_query(state.query(), "explore") == (state, "")
    odd, message = PageState.of_query("p=region-24&co=../../x", "explore")
    assert odd.cooperative == ""
    assert "co=" in message


def test_files_are_of_the_cooperative_shown() -> None:
    one, other = (
        file_of(PageState(preset=PAIR, cooperative=name, seed=3), "csv").decode("utf-8-sig") for name in ("esperanza", "semilla")
    )
    assert one != other
    assert ", semilla; seed 3" in stamp(path_of(PAIR, (), 3, "semilla"), 12, "en")
    assert "semilla" in other.splitlines()[0]


def test_a_phone_chooses_by_a_list() -> None:
    page = light_page("lang=es&p=region-24&co=c-07", "es")
    assert page.count("<optgroup") == 5
    assert "<option selected>c-07</option>" in page
    assert run_of("lang=es&p=region-24&co=c-07")["story"]["cooperative"] == "c-07"
    assert 'id="cooperative"' not in light_page("lang=es&p=boom", "es")


def test_a_lever_of_unlike_cooperatives_says_so() -> None:
    state = PageState(preset=REGION, language="en")
    by_name = {one["name"]: one["was"] for one in levers(scenario_of(REGION), state)}
    assert by_name["advance_share"].startswith("In this scenario each cooperative has its own")
    assert by_name["trust"] == ""
    assert {one["was"] for one in levers(scenario_of("boom"), PageState())} == {""}


def test_a_familys_hands_say_to_whom_she_turned() -> None:
    from coopsim.agents.explanation_text import Explanation, OutletSeen

    hers, other = OutletSeen("a", is_hers=True, takes_coffee=False), OutletSeen("b", cash_usd_per_qq=90, promised_usd_per_qq=120)
    who = {"farmer": 1, "is_member": True, "cooperative": "a", "rule": "random_utility"}
    why = Explanation(**who, turned_to="b", outlets=(hers, other, OutletSeen("")))
    assert outlets_in_rows(why, "en") == [["a", "does not buy from her"], ["b", "US$ 90 today, US$ 120 in all"]]
    path = path_of(REGION, (), 1, "c-07")
    season = 2
    shown = [hands_picture(path, int(slot), season, "es") for slot in path.families[:40]]
    assert any("Acudió a otra cooperativa" in hands["sentence"] for hands in shown)
    assert not all("Acudió a otra cooperativa" in hands["sentence"] for hands in shown)
