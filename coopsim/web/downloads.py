"""Files of exactly what is shown: the address of a file carries the page's state, so a link to a file gives the same file."""

from __future__ import annotations

import csv
import io

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

import coopsim
from coopsim.errors import UserMistake
from coopsim.language import as_written, speaking
from coopsim.language import text as _
from coopsim.report.charts.described import Chart, picture
from coopsim.web.charts import chain_charts, explore_charts
from coopsim.web.live import Path, path_of
from coopsim.web.state import PageState
from coopsim.web.story.grey import grey_of
from coopsim.web.story.region import chosen_of

TYPES = {"csv": "text/csv; charset=utf-8", "png": "image/png", "svg": "image/svg+xml"}


def download(request: Request) -> Response:
    """`/download/explore.csv?...`, `.png`, `.svg`: the state is the query, as in the page's address."""
    kind = request.path_params["name"].rpartition(".")[2]
    state, _odd = PageState.of_query(request.url.query, "explore")
    with speaking(state.language), as_written():
        if kind not in TYPES or request.path_params["name"] != f"explore.{kind}":
            return PlainTextResponse(_("There is no such file."), 404)
        try:
            content = file_of(state, kind)
        except UserMistake as mistake:
            return PlainTextResponse(str(mistake), 400)
    name = f"coopsim-{state.preset}-{state.seed}.{kind}"
    return Response(content, media_type=TYPES[kind], headers={"Content-Disposition": f'attachment; filename="{name}"'})


def stamp(current: Path, months: int, language: str) -> str:
    """Scenario, seed, months, version and the command line: what a file has to say of itself."""
    title = getattr(current.scenario.title, language)
    title = f"{title}, {current.cooperative}" if current.cooperative else title
    return _("{title}; seed {seed}; {months} months; coopsim {version}; {command}", language).format(
        title=title, seed=current.seed, months=months, version=coopsim.__version__, command=current.command()
    )


def charts_shown(state: PageState) -> tuple[list[Chart], Path, int]:
    """The charts of the page, cut at the month shown; the run; how many months are shown."""
    of = state.preset, state.changes, state.seed, chosen_of(state.preset, state.changes, state.seed, state.cooperative)
    current, grey = path_of(*of), grey_of(*of)
    made = chain_charts if state.view == "chain" else explore_charts
    charts = list(made(current, grey.path, state.language, grey.label(state.language)))
    months = min(state.period or current.length, current.length)
    return [chart.shown(months) for chart in charts], current, months


def file_of(state: PageState, kind: str) -> bytes:
    """The file as bytes: `kind` is csv, png or svg."""
    charts, current, months = charts_shown(state)
    note = stamp(current, months, state.language)
    if kind == "csv":
        return table(charts, note, months).encode("utf-8-sig")  # -sig: spreadsheets then read the accents
    return picture(charts, getattr(current.scenario.title, state.language), note, kind)


def table(charts: list[Chart], note: str, months: int) -> str:
    """A line of what it is, a head, a row for each month shown; numbers unrounded."""
    columns = {one.column: one.values for chart in charts for one in chart.series}
    out = io.StringIO()
    out.write(f"# {note}\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["date", *columns])
    for month in range(months):
        writer.writerow(
            [charts[0].dates[month], *("" if values[month] is None else repr(values[month]) for values in columns.values())]
        )
    return out.getvalue()
