"""The words that the pieces of the Explore page are given."""

from __future__ import annotations

from coopsim.language import text as _


def player_words(language: str) -> dict[str, object]:
    """Play, step, back and the rest, and the list of keys."""
    keys = [
        (_("Space", language), _("Play or pause", language)),
        ("← →", _("One month back or on", language)),
        ("Home End", _("First month, last month", language)),
        ("R", _("Reset (asks first)", language)),
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
        "step": _("Step", language),
        "undo": _("Undo", language),
        "redo": _("Redo", language),
        "replay": _("Replay last change", language),
        "reset": _("Reset", language),
        "ask": _("Go back to the scenario as it was, without your changes?", language),
        "month": _("Month", language),
        "of": _("of", language),
        "keys": _("Keys", language),
        "close": _("Close", language),
        "copied": _("Link copied.", language),
        "tools": _("Time and changes", language),
        "list": [list(pair) for pair in keys],
    }


def control_words(language: str) -> dict[str, object]:
    """What stands around the controls, and the boxes of the mechanism's picture."""
    return {
        "more": _("More", language),
        "help": _("What is this?", language),
        "was": _("in the scenario:", language),
        "changed": _("changed", language),
        "back": _("take back", language),
        "yes": _("yes", language),
        "no": _("no", language),
        "acts": _("Where it acts: the marked box of the loop", language),
        "controls": _("What you can change", language),
        "boxes": {
            "world": _("world price", language),
            "street": _("intermediary's price", language),
            "gap": _("price gap", language),
            "delivery": _("delivery", language),
            "cost": _("cost per quintal", language),
            "price": _("cooperative's price", language),
        },
    }


def number_words(language: str) -> dict[str, str]:
    """Around the giant number."""
    return {
        "what": _("of members' coffee sold through the cooperative (last 12 months)", language),
        "before": _("before the changes: {share}", language),
        "alive": _("the cooperative is open", language),
        "closed": _("the cooperative has closed", language),
    }


def sharing_words(language: str) -> dict[str, str]:
    """Link, files, command line."""
    return {
        "title": _("Take it with you", language),
        "link": _("Copy the link", language),
        "copied": _("Link copied.", language),
        "command": _("The same numbers on the command line:", language),
        "files": _("Files of what is shown:", language),
    }
