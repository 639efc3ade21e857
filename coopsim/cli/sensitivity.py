"""`coopsim sensitivity DIR`: which factors an outcome depends on."""

from __future__ import annotations

import sys
from functools import partial

from coopsim.cli import options
from coopsim.cli.formats import Figures, Formats, Tables, write_study
from coopsim.cli.screen import note
from coopsim.cli.summary import Folder, Outcomes
from coopsim.language import current
from coopsim.language import text as _
from coopsim.runs.documents import json_text


def sensitivity(
    folder: Folder,
    outcome: Outcomes = None,
    table: Tables = "",
    figure: Figures = "",
    out: options.Out = None,
    force: options.Force = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Indices of a Morris, Sobol' or Latin hypercube design, with intervals over points and replicates."""
    from coopsim.cli.printing.sensitivity import print_sensitivity, sensitivity_document
    from coopsim.report import charts
    from coopsim.sweeps.sensitivity import sensitivity as sensitivity_of
    from coopsim.sweeps.summary import sweep_in

    formats = Formats.read(table, figure, out)
    indices = sensitivity_of(sweep_in(folder), outcome or ())
    document = sensitivity_document(indices)
    if out is not None:
        by_outcome = dict(list(indices.table.groupby("outcome", sort=False)))
        figures = {str(name): partial(charts.sensitivity, of, indices.method, current()) for name, of in by_outcome.items()}
        write_study("sensitivity", folder.name, document, {"sensitivity": indices.table}, figures, formats, out, force)
    if json:
        sys.stdout.write(json_text(document))
        return
    print_sensitivity(document)
    if out is not None:
        note(_("Results: {folder}").format(folder=out), quiet)
