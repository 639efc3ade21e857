"""Prices drawn by hand: multipliers of the normal price, and the treatments of the claim's ensemble.

Month 0 is the first month of the path. All slopes are straight in logarithms, so that a rise and a fall of one size are
mirror images.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from coopsim.errors import UserMistake

Floats = NDArray[np.float64]

SHAPES = ("constant", "step", "boom", "bust", "boom-bust", "spike", "long-low", "ramp")
SEASON_MONTHS = 12
HARVEST_MONTHS = 6


def _line(months: Floats, start: float, end: float) -> Floats:
    """0 up to month `start`, 1 from month `end` on, straight between."""
    return np.clip((months - start) / (end - start), 0.0, 1.0)


def shape(name: str, months: int, *, rise_share: float, from_month: int, length_months: int, fade_months: int) -> Floats:
    """What the normal price is multiplied by in each month, shape (months,), positive.

    The size is s = ln(1 + rise_share). `step` and `ramp` keep its sign; `boom` and `spike` always go up by |s|, `bust` and
    `long-low` always down by |s|: a bust of 0.6 divides by 1.6 (as does one of -0.375).

    - constant: 1 throughout
    - step: jumps at `from_month` and stays
    - boom, bust: jumps at `from_month`, holds for `length_months`, takes `fade_months` to come back
    - boom-bust: a boom, `fade_months` on the way from high to low, a bust as long, `fade_months` on the way back
    - spike: full height at `from_month` only, normal again `length_months` later; no fade
    - long-low: slides for `fade_months`, low for `length_months`, climbs back for `fade_months`
    - ramp: climbs for `length_months` and stays; no fade

    >>> shape("boom", 6, rise_share=0.6, from_month=2, length_months=2, fade_months=1).round(2).tolist()
    [1.0, 1.0, 1.6, 1.6, 1.26, 1.0]
    >>> shape("bust", 4, rise_share=0.6, from_month=1, length_months=2, fade_months=0).round(3).tolist()
    [1.0, 0.625, 0.625, 1.0]
    """
    if name not in SHAPES:
        raise UserMistake(field="source", got=name, among=SHAPES)
    if rise_share <= -1.0:
        raise UserMistake(field="rise_share", got=rise_share, allowed="> -1")
    time = np.arange(months, dtype=np.float64)
    size = float(np.log1p(rise_share))
    start, end, back = from_month, from_month + length_months, from_month + length_months + fade_months
    jump = _line(time, start - 1, start)
    plateau = jump - _line(time, end - 1, back)  # fade_months partial months lie between the last full and the first normal one
    low = _line(time, end - 1, back) - _line(time, back + length_months - 1, back + length_months + fade_months)
    slide = _line(time, start - 1, start + fade_months) - _line(time, back - 1, back + fade_months)
    logs: dict[str, Callable[[], Floats]] = {
        "constant": lambda: 0.0 * time,
        "step": lambda: size * jump,
        "boom": lambda: abs(size) * plateau,
        "bust": lambda: -abs(size) * plateau,
        "boom-bust": lambda: abs(size) * (plateau - low),
        "spike": lambda: abs(size) * (jump - _line(time, start, end)),
        "long-low": lambda: -abs(size) * slide,
        "ramp": lambda: size * _line(time, start - 1, end - 1),
    }
    return np.exp(logs[name]())


def surprise(months: int, season: int, onset_month: int, ln_size: float) -> Floats:
    """Log multiplier, shape (months,): the price steps after members and buyers have pledged.

    It steps in month `onset_month` (1 to 3) of season `season`, holds to the end of the harvest (month 6 of the season) and
    is back before the next pledge (month 12).

    >>> surprise(14, 0, 1, 0.6).round(1).tolist()
    [0.0, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0, 0.0]
    """
    if onset_month not in (1, 2, 3):
        raise UserMistake(field="onset_month", got=onset_month, allowed="1, 2, 3")
    time, opens = np.arange(months, dtype=np.float64), season * SEASON_MONTHS
    step = _line(time, opens + onset_month - 1, opens + onset_month)
    return ln_size * (step - _line(time, opens + HARVEST_MONTHS, opens + SEASON_MONTHS))


def level(months: int, season: int, ln_size: float) -> Floats:
    """Log multiplier, shape (months,): a rise that everybody sees coming.

    It climbs for the 24 months before season `season`, is full for three seasons, and fades for 24 months.

    >>> path = level(96, 2, 0.4)
    >>> path[[0, 12, 24, 59, 72, 84]].round(2).tolist()
    [0.0, 0.2, 0.4, 0.4, 0.2, 0.0]
    """
    time, opens = np.arange(months, dtype=np.float64), season * SEASON_MONTHS
    end = opens + 3 * SEASON_MONTHS
    return ln_size * (_line(time, opens - 24, opens) - _line(time, end, end + 24))


def reversal(months: int, season: int, ln_size: float) -> Floats:
    """Log multiplier, shape (months,): off normal while pledges are made, normal from the second month on.

    It climbs for the 3 months before season `season`, is full in the first month of the season only.

    >>> reversal(15, 1, 0.6).round(1).tolist()[8:]
    [0.0, 0.0, 0.2, 0.4, 0.6, 0.0, 0.0]
    """
    time, opens = np.arange(months, dtype=np.float64), season * SEASON_MONTHS
    return ln_size * (_line(time, opens - 3, opens) - _line(time, opens, opens + 1))


def composite(months: int, season: int, ln_size: float) -> Floats:
    """Log multiplier, shape (months,), much as a boom of history: half of the size as a level, half as a surprise.

    The surprise steps one month into the first season of the plateau.

    >>> composite(48, 2, 0.6)[[23, 24, 25, 30, 36]].round(2).tolist()
    [0.29, 0.3, 0.6, 0.6, 0.3]
    """
    return level(months, season, ln_size / 2) + surprise(months, season, 1, ln_size / 2)
