"""The pages, each a module; here their addresses. Solara reads `routes`."""

from __future__ import annotations

import solara

from coopsim.web.pages import about, compare, explore, lesson_one, start


@solara.component
def Bare(children: list[solara.Element] | None = None) -> solara.Element:
    """No frame of Solara's: each page brings its own head."""
    return solara.Div(children=children or [])


routes = [
    solara.Route("/", component=start.Page, layout=Bare),
    solara.Route("about", component=about.Page, layout=Bare),
    solara.Route("compare", component=compare.Page, layout=Bare),
    solara.Route("explore", component=explore.Page, layout=Bare),
    solara.Route("lessons", children=[solara.Route("1", component=lesson_one.Page, layout=Bare)]),
]
