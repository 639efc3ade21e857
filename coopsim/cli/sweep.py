"""`coopsim sweep DESIGN --out DIR`: run a design; what is finished stays, and the same command goes on."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

from coopsim.cli import options
from coopsim.cli.setup import note
from coopsim.designs import Design, read
from coopsim.language import text as _
from coopsim.prices.source import parse_source
from coopsim.runs.documents import json_text
from coopsim.scenario import parse_set
from coopsim.sweeps import Shard, run_sweep

MOST_REASONS = 20


def replicates_or_word(value: Any) -> int | str:
    """A number of replicates, or "auto" itself: a design may say one and the command the other.

    >>> replicates_or_word("64"), replicates_or_word("auto")
    (64, 'auto')
    """
    return options.replicates_or_auto(value) or "auto"


DesignFile = Annotated[str, typer.Argument(metavar="DESIGN", help="A design file (TOML), or the name of one that comes along.")]
Seed = Annotated[
    int | None,
    typer.Option(
        "--seed",
        metavar="N",
        parser=options.whole_number("--seed", 0, 2**63 - 1),
        help="Seed of all chance, in place of the design's.",
    ),
]
Replicates = Annotated[
    str | None,
    typer.Option(
        "--replicates", metavar="N|auto", parser=replicates_or_word, help="Runs at each point, in place of what the design says."
    ),
]
ShardOf = Annotated[str | None, typer.Option("--shard", metavar="I/N", help="Only part I of N; put together by coopsim merge.")]
ClusterAt = Annotated[
    str | None,
    typer.Option(
        "--cluster", metavar="tcp://HOST:PORT|local", help="A Dask scheduler whose workers do the runs, or one started here."
    ),
]
Retry = Annotated[bool, typer.Option("--retry-failed", help="Try failed runs again.")]


def sweep(
    design: DesignFile,
    out: options.Out = None,
    seed: Seed = None,
    replicates: Replicates = None,
    price: options.Price = None,
    set_: options.Set = None,
    start: options.Start = None,
    years: options.Years = None,
    workers: options.Workers = None,
    shard: ShardOf = None,
    cluster: ClusterAt = None,
    retry_failed: Retry = False,
    force: options.Force = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> int | None:
    """Run a design and keep every run on the disk."""
    part = Shard() if shard is None else Shard.parse(shard)
    chosen = design_with(design, seed, replicates, price, set_, start, years)
    folder = out or Path("coopsim-results") / f"sweep-{Path(design).stem}-{chosen.identity[:8]}"
    try:
        with progress(_("Simulating"), quiet or json) as tell:
            ended = run_sweep(
                chosen,
                folder,
                workers=options.workers_or_all(workers),
                cluster=cluster,
                shard=part,
                retry_failed=retry_failed,
                force=force,
                command=["coopsim", *sys.argv[1:]],
                on_progress=tell,
                note=lambda words: note(words, quiet),
            )
    except KeyboardInterrupt:
        typer.echo(
            _("Stopped. The finished runs are in {folder}; to go on: {command}").format(
                folder=folder, command=going_on(sys.argv[1:])
            ),
            err=True,
        )
        raise
    if json:
        sys.stdout.write(json_text(ended.manifest))
    else:
        say = _("{runs} runs at {points} points, {failed} failed: {folder}")
        print(  # noqa: T201
            say.format(runs=f"{ended.runs:,}", points=f"{ended.manifest['points']:,}", failed=f"{ended.failed:,}", folder=folder)
        )
        if part.of > 1:
            note(_("This is shard {shard}; coopsim merge puts the shards together.").format(shard=part), quiet)
        else:
            note(_("Next: coopsim summary {folder}, coopsim report {folder}").format(folder=shlex.quote(str(folder))), quiet)
    tell_failures(ended.failures)
    return 3 if ended.failed else None


def design_with(
    name: str,
    seed: int | None,
    replicates: int | str | None,
    price: str | None,
    set_: list[str] | None,
    start: str | None,
    years: int | None,
) -> Design:
    """The design of that name or file with everything the command line changes in it."""
    changes: dict[str, Any] = {}
    if price is not None:
        changes |= parse_source(price)
    changes |= {key: value for key, value in (("start", start), ("years", years)) if value is not None}
    changes |= parse_set(list(set_ or ()))
    return read(name, replicates=replicates, seed=seed, set=changes or None)


def going_on(words: list[str]) -> str:
    """The command that goes on with what these words began; --force would begin anew."""
    return shlex.join(["coopsim", *(word for word in words if word != "--force")])


def tell_failures(failures: dict[str, int]) -> None:
    """The failed runs by reason, on the error stream, the most frequent first."""
    told = sorted(failures.items(), key=lambda item: (-item[1], item[0]))
    for reason, runs in told[:MOST_REASONS]:
        print("coopsim:", _("{n} runs failed: {reason}").format(n=runs, reason=reason), file=sys.stderr)  # noqa: T201
    if len(told) > MOST_REASONS:
        more = sum(runs for _reason, runs in told[MOST_REASONS:])
        print("coopsim:", _("{n} more runs failed for other reasons").format(n=more), file=sys.stderr)  # noqa: T201


class Rate(ProgressColumn):
    """Runs a second since this command began; what was done before does not count."""

    def render(self, task: Any) -> Text:
        return Text("" if not task.speed else _("{rate} a second").format(rate=f"{task.speed:,.1f}"), style="dim")


@contextmanager
def progress(words: str, quiet: bool) -> Iterator[Callable[[int, int, int], None]]:
    """Runs done and known, rate, time left and failures, on standard error; nothing when nobody watches."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda done, total, failed: None
        return
    failures = TextColumn("[red]{task.fields[failures]}")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn(), failures)
    with Progress(*columns, console=console, transient=True, speed_estimate_period=300.0) as bar:
        task = bar.add_task(words, total=None, failures="")

        def tell(done: int, total: int, failed: int) -> None:
            lost = _("{failed} failed").format(failed=f"{failed:,}") if failed else ""
            bar.update(task, completed=done, total=total, failures=lost)

        yield tell
