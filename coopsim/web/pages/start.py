"""The start: what this is about, and the doors that are open."""

from __future__ import annotations

from dataclasses import replace

import solara

from coopsim.language import text as _
from coopsim.web.components.for_pages import doors
from coopsim.web.session import Session
from coopsim.web.shell import page, site
from coopsim.web.state import PageState


def _title(language: str) -> str:
    return _("Will the coffee reach the cooperative?", language)


def _lines(language: str) -> dict[str, str]:
    return {
        "explore": _(
            "Change a price, an advance or a delay, and watch what members, neighbours and the cooperative do.", language
        ),
        "compare": _("Two situations side by side, with the same luck: what differs, and how certain it is.", language),
        "lessons": _("Five short lessons. First you bet, then you see. In the last one you try to break the claim.", language),
        "about": _("What the model assumes, where its numbers come from, and what it cannot tell you.", language),
    }


def _body(session: Session) -> None:
    language = session.state.language
    lines = _lines(language)
    with solara.Div(classes=["coop-card"], style={"font-size": "1.1rem"}):
        solara.Text(
            _(
                "The price of coffee rises. The intermediary pays cash at the gate today; the cooperative pays an advance and "
                "the rest in three months. What does a family do, what do its neighbours do, and what happens to the "
                "cooperative?",
                language,
            )
        )
    doors(
        doors=[
            {
                "href": replace(PageState(language=language), page=name).address(),
                "name": text,
                "text": lines.get(name.split("/")[0], ""),
            }
            for name, text in site(language)
            if name
        ]
    )


Page = page("", _title, _body)
