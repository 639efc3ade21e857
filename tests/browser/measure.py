"""`python -m tests.browser.measure`: runs the tests of what must be quick and prints what they measured, as a Markdown table.

For a quiet machine: what was measured while others work says little. The load of the last minute stands below.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

TESTS = {
    "1 first chart": "test_every_page.py::test_the_first_chart_is_there_soon",
    "2 step to drawn chart": "test_explore.py::test_a_step_is_drawn_at_once",
    "3 lever to redrawn chart": "test_explore.py::test_a_lever_is_answered_while_the_hand_is_still_on_it",
    "4 no outside or failed request, no error": "test_every_page.py::test_every_page",
    "5 one click after a restart": "test_explore_changes.py::test_one_click_after_a_restart_brings_everything_back",
    "9 undo, redo; reset asks": "test_explore_changes.py::test_twenty_steps_back_and_forward_and_reset_asks",
    "11 compare on the same axes": "test_compare.py::test_a_and_b_stand_on_the_same_axes",
    "12 a link restores everything": "test_explore_changes.py::test_a_link_restores_everything",
    "13 files are what is shown": "test_explore_changes.py::test_files_are_what_is_shown_and_what_the_command_gives",
    "18, 20 projector beside a session without a phone": "test_workshop.py::test_a_whole_session_without_a_phone",
    "19 forty phones": "test_workshop.py::test_phones_vote_late_asleep_and_forty_at_once",
    "24 fifty visits leave no weight": "test_server_lasts.py::test_fifty_visitors_leave_no_weight_behind",
    "25 slowest step beside many runs": "test_compare.py::test_many_runs_never_hold_up_a_step",
}


class Notes:
    """What the tests noted, and how each ended."""

    def __init__(self) -> None:
        self.ended: dict[str, list[str]] = {}
        self.measured: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test, its set-up or its end was reported."""
        if report.when == "call" or report.outcome != "passed":
            self.ended.setdefault(report.nodeid, []).append(report.outcome)
        if report.when == "call":
            self.measured += [str(text) for name, text in report.user_properties if name == "measured"]


def table(notes: Notes) -> str:
    """The lines of the table: every point with its tests, then every figure."""
    lines = ["| Point | Tests passed |", "|---|---|"]
    for point, test in TESTS.items():
        ended = [end for name, ends in notes.ended.items() if test in name for end in ends]
        lines.append(f"| {point} | {ended.count('passed')} of {len(ended)} |")
    lines += ["", "| Measured | Median, worst, target |", "|---|---|"]
    lines += [f"| {' | '.join(text.split(': ', 1))} |" for text in notes.measured]
    return "\n".join([*lines, "", f"Load of the last minute: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors."])


def main() -> int:
    """Run them and print."""
    notes = Notes()
    chosen = [str(Path(__file__).parent / test) for test in TESTS.values()]
    code = pytest.main(["-q", "-m", "browser", "-p", "no:cacheprovider", *chosen], plugins=[notes])
    print(table(notes))
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
