"""The numbers of each experiment, from the tidy rows: what the rules read and the tables show."""

from __future__ import annotations

import pandas as pd

from coopsim.claim.criteria import Criteria
from coopsim.claim.decide.measures import Number, Table, number
from coopsim.claim.decide.settings import ENTRY, HEADROOMS, KINDS, LINES, SURROUNDINGS, TRADERS_CASH, headroom_setting
from coopsim.claim.decide.survival import CHANGES, shapley

WINDOWS = {"cohort_offered_share": "impact", "refused_share": "impact", "trouble_share": "impact+1", "closed_share": "long"}
PRICE_TREATMENTS = ("surprise", "level", "reversal")
REFUSED_MATTERS = 0.05  # as for offers; claim.toml judges refused coffee within trouble only
PART_MATTERS = 0.10  # of survival, as H5 asks: 12 cooperatives of 120
COLLAPSE_AT = 1.0  # the loop gain from which a fall runs away


def smallest_effects(fixed: Criteria) -> dict[str, float]:
    """The smallest effect that would matter, by outcome, from claim.toml."""
    smallest = {outcome: part.smallest_effect or 0.0 for part in fixed.subclaims for outcome in part.outcomes}
    smallest |= {
        e.outcome: e.smallest_effect for e in fixed.secondary if e.smallest_effect is not None and e.outcome not in smallest
    }
    return smallest | {"refused_share": REFUSED_MATTERS}


def numbers_of(id: str, table: Table, headline: str, fixed: Criteria) -> list[Number]:
    """Every number of one experiment."""
    small = smallest_effects(fixed)
    if id == "X1":
        return _x1(table, headline, small)
    if id == "X2":
        return _x2(table, fixed, small)
    return {"X3": _x3, "X4": _x4, "X5": _x5, "X6": _x6}[id](table, small)


def _x1(table: Table, headline: str, small: dict[str, float]) -> list[Number]:
    numbers = []
    for treatment in PRICE_TREATMENTS:
        for outcome in ("cohort_offered_share", "refused_share", "trouble_share"):
            sides = [table.of(headline, treatment, kind, outcome, WINDOWS[outcome]) for kind in KINDS]
            for kind, values in zip((*KINDS, "contrast"), (*sides, sides[0] - sides[1]), strict=True):
                numbers.append(
                    number(
                        f"{treatment} {kind} {outcome}",
                        values,
                        smallest=small[outcome],
                        row=(treatment, kind),
                        column=(outcome,),
                    )
                )
    return numbers


def _x2(table: Table, fixed: Criteria, small: dict[str, float]) -> list[Number]:
    return [
        number(
            f"{cell} {treatment} {kind} {outcome}",
            table.of(cell, treatment, kind, outcome, WINDOWS[outcome]),
            smallest=small[outcome],
            block=(outcome,),
            row=(cell,),
            column=(treatment, kind),
        )
        for outcome in ("cohort_offered_share", "trouble_share", "closed_share")
        for cell in fixed.cells
        for treatment in PRICE_TREATMENTS
        for kind in KINDS
    ]


def _x3(table: Table, small: dict[str, float]) -> list[Number]:
    return [
        number(
            f"{line} {cash} {kind} {outcome}",
            table.of(f"{line} {cash}", "composite", kind, outcome, WINDOWS[outcome]),
            smallest=small[outcome],
            block=(kind,),
            row=(f"{line} {cash}",),
            column=(outcome,),
        )
        for kind in KINDS
        for line in LINES
        for cash in TRADERS_CASH
        for outcome in ("cohort_offered_share", "refused_share", "trouble_share")
    ]


