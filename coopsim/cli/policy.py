"""`coopsim policy DESIGN --out DIR`: levers searched over many futures; what is finished stays, and the same command goes on."""

from __future__ import annotations

import sys
import time
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from coopsim.cli import options
from coopsim.cli.documents import write_json
from coopsim.cli.formats import Figures, Formats, Tables
from coopsim.cli.results import write_manifest
from coopsim.cli.screen import note, progress, sentences
from coopsim.cli.sweep import ClusterAt, Seed, says_how_to_go_on
from coopsim.language import current
from coopsim.language import text as _
from coopsim.runs.documents import json_text
from coopsim.runs.provenance import manifest_head

PolicyFile = Annotated[
    str, typer.Argument(metavar="DESIGN", help="A design of levers and futures (TOML), or the name of one that comes along.")
]


def policy(
    design: PolicyFile,
    out: options.Out = None,
    seed: Seed = None,
    price: options.Price = None,
    set_: options.Set = None,
    start: options.Start = None,
    years: options.Years = None,
    workers: options.Workers = None,
    cluster: ClusterAt = None,
    table: Tables = "",
    figure: Figures = "",
    force: options.Force = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> int | None:
    """Policies searched for several objectives (NSGA-II), then judged in futures that the search did not see."""
    from coopsim.cli.asked import stop_if_only_asked
    from coopsim.cli.study import changes_of
    from coopsim.report import charts
    from coopsim.report.policy_words import policy_sentences
    from coopsim.sweeps.policy.design import read_policy
    from coopsim.sweeps.policy.policy import policy as policy_of

    chosen = read_policy(design, seed=seed, set=changes_of(price, set_, start, years) or None)
    stop_if_only_asked(lambda: chosen.identity, chosen.scenarios)
    for sentence in chosen.notes:
        note(_("Note: {sentence}.").format(sentence=sentence), quiet)
    folder = out or Path("coopsim-results") / f"policy-{Path(design).stem}-{chosen.identity[:8]}"
    formats, began = Formats.read(table, figure, folder), time.monotonic()
    with says_how_to_go_on(folder), progress(_("Simulating"), quiet or json) as report:
        result = policy_of(
            chosen,
            folder,
            workers=options.workers_or_all(workers),
            cluster=cluster,
            force=force,
            command=["coopsim", *sys.argv[1:]],
            on_progress=report,
            note=lambda text: note(text, quiet),
        )
    document = result.document()
    write_json(folder / "policy.json", document)
    tables = {name: getattr(result, name) for name in ("policies", "objectives", "futures", "searched")}
    formats.write(folder, tables, {"policy": partial(charts.policy, result, current())})
    facts = {"identity": chosen.identity, "seed": chosen.seed, "scenario_hash": chosen.scenario_hash}
    facts |= {"seconds": round(time.monotonic() - began, 2), "complete": True}
    write_manifest(folder, manifest_head() | facts)
    if json:
        sys.stdout.write(json_text(document))
    else:
        sentences(policy_sentences(result, current()))
        note(_("Results: {folder}").format(folder=folder), quiet)
    return 3 if result.failed else None
