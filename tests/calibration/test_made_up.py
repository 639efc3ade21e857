"""The ledger that comes with coopsim is made up by the simulator of these tests, in dollars of each month."""

from __future__ import annotations

import pandas as pd

from coopsim.calibration.ledger import MADE_UP, ledger_named, read_ledger
from coopsim.prices.published import in_base_year_dollars, world_price_usd_per_qq
from tests.calibration.made import Truth, ledger

HEAD = "Made up by a simulator: no cooperative's ledger. Members and prices are nobody's.\n"


def made_up_text() -> str:
    world = {str(month): price for month, price in world_price_usd_per_qq().items()}
    rows = ledger(Truth(loyalty=5.0, spread=35.0, chance=15.0, trust=0.75), 2015, members=30, world=world, year=2015)
    months = pd.PeriodIndex(rows["month"], freq="M")
    real = in_base_year_dollars(pd.Series(1.0, index=months.unique())).reindex(months).to_numpy()
    for name in rows.filter(like="usd_per_qq"):
        rows[name] = (rows[name] / real).round(1)
    rows[["delivered_qq", "harvest_qq"]] = rows[["delivered_qq", "harvest_qq"]].round(1)
    rows["member"] = rows["member"].str.replace("S", "Made-up ")
    return HEAD + rows.to_csv(index=False, lineterminator="\n")


def test_the_ledger_that_comes_along_is_made_up_by_these_tests() -> None:
    assert ledger_named(MADE_UP).read_text(encoding="utf-8") == made_up_text()
    assert read_ledger(MADE_UP).rows["member"].nunique() == 30
