"""What a ledger cannot tell apart: pairs of unknowns that only move together, and unknowns of which it says little."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from coopsim.calibration.posterior import LEVEL, Posterior

TOGETHER = 0.8  # correlation of draws from which two unknowns lie on a ridge; our assumption
LITTLE = 0.7  # how wide an interval is, against the one before the ledger, from which the ledger says little; our assumption


@dataclass(frozen=True)
class Ridges:
    """What cannot be told apart.

    Attributes
    ----------
    pairs : tuple of (str, str, float)
        Two unknowns and the correlation of their draws.
    little : tuple of str
        Unknowns of which the ledger says little.
    seen_once : bool
        Whether members are seen once each: then loyalty and chance cannot be told apart by rows of the same member.
    """

    pairs: tuple[tuple[str, str, float], ...]
    little: tuple[str, ...]
    seen_once: bool


def ridges(posterior: Posterior, rows_of_a_member: float) -> Ridges:
    """What the draws of a posterior show, at the places of the unknowns between the ends of their ranges."""
    places = pd.DataFrame({one.name: one.place(posterior.draws[one.name].to_numpy()) for one in posterior.unknowns})
    names, together = [one.name for one in posterior.unknowns], np.corrcoef(places.to_numpy().T)
    pairs = [
        (names[first], names[second], float(together[first, second]))
        for first in range(len(names))
        for second in range(first + 1, len(names))
        if abs(together[first, second]) >= TOGETHER
    ]
    low, high = np.quantile(places, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    little = tuple(name for name, width in zip(names, high - low, strict=True) if width >= LITTLE * LEVEL)
    return Ridges(tuple(pairs), little, rows_of_a_member < 2)