def _x4(table: Table, small: dict[str, float]) -> list[Number]:
    matters = small["cohort_offered_share"]
    rows = {
        "boom": ("composite", "cohort_offered_share"),
        "boom_poorest": ("composite", "offered_poorest_third_share"),
        "boom_richest": ("composite", "offered_richest_third_share"),
        "compensated": ("compensated", "cohort_offered_share"),
        "cash": ("composite", "offered_after_gift_share"),
        "cash_poorest": ("composite", "offered_after_gift_poorest_third_share"),
        "cash_richest": ("composite", "offered_after_gift_richest_third_share"),
    }
    numbers = [
        number(
            f"{name} {window}",
            table.of("income", treatment, "boom", outcome, window),
            smallest=matters,
            row=(name,),
            column=(window,),
        )
        for name, (treatment, outcome) in rows.items()
        for window in ("impact", "three")
    ]
    return numbers + [
        number(name, table.of("income", "compensated", "boom", name, "impact"), unit="US$", row=(name,), column=("impact",))
        for name in ("taken", "left")
    ]


def _x5(table: Table, small: dict[str, float]) -> list[Number]:
    matters, settings = small["closed_share"], [(h, *others) for h in HEADROOMS for others in SURROUNDINGS]
    gains = {key: table.of(headroom_setting(*key), "", "", "gain", "start", "value") for key in settings}
    closed = {
        (kind, key): table.of(headroom_setting(*key), "composite", kind, "closed_share", "long")
        for kind in KINDS
        for key in settings
    }
    numbers = [
        number(
            f"{kind} {headroom_setting(*key)}",
            closed[kind, key],
            smallest=matters,
            block=("closed_share", kind, "by_headroom"),
            row=(f"{key[0]:g}",),
            column=(f"{key[1]} {key[2]}",),
        )
        for kind in KINDS
        for key in settings
    ]
    for key in settings:
        middle = float(gains[key].median()) if len(gains[key]) else float("nan")
        ends = gains[key].quantile([0.1, 0.9]).tolist() if len(gains[key]) else [float("nan")] * 2
        name, row, column = f"gain {headroom_setting(*key)}", (f"{key[0]:g}",), (f"{key[1]} {key[2]}",)
        numbers.append(Number(name, middle, ends[0], ends[1], len(gains[key]), "", None, ("gain", "by_headroom"), row, column))
    for side in ("below", "above"):
        for kind in KINDS:
            values = _by_gain(closed, gains, kind, side)
            numbers.append(number(f"{kind} {side}", values, smallest=matters, block=("by_gain",), row=(side,), column=(kind,)))
    alike = {key: gain for key, gain in gains.items() if key[2] == "alike"}
    for kind in KINDS:
        values = _by_gain(closed, alike, kind, "below")
        numbers.append(
            number(f"{kind} alike below", values, smallest=matters, block=("by_gain",), row=("alike_below",), column=(kind,))
        )
    for kind in KINDS:
        parts = [closed[kind, (h, "peers", e)] - closed[kind, (h, "alone", e)] for h in HEADROOMS for e in (*ENTRY, "alike")]
        numbers.append(
            number(f"{kind} peers", _mean_of_worlds(parts), smallest=matters, block=("by_gain",), row=("peers",), column=(kind,))
        )
    return numbers


def _by_gain(
    closed: dict[tuple[str, tuple[float, str, str]], pd.Series],
    gains: dict[tuple[float, str, str], pd.Series],
    kind: str,
    side: str,
) -> pd.Series:
    """One value per world: the mean of its settings on that side of the threshold."""
    parts = []
    for key, gain in gains.items():
        gain = gain.reindex(closed[kind, key].index)
        where = gain < COLLAPSE_AT if side == "below" else gain >= COLLAPSE_AT
        parts.append(closed[kind, key][where])
    return _mean_of_worlds(parts)


def _mean_of_worlds(parts: list[pd.Series]) -> pd.Series:
    """One value per world from several settings: a world counts once, however often it appears."""
    together = pd.concat(parts) if parts else pd.Series(dtype=float)
    return together.dropna().groupby(level=0).mean() if len(together) else together


def _x6(table: Table, small: dict[str, float]) -> list[Number]:
    del small
    numbers = []
    for setting in ("history", "drawn"):
        for outcome, unit in (("alive", "share"), ("seasons_open", "seasons")):
            lives = {name: table.of(setting, name, "", outcome, "to the end", "value") for name in CHANGES}
            parts = shapley(lives)
            rows = lives | parts | {"difference": parts["highs"] - parts["lows"]}
            numbers += [
                number(
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
