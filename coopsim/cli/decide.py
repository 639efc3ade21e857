"""`coopsim decide`: the seven deciding experiments, what each would show and what it shows, and its files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from coopsim.cli import options
from coopsim.language import LANGUAGES
from coopsim.language import text as _

if TYPE_CHECKING:
    from coopsim.claim.documents import DecideDocument

SCENARIO = "castillo"
Ids = Annotated[list[str] | None, typer.Argument(metavar="X1...X7", help="Which experiments; all if none is named.")]

Replicates = Annotated[
    str | None, typer.Option("--replicates", hidden=True, parser=options.gone("--replicates", "--worlds N, --runs R"))
]


def decide(
    ids: Ids = None,
    seed: options.Seed = 1,
    worlds: options.Worlds = None,
    runs: options.Runs = None,
    replicates: Replicates = None,
    price: options.Price = None,
    set_: options.Set = None,
    workers: options.Workers = None,
    out: options.Out = None,
    force: options.Force = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Run the deciding experiments: what each would show, and what it shows."""
    from coopsim.claim.criteria import criteria
    from coopsim.claim.decide import RUNS, WORLDS, chosen_ids, declared
    from coopsim.claim.decide import decide as decide_between
    from coopsim.claim.decide.results import KEY
    from coopsim.cli.printing.decide import print_decided
    from coopsim.cli.study import Output, Study, names_set, scenario_with

    del replicates  # refused as it was read
    wanted, held_names = chosen_ids(ids or ()), names_set(set_)
    chosen, number = scenario_with(SCENARIO, price, set_), worlds or WORLDS
    study = Study(
        "decide",
        chosen,
        seed,
        number,
        Output(out, force, json, quiet),
        experiments=list(wanted),
        runs=runs or RUNS,
        held=held_names,
        outcomes=criteria().hash,
        declared=declared().hash,
    )
    with study.writing(_("Simulating")) as progress:
        decided = decide_between(
            chosen,
            wanted,
            worlds=number,
            runs=runs or RUNS,
            seed=seed,
            held_names=held_names,
            workers=options.workers_or_all(workers),
            on_progress=progress,
            kept=study.kept(),
        )
        document = with_text(decided.document)
        study.table("decisions", decided.decisions, key=KEY)
        study.table("worlds", decided.worlds, key=("world",))
        study.document("decide.json", document.document())
    study.show(lambda: print_decided(document))


def with_text(document: DecideDocument) -> DecideDocument:
    """The document with what is said of it, in both languages."""
    from coopsim.claim.documents import Text
    from coopsim.cli.printing.decide import decide_lines
    from coopsim.report.claim_text.decide_text import decide_text

    lines = {language: tuple(decide_lines(decide_text(document, language))) for language in LANGUAGES}
    return document.model_copy(update={"text": Text(**lines)})
