"""What every page has around it: its head, its address, its one line to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import solara

from coopsim.language import text as _
from coopsim.web.components import page_header
from coopsim.web.session import Session, keep_address, use_page
from coopsim.web.state import PageState

LANGUAGE_NAMES = {"es": "Español", "en": "English"}


def site(language: str) -> list[tuple[str, str]]:
    """The pages that the head links to: (page, its name)."""
    return [
        ("", _("Start", language)),
        ("explore", _("Explore", language)),
        ("compare", _("Compare", language)),
        ("lessons", _("Lessons", language)),
        ("investigate", _("Investigate", language)),
        ("about", _("About the model", language)),
    ]


def page(name: str, title: Callable[[str], str], body: Callable[[Session], None]) -> Callable[[], solara.Element]:
    """A page for the list of routes: `body(session)` draws it below the common head, in the language of `session.state`."""

    @solara.component
    def Page() -> None:
        session = use_page(name)
        language = session.state.language
        solara.Title(f"{title(language)} · coopsim")
        keep_address(session)
        with solara.Div(classes=["coop", f"coop-page-{name.partition('/')[0] or 'start'}"]):
            header(session.state, title(language))
            if session.history.message:
                with solara.Div(classes=["coop-message"], attributes={"role": "alert"}).key("message"):
                    solara.Text(session.history.message)
            with solara.Div(attributes={"role": "main"}).key("main"):  # not made anew when a message comes
                body(session)

    return Page


def header(state: PageState, title: str) -> None:
    """The head of a page."""
    language = state.language
    page_header(
        title=title,
        links=[
            {
                "href": replace(PageState(language=language), page=name).address(),
                "text": text,
                "here": name == state.page.split("/")[0],
            }
            for name, text in site(language)
        ],
        languages=[{"code": code, "text": text, "here": code == language} for code, text in LANGUAGE_NAMES.items()],
        labels={"pages": _("Pages", language), "language": _("Language", language), "theme": _("Light or dark", language)},
    )
