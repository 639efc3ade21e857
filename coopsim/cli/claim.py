"""`coopsim claim`: the test of the claim, its table, its paragraph, its files."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from coopsim.claim.claim import DESIGNS
from coopsim.claim.claim import claim as test_the_claim
from coopsim.claim.criteria import criteria
from coopsim.cli import options
from coopsim.cli.documents import write_json, write_table
from coopsim.cli.results import ResultsFolder, write_manifest
from coopsim.cli.setup import Clock, names_set, one_of, progress, run_identity, say_where, scenario_with
from coopsim.cli.show import show_verdict
from coopsim.cli.theories import claim_under_theories, theories_named
from coopsim.errors import UserMistake
from coopsim.language import current
from coopsim.language import text as _
from coopsim.prices.processes import PROCESSES
from coopsim.prices.shapes import SHAPES
from coopsim.report.claim_words import with_words

Design = Annotated[
    str | None,
    typer.Option("--design", metavar="both|history|worlds", show_default="both", help="Real episodes, drawn worlds, or both."),
]
NoKnockOuts = Annotated[bool, typer.Option("--no-knock-outs", help="Leave out the worlds with one mechanism switched off.")]
NoFlips = Annotated[bool, typer.Option("--no-flips", help="Leave out headroom curves, the map, other price processes.")]
Rule = Annotated[
    list[str] | None,
    typer.Option("--rule", metavar="NAME|all", help="Let all farmers decide by this rule; more than one: one after another."),
]
Full = Annotated[bool, typer.Option("--full", help="More worlds, more luck, every size of boom and slump, Shapley values.")]


def claim(
    scenario: options.Scenario = "castillo",
    design: Design = None,
    no_knock_outs: NoKnockOuts = False,
    no_flips: NoFlips = False,
    full: Full = False,
    rule: Rule = None,
    seed: options.Seed = 1,
    replicates: options.Replicates = None,
    price: options.Price = None,
    set_: options.Set = None,
    start: options.Start = None,
    years: options.Years = None,
    workers: options.Workers = None,
    keep_months: options.KeepMonths = 8,
    out: options.Out = None,
    force: options.Force = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Test the claim on a scenario."""
    clock = Clock()
    one_of("--design", design or "both", DESIGNS)
    if price is not None and price.partition(":")[0] in SHAPES:
        raise UserMistake(
            _("the test needs a market, not a shape"),
            field="--price",
            got=price,
            allowed=", ".join(("history", *PROCESSES)) + ", " + _("or the path of a file"),
        )
    chosen = scenario_with(scenario, price, set_, None, years)
    rules = theories_named(rule, chosen)
    if len(rules) > 1:
        if full:
            raise UserMistake(
                _("one theory at a time"), field="--full", got=" ".join(f"--rule {each}" for each in rules), allowed="--rule NAME"
            )
        claim_under_theories(
            chosen,
            rules,
            design=design or "worlds",
            seed=seed,
            replicates=replicates,
            set_=set_,
            start=start,
            workers=workers,
            out=out,
            force=force,
            json=json,
            quiet=quiet,
        )
        return
    if rules:
        chosen = chosen.with_values({"rules": {rules[0]: 1.0}})
    design = design or "both"
    fixed = criteria()
    number = replicates or int(fixed.flips["worlds_full"] if full else fixed.judgement["worlds"])
    key = run_identity(
        "claim",
        chosen,
        seed,
        number,
        design=design,
        full=full,
        knock_outs=not no_knock_outs,
        flips=not no_flips,
        auto=replicates is None,
        start=start,
        held=sorted(names_set(set_)),
        outcomes=fixed.hash,
        keep_months=keep_months,
    )
    with ResultsFolder("claim", chosen.id, key, out, force) as folder:
        with progress(_("Living the worlds"), quiet or json) as tell:
            found = test_the_claim(
                chosen,
                worlds=replicates,
                seed=seed,
                design=design,
                full=full,
                knock_outs=not no_knock_outs,
                flips=not no_flips,
                start=start,
                held_names=names_set(set_),
                workers=options.workers_or_all(workers),
                keep_months=keep_months,
                on_progress=tell,
            )
        for name in ("months", "seasons", "effects", "curves", "flips"):
            table = getattr(found, name)
            if len(table):
                write_table(table, folder / f"{name}.parquet")
        if len(found.worlds):
            write_table(found.worlds, folder / "worlds.parquet", key=("world",))
        document = with_words(found.document)
        written = write_json(folder / "verdict.json", document)
        record = clock.record(chosen, key, seed, number)
        from coopsim.report.claim_page import claim_report  # here: drawing costs half a second that --help need not pay

        manifest = {"command": list(record.command), "identity": key, "scenario_hash": record.scenario_hash, "seed": seed}
        claim_report(document, found.effects, folder / "report.html", current(), prices=found.prices, manifest=manifest)
        write_manifest(folder, record)
    if json:
        sys.stdout.write(written)
        return
    show_verdict(document)
    say_where(ResultsFolder("claim", chosen.id, key, out, force).path, json, quiet)
