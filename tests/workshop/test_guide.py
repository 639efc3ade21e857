"""The guide's texts: every phase has its notes in both languages, and whatever may fail has one line and one test."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

from coopsim.report.own_words import visible
from coopsim.scenario.model import Text
from coopsim.workshop.guide import guide
from coopsim.workshop.programme import programme

ROOT = Path(__file__).parents[2]
TESTS = {
    "power": ("workshop/test_session.py", "test_a_power_cut_loses_nothing_that_was_decided"),
    "disk": ("workshop/test_session.py", "test_a_full_disk_is_seen_and_made_good"),
    "port": ("web/test_command.py", "test_a_port_that_is_taken_is_one_line"),
    "closed": ("web/test_workshop.py", "test_what_is_printed_names_the_code_and_the_address_of_the_network"),
    "mirror": ("web/test_workshop.py", "test_the_wall_in_a_second_tab_shows_what_the_first_shows"),
    "two": ("web/test_workshop.py", "test_two_trainer_s_pages_follow_the_same_session"),
    "asleep": ("workshop/test_session.py", "test_a_laptop_that_slept_goes_on_with_every_decision"),
    "clock": ("workshop/test_session.py", "test_the_clock_of_the_session_knows_no_calendar_and_stands_in_a_pause"),
    "network": ("web/test_workshop.py", "test_what_is_printed_names_the_code_and_the_address_of_the_network"),
    "phone": ("web/test_workshop.py", "test_a_phone_comes_in_votes_changes_its_mind_and_is_itself_after_a_refresh"),
    "late": ("web/test_workshop.py", "test_who_comes_late_with_cards_is_added_at_the_step_itself"),
    "nobody": ("workshop/test_games.py", "test_the_absent_are_played_by_the_model"),
}


def test_every_phase_has_its_notes_and_every_text_both_languages() -> None:
    assert [notes.id for notes in guide().phase] == [phase.id for phase in programme(90).phases]
    lines = [line for section in guide().before for line in section.line]
    usual = [one for notes in guide().phase for one in notes.usual]
    texts = [*lines, *usual, *(notes.instead for notes in guide().phase)]
    texts += [notes.paper for notes in guide().phase if notes.paper != Text()]
    texts += [text for end in guide().end for text in (end.what, end.then)]
    for text in texts:
        assert text.en
        assert text.es
        assert fields(text.en) == fields(text.es)
    assert set(visible("es")) >= {line.es for line in lines}


def fields(text: str) -> set[str | None]:
    return {field for _text, field, _form, _turned in Formatter().parse(text) if field}


def test_what_usually_happens_is_of_the_rehearsal_of_a_study_or_called_our_expectation() -> None:
    usual = [one for notes in guide().phase for one in notes.usual]
    assert {one.source for one in usual if one.basis == "study"} == {source.id for source in guide().source}
    assert not any(one.source for one in usual if one.basis != "study")
    assert all(fields(one.es) for one in usual if one.basis == "rehearsal")
    assert not any(fields(one.es) for one in usual if one.basis != "rehearsal")


def test_whatever_may_fail_has_its_test() -> None:
    assert list(TESTS) == [end.id for end in guide().end]
    for file, name in TESTS.values():
        assert name in functions_of(ROOT / "tests" / file), name


def functions_of(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_what_the_page_calls_measured_has_its_test() -> None:
    page = (ROOT / "docs" / "workshop.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", page)
    assert len(named) > 20
    for file, name in named:
        assert name in functions_of(ROOT / file), name


def test_the_page_of_the_workshop_has_the_same_lines() -> None:
    page = (ROOT / "docs" / "workshop.md").read_text(encoding="utf-8")
    for end in guide().end:
        assert f"| {end.what.en} | {end.then.en} |\n" in page
