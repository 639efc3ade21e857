"""`coopsim claim --rule R --rule S`: the claim side by side, one row for each theory of the farmer."""

from __future__ import annotations

from collections.abc import Sequence

from coopsim.claim.criteria import criteria
from coopsim.claim.documents import Text, TheoriesDocument
from coopsim.claim.theories.document import theories_table
from coopsim.claim.theories.run import under_each_theory
from coopsim.cli import options
from coopsim.cli.printing.theories import print_theories, theory_lines
from coopsim.cli.screen import note
from coopsim.cli.study import Output, Study, names_set
from coopsim.errors import UserMistake
from coopsim.language import LANGUAGES, current
from coopsim.language import text as _
from coopsim.report import charts
from coopsim.report.claim_text.theory_text import theory_text
from coopsim.runs.identity import identities_under
from coopsim.scenario import Scenario


def claim_under_theories(
    scenario: Scenario,
    rules: Sequence[str],
    output: Output,
    *,
    seed: int,
    worlds: int | None = None,
    runs: int | None = None,
    set_: Sequence[str] | None = None,
    workers: int | None = None,
    design: str = "worlds",
    start: str | None = None,
    prior: bool = False,
) -> None:
    """Run the claim under each rule, write theories.json and its table, and print what holds under how many."""
    _refuse_what_one_rule_needs(rules, design, start, prior)
    held_names, fixed = names_set(set_), criteria()
    number, runs_of_each = worlds or fixed.frozen.judgement.worlds_theory, runs or fixed.frozen.runs.headline
    study = Study(
        "claim",
        scenario,
        seed,
        number,
        output,
        theories=identities_under(rules, scenario, seed),
        rules=list(rules),
        runs=runs_of_each,
        held=held_names,
        outcomes=fixed.hash,
    )
    with study.writing(_("Simulating")) as progress:
        theories = under_each_theory(
            scenario,
            rules,
            worlds=number,
            runs=runs_of_each,
            seed=seed,
            held_names=sorted(held_names),
            workers=options.workers_or_all(workers),
            on_progress=progress,
            kept=study.kept(),
        )
        document = with_text(theories.document)
        study.table("theories", theories_table(document), key=("rule", "part"))
        study.document("theories.json", document.document())
        charts.save(charts.theories(document, current()), study.folder / "theories.png")
    study.show(lambda: print_theories(document))
    if not output.json:
        advice = _("Mechanisms off, other ways to sell and pay, and history: `coopsim claim --rule NAME`, one rule at a time.")
        note(advice, output.quiet)


def _refuse_what_one_rule_needs(rules: Sequence[str], design: str, start: str | None, prior: bool) -> None:
    """Several rules are compared in their own worlds alone."""
    asked = " ".join(f"--rule {name}" for name in rules)
    given = {"--design": design if design != "worlds" else None, "--start": start, "--prior": asked if prior else None}
    for option, value in given.items():
        if value is not None:
            raise UserMistake(_("one theory at a time"), field=option, got=value, allowed="--rule NAME")


def with_text(document: TheoriesDocument) -> TheoriesDocument:
    """The document with what is said of it, in both languages."""
    lines = {language: tuple(theory_lines(theory_text(document, language))) for language in LANGUAGES}
    return document.model_copy(update={"text": Text(**lines)})
