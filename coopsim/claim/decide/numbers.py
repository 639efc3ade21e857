"""The numbers of each experiment, from the effects of its settings: what the rules read and the tables show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

from coopsim.claim.criteria import Criteria
from coopsim.claim.decide.measures import Floats, Number, number
from coopsim.claim.decide.results import Results, effect, lasting, more, nothing
from coopsim.claim.decide.settings import (
    CONDITIONS,
    ENTRY,
    HEADROOMS,
    KINDS,
    LINES,
    PRICE_TREATMENTS,
    SURROUNDINGS,
    TRADERS_CASH,
    headroom_setting,
)
from coopsim.claim.decide.survival import CHANGES, shapley
from coopsim.runs.pieces import Piece, Simulate, done

Asked = Callable[[], Number]  # reckoned when it is called

OFFERED, REFUSED, TROUBLE, CLOSED = "cohort_offered_share", "refused_share", "reached_refused", "closed_share"
WINDOWS = {OFFERED: "impact", REFUSED: "impact", TROUBLE: "impact+1", CLOSED: "long"}
REFUSED_MATTERS = 0.05  # as for offers; claim.toml judges refused coffee within trouble only
PART_MATTERS = 0.10  # of survival, as H5 asks: 12 cooperatives of 120
AT_A_TIME = 8  # numbers of one piece of work: half a second
COLLAPSE_AT = 1.0  # the loop gain from which a fall runs away


def smallest_effects(fixed: Criteria) -> dict[str, float]:
    """The smallest effect that would matter, by outcome, from claim.toml."""
    shares = fixed.frozen.shares
    return {
        OFFERED: shares.offers_smallest_effect,
        TROUBLE: shares.trouble_smallest_effect,
        CLOSED: fixed.frozen.ladder.closed_smallest_effect,
        REFUSED: REFUSED_MATTERS,
    }


def numbers_of(
    ids: Sequence[str], results: Results, headline: str, fixed: Criteria, simulate: Simulate
) -> dict[str, list[Number]]:
    """Every number of the experiments.

    Parameters
    ----------
    ids : sequence of str
        Experiments.
    results : mapping
        Of their settings.
    headline : str
        The scenario's own cell.
    fixed : Criteria
        In force.
    simulate : callable
        Does pieces of work, in order: a number takes some .06 s, and there are hundreds.

    Returns
    -------
    dict of lists of Number
        By experiment.
    """
    asked = {id: asked_of(id, results, headline, fixed) for id in ids}
    pieces = {
        id: [Piece(_measured, several[first : first + AT_A_TIME]) for first in range(0, len(several), AT_A_TIME)]
        for id, several in asked.items()
    }
    return {id: [number for several in given for number in several] for id, given in done(pieces, simulate).items()}


def _measured(several: Sequence[Asked]) -> list[Number]:
    return [one() for one in several]


def asked_of(id: str, results: Results, headline: str, fixed: Criteria) -> list[Asked]:
    """Every number of one experiment, not reckoned yet."""
    small = smallest_effects(fixed)
    if id == "X1":
        return _x1(results, headline, small)
    if id == "X2":
        return _x2(results, fixed, small)
    return {"X3": _x3, "X4": _x4, "X5": _x5, "X6": _x6, "X7": _x7}[id](results, small)


def _x1(results: Results, headline: str, small: dict[str, float]) -> list[Asked]:
    numbers: list[Asked] = []
    for treatment in PRICE_TREATMENTS:
        for outcome in (OFFERED, REFUSED, TROUBLE):
            sides = [effect(results, headline, treatment, kind, outcome, WINDOWS[outcome]) for kind in KINDS]
            for kind, values in zip((*KINDS, "contrast"), (*sides, sides[0] - sides[1]), strict=True):
                numbers.append(
                    partial(
                        number,
                        f"{treatment} {kind} {outcome}",
                        values,
                        smallest=small[outcome],
                        row=(treatment, kind),
                        column=(outcome,),
                    )
                )
    return numbers


def _x2(results: Results, fixed: Criteria, small: dict[str, float]) -> list[Asked]:
    return [
        partial(
            number,
            f"{cell} {treatment} {kind} {outcome}",
            effect(results, cell, treatment, kind, outcome, WINDOWS[outcome]),
            smallest=small[outcome],
            block=(outcome,),
            row=(cell,),
            column=(treatment, kind),
        )
        for outcome in (OFFERED, TROUBLE, CLOSED)
        for cell in fixed.frozen.cells
        for treatment in PRICE_TREATMENTS
        for kind in KINDS
    ]


def _x3(results: Results, small: dict[str, float]) -> list[Asked]:
    return [
        partial(
            number,
            f"{line} {cash} {kind} {outcome}",
            effect(results, f"{line} {cash}", "composite", kind, outcome, WINDOWS[outcome]),
            smallest=small[outcome],
            block=(kind,),
            row=(f"{line} {cash}",),
            column=(outcome,),
        )
        for kind in KINDS
        for line in LINES
        for cash in TRADERS_CASH
        for outcome in (OFFERED, REFUSED, TROUBLE)
    ]


def _x4(results: Results, small: dict[str, float]) -> list[Asked]:
    matters = small[OFFERED]
    rows = {
        "boom": ("composite", OFFERED),
        "boom_poorest": ("composite", "offered_poorest_third_share"),
        "boom_richest": ("composite", "offered_richest_third_share"),
        "compensated": ("compensated", OFFERED),
        "cash": ("cash", OFFERED),
        "cash_poorest": ("cash", "offered_poorest_third_share"),
        "cash_richest": ("cash", "offered_richest_third_share"),
    }
    numbers: list[Asked] = [
        partial(
            number,
            f"{name} {window}",
            effect(results, "income", treatment, "boom", outcome, window),
            smallest=matters,
            row=(name,),
            column=(window,),
        )
        for name, (treatment, outcome) in rows.items()
        for window in ("impact", "three")
    ]
    return numbers + [
        partial(number, name, more(results, "income", name), unit="US$", row=(name,), column=("impact",))
        for name in ("taken", "left")
    ]


def _x5(results: Results, small: dict[str, float]) -> list[Asked]:
    matters, settings = small[CLOSED], [(h, *others) for h in HEADROOMS for others in SURROUNDINGS]
    gains = {key: _of_worlds(more(results, headroom_setting(*key), "gain")) for key in settings}
    closed = {
        (kind, key): effect(results, headroom_setting(*key), "composite", kind, CLOSED, "long")
        for kind in KINDS
        for key in settings
    }
    numbers: list[Asked] = [
        partial(
            number,
            f"{kind} {headroom_setting(*key)}",
            closed[kind, key],
            smallest=matters,
            block=(CLOSED, kind, "by_headroom"),
            row=(f"{key[0]:g}",),
            column=(f"{key[1]} {key[2]}",),
        )
        for kind in KINDS
        for key in settings
    ]
    numbers += [partial(_gain_number, key, gains[key], closed["boom", key].shape[1]) for key in settings]
    for side in ("below", "above"):
        for kind in KINDS:
            values = _by_gain(closed, gains, kind, side)
            numbers.append(
                partial(number, f"{kind} {side}", values, smallest=matters, block=("by_gain",), row=(side,), column=(kind,))
            )
    alike = {key: gain for key, gain in gains.items() if key[2] == "alike"}
    for kind in KINDS:
        values = _by_gain(closed, alike, kind, "below")
        numbers.append(
            partial(
                number, f"{kind} alike below", values, smallest=matters, block=("by_gain",), row=("alike_below",), column=(kind,)
            )
        )
    for kind in KINDS:
        parts = [closed[kind, (h, "peers", e)] - closed[kind, (h, "alone", e)] for h in HEADROOMS for e in (*ENTRY, "alike")]
        numbers.append(
            partial(
                number,
                f"{kind} peers",
                _mean_of_settings(parts),
                smallest=matters,
                block=("by_gain",),
                row=("peers",),
                column=(kind,),
            )
        )
    return numbers


Surroundings = tuple[float, str, str]


def _of_worlds(gain: Floats) -> Floats:
    """The loop gain of each world: the median of its runs; NaN where none lasts."""
    is_there = ~np.isnan(gain).all(axis=1)
    of_worlds = np.full(len(gain), np.nan)
    of_worlds[is_there] = np.nanmedian(gain[is_there], axis=1)
    return of_worlds


def _gain_number(key: Surroundings, gain: Floats, runs: int) -> Number:
    """The median of the worlds, and the tenth and the ninetieth of a hundred."""
    present = gain[~np.isnan(gain)]
    low, middle, high = np.quantile(present, [0.1, 0.5, 0.9]) if len(present) else [float("nan")] * 3
    name, row, column = f"gain {headroom_setting(*key)}", (f"{key[0]:g}",), (f"{key[1]} {key[2]}",)
    return Number(name, middle, low, high, len(present), runs, "", None, ("gain", "by_headroom"), row, column)


def _by_gain(closed: dict[tuple[str, Surroundings], Floats], gains: dict[Surroundings, Floats], kind: str, side: str) -> Floats:
    """The mean of each world's settings on that side of the threshold, run by run."""
    parts = []
    for key, gain in gains.items():
        where = gain < COLLAPSE_AT if side == "below" else gain >= COLLAPSE_AT
        parts.append(np.where(where[:, None], closed[kind, key], np.nan))
    return _mean_of_settings(parts)


