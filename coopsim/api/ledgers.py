"""A scenario fitted to a cooperative's own ledger."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from coopsim.arguments import whole
from coopsim.calibration.calibrate import Calibration, Prior
from coopsim.calibration.calibrate import calibrate as calibrate_in
from coopsim.scenario import Scenario


def calibrate(
    ledger: str | PathLike[str],
    scenario: Scenario | str | Path = "castillo",
    rule: str = "random_utility",
    *,
    hold_out: int | None = None,
    money: str = "nominal",
    lots: int | None = None,
    harvest_prior: Prior | None = None,
    seed: int = 1,
) -> Calibration:
    """How members choose, estimated from what they delivered at which prices, with intervals.

    Parameters
    ----------
    ledger : str or path
        A csv or xlsx file with one row for each member and month or season: `member`, `month` or `season`, `delivered_qq`,
        `price_usd_per_qq`, `paid`, and optionally `harvest_qq` or `harvest_estimate_qq`, `trader_price_usd_per_qq` and
        `advance_usd_per_qq`; or "made-up", the one that comes along.
    scenario : Scenario, str or path
        Says all that a ledger does not.
    rule : str
        The decision rule, such as "random_utility".
    hold_out : int, optional
        How many of the last seasons are held back and predicted; one of three or more where nothing is said.
    money : str
        Prices of the ledger: "nominal", dollars of each month, or "real", of 2025.
    lots : int, optional
        How many lots a row stands for; a month one, a season one for each month of the harvest.
    harvest_prior : (float, float), optional
        Where the ledger has no harvest: a row's median in quintals, and how far it may be off, as a share.
    seed : int
        Of the draws.

    Returns
    -------
    Calibration
        `table`, the estimates with 90 % intervals; `fit`, by period; `held_out`; `ridges`, what cannot be told apart; `scenario`,
        with the estimates in place, and `text()`, its file.

    Raises
    ------
    UserMistake
        A ledger that cannot be read, with its line; one without a harvest; a rule that does not exist; a missing package.

    References
    ----------
    McFadden (1974); Papke and Wooldridge (1996) on deliveries of a part; Goodman and Weare (2010).
    """
    return calibrate_in(
        Path(ledger),
        scenario,
        rule,
        hold_out=hold_out,
        money=money,
        lots=lots,
        harvest_prior=harvest_prior,
        seed=whole("seed", seed),
    )
