"""A sweep in the forms of other libraries."""

from __future__ import annotations

from importlib.util import find_spec

import numpy as np
import pytest
from made_up import lived

from coopsim.designs import Design
from coopsim.errors import UserMistake
from coopsim.runs.boxes import is_installed
from coopsim.sweeps.summary import Swept

ARMS = [{"id": "usual"}, {"id": "prompt", "set": {"payment_delay_months": 0}}]


OUTCOMES = ["trust_mean", "alive_last"]


def swept() -> Swept:
    design = Design("steady", factor={"trust": [0.2, 0.5, 0.8], "sale_price": {}}, arm=ARMS, outcomes=OUTCOMES)
    return lived(design, lambda point, k, chance: point["trust"] + 0.01 * k, OUTCOMES, failed=[(1, 2)], replicates=4)


def test_experiments_and_outcomes_of_ema_workbench() -> None:
    experiments, outcomes = swept().to_ema()
    assert list(experiments.columns) == ["trust", "sale_price", "scenario", "policy", "model"]
    assert experiments["policy"].tolist()[:2] == ["usual", "prompt"]
    assert experiments["scenario"].tolist()[:3] == [0, 0, 1]
    assert outcomes["trust_mean"].shape == (12,)
    assert outcomes["trust_mean"][0] == pytest.approx(0.2 + 0.015)
    assert outcomes["trust_mean"][1] == pytest.approx(0.2 + 0.01 * (0 + 1 + 3) / 3)  # one run failed


@pytest.mark.skipif(not is_installed(), reason="coopsim[analysis] is not installed")
def test_ema_workbench_takes_the_pair() -> None:
    from ema_workbench.analysis import prim

    experiments, outcomes = swept().to_ema()
    searched = prim.setup_prim((experiments[["trust"]], outcomes), lambda of: of["trust_mean"] < 0.4, threshold=0.5)
    assert searched.t_coi == 4


@pytest.mark.skipif(find_spec("xarray") is not None, reason="xarray is installed")
def test_without_xarray_the_package_is_named() -> None:
    with pytest.raises(UserMistake, match="to_xarray: needs the package xarray, which is not installed: allowed pip"):
        swept().to_xarray()


def test_a_data_set_over_points_and_replicates() -> None:
    pytest.importorskip("xarray")
    data = swept().to_xarray()
    assert dict(data.sizes) == {"design_point": 12, "replicate": 4}
    assert data["trust_mean"].attrs["units"] == "0 to 1"
    assert np.isnan(data["trust_mean"].sel(design_point=1, replicate=2))
    assert data["trust_mean"].where(data["arm"] == "usual", drop=True).mean("replicate").shape == (6,)
