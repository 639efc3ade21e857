"""`coopsim workshop rehearse`: the whole workshop with simulated people, so that a trainer sees it before the day."""

from __future__ import annotations

import typer

from coopsim.cli import options
from coopsim.cli.screen import note
from coopsim.errors import UserMistake
from coopsim.language import current
from coopsim.language import text as _

app = typer.Typer(add_completion=False, rich_markup_mode="rich", no_args_is_help=True)


@app.callback()
def workshop() -> None:
    """Prepare a workshop with members of a cooperative."""


@app.command("rehearse", help="Play the whole workshop with simulated people, and print what its debrief says.")
def rehearse(
    plan: options.Plan = 90,
    people: options.People = 25,
    seed: options.Seed = 1,
    session: options.SessionFile = None,
    quiet: options.Quiet = False,
) -> None:
    """Play a session to its end without waiting for the clock."""
    from coopsim.report.workshop_words import debrief_lines
    from coopsim.workshop.programme import Place
    from coopsim.workshop.rehearsal import rehearse as play

    if session is not None and session.exists():
        raise UserMistake(field="--session", got=session, allowed=_("a file that is not there yet"))
    shown: list[str] = []

    def say(place: Place) -> None:
        title = getattr(place.phase.title, current())
        if not shown or shown[-1] != title:
            shown.append(title)
            note(title, quiet)

    played = play(plan, people, seed, session, progress=say)
    for heading, sentences in debrief_lines(played.facts):
        typer.echo(heading)
        for sentence in sentences:
            typer.echo(f"  {sentence}")
