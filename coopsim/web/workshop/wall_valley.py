"""The valley on the wall: every family's house as the last year of the round left it; `drawn/valley.js` draws it."""

from __future__ import annotations

import json
from html import escape
from typing import Any

import numpy as np

from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.workshop_words import sacks
from coopsim.web.story.layout import WIDE, farthest_km, places
from coopsim.web.story.valley import kind_of, picture_labels, season_sentences
from coopsim.workshop.scenes import Village

SHOWN = "fhon"  # kinds of houses of which the wall says how many there are


def valley_picture(village: Village, when: str) -> str:
    """The picture, and below it what the houses mean and how many there are."""
    shown = _data(village, when)
    letters, labels = shown["seasons"][0], shown["labels"]
    key = "".join(
        f'<li><span data-house="{kind}"></span>{escape(labels[kind])} <b>{letters.count(kind)}</b></li>' for kind in SHOWN
    )
    data = escape(json.dumps(shown, ensure_ascii=False))
    return f'<div class="valley" data-valley="{data}"></div><ul class="houses">{key}</ul>'


def valley_text(village: Village) -> str:
    """What the dotted sacks are: those with everybody played by the model."""
    if not village.is_open:
        return _("The cooperative is closed.")
    if village.year < 0:
        return ""
    return _("Dotted: {n} sacks, when the model decides for everybody.").format(n=sacks(village.sacks_of_model))


def _data(village: Village, when: str) -> dict[str, Any]:
    language = current()
    pairs = zip(village.delivered_share.tolist(), village.is_member.tolist(), strict=True)
    letters = "".join(kind_of(share, is_member) for share, is_member in pairs)
    brought, by_model = (round(number) if number == number else 0 for number in (village.sacks, village.sacks_of_model))
    where = np.round(places(village.kin, village.road_distance_km, WIDE), 1).tolist()
    return {
        "houses": {"wall": {"at": where, "size": round(WIDE.size(len(letters)), 3)}},
        "farthest_km": farthest_km(village.road_distance_km),
        "neighbours": [],
        "seasons": [letters],
        "shown": [0],
        "sacks": [brought],
        "grey": [by_model] if village.year >= 0 else [],
        "flows": [[brought, 100 - brought]],
        "closed": None if village.is_open else -1,
        "times": [when],
        "says": season_sentences([letters], [when], language),
        "labels": picture_labels(language),
    }
