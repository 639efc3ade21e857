"""The start page: its numbers are those of runs, it is light, and it stands by itself."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from statistics import median

import pytest

import coopsim.web
from coopsim.language import LANGUAGES
from coopsim.web import lives
from coopsim.web.pages import start, start_text
from tests.web.test_server import ask

DRAWN = Path(coopsim.web.__file__).parent / "drawn"
MOST_BYTES = 300_000


def test_the_kept_lives_are_those_of_todays_model() -> None:
    """If this fails: the model has changed; `python -m coopsim.web.lives` makes the file anew."""
    assert lives.written(lives.simulated()) == lives.kept().raw


def test_the_life_that_is_shown_is_the_one_in_the_middle() -> None:
    kept = lives.kept()
    differences = [life.difference for life in kept.comparable if life.difference is not None]
    assert len(kept.lives) == 50
    assert abs((kept.life.difference or 0) - median(differences)) <= 1


def test_the_family_did_what_is_said_of_her() -> None:
    kept = lives.kept()
    path, grey = (lives.path_of(lives.PRESET, changes, kept.middle) for changes in ((), lives.WITHOUT))
    slot, season = kept.family["slot"], lives.SEASON
    assert kept.family["shares"] == [round(float(one.farmers[season, slot]), 3) for one in (path, grey)]
    assert kept.family["shares"][0] < kept.family["shares"][1]
    assert not kept.hands.by_chance
    assert not kept.hands.by_need
    assert kept.hands.worth_usd < kept.hands.trader_usd


def test_bets_are_counted_once_each() -> None:
    kept = lives.kept()
    assert sum(start_text.counted(kept).values()) == len(kept.comparable)


def test_the_title_of_the_lives_says_all_only_if_it_is_all() -> None:
    kept = lives.kept()
    less, runs = start_text.counted(kept)["less"], len(kept.comparable)
    title = start_text.lives_screen(kept, "en")["title"]
    assert ("in all" in title) == (less == runs)
    assert str(less) in title


def test_closings_are_counted_on_both_sides() -> None:
    kept = lives.kept()
    closed, grey = (sum(getattr(life, name) is not None for life in kept.comparable) for name in ("closed", "grey_closed"))
    of_these = f"Of these {len(kept.comparable)}, closed by the end of the twelve years"
    assert start_text.closed_text(kept, "en") == f"{of_these}: {closed} with the rise, {grey} without it."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_door_leads_to_a_page(language: str, server: str) -> None:
    page = start.start_page(language)
    links = {html.unescape(link) for link in re.findall(r'href="(/[a-z][^"]*)"', page)}
    assert {link.split("?")[0] for link in links} >= {"/lessons", "/explore", "/compare", "/about"}
    for link in sorted(links):
        assert ask(server, link)[0] == 200, link


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_light_and_asks_nobody(language: str, server: str) -> None:
    status, headers, body = ask(server, f"/?lang={language}")
    assert status == 200
    assert headers["content-type"].startswith("text/html")
    assert f'<html lang="{language}">' in body
    files = re.findall(r'(?:src|href)="(/drawn/[^"]+)"', body)
    assert len(files) == 5
    total = len(body.encode()) + sum(len(ask(server, file)[2].encode()) for file in files)
    assert total <= MOST_BYTES
    assert not re.findall(r"(?:src|href)=\"https?://", body)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_screen_stands_without_scripts(language: str) -> None:
    page = start.start_page(language)
    for name in start.SCREENS:
        screen = re.search(rf'<section id="{name}".*?</section>', page, re.S)
        assert screen is not None
        assert "<h2" in screen.group()
    assert page.count("data-seed=") == 4 * len(lives.kept().comparable)  # two rows, wide and narrow
    assert "{" not in re.sub(r"<script.*?</script>", "", page, flags=re.S)


def test_what_stands_in_the_page_as_data_cannot_end_the_script() -> None:
    data = re.search(r'id="data">(.*?)</script>', start.start_page("es"), re.S)
    assert data is not None
    assert "<" not in data.group(1)
    assert set(json.loads(data.group(1))["bets"]) == set(start_text.BETS)


def test_without_a_language_the_start_is_that_of_the_server(server: str) -> None:
    status, headers, _body = ask(server, "/")
    assert (status, headers["location"]) == (302, "/?lang=es")


def test_the_drawings_are_small() -> None:
    assert sum((DRAWN / f"{name}.js").stat().st_size for name in ("valley", "hands")) < 30_000


def test_there_is_one_palette() -> None:
    """Colours are named in one file; the others use the names."""
    assets = DRAWN.parent / "assets"
    for styles in (DRAWN / "start.css", assets / "custom.css"):
        assert not re.findall(r"--[a-z0-9-]+:\s*#", styles.read_text(encoding="utf-8")), styles.name
    assert "--coop: #0b5a8a" in (DRAWN / "tokens.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("address", ["/?lang=en", "/lessons?lang=en"])
def test_each_page_loads_the_palette(address: str, server: str) -> None:
    assert "/drawn/tokens.css" in ask(server, address)[2]
