"""`coopsim sweep DESIGN --out DIR`: run a design; what is finished stays, and the same command goes on."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from coopsim.cli import options
from coopsim.cli.screen import note, progress
from coopsim.language import text as _
from coopsim.report.numbers import count
from coopsim.runs.documents import json_text

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
        help="Seed of all random draws, in place of the design's.",
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
    from coopsim.cli.asked import stop_if_only_asked
    from coopsim.cli.study import changes_of
    from coopsim.designs import read
    from coopsim.sweeps import Shard, run_sweep
    from coopsim.sweeps.folder import sweep_facts

    part = Shard() if shard is None else Shard.parse(shard)
    changes = changes_of(price, set_, start, years)
    with progress(_("Checking"), quiet or json, simulates=False) as report:  # many points take their time
        chosen = read(design, replicates=replicates, seed=seed, set=changes or None, on_progress=report)
    stop_if_only_asked(lambda: sweep_facts(chosen, part).identity, chosen.scenarios)
    for sentence in chosen.notes:
        note(_("Note: {sentence}.").format(sentence=sentence), quiet)
    folder = out or Path("coopsim-results") / f"sweep-{Path(design).stem}-{chosen.identity[:8]}"
    with says_how_to_go_on(folder), progress(_("Simulating"), quiet or json) as report:
        ended = run_sweep(
            chosen,
            folder,
            workers=options.workers_or_all(workers),
            cluster=cluster,
            shard=part,
            retry_failed=retry_failed,
            force=force,
            command=["coopsim", *sys.argv[1:]],
            on_progress=report,
            note=lambda text: note(text, quiet),
        )
    if json:
        sys.stdout.write(json_text(ended.manifest))
    else:
        say = _("{runs} runs at {points} points, {failed} failed: {folder}")
        print(  # noqa: T201
            say.format(runs=count(ended.runs), points=count(ended.manifest["points"]), failed=count(ended.failed), folder=folder)
        )
        if part.of > 1:
            note(_("This is shard {shard}; coopsim merge puts the shards together.").format(shard=part), quiet)
        else:
            note(_("Next: coopsim summary {folder}, coopsim report {folder}").format(folder=shlex.quote(str(folder))), quiet)
    report_failures(ended.failures)
    return 3 if ended.failed else None


@contextmanager
def says_how_to_go_on(folder: Path) -> Iterator[None]:
    """Where the person stops what runs: where the finished runs are, and the command that goes on."""
    try:
        yield
    except KeyboardInterrupt:
        stopped = _("Stopped. The finished runs are in {folder}; to go on: {command}")
        typer.echo(stopped.format(folder=folder, command=going_on(sys.argv[1:])), err=True)
        raise


def going_on(arguments: list[str]) -> str:
    """The command that goes on with what these arguments began; --force would begin anew."""
    return shlex.join(["coopsim", *(argument for argument in arguments if argument != "--force")])


def report_failures(failures: dict[str, int]) -> None:
    """The failed runs by reason, on the error stream, the most frequent first."""
    by_reason = sorted(failures.items(), key=lambda item: (-item[1], item[0]))
    for reason, runs in by_reason[:MOST_REASONS]:
        print("coopsim:", _("{n} runs failed: {reason}").format(n=runs, reason=reason), file=sys.stderr)  # noqa: T201
    if len(by_reason) > MOST_REASONS:
        more = sum(runs for _reason, runs in by_reason[MOST_REASONS:])
        print("coopsim:", _("{n} more runs failed for other reasons").format(n=more), file=sys.stderr)  # noqa: T201
