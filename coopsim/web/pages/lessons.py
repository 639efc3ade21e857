"""Lessons: the five of them with one line each."""

from __future__ import annotations

from coopsim.language import declared
from coopsim.language import text as _
from coopsim.lessons import NUMBERS, lesson
from coopsim.web.blocks import paragraph
from coopsim.web.components.for_pages import doors
from coopsim.web.session import Session
from coopsim.web.shell import page
from coopsim.web.state import PageState


def _title(language: str) -> str:
    return _("Five lessons on coffee and cooperatives", language)


def _body(session: Session) -> None:
    language, seed = session.state.language, session.state.seed
    paragraph(_("Each takes a quarter of an hour. First you bet, then you see, then you try it yourself.", language))
    doors(
        doors=[
            {
                "href": PageState(page=f"lessons/{number}", seed=seed, language=language).address(),
                "name": f"{number} · {declared(lesson(number).title, language)}",
                "text": declared(lesson(number).question, language),
            }
            for number in NUMBERS
        ]
    )
    paragraph(
        _("They also fit into one file that opens on any phone without internet: ask whoever installed coopsim for it.", language)
    )


Page = page("lessons", _title, _body)
