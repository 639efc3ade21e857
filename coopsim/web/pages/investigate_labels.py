"""What stands around the parts of the page Investigate."""

from __future__ import annotations

from typing import Any

from coopsim.language import in_own_words
from coopsim.language import text as _
from coopsim.report.sweep_words import outcome_words
from coopsim.web.asked import OUTCOMES
from coopsim.web.investigation.shown import axis_label
from coopsim.web.investigation.study import axes_of
from coopsim.web.state import PageState


def form_labels(language: str) -> dict[str, str]:
    """Around what is asked."""
    return {
        "what": _("What is investigated", language),
        "scenario": _("Scenario", language),
        "prices": _("World price", language),
        "three": _("compare: normal, up, down", language),
        "one": _("as the scenario has it", language),
        "replicates": _("Runs a cell", language),
        "seed": _("Luck no.", language),
        "parameter": _("Parameter", language),
        "none": _("– none –", language),
        "low": _("from", language),
        "high": _("to", language),
        "steps": _("number of levels", language),
        "changes": _("Changed for all runs:", language),
        "forget": _("Undo the changes", language),
    }


def run_labels(language: str, status: str) -> dict[str, str]:
    """Around the button that begins, the progress and the one that stops."""
    return {
        "what": _("The runs", language),
        "begin": _("Begin the runs", language),
        "stop": _("Stop", language),
        "progress": _("Progress of the runs", language),
        "status": status,
        "sentences": "",
        "note": _(
            "A share of cells is a share of what you chose to try. It is not a probability, and each cell is known only as well "
            "as its number of runs allows.",
            language,
        ),
    }


def map_labels(language: str) -> dict[str, str]:
    """Around the map."""
    return {
        "title": _("What became of the cooperative", language),
        "prices": _("Which price is shown", language),
        "note": _(
            "Below each bar: how many of its runs end open. Shrinking: open at the end with less than 80 % of the members of the "
            "first season (our assumption). Choose a cell to see its runs.",
            language,
        ),
    }


def sign_labels(state: PageState, language: str) -> dict[str, Any]:
    """Around the signs."""
    axes = axes_of(state)
    return {
        "title": _("Where the sign changes", language),
        "outcome": _("Outcome", language),
        "outcomes": [{"name": name, "text": outcome_text(name, language)} for name in OUTCOMES],
        "threshold": _("above or below", language),
        "up": axis_label(axes[1].name, language) if len(axes) > 1 else "",
        "across": axis_label(axes[0].name, language),
        "key": _("+ more, − less, ○ it may be nothing: the 95 % interval over runs includes zero.", language)
        + (_(" Over all levels of the third parameter.", language) if len(axes) > 2 else ""),
    }


def outcome_text(name: str, language: str) -> str:
    """An outcome in words."""
    return in_own_words(outcome_words(name, language), language)


def cell_labels(language: str) -> dict[str, Any]:
    """Around the runs of a cell."""
    return {
        "title": _("The runs of a cell", language),
        "open": _("Open run", language),
        "note": _("Choose a run to see its families and how one of them decided.", language),
        "heads": [
            _("Run", language),
            _("End", language),
            _("Delivered", language),
            _("Income", language),
            _("Members at the end", language),
        ],
    }
