"""`coopsim decide`: the six deciding experiments, what each would show and what it shows, and its files."""

from __future__ import annotations

from typing import Annotated

import typer

from coopsim.cli import options
from coopsim.language import text as _

SCENARIO = "castillo"
Ids = Annotated[list[str] | None, typer.Argument(metavar="X1...X6", help="Which experiments; all six if none is named.")]


def decide(
    ids: Ids = None,
    seed: options.Seed = 1,
    replicates: options.Replicates = None,
    price: options.Price = None,
    set_: options.Set = None,
    workers: options.Workers = None,
    out: options.Out = None,
    force: options.Force = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Run the deciding experiments; --replicates is the number of worlds."""
    from coopsim.claim.criteria import criteria
    from coopsim.claim.decide import DEFAULT_WORLDS, chosen_ids, declared
    from coopsim.claim.decide import decide as decide_between
    from coopsim.claim.decide.deciding import KEY
    from coopsim.cli.printing.decide import print_decided
    from coopsim.cli.study import Output, Study, names_set, scenario_with
    from coopsim.report.decide_words import with_words

    wanted, held_names = chosen_ids(ids or ()), names_set(set_)
    chosen = scenario_with(SCENARIO, price, set_)
    number = replicates or DEFAULT_WORLDS
    study = Study(
        "decide",
        chosen,
        seed,
        number,
        Output(out, force, json, quiet),
        experiments=list(wanted),
        held=held_names,
        outcomes=criteria().hash,
        declared=declared().hash,
    )
    with study.writing(_("Simulating")) as progress:
        decided = decide_between(
            chosen,
            wanted,
            worlds=number,
            seed=seed,
            held_names=held_names,
            workers=options.workers_or_all(workers),
            on_progress=progress,
        )
        document = with_words(decided.document)
        study.table("decisions", decided.decisions, key=KEY)
        study.table("worlds", decided.worlds, key=("world",))
        study.document("decide.json", document)
    study.show(lambda: print_decided(document))