def _mean_of_settings(parts: list[Floats]) -> Floats:
    """One table of effects from several settings of the same worlds: a world counts once, however often it appears."""
    if not parts:
        return nothing()
    settings = np.stack(parts)
    number_of = (~np.isnan(settings)).sum(axis=0)
    return np.where(number_of > 0, np.nansum(settings, axis=0) / np.maximum(number_of, 1), np.nan)


def _x6(results: Results, small: dict[str, float]) -> list[Asked]:
    del small
    numbers: list[Asked] = []
    for setting in ("history", "drawn"):
        for outcome, unit in (("alive", "share"), ("seasons_open", "seasons")):
            lives = {name: more(results, setting, f"{outcome} {name}") for name in CHANGES}
            parts = shapley(lives)
            rows = lives | parts | {"difference": parts["highs"] - parts["lows"]}
            numbers += [
                partial(
                    number,
                    f"{setting} {name} {outcome}",
                    values,
                    unit=unit if name not in lives or unit != "share" else "level",
                    smallest=PART_MATTERS if name in parts and outcome == "alive" else None,
                    block=(setting,),
                    row=(name,),
                    column=(outcome,),
                )
                for name, values in rows.items()
            ]
    return numbers


def _x7(results: Results, small: dict[str, float]) -> list[Asked]:
    """With all five conditions, without each, and what its absence adds: to who is open before the price moves, and by it."""
    met_open, numbers = lasting(results, "five met"), list[Asked]()
    block = ("open_before",)
    numbers.append(partial(number, "met open", met_open, unit="level", block=block, row=("met",), column=("open",)))
    for condition in CONDITIONS:
        still = lasting(results, f"five {condition}")
        numbers.append(partial(number, f"{condition} open", still, unit="level", block=block, row=(condition,), column=("open",)))
        place: dict[str, Any] = {"smallest": PART_MATTERS, "block": block, "row": (condition,), "column": ("adds",)}
        numbers.append(partial(number, f"{condition} open adds", still - met_open, **place))
    for outcome in (OFFERED, TROUBLE, CLOSED):
        for kind in KINDS:
            met = effect(results, "five met", "composite", kind, outcome, WINDOWS[outcome])
            place = {"smallest": small[outcome], "block": (kind, outcome)}
            numbers.append(partial(number, f"met {kind} {outcome}", met, **place, row=("met",), column=("effect",)))
            for condition in CONDITIONS:
                without = effect(results, f"five {condition}", "composite", kind, outcome, WINDOWS[outcome])
                for column, values in (("effect", without), ("adds", without - met)):
                    key = f"{condition} {column} {kind} {outcome}"
                    numbers.append(partial(number, key, values, **place, row=(condition,), column=(column,)))
    return numbers
