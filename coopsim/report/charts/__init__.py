"""Tables in, figures out. Knows no model."""

from coopsim.report.charts.calibration import calibration
from coopsim.report.charts.causes import causes
from coopsim.report.charts.chance import chance, what_carries
from coopsim.report.charts.claim import cells, subclaims
from coopsim.report.charts.discovery import discovery
from coopsim.report.charts.episodes import episodes
from coopsim.report.charts.figure import data_address, png, save
from coopsim.report.charts.five_cases import five_cases
from coopsim.report.charts.flip_map import flip_map
from coopsim.report.charts.flips import flips
from coopsim.report.charts.headroom import headroom_curve
from coopsim.report.charts.long_runs import long_runs
from coopsim.report.charts.matched import matched_ranges
from coopsim.report.charts.mechanisms import mechanism_bars
from coopsim.report.charts.pass_through import pass_through
from coopsim.report.charts.patterns import pattern_bands, pattern_curves, pattern_map
from coopsim.report.charts.policy import policy
from coopsim.report.charts.runs import price_history, run_overview
from coopsim.report.charts.sensitivity import sensitivity
from coopsim.report.charts.shares import price_shares
from coopsim.report.charts.sweep import against_factors, arm_differences, heat_map
from coopsim.report.charts.theories import theories
from coopsim.report.charts.theory_curves import theory_curves
from coopsim.report.charts.worlds import worlds_by_outcome

__all__ = [
    "against_factors",
    "arm_differences",
    "calibration",
    "causes",
    "cells",
    "chance",
    "data_address",
    "discovery",
    "episodes",
    "five_cases",
    "flip_map",
    "flips",
    "headroom_curve",
    "heat_map",
    "long_runs",
    "matched_ranges",
    "mechanism_bars",
    "pass_through",
    "pattern_bands",
    "pattern_curves",
    "pattern_map",
    "png",
    "policy",
    "price_history",
    "price_shares",
    "run_overview",
    "save",
    "sensitivity",
    "subclaims",
    "theories",
    "theory_curves",
    "what_carries",
    "worlds_by_outcome",
]
