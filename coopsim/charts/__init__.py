"""Tables in, figures out. Knows no model."""

from coopsim.charts.claim import cells, episodes, subclaims
from coopsim.charts.figure import data_address, png, save
from coopsim.charts.flips import flip_map, headroom_curve, knock_out_bars
from coopsim.charts.patterns import pattern_bands, pattern_curves, pattern_map
from coopsim.charts.runs import price_history, run_overview
from coopsim.charts.sweep import against_factors, arm_differences, heat_map
from coopsim.charts.theories import theories
from coopsim.charts.theory_curves import theory_curves

__all__ = [
    "against_factors",
    "arm_differences",
    "cells",
    "data_address",
    "episodes",
    "flip_map",
    "headroom_curve",
    "heat_map",
    "knock_out_bars",
    "pattern_bands",
    "pattern_curves",
    "pattern_map",
    "png",
    "price_history",
    "run_overview",
    "save",
    "subclaims",
    "theories",
    "theory_curves",
]
