"""Whether a calibration knows what it says it knows: numbers drawn over the whole range, a ledger of each, the 90 % intervals.

    python -m tests.calibration.recovery      writes docs/measured/calibrate.json, 100 ledgers of each kind

Where values are drawn from the range that a calibration starts from, a 90 % interval holds the truth in 90 of 100 ledgers,
whether a ledger says much of it or little (Talts et al. 2018).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd

from coopsim.calibration.faced import faced
from coopsim.calibration.ledger import Ledger, read_ledger
from coopsim.calibration.likelihood import Likelihood
from coopsim.calibration.posterior import posterior
from coopsim.calibration.stepwise import Replay
from coopsim.calibration.unknowns import unknowns_of
from coopsim.prices.published import world_price_usd_per_qq
from coopsim.scenario import load
from tests.calibration import made

RULE = "random_utility"
KINDS = {"measured": 0.0, "estimated": 0.2, "coopsim": 0.0}  # by how much the harvest that is written is wrong
MEASURED = Path(__file__).parents[2] / "docs" / "measured" / "calibrate.json"
FEWEST, MOST = 80, 97  # of 100


def inside(seed: int, kind: str, members: int = 24, seasons: int = 3, steps: int = 350) -> dict[str, bool]:
    """Of one ledger with numbers of its own: whether each lies in its 90 % interval.

    The rows are those of the small simulator; of the kind "coopsim" their deliveries are replayed by coopsim's own functions.
    """
    unknowns = unknowns_of(RULE)
    places = np.random.default_rng([seed, 1]).random(len(unknowns))
    truth = {one.name: float(one.at(place)) for one, place in zip(unknowns, places, strict=True)}
    world = {str(month): price for month, price in world_price_usd_per_qq().items()}
    rows = made.ledger(made.Truth(*truth.values()), seed, members, seasons, harvest_error=KINDS[kind], world=world)
    read = _read(rows)
    if kind == "coopsim":
        part = Replay(RULE, faced(read, load("castillo"), "real"), load("castillo")).parts(truth, seed)
        read = _read(rows.assign(delivered_qq=(part * rows["harvest_qq"]).round(3)))
    likelihood = Likelihood(RULE, faced(read, load("castillo"), "real"), read.harvest)
    table = posterior(unknowns, likelihood, seed, steps=steps).table().set_index("parameter")
    return {name: bool(table["low"][name] <= value <= table["high"][name]) for name, value in truth.items()}


def _read(rows: pd.DataFrame) -> Ledger:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "ledger.csv"
        rows.to_csv(file, index=False)
        return read_ledger(file)


def counts(kind: str, seeds: Sequence[int]) -> dict[str, int]:
    """In how many of these ledgers each number lies in its interval."""
    every = [inside(seed, kind) for seed in seeds]
    return {name: sum(one[name] for one in every) for name in every[0]}


if __name__ == "__main__":
    ledgers = 100
    document = {"schema": 1, "rule": RULE, "ledgers": ledgers, "allowed": [FEWEST, MOST], "level": 0.9, "inside": {}}
    for kind in KINDS:
        document["inside"][kind] = counts(kind, range(ledgers))
        MEASURED.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
        print(kind, document["inside"][kind], flush=True)
