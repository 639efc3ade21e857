"""The pages, each a module; here their addresses. Solara reads `routes`."""

from __future__ import annotations

import solara

from coopsim.web.pages import about, compare, explore, investigate, lesson, lesson_one, lessons


@solara.component
def Bare(children: list[solara.Element] | None = None) -> solara.Element:
    """No frame of Solara's: each page brings its own head."""
    return solara.Div(children=children or [])


routes = [
    solara.Route("about", component=about.Page, layout=Bare),
    solara.Route("compare", component=compare.Page, layout=Bare),
    solara.Route("explore", component=explore.Page, layout=Bare),
    solara.Route("investigate", component=investigate.Page, layout=Bare),
    solara.Route(
        "lessons",
        children=[
            solara.Route("/", component=lessons.Page, layout=Bare),
            solara.Route("1", component=lesson_one.Page, layout=Bare),
            *(solara.Route(str(number), component=made, layout=Bare) for number, made in lesson.PAGES.items()),
        ],
    ),
]
