"""Cash from outside, as the experiments on income give and take it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopsim.model.processes import books
from coopsim.model.world import World


def give_cash(world: World, amount_usd: NDArray[np.float64]) -> None:
    """Cash to households from outside, (rows, households) US$, in the books as well; below 0 it is taken away."""
    world.farmers.savings_usd += amount_usd
    world.ledger.write(books.household_gift, world.by_district(amount_usd))
