"""The bound does the same work as processes of one household: without this their nanoseconds mean nothing."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.bound import block_of, by_records, fused, records_of, surroundings
from benchmarks.season import FIELDS, start

KEPT_IN_REGISTERS = {"heard_share", "tied_qq", "refused_qq", "cash_on_delivery_usd"}  # the fused season does not write them down
SUMMED = ("offered_qq", "lots_qq", "delivered_qq", "spent_usd", "earned_usd", "borrowed_usd", "repaid_usd")


@pytest.mark.slow
def test_the_bound_gives_the_season_of_the_processes() -> None:
    states = start(3, 60)
    records, block = records_of(states), block_of(states)
    around, others = surroundings(states), surroundings(states)
    for _season in range(3):
        by_records(records, *around)
        fused(block, *others)
    for place, name in enumerate(FIELDS):
        if name not in KEPT_IN_REGISTERS:
            np.testing.assert_allclose(block[:, place], records[name], rtol=1e-9, atol=1e-9, err_msg=name)
    for name in SUMMED:
        np.testing.assert_allclose(others[3][name], around[3][name], rtol=1e-9, atol=1e-9, err_msg=name)
    assert records["season_refused_qq"].max() > 0  # cash was short,
    assert records["season_unmet_usd"].max() > 0  # purses were empty,
    assert records["season_unpicked_qq"].max() > 1.0  # some coffee was not worth picking,
    assert 0 < records["is_member"].mean() < 1
    assert np.ptp(records["trust"]) > 0.1  # and promises were kept or not
