"""`coopsim claim --rule R --rule S`: the verdicts side by side, one row for each theory of the farmer."""

from __future__ import annotations

from collections.abc import Sequence

from coopsim.claim.criteria import criteria
from coopsim.claim.theories import WORLDS, theories_table, under_each_theory
from coopsim.cli import options
from coopsim.cli.documents import TABLE_KEYS
from coopsim.cli.printing.theories import print_theories
from coopsim.cli.screen import note
from coopsim.cli.study import Output, Study, names_set
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report import charts
from coopsim.report.theory_words import with_words
from coopsim.runs.identity import identities_under
from coopsim.scenario import Scenario


def claim_under_theories(
    scenario: Scenario,
    rules: Sequence[str],
    output: Output,
    *,
    design: str,
    seed: int,
    replicates: int | None,
    set_: Sequence[str] | None,
    start: str | None,
    workers: int | None,
) -> None:
    """Run the claim under each rule, write theories.json and its tables, and print what holds under how many."""
    held_names = names_set(set_)
    study = Study(
        "claim",
        scenario,
        seed,
        replicates or WORLDS,
        output,
        theories=identities_under(rules, scenario, seed),
        rules=list(rules),
        design=design,
        start=start,
        held=held_names,
        outcomes=criteria().hash,
    )
    with study.writing(_("Simulating")) as progress:
        theories = under_each_theory(
            scenario,
            rules,
            worlds=replicates,
            seed=seed,
            design=design,
            start=start,
            held_names=sorted(held_names),
            workers=options.workers_or_all(workers),
            on_progress=progress,
        )
        document = with_words(theories.document)
        study.table("effects", theories.effects, key=("rule", *TABLE_KEYS["effects"]))
        study.table("theories", theories_table(theories.document), key=("rule", "subclaim"))
        study.document("theories.json", document)
        charts.save(charts.theories(document, current()), study.folder / "theories.png")
    study.show(lambda: print_theories(document))
    if design == "worlds" and not output.json:
        advice = _("Knock-outs, the other cells and the episodes of history: `coopsim claim --rule NAME`, one rule at a time.")
        note(advice, output.quiet)
