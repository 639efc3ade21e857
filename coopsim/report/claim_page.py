"""The report of a claim as one page."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

import pandas as pd

from coopsim.claim.criteria import Criteria, criteria
from coopsim.claim.per_unit import counted_effects
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report import charts
from coopsim.report.pages import Document, foot_of, shown, written


def claim_report(
    verdict: Document,
    effects: pd.DataFrame,
    path: str | PathLike[str],
    language: str | None = None,
    *,
    prices: pd.DataFrame | None = None,
    months: pd.DataFrame | None = None,
    manifest: Document | None = None,
    outcomes: Criteria | None = None,
) -> Path:
    """Write the report of a claim: a first screen for a board member, then all that a referee asks for.

    `effects`: the table of effects. `prices`: columns date and price_usd_per_qq, for the history of prices. `months`: the
    table of the base run. `manifest`: its `command`, versions and hashes go to the foot.
    """
    language = language or current()
    counted = counted_effects(effects, outcomes or criteria(), verdict["headline_cell"])
    figures = {
        "subclaims": shown(charts.subclaims(verdict, counted, language), _("Effects by world, one row per outcome", language))
    }
    if verdict["cells"]:
        figures["cells"] = shown(
            charts.cells(verdict, language), _("Mean effects in the six cells of sales and member price", language)
        )
    if verdict["episodes"]:
        figures["episodes"] = shown(charts.episodes(verdict, language), _("Effects in the real episodes", language))
    for name, drawn, caption in (
        ("headroom", charts.headroom_curve, _("Trouble and survival over headroom", language)),
        ("map", charts.flip_map, _("Map of the effect of a level on offers", language)),
    ):
        if verdict.get({"headroom": "headroom_curve", "map": "flip_map"}[name]):
            figures[name] = shown(drawn(verdict, language), caption)
    if any(part["knock_outs"] for part in verdict["subclaims"] if part["id"] in ("H2d", "H2t")):
        figures["knock_outs"] = shown(charts.knock_out_bars(verdict, language), _("Effects without each mechanism", language))
    if prices is not None and len(prices):
        months_before = int((outcomes or criteria()).episodes["reference_months"])
        figures["prices"] = shown(
            charts.price_history(prices, verdict["episodes"], language, months_before), _("World price of coffee", language)
        )
    if months is not None and len(months):
        figures["run"] = shown(charts.run_overview(months, language), _("The base run", language))
    foot = foot_of(verdict, manifest or {}, language)
    return written("claim.html", path, language, verdict=verdict, figures=figures, foot=foot)
