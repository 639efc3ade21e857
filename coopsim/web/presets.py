"""The scenarios that a page offers, in the order in which it shows them."""

from __future__ import annotations

from functools import cache

import coopsim
from coopsim.language import in_own_words

NORMAL_PRICE = "normal-price"  # where two are compared: the other one's world at a constant price
PRESETS = (
    "boom",
    "crash",
    "boom-crash",
    "calm",
    "steady",
    "long-low",
    "spike-2021",
    "strong-cooperative",
    "weak-cooperative",
    "late-payment",
    "cash-crunch",
    "thin-capital",
    "loyalty-bonus",
    "services",
    "classic-cooperative",
    "seasonal-association",
    "benefit-group",
    "kinship-association",
    "exporter-chain",
    "coyote-bidding",
    "state-support-1969-75-and-withdrawal",
    "mismanagement-and-training",
    "castillo",
    "two-cooperatives",
    "region-24",
    "lesson-wait",
    "lesson-leak",
    "lesson-promise",
)


@cache
def preset(name: str) -> coopsim.Scenario:
    """The scenario of that name; only those of the list, so that no link can make the server read a file.

    >>> preset("boom").id
    'boom'
    """
    if name not in PRESETS:
        raise coopsim.UserMistake(field="preset", got=name, among=PRESETS)
    return coopsim.load(name)


def preset_texts(name: str, language: str) -> dict[str, str]:
    """Name, title and story line of a preset."""
    scenario = preset(name)
    title, story = (in_own_words(getattr(sentence, language), language) for sentence in (scenario.title, scenario.story))
    return {"name": name, "title": title, "story": story}
