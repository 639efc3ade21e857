"""What the settings of the experiments came to: effects of runs by their names, and the same as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.claim.arms import EVENT, PARTING, WINDOWS, Arm
from coopsim.claim.decide.measures import Floats
from coopsim.claim.worlds.simulated import Simulated, together
from coopsim.runs.cohort_outcomes import COHORT_OUTCOMES

READ_AS = {"compensated": "composite", "cash": "composite"}  # arms of X4, over the seasons of the boom that they belong to
OUTCOMES = (
    "cohort_offered_share",
    "offered_poorest_third_share",
    "offered_richest_third_share",
    "refused_share",
    "reached_refused",
    "closed_share",
)
WINDOWS_READ = ("impact", "impact+1", "three", "long")
EXTRA_SUMS = {  # what a job sums up beside the outcomes: treatment ("" untreated), name among the sums, season
    "gain": ("", "loop_gain", PARTING),
    "taken": ("compensated", "taken_usd_per_farmer", EVENT),
    "left": ("compensated", "left_usd_per_farmer", EVENT),
}
UNITS = {column.name: column.unit for column in COHORT_OUTCOMES} | {"taken": "US$", "left": "US$", "alive": "share"}
KEY = ("setting", "treatment", "kind", "ln_size", "outcome", "window", "world")
COLUMNS = (*KEY, "runs", "value", "baseline_value", "effect", "unit")
Named = dict[str, str | float]


@dataclass(frozen=True)
class Setting:
    """What one setting, or some of its worlds, came to.

    Parameters
    ----------
    draws : DataFrame
        What each world drew, by its number.
    simulated : Simulated or None
        Its arms; None where prices of decades are followed in place of one change.
    more : mapping
        What was measured beside, by name: (worlds, runs), NaN in a run that is left out.
    """

    draws: pd.DataFrame
    simulated: Simulated | None = None
    more: Mapping[str, Floats] = field(default_factory=dict)


Results = Mapping[str, Setting]


def joined(parts: Sequence[Simulated | Setting]) -> Setting:
    """What several jobs simulated of one setting, as one: their worlds one after another."""
    settings = [setting_of(part) if isinstance(part, Simulated) else part for part in parts]
    arms = [setting.simulated for setting in settings if setting.simulated is not None]
    return Setting(
        pd.concat([setting.draws for setting in settings]),
        together(arms) if arms else None,
        {name: np.concatenate([setting.more[name] for setting in settings]) for name in settings[0].more},
    )


def setting_of(simulated: Simulated) -> Setting:
    """Arms, and what was summed up beside them."""
    by_treatment = {"": simulated.untreated} | {arm.treatment: seasons for arm, seasons in simulated.treated.items()}
    extra = {
        name: np.where(simulated.lasts, by_treatment[treatment].sums[of][season - PARTING], np.nan)
        for name, (treatment, of, season) in EXTRA_SUMS.items()
        if treatment in by_treatment and of in by_treatment[treatment].sums
    }
    return Setting(simulated.draws, simulated, extra)


def nothing() -> Floats:
    """Effects of no world."""
    return np.empty((0, 1))


def more(results: Results, setting: str, name: str) -> Floats:
    """What was measured beside the arms, (worlds, runs); no worlds where nothing was simulated."""
    return results[setting].more[name] if setting in results else nothing()


def lasting(results: Results, setting: str) -> Floats:
    """1 where the cooperative is open when the price moves, else 0, (worlds, runs); no worlds where nothing was simulated."""
    simulated = results[setting].simulated if setting in results else None
    return nothing() if simulated is None else simulated.lasts.astype(float)


def effect(results: Results, setting: str, treatment: str, kind: str, outcome: str, window: str) -> Floats:
    """Treated less untreated, raw sign, mean over months of onset: (worlds, runs); no worlds where nothing was simulated."""
    simulated = results[setting].simulated if setting in results else None
    arms = () if simulated is None else simulated.arms(treatment, kind)
    if simulated is None or not arms:
        return nothing()
    with_change, baseline = _both(simulated, arms, outcome, window)
    return with_change - baseline


def _both(simulated: Simulated, arms: Sequence[Arm], outcome: str, window: str) -> tuple[Floats, Floats]:
    """The outcome with the change, mean over months of onset, and without."""
    read_as = READ_AS.get(arms[0].treatment, arms[0].treatment)
    with_change = np.mean([simulated.value(arm, outcome, read_as, window) for arm in arms], axis=0)
    return np.asarray(with_change), simulated.baseline(outcome, read_as, window)


def decisions(results: Results) -> pd.DataFrame:
    """One row for each setting, arm, outcome, window and world: the mean over its runs.

    Parameters
    ----------
    results : mapping
        What each setting came to.

    Returns
    -------
    DataFrame
        Sorted by its key; what was measured beside the arms has no treatment.
    """
    frames = [frame for name, setting in results.items() for frame in _rows(name, setting)]
    table = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(COLUMNS))
    return table[list(COLUMNS)].sort_values(list(KEY), kind="stable", ignore_index=True)


def _rows(name: str, setting: Setting) -> list[pd.DataFrame]:
    worlds, simulated = setting.draws.index.to_numpy(dtype=np.int64), setting.simulated
    frames = [_extra_rows(name, worlds, measured, values) for measured, values in setting.more.items()]
    if simulated is None:
        return frames
    for treatment, kind in dict.fromkeys((arm.treatment, arm.kind) for arm in simulated.treated):
        arms = simulated.arms(treatment, kind)
        windows = [window for window in WINDOWS_READ if window in WINDOWS[READ_AS.get(treatment, treatment)]]
        about: Named = {"setting": name, "treatment": treatment, "kind": kind, "ln_size": arms[0].signed}
        frames += [
            _means(worlds, *_both(simulated, arms, outcome, window)).assign(
                **about, outcome=outcome, window=window, unit=UNITS.get(outcome, "share")
            )
            for window in windows
            for outcome in OUTCOMES
        ]
    return frames


def _extra_rows(setting: str, worlds: NDArray[np.int64], measured: str, values: Floats) -> pd.DataFrame:
    """What was measured beside the arms; of X6 the version of the price is the treatment."""
    outcome, _space, version = measured.partition(" ")
    about: Named = {"setting": setting, "treatment": version, "kind": "", "ln_size": np.nan, "outcome": outcome, "window": ""}
    unit = "seasons" if outcome == "seasons_open" else UNITS.get(outcome, "")
    return _means(worlds, values, values).assign(**about, unit=unit)


def _means(worlds: NDArray[np.int64], values: Floats, baseline: Floats) -> pd.DataFrame:
    """Means over the runs of each world that keeps half of them."""
    there = ~np.isnan(values)
    runs = there.sum(axis=1)
    lasts = (runs > 0) & (runs >= values.shape[1] / 2)
    value, before = (np.where(there, of, 0.0).sum(axis=1)[lasts] / runs[lasts] for of in (values, baseline))
    return pd.DataFrame(
        {"world": worlds[lasts], "runs": runs[lasts], "value": value, "baseline_value": before, "effect": value - before}
    )
