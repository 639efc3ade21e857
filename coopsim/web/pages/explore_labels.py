"""The labels of the pieces of the Explore page."""

from __future__ import annotations

from html import escape

from coopsim.language import text as _


def bar_labels(language: str) -> dict[str, str]:
    """Around the choice of a scenario."""
    return {
        "scenario": _("Scenario", language),
        "seed": _("Luck no.", language),
        "share": _("Save and share", language),
        "close": _("Close", language),
    }


def player_labels(language: str) -> dict[str, object]:
    """Play, step, speed, undo and the rest, and the list of keys."""
    keys = [
        (_("Space", language), _("Play or pause", language)),
        ("← →", _("One month back or on", language)),
        ("Home End", _("First month, last month", language)),
        ("J", _("To the next event", language)),
        ("F", _("Projector: one chart, as large as the screen (G: the other chart)", language)),
        ("V", _("The community and its farmers", language)),
        ("N", _("The numbers as a table", language)),
        ("R", _("Undo all my changes (asks first)", language)),
        ("Z  Y", _("Undo, redo", language)),
        ("1 – 9", _("The first nine scenarios", language)),
        ("L", _("Copy the link", language)),
        ("?", _("This list", language)),
    ]
    return {
        "play": _("Play", language),
        "pause": _("Pause", language),
        "step": _("One more month", language),
        "pace": _("Speed", language),
        "slow": _("slow", language),
        "normal": _("normal", language),
        "fast": _("fast", language),
        "jump": _("go to:", language),
        "undo": _("Undo", language),
        "redo": _("Redo", language),
        "replay": _("Before and after", language),
        "reset": _("Undo all my changes", language),
        "ask": _("Undo all your changes and go back to the scenario?", language),
        "keys": _("Keys", language),
        "numbers": _("See the numbers", language),
        "month": _("Month", language),
        "share": _("delivered, of 100", language),
        "close": _("Close", language),
        "copied": _("Link copied.", language),
        "tools": _("Time and changes", language),
        "list": [list(pair) for pair in keys],
    }


def lever_labels(language: str) -> dict[str, object]:
    """What stands around the levers, and the boxes of the mechanism's picture."""
    return {
        "title": _("What you can change", language),
        "more": _("More levers", language),
        "help": _("What is this?", language),
        "up": _("If it goes up:", language),
        "was": _("In this scenario:", language),
        "back": _("undo this change", language),
        "reset": _("Undo all my changes", language),
        "acts": _("Where it acts: the marked box of the loop", language),
        "thousand": _("k", language),
        "boxes": {
            "world": _("world price", language),
            "trader": _("trader's price", language),
            "gap": _("price gap", language),
            "delivery": _("delivery", language),
            "cost": _("cost per quintal", language),
            "price": _("cooperative's price", language),
        },
    }


def more_labels(language: str) -> dict[str, str]:
    """The drawer with all levers."""
    return {
        "more": _("More levers", language),
        "search": _("Search a lever", language),
        "changed": _("What I changed", language),
        "extension": _("(extension)", language),
        "group_back": _("undo the changes of this group", language),
        "was": _("In this scenario:", language),
        "back": _("undo this change", language),
        "loading": _("Loading …", language),
        "nothing": _("No lever has that word.", language),
        "yes": _("yes", language),
        "no": _("no", language),
        "close": _("Close", language),
    }


def chart_labels(language: str) -> dict[str, str]:
    """Shorter words for a narrow chart."""
    return {
        "gap_short": _("Trader today, less the advance", language),
        "share_short": _("Members' coffee that arrives", language),
        "grey_short": _("at a normal price", language),
        "unit_short": "US$/qq",
        "key_coop": _("advance; coffee that arrives", language),
    }


def number_labels(language: str) -> dict[str, str]:
    """Around the giant number."""
    return {
        "what": _("of members' coffee sold through the cooperative (last 12 months)", language),
        "point": _("point", language),
        "shut": _("It closed", language),
    }


def health_labels(language: str) -> dict[str, str]:
    """The strip that says how the cooperative is; short, for a narrow column each."""
    return {
        "title": _("How the cooperative is", language),
        "cooperative": _("The cooperative", language),
        "open": _("open now", language),
        "shut": _("closed down", language),
        "cash": _("Cash", language),
        "reserve": _("Reserve", language),
        "debt": _("Owes in loans", language),
        "members": _("Owes to members", language),
        "refused": _("Turned away, 12 mo.", language),
        "late": _("Late payments", language),
        "ahead": _("Sold ahead", language),
        "none": _("none", language),
        "thousand": _("k", language),
    }


def wall_labels(language: str) -> dict[str, str]:
    """The screen for a projector."""
    return {
        "wall": _("Projector", language),
        "question": _("Of every 100 sacks, how many reach the cooperative?", language),
        "question_gap": _("How much more does the trader pay today?", language),
        "shut": _("closed down", language),
        "without": _("without it", language),
        "instead": _("instead of {share}", language),
    }


def sharing_labels(language: str) -> dict[str, str]:
    """Link, files, command line."""
    return {
        "title": _("Save and share", language),
        "link": _("Copy the link", language),
        "copied": _("Link copied.", language),
        "command": _("The same numbers on the command line:", language),
        "files": _("Download what is shown:", language),
        "numbers": _("See the numbers", language),
        "close": _("Close", language),
    }


def chain_text(language: str) -> str:
    """What the four charts of the loop are."""
    return escape(
        _(
            "Four numbers that may feed each other: the gap between trader and advance (1), deliveries (2),"
            " the cost of each quintal (3), and what the cooperative can promise (4). Whether they do is seen in the lines.",
            language,
        ),
        quote=False,
    )
