"""Files of what the page Investigate shows: runs, figures and the design; their address carries the page's state."""

from __future__ import annotations

import csv
import io

from matplotlib.figure import Figure
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

import coopsim
from coopsim.errors import UserMistake
from coopsim.language import as_written, speaking
from coopsim.language import text as _
from coopsim.report import charts
from coopsim.report.charts.described import picture
from coopsim.report.charts.outcome_map import outcome_map as map_figure
from coopsim.web import ensembles
from coopsim.web.asked import OUTCOMES
from coopsim.web.investigation import shown
from coopsim.web.investigation.study import FILE, Results, commands, design_text
from coopsim.web.live import scenario_of
from coopsim.web.state import PageState

PICTURES = ("map", "fan", "flips")
KINDS = {"csv": "text/csv; charset=utf-8", "png": "image/png", "svg": "image/svg+xml", "toml": "text/plain; charset=utf-8"}
NAMES = ("investigate.csv", FILE, *(f"{name}.{kind}" for name in PICTURES for kind in ("png", "svg")))


def investigation_file(request: Request) -> Response:
    """`/download/investigate/NAME?...`: the state is the query, as in the page's address."""
    name = request.path_params["name"]
    state, _odd = PageState.of_query(request.url.query, "investigate")
    with speaking(state.language), as_written():
        if name not in NAMES:
            return PlainTextResponse(_("There is no such file."), 404)
        try:
            content = file_of(state, name)
        except UserMistake as mistake:
            return PlainTextResponse(str(mistake), 400)
    saved = name if name == FILE else f"coopsim-{state.preset}-{name}"
    headers = {"Content-Disposition": f'attachment; filename="{saved}"'}
    return Response(content, media_type=KINDS[name.rpartition(".")[2]], headers=headers)


def file_of(state: PageState, name: str) -> bytes:
    """The file as bytes; a UserMistake where its runs are not there any more."""
    if name == FILE:
        return design_text(state).encode()
    results = ensembles.finished_sweep(state)
    if results is None:
        raise UserMistake(_("These runs are not kept any more: open the page and run them again."))
    if name.endswith(".csv"):
        return table(state, results).encode("utf-8-sig")  # -sig: spreadsheets then read the accents
    what, _dot, kind = name.partition(".")
    note, language = stamp(state), state.language
    if what == "fan":
        return picture([shown.fan(state, results, language)], shown.fan_words(state, results, language), note, kind)
    figure = _map(state, results, note) if what == "map" else charts.flips(shown.flips_of(state, results), language)
    out = io.BytesIO()
    figure.savefig(out, format=kind, dpi=140, metadata={"Date": None} if kind == "svg" else {"Software": None})
    return out.getvalue()


def _map(state: PageState, results: Results, note: str) -> Figure:
    title = shown.price_names(state.language)[shown.price_of(state)]
    return map_figure(shown.outcome_map(state, results, state.language), title[:1].upper() + title[1:], note)


def stamp(state: PageState) -> str:
    """Scenario, seed, version and the command line: what a file has to say of itself."""
    title = getattr(scenario_of(state.preset, state.changes).title, state.language)
    sentence = _("{title}; seed {seed}; {n} runs a cell; coopsim {version}; {command}", state.language)
    return sentence.format(
        title=title, seed=state.seed, n=state.asked.replicates, version=coopsim.__version__, command=commands(state)[0]
    )


def table(state: PageState, results: Results) -> str:
    """A line of what it is, a head, a row a run: its parameters, its price, its fate and its outcomes, unrounded."""
    points, out = results.swept.points, io.StringIO()
    out.write(f"# {stamp(state)}\n")
    factors = [name for name in points.columns if name not in ("background", "scenario")]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["design_point", *factors, "replicate", "fate", *OUTCOMES])
    for row in results.runs.to_dict("records"):
        place = points.loc[row["design_point"]]
        values = ["" if row[name] != row[name] else repr(float(row[name])) for name in OUTCOMES]
        writer.writerow([row["design_point"], *(place[name] for name in factors), row["replicate"], row["fate"], *values])
    return out.getvalue()
