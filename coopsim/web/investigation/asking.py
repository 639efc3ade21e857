"""The form of the page Investigate: what it shows, and what becomes of the state when something is set in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.report.sweep_words import outcome_unit
from coopsim.web import controls, presets
from coopsim.web.asked import (
    ARMS,
    FEWEST_LEVELS,
    FEWEST_RUNS,
    MOST_AXES,
    MOST_LEVELS,
    MOST_RUNS,
    OUTCOMES,
    Asked,
    Axis,
    checked,
    is_number,
    may_be_axis,
)
from coopsim.web.investigation.shown import axis_label, level_text
from coopsim.web.investigation.study import axes_of, design_of, levels_of, runs_of
from coopsim.web.live import scenario_of
from coopsim.web.state import LARGEST_SEED, LONGEST_QUERY, PageState, settable

FIRST_LEVELS = 4


def form_of(state: PageState) -> dict[str, Any]:
    """The form as the page takes it."""
    language, axes = state.language, axes_of(state)
    shown: list[dict[str, Any]] = [_axis(axis, state) for axis in axes]
    if len(axes) < MOST_AXES:
        shown.append({"name": "", "numbers": False, "levels": ""})
    cells = runs_of(state) // state.asked.replicates // (len(ARMS) if state.asked.three_prices else 1)
    if state.asked.three_prices:
        size = _("{cells} cells × 3 prices × {runs} runs = {all} runs", language)
    else:
        size = _("{cells} cells × {runs} runs = {all} runs", language)
    return {
        "scenario": state.preset,
        "scenarios": [{"name": name, "title": presets.preset_texts(name, language)["title"]} for name in presets.PRESETS],
        "seed": state.seed,
        "replicates": state.asked.replicates,
        "three": state.asked.three_prices,
        "axes": shown,
        "groups": _groups(state),
        "size": size.format(cells=cells, runs=state.asked.replicates, all=f"{runs_of(state):,}"),
        "changes": [
            f"{axis_label(name, language)}: {level_text(name, value, language)}"
            for name, value in state.changes
            if name in settable()
        ],
    }


def _groups(state: PageState) -> list[dict[str, Any]]:
    """Every parameter that can be moved, in the groups of the levers."""
    groups = controls.all_groups(scenario_of(state.preset), state)
    lists = [
        {
            "title": group["title"],
            "options": [
                {"name": one["name"], "text": one["label"]} for one in group["controls"] if may_be_axis(settable()[one["name"]])
            ],
        }
        for group in groups
    ]
    return [group for group in lists if group["options"]]


def _axis(axis: Axis, state: PageState) -> dict[str, Any]:
    parameter, language = settable()[axis.name], state.language
    levels = ", ".join(level_text(axis.name, value, language) for value in levels_of(axis))
    shown = {"name": axis.name, "numbers": is_number(parameter), "levels": levels}
    if is_number(parameter):
        times, unit = _times(axis.name), controls.unit_of(parameter, language)
        shown |= {"low": _plain(axis.low * times), "high": _plain(axis.high * times), "steps": axis.steps, "unit": unit}
    return shown


def _times(name: str) -> int:
    """What is shown for a value of 1: shares are shown in per cent."""
    return 100 if controls.unit_of(settable()[name], "en").startswith("%") else 1


def shown_unit(outcome: str, language: str) -> tuple[int, str]:
    """What is shown for an outcome of 1, and its unit."""
    unit = outcome_unit(outcome)
    return (100, "%") if unit in ("share", "0 to 1", "0 or 1") else (1, _(unit, language))


def _plain(value: float) -> float | int:
    short = float(f"{value:.8g}")
    return int(short) if short == int(short) else short


def with_sent(state: PageState, sent: dict[str, Any]) -> PageState:
    """The state after something was set in the form; a UserMistake where it cannot be."""
    what, given, asked = str(sent.get("what")), sent.get("value"), state.asked
    if what == "preset":
        new = replace(state, preset=presets.preset(str(given)).id, changes=(), cooperative="", asked=asked.at_rest())
    elif what == "forget":
        new = replace(state, changes=(), asked=asked.at_rest())
    elif what == "seed":
        new = replace(state, seed=_whole("seed", given, 0, LARGEST_SEED), asked=asked.at_rest())
    elif what == "outcome":
        new = replace(state, asked=replace(asked, outcome=_outcome(given), threshold=None))
    elif what == "threshold":
        times, _unit = shown_unit(asked.outcome, state.language)
        new = replace(state, asked=replace(asked, threshold=_number("threshold", given) / times))
    else:
        new = replace(state, asked=_with_question(state, what, sent).at_rest())
    if len(new.query()) > LONGEST_QUERY:
        raise UserMistake(_("too many changes for one link: undo some, or write a scenario file"))
    design_of(new)
    return new


def _with_question(state: PageState, what: str, sent: dict[str, Any]) -> Asked:
    given, asked = sent.get("value"), state.asked
    if what == "prices":
        return replace(asked, three_prices=bool(given), axes=axes_of(state))
    if what == "replicates":
        return replace(asked, replicates=_whole(_("Runs a cell"), given, FEWEST_RUNS, MOST_RUNS))
    axes, place = list(axes_of(state)), int(sent.get("place") or 0)
    if what == "axis":
        axes[place : place + 1] = [_usual_axis(state, str(given))] if given else []
    elif what in ("low", "high", "steps") and place < len(axes):
        axes[place] = _with_end(axes[place], what, given)
    if len(axes) > MOST_AXES or len({axis.name for axis in axes}) < len(axes):
        raise UserMistake(_("is chosen already"), got=str(given))
    return replace(asked, axes=tuple(axes))


def _with_end(axis: Axis, what: str, given: Any) -> Axis:
    parameter = settable()[axis.name]
    label = _("number of levels") if what == "steps" else {"low": _("from"), "high": _("to")}[what]
    if what == "steps":
        value: float = _whole(label, given, FEWEST_LEVELS, MOST_LEVELS)
    else:
        value = _number(label, given) / _times(axis.name)
    change: dict[str, Any] = {what: value}
    new = replace(axis, **change)
    try:
        return checked(new, parameter)
    except ValueError:
        times = _times(axis.name)
        if new.low >= new.high:
            other = axis.high if what == "low" else axis.low
            sentence = _("below {n}") if what == "low" else _("above {n}")
            raise UserMistake(field=label, got=given, allowed=sentence.format(n=_plain(other * times))) from None
        ends = [None if end is None else _plain(end * times) for end in (parameter.low, parameter.high)]
        kind = _("whole numbers, {low} to {high}") if parameter.type == "whole" else _("{low} to {high}")
        raise UserMistake(field=label, got=given, allowed=kind.format(low=ends[0], high=ends[1])) from None


def _usual_axis(state: PageState, name: str) -> Axis:
    """A parameter just chosen: over its named stops, else over its slider."""
    parameter = settable().get(name)
    if parameter is None or not may_be_axis(parameter):
        raise UserMistake(_("no such parameter"), got=name, among=settable())
    if not is_number(parameter):
        return Axis(name)
    control = controls.control(name, scenario_of(state.preset), replace(state, changes=()))
    stops = [stop["value"] for stop in control["stops"]]
    low, high = (min(stops), max(stops)) if len(stops) > 1 else (control["low"], control["high"])
    usual = float(control["usual"])
    low, high = (usual / 2 if low is None else low), (2 * usual or 1.0 if high is None else high)
    return checked(Axis(name, float(low), float(high), FIRST_LEVELS), parameter)


def price(given: Any) -> str:
    """One of the three prices."""
    if given not in ARMS:
        raise UserMistake(got=given, among=ARMS)
    return str(given)


def _outcome(given: Any) -> str:
    if given not in OUTCOMES:
        raise UserMistake(_("no such outcome in this sweep"), got=given, among=OUTCOMES)
    return str(given)


def _number(field: str, given: Any) -> float:
    try:
        number = float(given)
    except (TypeError, ValueError):
        number = float("nan")
    if number - number != 0:
        raise UserMistake(field=field, got=given, allowed=_("a number"))
    return number


def _whole(field: str, given: Any, low: int, high: int) -> int:
    number = _number(field, given)
    if number % 1 or not low <= number <= high:
        raise UserMistake(field=field, got=given, allowed=_("whole numbers, {low} to {high}").format(low=low, high=high))
    return int(number)
