"""About: what the model assumes, where its numbers come from, what it cannot say."""

from __future__ import annotations

from dataclasses import asdict

from coopsim.language import text as _
from coopsim.web.about_text import sections
from coopsim.web.components.for_pages import reading
from coopsim.web.session import Session
from coopsim.web.shell import page


def _title(language: str) -> str:
    return _("About the model", language)


def _body(session: Session) -> None:
    reading(sections=[asdict(section) for section in sections(session.state.language)])


Page = page("about", _title, _body)
