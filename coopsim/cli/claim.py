"""`coopsim claim`: the test of the claim, its table, its paragraph, its files."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from coopsim.cli import options
from coopsim.errors import UserMistake
from coopsim.language import current
from coopsim.language import text as _

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
Full = Annotated[bool, typer.Option("--full", help="More worlds and replicates, every size of boom and slump, Shapley values.")]


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
    from coopsim import decision_rules
    from coopsim.claim.claim import DESIGNS
    from coopsim.claim.claim import claim as test_the_claim
    from coopsim.claim.criteria import criteria
    from coopsim.cli.printing.claim import print_verdict
    from coopsim.cli.study import Output, Study, names_set, scenario_with
    from coopsim.cli.theories import claim_under_theories
    from coopsim.prices.processes import PROCESSES
    from coopsim.prices.shapes import SHAPES
    from coopsim.report.claim_page import claim_report
    from coopsim.report.claim_words import with_words

    options.one_of("--design", design or "both", DESIGNS)
    if price is not None and price.partition(":")[0] in SHAPES:
        allowed = ", ".join(("history", *PROCESSES)) + ", " + _("or the path of a file")
        raise UserMistake(_("the test needs a market, not a shape"), field="--price", got=price, allowed=allowed)
    chosen, output = scenario_with(scenario, price, set_, years=years), Output(out, force, json, quiet)
    rules = decision_rules(rule or (), chosen.folder)
    if len(rules) > 1:
        if full:
            asked = " ".join(f"--rule {name}" for name in rules)
            raise UserMistake(_("one theory at a time"), field="--full", got=asked, allowed="--rule NAME")
        claim_under_theories(
            chosen,
            rules,
            output,
            design=design or "worlds",
            seed=seed,
            replicates=replicates,
            set_=set_,
            start=start,
            workers=workers,
        )
        return
    if rules:
        chosen = chosen.with_values({"rules": {rules[0]: 1.0}})
    fixed, held_names = criteria(), names_set(set_)
    worlds = replicates or int(fixed.flips["worlds_full"] if full else fixed.judgement["worlds"])
    asked_for: dict[str, Any] = {
        "design": design or "both",
        "full": full,
        "knock_outs": not no_knock_outs,
        "flips": not no_flips,
        "start": start,
        "keep_months": keep_months,
    }
    study = Study(
        "claim",
        chosen,
        seed,
        worlds,
        output,
        auto=replicates is None,
        held=held_names,
        outcomes=fixed.hash,
        **asked_for,
    )
    with study.writing(_("Simulating")) as progress:
        tested = test_the_claim(
            chosen,
            worlds=replicates,
            seed=seed,
            held_names=held_names,
            workers=options.workers_or_all(workers),
            on_progress=progress,
            **asked_for,
        )
        for name in ("months", "seasons", "effects", "curves", "flips"):
            study.table(name, getattr(tested, name))
        study.table("worlds", tested.worlds, key=("world",))
        document = with_words(tested.document)
        study.document("verdict.json", document)
        page = study.folder / "report.html"
        claim_report(document, tested.effects, page, current(), prices=tested.prices, manifest=study.manifest)
    study.show(lambda: print_verdict(document))
