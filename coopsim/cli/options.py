"""The options shared by every command that runs the model: declared, checked and explained once.

    def run(scenario: Scenario = "castillo", seed: Seed = 1, replicates: Replicates = None, ...) -> None: ...

Each name below is a type to annotate a parameter with. A value out of range is the user's mistake and is reported as one:
option, value, what is allowed. Help texts are looked up in the catalogue when a help page is shown.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from coopsim.arguments import MOST_REPLICATES as MOST_REPLICATES
from coopsim.arguments import month
from coopsim.errors import UserMistake
from coopsim.language import text as _


def whole_number(option: str, low: int, high: int | None = None) -> Callable[[Any], int]:
    """A reader of whole numbers from `low` to `high` (no bound: None) for the option of that name.

    >>> whole_number("--years", 1, 60)("12")
    12
    >>> whole_number("--years", 1, 60)("0")
    Traceback (most recent call last):
    coopsim.errors.UserMistake: --years: got '0'; allowed 1 to 60
    """

    def read(value: Any) -> int:
        if isinstance(value, int):  # a default, checked by whoever wrote it
            return value
        number = int(value) if re.fullmatch(r"[+-]?[0-9]+", str(value).strip()) else None
        if number is None or number < low or (high is not None and number > high):
            bounds = _("{bound} or more").format(bound=low) if high is None else _("{low} to {high}").format(low=low, high=high)
            raise UserMistake(field=option, got=value, allowed=bounds)
        return number

    return read


def replicates_or_auto(value: Any) -> int | None:
    """How many replicates; None where the command may choose (`auto`).

    >>> replicates_or_auto("64"), replicates_or_auto("auto")
    (64, None)
    """
    if value is None or value == "auto":
        return None
    try:
        return whole_number("--replicates", 1, MOST_REPLICATES)(value)
    except UserMistake:
        allowed = _("1 to {most}, or auto").format(most=f"{MOST_REPLICATES:,}")
        raise UserMistake(field="--replicates", got=value, allowed=allowed) from None


def year_and_month(value: Any) -> str | None:
    """A month as scenarios write it, `YYYY-MM`.

    >>> year_and_month("1990-04")
    '1990-04'
    """
    return None if value is None else month("--start", str(value))


def gone(option: str, allowed: str) -> Callable[[Any], Any]:
    """A reader for an option of earlier versions: whatever is given is refused, with what acts in its place.

    >>> gone("--replicates", "--worlds N")("60")
    Traceback (most recent call last):
    coopsim.errors.UserMistake: --replicates: is gone: got '60'; allowed --worlds N
    """

    def read(value: Any) -> Any:
        if value is None:
            return None
        raise UserMistake(_("is gone"), field=option, got=value, allowed=allowed)

    return read


def settings(pairs: Sequence[str] | None) -> dict[str, str]:
    """The names and values of `--set NAME=VALUE`, as typed; the last one wins. The scenario reads and checks the values.

    >>> settings(["payment_delay_months=6", "cooperative.esperanza.members=80"])
    {'payment_delay_months': '6', 'cooperative.esperanza.members': '80'}
    """
    values: dict[str, str] = {}
    for pair in pairs or ():
        name, equals, value = pair.partition("=")
        if not (name.strip() and equals and value.strip()):
            raise UserMistake(field="--set", got=pair, allowed=_("NAME=VALUE, such as payment_delay_months=6"))
        values[name.strip()] = value.strip()
    return values


def workers_or_all(workers: int | None) -> int:
    """The number of processes to use: what was asked for, else one for each core this process may use.

    >>> workers_or_all(3)
    3
    """
    if workers is not None:
        return workers
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


Scenario = Annotated[str, typer.Argument(metavar="SCENARIO", help="A scenario's name (`coopsim scenarios list`) or a file.")]
Seed = Annotated[
    int,
    typer.Option(
        "--seed",
        metavar="N",
        parser=whole_number("--seed", 0, 2**63 - 1),
        help="Seed of all random draws: the same seed, the same numbers.",
    ),
]
Replicates = Annotated[
    int | None,
    typer.Option(
        "--replicates",
        metavar="N|auto",
        parser=replicates_or_auto,
        show_default="auto",
        help="Runs that differ in their random draws.",
    ),
]
Worlds = Annotated[
    int | None,
    typer.Option(
        "--worlds",
        metavar="N",
        parser=whole_number("--worlds", 2, MOST_REPLICATES),
        show_default="as claim.toml says",
        help="Imagined cooperatives, and the most for any part of the study.",
    ),
]
Runs = Annotated[
    int | None,
    typer.Option(
        "--runs",
        metavar="R",
        parser=whole_number("--runs", 2, MOST_REPLICATES),
        show_default="as claim.toml says",
        help="Runs of each, with price paths and random draws of their own; fewer than 8 give no verdict.",
    ),
]
Price = Annotated[
    str | None,
    typer.Option("--price", metavar="SOURCE", help="History, a shape, a process or a price file (`coopsim prices list`)."),
]
Set = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="Change a parameter everywhere; may be repeated (`coopsim parameters`)."),
]
Start = Annotated[
    str | None, typer.Option("--start", metavar="YYYY-MM", parser=year_and_month, help="First month that is reported.")
]
Years = Annotated[
    int | None, typer.Option("--years", metavar="N", parser=whole_number("--years", 1, 60), help="Years that are reported.")
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        parser=whole_number("--workers", 1, 4096),
        show_default="all cores",
        help="Processes that share the work; the numbers do not depend on it.",
    ),
]
KeepMonths = Annotated[
    int,
    typer.Option(
        "--keep-months", metavar="K", parser=whole_number("--keep-months", 0), help="Replicates whose months are written."
    ),
]
By = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="NAMES",
        help="Groups of members in seasons, besides all: size, poverty, kin, tenure, rule; several divided by commas.",
    ),
]
KeepCooperatives = Annotated[
    bool,
    typer.Option(
        "--keep-cooperatives",
        help="Write the months of each cooperative even where there are more than 12: else those of districts and region.",
    ),
]
KeepMembers = Annotated[
    int,
    typer.Option(
        "--keep-members",
        metavar="K",
        parser=whole_number("--keep-members", 0),
        help="Replicates whose households are written one by one, season by season.",
    ),
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="Folder for the results, in place of one in coopsim-results/.")
]
Force = Annotated[bool, typer.Option("--force", help="Write even where the folder holds something else.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output, the same as the file written.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress and no notes.")]
Palabras = Annotated[
    str,
    typer.Option(
        "--palabras",
        metavar="FILE.toml|NAME",
        help="Your own words on the pages: a file, or the name of one that comes with coopsim (honduras).",
    ),
]
Plan = Annotated[
    int,
    typer.Option(
        "--plan", metavar="45|90|120", parser=whole_number("--plan", 45, 120), help="Minutes of the workshop: 45, 90 or 120."
    ),
]
People = Annotated[
    int, typer.Option("--people", metavar="N", parser=whole_number("--people", 1, 60), help="How many people are in the room.")
]
SessionFile = Annotated[
    Path | None,
    typer.Option(
        "--session", metavar="FILE", help="File of the session: every decision is in it at once, and it goes on from it."
    ),
]


def own_words_of(palabras: str) -> dict[str, Callable[[str], str]]:
    """The trainer's own words of `--palabras`; none where nothing is given.

    >>> own_words_of("")
    {}
    """
    from coopsim.report.own_words import read  # here: it reads every text there is, which --help need not

    return read(palabras) if palabras else {}


def is_given(value: object) -> bool:
    """Whether an option was given: a value, a switch, or one that may be repeated.

    >>> is_given(0), is_given(True), is_given(None), is_given(False), is_given([])
    (True, True, False, False, False)
    """
    return value is not None and value is not False and value != []


def one_of(option: str, value: str, allowed: Sequence[str]) -> str:
    """`value` if it is allowed, else the user's mistake.

    >>> one_of("--design", "both", ("both", "worlds"))
    'both'
    """
    if value not in allowed:
        raise UserMistake(field=option, got=value, among=allowed)
    return value
