"""Delivery against the price gap, one curve a decision rule: what each theory says at a glance."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from coopsim.model.choice.registry import rule_words
from coopsim.model.decision import RULES
from coopsim.model.first_states import usual_total_usd_per_qq
from coopsim.model.measure import standing_offered_share
from coopsim.model.simulate import world_of
from coopsim.scenario import Scenario

GAPS = tuple(np.round(np.arange(-0.3, 0.61, 0.05), 2))


def theory_curves(
    scenario: Scenario, rules: Sequence[str] = tuple(RULES), gaps: Sequence[float] = GAPS, replicates: int = 4, seed: int = 1
) -> pd.DataFrame:
    """The share offered against the price gap, one curve a decision rule.

    Each rule alone, households as the scenario begins, each gap standing until habits have settled.

    Parameters
    ----------
    scenario : Scenario
        Whose households choose.
    rules : sequence of str
        Names of decision rules.
    gaps : sequence of float
        Trader's price above the cooperative's usual total, as a share of it.
    replicates, seed : int
        How many worlds are averaged, and their random draws.

    Returns
    -------
    DataFrame
        Columns rule, en, es, price_gap_share, offered_share.
    """
    rows = []
    for rule in rules:
        world = world_of(scenario.with_values({"rules": {rule: 1.0}}), tuple(range(replicates)), seed, base_dir=scenario.folder)
        total, titles = world.at_farms(usual_total_usd_per_qq(world)), rule_words(rule, scenario.folder)
        rows += [
            {
                "rule": rule,
                "en": titles.en,
                "es": titles.es,
                "price_gap_share": float(gap),
                "offered_share": float(standing_offered_share(world, gap * total).mean()),
            }
            for gap in gaps
        ]
    return pd.DataFrame(rows)
