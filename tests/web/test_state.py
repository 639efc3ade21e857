"""What a page shows fits into its address and comes back from it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsim.errors import UserMistake
from coopsim.web.history import History
from coopsim.web.presets import PRESETS
from coopsim.web.state import LONGEST_QUERY, VIEWS, PageState, carried, settable, short_names


def values(name: str) -> Any:
    one = settable()[name]
    if one.type == "yes_no":
        return st.booleans()
    if one.type == "choice":
        return st.sampled_from(one.choices)
    low, high = one.low or 0, one.high if one.high is not None else 1000
    whole = one.type == "whole"
    return st.integers(int(low), int(high)) if whole else st.floats(low, high, allow_nan=False)


changes = st.lists(st.sampled_from(sorted(settable())), unique=True, max_size=8).flatmap(
    lambda names: st.tuples(*(st.tuples(st.just(name), values(name)) for name in sorted(names)))
)
states = st.builds(
    PageState,
    preset=st.sampled_from(PRESETS),
    seed=st.integers(0, 999_999),
    period=st.none() | st.integers(1, 720),
    language=st.sampled_from(["en", "es"]),
    changes=changes,
    view=st.sampled_from(VIEWS),
    farmer=st.none() | st.integers(0, 1999),
    other=st.sampled_from(["", *PRESETS]),
)


@given(states)
def test_a_link_brings_everything_back(state: PageState) -> None:
    if len(state.query()) <= LONGEST_QUERY:
        assert PageState.of_query(state.query(), "explore") == (state, "")


def test_a_link_with_many_changes_stays_short_and_one_too_many_is_refused() -> None:
    state, added = PageState(preset="strong-cooperative", seed=999_999, period=144, farmer=159, view="community"), 0
    with pytest.raises(UserMistake, match="too many changes"):
        for name, parameter in settable().items():
            if parameter.type == "number":
                state = state.with_change(name, 0.123456, None)
                added += 1
                assert len(state.query()) <= LONGEST_QUERY
    assert added >= 16  # twice the eight main controls


@given(st.text(max_size=300))
def test_no_query_breaks_a_page(query: str) -> None:
    state, _message = PageState.of_query(query, "explore")
    assert len(state.query()) <= LONGEST_QUERY


@pytest.mark.parametrize("query", ["p=../../etc/passwd", "p=boom&x=1", "c=zzzz.1", "t=-4", "s=1e9", "v=all", "c=" + "0" * 900])
def test_what_is_not_understood_is_one_line_and_the_rest_is_shown(query: str) -> None:
    state, message = PageState.of_query(query + "&lang=es", "explore")
    assert message.startswith("Esta versión no entiende una parte del enlace")
    assert "\n" not in message
    assert state.language == "es"


def test_a_number_out_of_its_range_is_not_taken_from_a_link() -> None:
    far = PageState(changes=(("payment_delay_months", 99),)).query()
    state, message = PageState.of_query(far, "explore")
    assert state.changes == ()
    assert message


def test_back_at_the_usual_value_is_no_change() -> None:
    state = PageState().with_change("advance_share", 0.8, 0.6)
    assert state.values == {"advance_share": 0.8}
    assert state.with_change("advance_share", 0.6, 0.6) == PageState()


def test_no_two_parameters_share_a_short_name() -> None:
    assert len(short_names()) == len(carried())


def test_at_least_twenty_steps_can_be_undone_and_redone() -> None:
    history = History(PageState(seed=0))
    for seed in range(1, 31):
        history = history.then(PageState(seed=seed))
    back = history
    for seed in range(29, -1, -1):
        back = back.undone()
        assert back.state.seed == seed
    assert back.undone() == back
    for _step in range(30):
        back = back.redone()
    assert back.state == history.state


def test_another_month_is_no_step_of_undo() -> None:
    history = History(PageState()).then(PageState(seed=2))
    moved = history.moved(replace(history.state, period=12))
    assert moved.undone().state == PageState()
