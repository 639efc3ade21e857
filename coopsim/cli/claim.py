"""`coopsim claim`: the test of the claim, its lines, its files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from coopsim.cli import options
from coopsim.errors import UserMistake
from coopsim.language import LANGUAGES, current, speaking
from coopsim.language import text as _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from coopsim.claim.documents import Verdict
    from coopsim.cli.study import Output
    from coopsim.scenario import Scenario

Design = Annotated[
    str | None,
    typer.Option("--design", metavar="both|history|worlds", show_default="both", help="Real episodes, drawn worlds, or both."),
]
NoKnockOuts = Annotated[bool, typer.Option("--no-knock-outs", help="Leave out the worlds with one mechanism switched off.")]
Rule = Annotated[
    list[str] | None,
    typer.Option("--rule", metavar="NAME|all", help="Let all farmers decide by this rule; more than one: one after another."),
]
Full = Annotated[bool, typer.Option("--full", help="More worlds; where it turns, and how much is chance: a quarter of an hour.")]
Prior = Annotated[bool, typer.Option("--prior", help="Worlds over the whole ranges, not chosen by their likeness to the field.")]
Details = Annotated[bool, typer.Option("--details", help="Print the tables too.")]
Match = Annotated[bool, typer.Option("--match", help="Only choose anew the worlds that look like the field, and keep them.")]
# Of earlier versions; they are not shown.
Replicates = Annotated[
    str | None,
    typer.Option("--replicates", hidden=True, parser=options.gone("--replicates", "--worlds N, --runs R")),
]
NoFlips = Annotated[bool, typer.Option("--no-flips", hidden=True)]


def claim(
    scenario: options.Scenario = "castillo",
    details: Details = False,
    prior: Prior = False,
    full: Full = False,
    design: Design = None,
    no_knock_outs: NoKnockOuts = False,
    rule: Rule = None,
    match: Match = False,
    worlds: options.Worlds = None,
    runs: options.Runs = None,
    seed: options.Seed = 1,
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
    replicates: Replicates = None,
    no_flips: NoFlips = False,
) -> None:
    """Test the claim on a scenario."""
    from coopsim import decision_rules
    from coopsim.claim.causes.declared import declared
    from coopsim.claim.claim import DESIGNS
    from coopsim.cli.study import Output, names_set, scenario_with
    from coopsim.prices.processes import PROCESSES
    from coopsim.prices.shapes import SHAPES

    if no_flips:
        raise UserMistake(_("is gone: only --full draws where it turns"), field="--no-flips")
    options.one_of("--design", design or "both", DESIGNS)
    if price is not None and price.partition(":")[0] in SHAPES:
        allowed = ", ".join(("history", *PROCESSES)) + ", " + _("or the path of a file")
        raise UserMistake(_("the test needs a market, not a shape"), field="--price", got=price, allowed=allowed)
    chosen, output = scenario_with(scenario, price, set_, years=years), Output(out, force, json, quiet)
    declared_causes = declared(chosen.id) or declared(chosen.base)
    if declared_causes is not None:
        from coopsim.cli.causes import claim_causes

        idle: dict[str, Any] = {"--prior": prior, "--design": design, "--no-knock-outs": no_knock_outs}
        idle |= {"--rule": rule, "--match": match, "--start": start, "--years": years, "--price": price}
        regions: dict[str, Any] = {"full": full, "worlds": worlds, "held": names_set(set_)}
        claim_causes(
            chosen, declared_causes, output, seed=seed, runs=runs, workers=workers, details=details, idle=idle, **regions
        )
        return
    rules = decision_rules(rule or (), chosen.folder)
    if match:
        changed: dict[str, Any] = {"--set": set_, "--price": price, "--years": years}
        idle = {
            "--details": details,
            "--prior": prior,
            "--full": full,
            "--design": design,
            "--no-knock-outs": no_knock_outs,
        }
        idle |= {"--worlds": worlds, "--runs": runs, "--start": start, "--out": out, "--force": force, "--json": json}
        _refuse_beside_match(changed, _("worlds are kept of a scenario as it is"))
        _refuse_beside_match(idle, _("has no effect on the choice of worlds"))
        _keep_worlds_like(chosen, rules, seed, workers, quiet)
        return
    if len(rules) > 1:
        for option, given in (("--full", full), ("--prior", prior)):
            if given:
                asked = " ".join(f"--rule {name}" for name in rule or ())
                raise UserMistake(_("one theory at a time"), field=option, got=asked, allowed="--rule NAME")
        from coopsim.cli.theories import claim_under_theories

        claim_under_theories(
            chosen,
            rules,
            output,
            design=design or "worlds",
            seed=seed,
            worlds=worlds,
            runs=runs,
            set_=set_,
            start=start,
            workers=workers,
        )
        return
    if rules:
        chosen = chosen.with_values({"rules": {rules[0]: 1.0}})
    asked_for: dict[str, Any] = {
        "worlds": worlds,
        "runs": runs,
        "design": design or "both",
        "full": full,
        "prior": prior,
        "knock_outs": not no_knock_outs,
        "start": start,
        "keep_months": keep_months,
    }
    _test(chosen, output, seed, set_, workers, details, asked_for)


def _test(
    scenario: Scenario,
    output: Output,
    seed: int,
    set_: list[str] | None,
    workers: int | None,
    details: bool,
    asked_for: dict[str, Any],
) -> None:
    """The whole test: its tables, its documents, its page, and what is printed."""
    from coopsim.claim.claim import claim as test_the_claim
    from coopsim.claim.criteria import criteria
    from coopsim.claim.documents import Text
    from coopsim.claim.matching.kept import kept
    from coopsim.claim.plan import Numbers
    from coopsim.claim.studied import Choices
    from coopsim.claim.tables import RUN_KEY
    from coopsim.cli.screen import note
    from coopsim.cli.study import Study, names_set
    from coopsim.runs.pieces import Piece, meanwhile

    fixed, held_names, processes = criteria(), names_set(set_), options.workers_or_all(workers)
    numbers = Numbers.of(fixed, Choices(worlds=asked_for["worlds"], runs=asked_for["runs"], full=asked_for["full"]))
    asked = {name: value for name, value in asked_for.items() if name not in ("worlds", "runs")}
    study = Study(
        "claim", scenario, seed, numbers.runs, output, worlds=numbers.main, held=held_names, outcomes=fixed.hash, **asked
    )
    study.manifest["worlds"] = numbers.main
    if asked_for["design"] != "history" and not asked_for["prior"] and (held_names or kept(scenario, fixed) is None):
        note(_("Note: the worlds that look like the field are chosen anew for this scenario, which takes longer."), output.quiet)
    with study.writing(_("Simulating")) as progress:
        tested = test_the_claim(
            scenario,
            seed=seed,
            held_names=held_names,
            workers=processes,
            on_progress=progress,
            kept=study.kept(),
            **asked_for,
        )
        lines = {language: tuple(_lines(tested.verdict, language, "report.html")) for language in LANGUAGES}
        verdict = tested.verdict.model_copy(update={"text": Text(**lines)})
        page = study.folder / "report.html", current(), tested.prices, tested.months, tested.worlds, study.manifest
        with meanwhile(Piece(_write_report, verdict, *page), processes):
            for name in ("months", "seasons", "curves"):
                study.table(name, getattr(tested, name))
            study.table("runs", tested.runs, key=RUN_KEY)
            study.table("worlds", tested.worlds, key=("world",))
            study.document("verdict.json", verdict.document())
    study.show(lambda: _print(verdict, str(study.results.path / "report.html"), details), says_where=True)


def _write_report(
    verdict: Verdict,
    path: Path,
    language: str,
    prices: pd.DataFrame,
    months: pd.DataFrame,
    worlds: pd.DataFrame,
    manifest: dict[str, Any],
) -> None:
    """The page, in the language of the command wherever it is written."""
    from coopsim.report.claim_page import claim_report

    with speaking(language):
        claim_report(verdict, path, language, prices=prices, months=months, worlds=worlds, manifest=manifest)


def _lines(verdict: Verdict, language: str, report: str, width: int = 80, **how: bool) -> list[str]:
    """The lines of a verdict."""
    from coopsim.cli.printing.claim_lines import claim_lines
    from coopsim.report.claim_text import claim_text

    return claim_lines(claim_text(verdict, language, report), width, **how)


def _print(verdict: Verdict, report: str, details: bool) -> None:
    """The lines as this screen can show them."""
    from coopsim.cli.screen import shows_bars, width

    for line in _lines(verdict, current(), report, width(), details=details, plain=not shows_bars()):
        typer.echo(line)


def _refuse_beside_match(given: Mapping[str, Any], why: str) -> None:
    """Options that `--match` would pass over in silence."""
    for option, value in given.items():
        if options.is_given(value):
            raise UserMistake(why, field="--match", got=option, allowed="SCENARIO, --rule, --seed, --workers, --quiet")


def _keep_worlds_like(scenario: Scenario, rules: list[str], seed: int, workers: int | None, quiet: bool) -> None:
    """Choose the worlds that look like the field anew, under each rule, and write them where `claim` finds them."""
    from coopsim.claim.criteria import criteria
    from coopsim.claim.matching.likeness import make_table
    from coopsim.cli.screen import note, progress

    under = [scenario.with_values({"rules": {name: 1.0}}) for name in rules] or [scenario]
    for one in under:
        with progress(_("Choosing worlds"), quiet) as report:
            file = make_table(one, criteria(), seed, options.workers_or_all(workers), report)
        note(_("Worlds: {file}").format(file=file), quiet)
