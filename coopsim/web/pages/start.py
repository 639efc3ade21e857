"""The start: the doors to the pages."""

from __future__ import annotations

from dataclasses import replace

import solara

from coopsim.language import text as _
from coopsim.web.session import Session
from coopsim.web.shell import page, site
from coopsim.web.state import PageState


def _title(language: str) -> str:
    return _("Will the coffee reach the cooperative?", language)


def _body(session: Session) -> None:
    language = session.state.language
    for name, text in site(language)[1:]:
        with solara.Div(classes=["coop-card"]):
            solara.HTML(
                tag="a", unsafe_innerHTML=text, attributes={"href": replace(PageState(language=language), page=name).address()}
            )


Page = page("", _title, _body)
