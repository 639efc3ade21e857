"""The front door: finds the language, hands over to one command, and turns every mistake into one line.

Exit 0: the work was done. 1: our fault. 2: the user's mistake. 3: done, some runs failed. 130: interrupted, by Ctrl-C or SIGTERM.
Only the module of the command that is asked for is imported, so that `coopsim --help` stays quick.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Annotated, Any

import typer

from coopsim import language
from coopsim.cli.help import speak
from coopsim.cli.mistakes import mistake_of
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.version import __version__

LONGEST = 200  # letters of an error that is a fault of ours: some libraries put whole tables in


@dataclass(frozen=True)
class Entry:
    """One command of the front door: its name, its module, and its help (translated when shown)."""

    name: str
    module: str
    attribute: str
    help: str
    is_given_the_language: bool = False  # what it writes may be in another language than the terminal's, or in both


BOTH = "both"

COMMANDS = (
    Entry("claim", "coopsim.cli.claim", "claim", "Test the claim about good and bad prices; write tables and a report."),
    Entry("decide", "coopsim.cli.decide", "decide", "Experiments that decide between the claim's mechanism and its rivals."),
    Entry("run", "coopsim.cli.run", "run", "Simulate one scenario: a summary, tables and a figure."),
    Entry("compare", "coopsim.cli.compare", "compare", "Two scenarios with the same random draws: what differs, how surely."),
    Entry("validate", "coopsim.cli.validate", "validate", "Compare the model with the patterns seen in the field."),
    Entry("sweep", "coopsim.cli.sweep", "sweep", "Run a design: many scenarios with common random numbers, saved run by run."),
    Entry("merge", "coopsim.cli.merge", "merge", "Make the shards of a sweep one folder."),
    Entry("summary", "coopsim.cli.summary", "summary", "What a sweep found: means, intervals, paired differences, failures."),
    Entry("sensitivity", "coopsim.cli.sensitivity", "sensitivity", "Which factors of a sweep matter: Morris, Sobol', PAWN."),
    Entry("discover", "coopsim.cli.discover", "discover", "Within which limits something happens in a sweep: boxes, tested."),
    Entry("flips", "coopsim.cli.flips", "flips", "Where a sign changes along one factor of a sweep, or over two."),
    Entry("calibrate", "coopsim.cli.calibrate", "calibrate", "Fit a scenario to a cooperative's ledger of deliveries."),
    Entry("policy", "coopsim.cli.policy", "policy", "Which levers are robust: searched over many futures, judged in others."),
    Entry("report", "coopsim.cli.report", "report", "One HTML page of a sweep, a claim or a run: figures, tables, method."),
    Entry("bundle", "coopsim.cli.bundle", "bundle", "Results with all that makes them again, in one file."),
    Entry("reproduce", "coopsim.cli.reproduce", "reproduce", "Run a bundle again: the same results, or what differs."),
    Entry("app", "coopsim.cli.web", "web", "Open the pages in the browser: explore, compare, learn."),
    Entry("workshop", "coopsim.cli.workshop", "app", "Rehearse a workshop with members of a cooperative."),
    Entry("kit", "coopsim.cli.kit", "kit", "For a workshop: papers as PDF, and what laptops without internet need.", True),
    Entry("export", "coopsim.cli.export", "app", "Write the lessons as one HTML file that opens without coopsim or a network."),
    Entry("scenarios", "coopsim.cli.scenarios", "app", "List, show, check or start scenarios."),
    Entry("parameters", "coopsim.cli.parameters", "parameters", "Show what can be set: unit, default, range and source."),
    Entry("columns", "coopsim.cli.columns", "columns", "Show what each column of the tables means."),
    Entry("schema", "coopsim.cli.schema", "schema", "Print the JSON Schema of a document that coopsim writes."),
    Entry("prices", "coopsim.cli.prices", "app", "List, show or check price histories, shapes and files."),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code.

    >>> main(["--version"])
    coopsim 0.1.0
    0
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # an old Windows console shows a ? rather than an error
    debug = "--debug" in arguments or bool(os.environ.get("COOPSIM_DEBUG"))
    try:
        language.use(language.preferred())
        arguments = [word for word in _without_language(arguments) if word != "--debug"]
        with _ending_as_interrupted():
            result = speak(_command(arguments)).main(args=arguments, prog_name="coopsim", standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        result = 130
    except UserMistake as mistake:
        return _tell(str(mistake), 2)
    except SystemExit:
        return 0  # the reader went away while a table was printed: rich ends so, having closed the screen's side itself
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123  the reader went away (`coopsim ... | head`): nothing is left to say
        return 0
    except OSError as error:
        if error.filename is None or debug:
            return _fault(error, debug)
        file = _shortened(str(error.filename))
        return _tell(f"{file}: {error.strerror or error}", 2)  # what the system refused, it says by its file
    except Exception as error:
        wrong_words = mistake_of(error, arguments)
        if wrong_words is not None:
            return _tell(str(wrong_words), 2)
        return _fault(error, debug)
    code = result if type(result) is int else 0
    return _tell(_("interrupted"), code) if code == 130 else code


def _shortened(name: str) -> str:
    """The end of a file's name, where it is very long."""
    return name if len(name) <= LONGEST else f"...{name[-LONGEST:]}"


