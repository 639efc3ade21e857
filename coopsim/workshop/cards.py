"""From cards to decisions: what each player does with the coffee of a year; whoever shows no card is played by the model."""

from __future__ import annotations

from collections.abc import Mapping
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

BLUE, WHITE, ORANGE = "blue", "white", "orange"
SHARE = {BLUE: 1.0, ORANGE: 0.0}  # of a year's coffee to the cooperative
Array = NDArray[np.float64]


def shares(hands: Mapping[str, int], phones: Mapping[int, str], people: int, seed: int, question: str) -> Array:
    """What each player offers the cooperative, NaN where the model decides.

    Cards counted by hand have no name: they are dealt to the players without a phone by a draw of their own for each question,
    so that no player is always the first.

    Parameters
    ----------
    hands : mapping
        Card -> how many were counted.
    phones : mapping
        Player, from 1 -> card.
    people : int
        Players in all.
    seed : int
        Of the session.
    question : str
        Which vote it is.

    Returns
    -------
    array, shape (people)

    Examples
    --------
    >>> dealt = shares({"blue": 14, "orange": 9}, {}, 25, 1, "silent-1")
    >>> int((dealt == 1).sum()), int((dealt == 0).sum()), int(np.isnan(dealt).sum())
    (14, 9, 2)
    """
    shown = np.full(people, np.nan)
    for player, card in phones.items():
        shown[player - 1] = SHARE[card]
    others = np.array([player for player in range(people) if player + 1 not in phones], dtype=np.int64)
    dealt = np.random.default_rng([seed, crc32(question.encode())]).permutation(others)
    first = 0
    for card, share in SHARE.items():
        number = hands.get(card, 0)
        shown[dealt[first : first + number]] = share
        first += number
    return shown


def most(cards: Mapping[str, int], otherwise: str) -> str:
    """The card that most people showed; `otherwise` where two are level or none was shown.

    >>> most({"blue": 9, "white": 3}, "orange"), most({"blue": 2, "white": 2}, "orange"), most({}, "orange")
    ('blue', 'orange', 'orange')
    """
    highest = max(cards.values(), default=0)
    winners = [card for card, number in cards.items() if number == highest and number > 0]
    return winners[0] if len(winners) == 1 else otherwise
