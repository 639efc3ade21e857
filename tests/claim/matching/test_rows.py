"""What worlds are compared with, and how it is read."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.claim.criteria import criteria
from coopsim.claim.criteria.tables import MatchingRow
from coopsim.claim.matching.rows import PATTERNS, Row, rows, simulated
from coopsim.claim.worlds.season_sums import offered_share
from coopsim.patterns import kinds
from coopsim.patterns.declared import COMPONENT, Seen
from coopsim.scenario import load
from coopsim.validation import PATTERNS as ALL_OF_VALIDATE

CASTILLO = load("castillo")
OF_VALIDATE = [one for one in ALL_OF_VALIDATE if one not in kinds.PATTERNS]  # other kinds are not matched


def test_rows_are_those_of_validate() -> None:
    assert set(PATTERNS) == {pattern.id for pattern in OF_VALIDATE}


def test_every_declared_row_is_read_in_the_burn_in_and_in_its_own_unit() -> None:
    found = rows(criteria().frozen.matching.row)
    assert all(row.in_the_burn_in for row in found)
    for row in found:
        assert row.measure.low is not None
        assert row.measure.high is not None
        assert row.measure.low <= row.observed <= row.measure.high, "the field's own band holds what was observed"


@pytest.mark.parametrize("id", [pattern.id for pattern in OF_VALIDATE if pattern.kind == COMPONENT])
def test_no_world_is_chosen_by_a_part_of_the_claim(id: str) -> None:
    with pytest.raises(ValueError, match=f"{id} is a part of the claim"):
        rows([MatchingRow(pattern=id, observed=0.1, sd_observed=0.1, sd_model=0.1, source="")])


def test_a_row_that_validate_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="no row P999"):
        rows([MatchingRow(pattern="P999", observed=0.1, sd_observed=0.1, sd_model=0.1, source="")])


def test_rows_with_something_done_to_the_world_are_not_of_the_burn_in() -> None:
    told = {pattern.id: Row(pattern.id, 0.0, 1.0, 1.0).in_the_burn_in for pattern in OF_VALIDATE}
    assert told["P1"]
    assert told["P2"]
    assert told["P30"]
    moved = [p.id for p in OF_VALIDATE if any(arm.changes or arm.past or arm.ln_size for arm in p.arms)]
    assert moved
    assert not any(told[id] for id in moved)


def test_two_seasons_are_read_as_validate_reads_them() -> None:
    """Two runs of two households, of which the second is no member; the second run closes in its second season."""
    harvest = np.full((2, 2, 2), 10.0)
    offered = np.array([[[8.0, 1.0], [5.0, 1.0]], [[6.0, 1.0], [0.0, 1.0]]])
    member = np.broadcast_to(np.array([1.0, 0.0]), harvest.shape)
    season = {
        "harvest_qq": harvest,
        "offered_qq": offered,
        "side_sold_qq": harvest - offered,
        "refused_qq": np.zeros(harvest.shape),
        "months_without_cash": np.array([[[2.0, 9.0], [1.0, 9.0]], [[4.0, 9.0], [7.0, 9.0]]]),
        "season_member": member,
    }
    seen = Seen(season, {"alive": np.array([[1.0, 1.0], [1.0, 0.0]])}, {}, member[0] > 0)
    said = simulated(rows(criteria().frozen.matching.row), seen, CASTILLO, 1)
    np.testing.assert_allclose(said, [[0.3, 1.0, 3.0], [0.5, 1.0, 1.0]])
    np.testing.assert_allclose(offered_share(seen, CASTILLO, 1), [0.7, 0.5])