def _fault(error: Exception, debug: bool) -> int:
    """What is nobody's mistake but ours."""
    if debug:
        traceback.print_exc()
    advice = _("this is a fault of coopsim, please report it with the command you typed; --debug shows where it happened")
    return _tell(f"{type(error).__name__}: {str(error)[:LONGEST]}: {advice}", 1)


@contextmanager
def _ending_as_interrupted() -> Iterator[None]:
    """Within the block SIGTERM (`kill`, `timeout`, a queue of jobs) ends the work as Ctrl-C does, so that it can go on."""
    here = threading.current_thread() is threading.main_thread()
    if not here or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield  # somebody else answers it
        return
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _tell(line: str, code: int) -> int:
    """Say one line on the error stream, whatever the message held, and give back the exit code."""
    print("coopsim:", " ".join(line.split()), file=sys.stderr)  # noqa: T201
    return code


def _without_language(arguments: Sequence[str]) -> list[str]:
    """The words without `--lang es`, wherever it stood; that language is spoken from here on.

    A command that is given the language finds the option behind its own words, and may be asked for both.
    """
    left: list[str] = []
    wishes: list[str] = []
    rest = iter(arguments)
    for word in rest:
        option, equals, value = word.partition("=")
        if option == "--lang":
            wishes.append(value if equals else next(rest, ""))
        else:
            left.append(word)
    is_given = any(entry.is_given_the_language for entry in COMMANDS if entry.name == _called(left))
    allowed = (*language.LANGUAGES, BOTH) if is_given else language.LANGUAGES
    for wish in wishes:
        if wish not in allowed:
            raise UserMistake(field="--lang", got=wish, allowed=", ".join(allowed))
        if wish != BOTH:
            language.use(wish)
    return [*left, "--lang", wishes[-1]] if is_given and wishes else left


def _called(arguments: Sequence[str]) -> str | None:
    """The command that words without the language call."""
    return next((word for word in arguments if not word.startswith("-")), None)


def _command(arguments: Sequence[str]) -> Any:
    """The command tree for these words: the one command that is called is imported, the others have a name and a help line."""
    app = typer.Typer(add_completion=False, rich_markup_mode="rich", invoke_without_command=True)
    app.callback(invoke_without_command=True)(_front_door)
    called = _called(arguments)
    for entry in COMMANDS:
        target = getattr(import_module(entry.module), entry.attribute) if entry.name == called else _not_called
        if isinstance(target, typer.Typer):
            app.add_typer(target, name=entry.name, help=entry.help)
        else:
            app.command(entry.name, help=entry.help)(target)
    return typer.main.get_command(app)


def _not_called() -> None:
    """Stand in the list of commands for one that these words do not call."""


def _front_door(
    context: typer.Context,
    lang: Annotated[
        str, typer.Option("--lang", metavar="es|en", help="Language of every text; else COOPSIM_LANG, else the locale.")
    ] = "",
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where a fault happened.")] = False,
) -> None:
    """Coffee farmers choose between their cooperative and the open market: what happens when the price rises or falls?"""
    if version:
        typer.echo(f"coopsim {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        shown = context.get_help()  # the rich help prints itself, the plain one is returned
        if shown:
            typer.echo(shown)
