"""A rule fitted to a ledger: read, estimated, held against the seasons that were held back, and what it cannot tell apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from coopsim.calibration.by_simulation import posterior_by_simulation, replayed_futures
from coopsim.calibration.chances import WITH_LIKELIHOOD
from coopsim.calibration.faced import MONEYS, MOST_LOTS, Faced, faced
from coopsim.calibration.hold_out import HeldOut, fit_table, futures, held_out
from coopsim.calibration.ledger import Ledger, read_ledger
from coopsim.calibration.likelihood import Likelihood
from coopsim.calibration.posterior import Posterior, posterior
from coopsim.calibration.ridges import Ridges, ridges
from coopsim.calibration.scenario_file import fitted_scenario, scenario_text
from coopsim.calibration.stepwise import Replay
from coopsim.calibration.unknowns import RULES, Unknown, harvest_error, unknowns_of
from coopsim.errors import UserMistake, refuse_without
from coopsim.language import text as _
from coopsim.scenario import Scenario
from coopsim.scenario.read import loaded

Progress = Callable[[int, int], None]
Prior = tuple[float, float]  # of a row's harvest where the ledger has none: median, qq, and error as a share


def unheard(done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class Calibration:
    """A rule fitted to a ledger.

    Attributes
    ----------
    rule : str
    base, scenario : Scenario
        The one that was fitted, and the same with the estimates in place.
    ledger : Ledger
    method : str
        "likelihood" or "simulation".
    table : pandas.DataFrame
        One row for each number estimated: parameter, median, low and high (90 %), mean, allowed_low, allowed_high.
    draws : pandas.DataFrame
        Draws of the posterior, a column for each number.
    independent : float
        How many draws count as independent.
    ridges : Ridges
        What cannot be told apart.
    fit : pandas.DataFrame
        One row for each period: delivered_share, predicted_share with predicted_low and predicted_high (90 %), held_back.
    held_out : HeldOut
        How near the prediction of the last seasons came, by a fit that has not seen them.
    notes : tuple of str
        How the ledger was understood.
    """

    rule: str
    base: Scenario
    scenario: Scenario
    ledger: Ledger
    method: str
    table: pd.DataFrame
    draws: pd.DataFrame
    independent: float
    ridges: Ridges
    fit: pd.DataFrame
    held_out: HeldOut
    notes: tuple[str, ...]

    def text(self) -> str:
        """The scenario file that every command takes."""
        return scenario_text(self.base, self.rule, self.table, self.ledger.file)


def calibrate(
    ledger: Ledger | str | Path,
    scenario: Scenario | str | Path = "castillo",
    rule: str = "random_utility",
    *,
    hold_out: int | None = None,
    money: str = "nominal",
    lots: int | None = None,
    harvest_prior: Prior | None = None,
    seed: int = 1,
    on_progress: Progress = unheard,
) -> Calibration:
    """Estimate what a ledger says of a rule; see `coopsim.calibrate`."""
    base = loaded(scenario)
    _refuse(rule, money, lots, hold_out, harvest_prior)
    read = ledger if isinstance(ledger, Ledger) else read_ledger(ledger)
    if read.harvest == "none":
        if harvest_prior is None:
            message = _("the ledger has no harvest: nobody knows what was not delivered")
            allowed = _(
                "a column harvest_qq or harvest_estimate_qq, or --harvest-prior MEDIAN,ERROR: what a row's harvest may be"
            )
            raise UserMistake(message, file=read.file, field="harvest_qq", allowed=allowed)
        rows = read.rows.assign(harvest_qq=float(harvest_prior[0]))
        read = Ledger(read.file, rows, read.by, read.harvest, read.notes)
    elif harvest_prior is not None:
        raise UserMistake(_("the ledger has a harvest in each row"), field="--harvest-prior", got=harvest_prior[0])
    rows_faced = faced(read, base, money, lots)
    back = _held_back(rows_faced, hold_out, read)
    kept = ~np.isin(rows_faced.season, back)
    if rule in WITH_LIKELIHOOD:
        return _fit_by_likelihood(read, base, rule, rows_faced, kept, back, harvest_prior, seed, on_progress)
    return _fit_by_simulation(read, base, rule, rows_faced, kept, back, seed, on_progress)


def _fit_by_likelihood(
    read: Ledger,
    base: Scenario,
    rule: str,
    rows: Faced,
    kept: np.ndarray,
    back: list[int],
    harvest_prior: Prior | None,
    seed: int,
    on_progress: Progress,
) -> Calibration:
    _refuse_without("emcee")
    error = None if harvest_prior is None else harvest_prior[1]
    unknowns = _unknowns(rule, rows, error)
    whole = Likelihood(rule, rows, read.harvest, error)
    fits = 2 if back else 1
    estimated = posterior(unknowns, whole, seed, on_progress=lambda done, total: on_progress(done, fits * total))
    drawn, before = estimated, whole
    if back:
        before = Likelihood(rule, rows.rows(kept), read.harvest, error)
        drawn = posterior(unknowns, before, seed, on_progress=lambda done, total: on_progress(done + total, 2 * total))
    fit = fit_table(rows, futures(drawn, before, whole, read.harvest, seed), read.harvest, back)
    return _calibration(read, base, rule, "likelihood", estimated, rows, fit, back)


def _fit_by_simulation(
    read: Ledger,
    base: Scenario,
    rule: str,
    rows: Faced,
    kept: np.ndarray,
    back: list[int],
    seed: int,
    on_progress: Progress,
) -> Calibration:
    _refuse_without("pyabc")
    if read.harvest == "none":
        message = _("this rule is fitted by simulation, which needs the harvest of each row")
        raise UserMistake(message, file=read.file, field="harvest_qq", allowed=_("a column harvest_qq or harvest_estimate_qq"))
    scenario, fits = base.with_values({"rules": {rule: 1.0}}), 2 if back else 1
    whole, unknowns = Replay(rule, rows, scenario), unknowns_of(rule)
    part = np.clip(rows.delivered_qq / rows.harvest_qq, 0.0, 1.0)
    estimated = posterior_by_simulation(unknowns, whole, part, seed, lambda done, total: on_progress(done, fits * total))
    drawn = estimated
    if back:
        before = Replay(rule, rows.rows(kept), scenario)
        drawn = posterior_by_simulation(
            unknowns, before, part[kept], seed, lambda done, total: on_progress(done + total, 2 * total)
        )
    fit = fit_table(rows, replayed_futures(drawn, whole, seed), read.harvest, back)
    return _calibration(read, base, rule, "simulation", estimated, rows, fit, back)


def _calibration(
    read: Ledger, base: Scenario, rule: str, method: str, estimated: Posterior, rows: Faced, fit: pd.DataFrame, back: list[int]
) -> Calibration:
    table = estimated.table()
    return Calibration(
        rule=rule,
        base=base,
        scenario=fitted_scenario(base, rule, table),
        ledger=read,
        method=method,
        table=table,
        draws=estimated.draws,
        independent=estimated.independent,
        ridges=ridges(estimated, float(np.median(np.bincount(rows.member)))),
        fit=fit,
        held_out=held_out(fit, len(back)),
        notes=rows.notes,
    )


def _unknowns(rule: str, rows: Faced, error: float | None) -> tuple[Unknown, ...]:
    several = len(rows.lots) > 1 and error is None
    return (*unknowns_of(rule), harvest_error()) if several else unknowns_of(rule)


def _held_back(rows: Faced, hold_out: int | None, read: Ledger) -> list[int]:
    """The last seasons, as many as asked for; one of three or more where nobody asks."""
    seasons = sorted(set(rows.season.tolist()))
    number = hold_out if hold_out is not None else int(len(seasons) >= 3)
    if number and number > len(seasons) - 1:
        allowed = _("{low} to {high}").format(low=0, high=len(seasons) - 1)
        raise UserMistake(
            _("no season would be left to estimate from"), file=read.file, field="--hold-out", got=number, allowed=allowed
        )
    return seasons[len(seasons) - number :] if number else []


def _refuse_without(package: str) -> None:
    message = _("a calibration needs the package {name}, which is not installed")
    refuse_without(package, "calibrate", message.format(name=package))


def _refuse(rule: str, money: str, lots: int | None, hold_out: int | None, prior: Prior | None) -> None:
    if rule not in RULES:
        raise UserMistake(_("no such decision rule"), field="--rule", got=rule, among=RULES)
    if money not in MONEYS:
        raise UserMistake(field="--money", got=money, among=MONEYS)
    between = _("{low} to {high}")
    if lots is not None and (isinstance(lots, bool) or not isinstance(lots, int) or not 1 <= lots <= MOST_LOTS):
        raise UserMistake(field="--lots", got=lots, allowed=between.format(low=1, high=MOST_LOTS))
    if hold_out is not None and (isinstance(hold_out, bool) or not isinstance(hold_out, int) or hold_out < 0):
        raise UserMistake(field="--hold-out", got=hold_out, allowed=_("{bound} or more").format(bound=0))
    if prior is not None and not (prior[0] > 0 and 0 < prior[1] <= 2):
        raise UserMistake(field="--harvest-prior", got=list(prior), allowed=_("quintals above 0, and an error between 0 and 2"))
