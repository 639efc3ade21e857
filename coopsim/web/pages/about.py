"""About: what the test of the claim found, what the model assumes, where its numbers come from, what it cannot say."""

from __future__ import annotations

from dataclasses import asdict

from coopsim.language import text as _
from coopsim.web.about_text import sections, verdict_shown
from coopsim.web.components.for_pages import reading, verdict
from coopsim.web.session import Session
from coopsim.web.shell import page


def _title(language: str) -> str:
    return _("About the model", language)


def _body(session: Session) -> None:
    first, *rest = [asdict(section) for section in sections(session.state.language)]
    reading(sections=[first]).key("question")
    verdict(**verdict_shown(session.state.language)).key("verdict")
    reading(sections=rest).key("rest")


Page = page("about", _title, _body)
