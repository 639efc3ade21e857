"""The two price causes: highs and lows of a path, measured from what prices have been."""

from __future__ import annotations

import numpy as np

from coopsim.claim.causes.shapley import Floats

REFERENCE_MONTHS = 36


def trailing_reference(price: Floats, months: int = REFERENCE_MONTHS) -> Floats:
    """The mean of the `months` months before each month, along the last axis; the first `months` are left out (Eq. J23).

    >>> trailing_reference(np.array([1.0, 2.0, 3.0, 4.0]), 2).tolist()
    [1.5, 2.5]
    """
    total = np.concatenate([np.zeros((*price.shape[:-1], 1)), np.cumsum(price, axis=-1)], axis=-1)
    return np.asarray((total[..., months:-1] - total[..., : -months - 1]) / months)


def with_causes(price: Floats, reference: Floats, highs: bool, lows: bool) -> Floats:
    """The path with its highs, its lows, both or neither; what is off stays at the reference (Eq. J23).

    >>> price, usual = np.array([100.0, 300.0]), np.array([200.0, 200.0])
    >>> with_causes(price, usual, highs=False, lows=True).tolist()
    [100.0, 200.0]
    >>> with_causes(price, usual, highs=False, lows=False).tolist()
    [200.0, 200.0]
    """
    highest = price if highs else np.minimum(price, reference)
    return highest if lows else np.maximum(highest, reference)
