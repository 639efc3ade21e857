"""The labels of the pieces of the Explore page."""

from __future__ import annotations

from coopsim.language import text as _


def player_labels(language: str) -> dict[str, object]:
    """Play, step, back and the rest, and the list of keys."""
    keys = [
        (_("Space", language), _("Play or pause", language)),
        ("← →", _("One month back or on", language)),
        ("Home End", _("First month, last month", language)),
        ("R", _("Undo all my changes (asks first)", language)),
        ("1 – 9", _("The first nine scenarios", language)),
        ("F", _("The community and its farmers", language)),
        ("L", _("Copy the link", language)),
        ("Z  Y", _("Undo, redo", language)),
        ("?", _("This list", language)),
    ]
    return {
        "play": _("Play", language),
        "pause": _("Pause", language),
        "back": _("Back", language),
        "step": _("One more month", language),
        "undo": _("Undo", language),
        "redo": _("Redo", language),
        "replay": _("Show the last change: before and after", language),
        "reset": _("Undo all my changes", language),
        "ask": _("Undo all your changes and go back to the scenario?", language),
        "month": _("Month", language),
        "of": _("of", language),
        "keys": _("Keys", language),
        "close": _("Close", language),
        "copied": _("Link copied.", language),
        "tools": _("Time and changes", language),
        "list": [list(pair) for pair in keys],
    }


def control_labels(language: str) -> dict[str, object]:
    """What stands around the controls, and the boxes of the mechanism's picture."""
    return {
        "more": _("More", language),
        "help": _("What is this?", language),
        "was": _("in this scenario:", language),
        "changed": _("changed", language),
        "back": _("undo this change", language),
        "yes": _("yes", language),
        "no": _("no", language),
        "acts": _("Where it acts: the marked box of the loop", language),
        "controls": _("What you can change", language),
        "boxes": {
            "world": _("world price", language),
            "trader": _("intermediary's price", language),
            "gap": _("price gap", language),
            "delivery": _("delivery", language),
            "cost": _("cost per quintal", language),
            "price": _("cooperative's price", language),
        },
    }


def number_labels(language: str) -> dict[str, str]:
    """Around the giant number."""
    return {
        "what": _("of members' coffee sold through the cooperative (last 12 months)", language),
        "before": _("before the changes: {share}", language),
        "alive": _("the cooperative is open", language),
        "closed": _("the cooperative has closed", language),
    }


def sharing_labels(language: str) -> dict[str, str]:
    """Link, files, command line."""
    return {
        "title": _("Save and share", language),
        "link": _("Copy the link", language),
        "copied": _("Link copied.", language),
        "command": _("The same numbers on the command line:", language),
        "files": _("Download what is shown:", language),
    }
