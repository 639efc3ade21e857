"""Winners of a search in futures that it did not see: means, regret, how often above the floor, and what is robust."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from coopsim.runs.statistics import mean_interval
from coopsim.sweeps.condition import Condition
from coopsim.sweeps.policy.search import front, means_of

AS_IT_IS = 0  # the number of the policy that changes nothing


class Judged(NamedTuple):
    """What policies came to.

    policies: index `policy`, means, regret, floor_share, futures, is_on_front. objectives: one row for each policy and objective.
    futures: one row for each policy and future.
    """

    policies: pd.DataFrame
    objectives: pd.DataFrame
    futures: pd.DataFrame


def judged(values: pd.DataFrame, objectives: Mapping[str, str], floor: Condition | None) -> Judged:
    """What each policy came to, and its regret in each future.

    `values` has one row for each policy and future; policy 0 is the scenario as it is. Regret is how much better the best of
    these policies did in the same future. The regrets of different objectives are made comparable by the largest of each: a
    policy's `regret` is its largest, over futures and objectives, so 1 is the worst policy in its worst future.
    """
    futures = values.sort_values(["policy", "future"], ignore_index=True)
    policies = means_of(futures, objectives)
    relative, rows = [], []
    for name, way in objectives.items():
        wide = futures.pivot_table(index="future", columns="policy", values=name)
        regret = wide.rsub(wide.max(axis=1), axis=0) if way == "max" else wide.sub(wide.min(axis=1), axis=0)
        largest = float(regret.to_numpy().max())
        relative.append(regret / largest if largest > 0 else regret)
        rows += [_row(int(policy), name, wide, regret) for policy in wide.columns]
    worst = pd.concat(relative).groupby(level="future").max()  # over objectives, for each future and policy
    futures["regret"] = [worst.loc[future, policy] for policy, future in zip(futures["policy"], futures["future"], strict=True)]
    futures["is_above_floor"] = floor.holds(futures) if floor else False
    by_policy = futures.groupby("policy")
    policies["regret"], policies["regret_mean"] = by_policy["regret"].max(), by_policy["regret"].mean()
    policies["floor_share"] = by_policy["is_above_floor"].mean() if floor else np.nan
    policies["futures"] = by_policy.size()
    policies["is_on_front"] = policies.index.isin(policies.index[front(policies, objectives)])
    return Judged(policies, pd.DataFrame(rows), futures)


def robust(policies: pd.DataFrame) -> dict[str, int]:
    """The policy of least regret, and the one that is most often above the floor; of equal ones the one with less mean regret."""
    by_regret = policies.sort_values(["regret", "regret_mean"], kind="stable")
    choices = {"regret": int(by_regret.index[0])}
    if policies["floor_share"].notna().any():
        by_floor = policies.sort_values(["floor_share", "regret", "regret_mean"], ascending=[False, True, True], kind="stable")
        choices["floor"] = int(by_floor.index[0])
    return choices


def _row(policy: int, name: str, wide: pd.DataFrame, regret: pd.DataFrame) -> dict[str, Any]:
    """One policy by one objective; its difference from the scenario as it is, future by future, with a 95 % interval."""
    difference = mean_interval((wide[policy] - wide[AS_IT_IS]).to_numpy(dtype=float))
    of_policy = regret[policy]
    return {
        "policy": policy,
        "outcome": name,
        "mean": float(wide[policy].mean()),
        "difference": difference.mean,
        "ci_low": difference.low,
        "ci_high": difference.high,
        "regret_max": float(of_policy.max()),
        "regret_mean": float(of_policy.mean()),
    }
