"""The tables behind a verdict: every run of every arm, and what each world drew and says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.claim.arms import Arm
from coopsim.claim.criteria import Criteria
from coopsim.claim.inference.judge import Judgement
from coopsim.claim.judging.effects import effects_of
from coopsim.claim.studied import Likeness, Studied
from coopsim.claim.worlds.simulated import Simulated

Floats = NDArray[np.float64]
RUN_KEY = ("worlds", "cell", "knock_out", "treatment", "kind", "ln_size", "onset_month", "world", "run")
CHOSEN, AS_DRAWN = "chosen", "as drawn"  # values of the column `worlds`
UNTREATED = "untreated"


def runs_table(studied: Studied) -> pd.DataFrame:
    """One row a cell, mechanism off, arm, world and run; one column an outcome@window, single precision.

    Parameters
    ----------
    studied : Studied
        With every setting that was simulated.

    Returns
    -------
    DataFrame
        Values, treated and untreated; an effect is the difference of two rows. A run that was closed when the arms branch off is
        missing throughout. Without worlds there is no row.
    """
    columns = read_of(studied.fixed)
    parts = [
        _of_arm(one, treatment, arm, columns, about) for about, one in _settings(studied) for treatment, arm in _arms_of(one)
    ]
    if not parts:
        return pd.DataFrame()
    table: pd.DataFrame = pd.concat(parts, ignore_index=True)
    return table.astype(dict.fromkeys(RUN_KEY[:5], "category"))


def _settings(studied: Studied) -> Iterator[tuple[dict[str, str], Simulated]]:
    """Every setting with what its rows say of it."""
    headline_cell, usual = studied.headline.cell, AS_DRAWN if studied.choices.prior else CHOSEN
    for one in (studied.main, studied.treatments, studied.doses):
        if one is not None:
            yield {"worlds": usual, "cell": headline_cell, "knock_out": ""}, one
    for cell, one in [*studied.ends.items(), *studied.cells.items()]:
        yield {"worlds": usual, "cell": cell, "knock_out": ""}, one
    for (mechanism, way), one in studied.knock_outs.items():
        yield (
            {"worlds": usual, "cell": headline_cell, "knock_out": mechanism if way == "recentred" else f"{mechanism} {way}"},
            one,
        )
    if studied.prior is not None:
        yield {"worlds": AS_DRAWN, "cell": headline_cell, "knock_out": ""}, studied.prior


def read_of(fixed: Criteria) -> tuple[tuple[str, str], ...]:
    """Every outcome with the windows it is read in, judged or shown.

    >>> from coopsim.claim.criteria import criteria
    >>> read_of(criteria())[:2]
    (('income_usd_per_farmer', 'impact+1'), ('income_poorest_third_usd_per_farmer', 'impact+1'))
    """
    judged = [(outcome, part.window) for part in fixed.subclaims for outcome in part.outcomes if part.window]
    in_windows = [
        (outcome, window) for id, windows in fixed.frozen.window for outcome in fixed.subclaim(id).outcomes for window in windows
    ]
    ladder = [(f"reached_{rung}", "impact+1") for rung in fixed.frozen.ladder.rungs]
    shown = [(entry.outcome, entry.window) for entry in fixed.secondary]
    return tuple(dict.fromkeys([*judged, *in_windows, *ladder, *shown]))


def _arms_of(one: Simulated) -> Iterator[tuple[str, Arm | None]]:
    """Every treatment's untreated arm, read over that treatment's windows, and its treated ones."""
    for treatment in dict.fromkeys(arm.treatment for arm in one.treated):
        yield treatment, None
        yield from ((treatment, arm) for arm in one.treated if arm.treatment == treatment)


def _of_arm(
    one: Simulated, treatment: str, arm: Arm | None, columns: tuple[tuple[str, str], ...], about: Mapping[str, str]
) -> pd.DataFrame:
    worlds, runs = one.lasts.shape
    rows = {
        **about,
        "treatment": treatment,
        "kind": UNTREATED if arm is None else arm.kind,
        "ln_size": 0.0 if arm is None else arm.signed,
        "onset_month": 0 if arm is None else arm.onset_month,
        "world": np.repeat(one.worlds, runs),
        "run": np.tile(np.arange(runs), worlds),
    }
    values = {f"{outcome}@{window}": _value(one, arm, outcome, treatment, window) for outcome, window in columns}
    return pd.DataFrame(rows | {name: of.ravel().astype(np.float32) for name, of in values.items() if of is not None})


def _value(one: Simulated, arm: Arm | None, outcome: str, treatment: str, window: str) -> Floats | None:
    """None where so many seasons were not simulated, or the outcome is one of pairs of arms only."""
    try:
        return one.value(arm, outcome, treatment, window)
    except KeyError:
        return None


def worlds_table(main: Simulated, fixed: Criteria, likeness: Likeness | None, h2: Judgement) -> pd.DataFrame:
    """One row a world of the headline: what it drew, how it was brought to the scenario's offers, how like the field it is.

    Parameters
    ----------
    main : Simulated
        The headline.
    fixed : Criteria
        For the parts of the claim.
    likeness : Likeness or None
        With how implausible each world is.
    h2 : Judgement
        With each world's chance to be of each of the five kinds.

    Returns
    -------
    DataFrame
        With the mean over runs of each judged effect, in the claim's direction, and each world's chance to be of each of the
        five kinds.
    """
    table = main.draws.rename_axis("world").reset_index()
    table = table.assign(**{f"loyalty_{name}": of for name, of in zip(main.shifts._fields, main.shifts, strict=True)})
    left = main.lasts.mean(axis=1)
    open_runs = np.maximum(main.lasts.sum(axis=1), 1)
    headroom = np.where(main.lasts, main.headroom, 0.0).sum(axis=1) / open_runs
    table = table.assign(runs_left_share=left, headroom=np.where(left > 0, headroom, np.nan))
    if likeness is not None:
        compared, number = likeness.matched.compared, len(table)
        for place, row in enumerate(likeness.matched.rows):
            table[f"implausibility_{row.pattern}"] = compared.implausibility[:number, place]
    used = h2.means.lasts
    for part in fixed.subclaims:
        effects = _effects(main, fixed, part.id)
        if effects is not None:
            table[f"effect_{part.id}"] = np.where(used, _mean(effects), np.nan)
    for place, name in enumerate(h2.names):
        chance = np.full(len(table), np.nan)
        chance[used] = h2.chances[:, place]
        table[f"chance_{name}"] = chance
    return table


def _effects(main: Simulated, fixed: Criteria, part: str) -> Floats | None:
    """Of a part that has one effect, (worlds, runs)."""
    try:
        effects = effects_of(main, fixed, fixed.headline_treatment, part)
    except (KeyError, ValueError):
        return None
    return effects if effects.ndim == 2 else None


def _mean(effects: Floats) -> Floats:
    there = ~np.isnan(effects)
    return np.asarray(np.where(there, effects, 0.0).sum(axis=1) / np.maximum(there.sum(axis=1), 1))
