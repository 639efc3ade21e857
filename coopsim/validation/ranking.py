"""Which theory of the farmer reproduces what: a pattern is reproduced when all its rows pass, and only class E counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

COUNTER_EVIDENCE = ("P29",)  # reported, not counted: one district cannot show new cooperatives


def root(row: str) -> str:
    """The pattern of a row: P9 of P9b."""
    return row.rstrip("abcdef")


def ranking(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """How many patterns of class E each rule reproduces, the best first.

    Parameters
    ----------
    rows : sequence of mapping
        Rows of `validate`.

    Returns
    -------
    list of dict
        rule, reproduced, of (how many count), patterns (which of them pass).

    Examples
    --------
    >>> passed = [("P9a", True), ("P9b", False), ("P3", True)]
    >>> rows = [{"pattern": p, "rule": "r", "class": "E", "passed": ok} for p, ok in passed]
    >>> ranking(rows)
    [{'rule': 'r', 'reproduced': 1, 'of': 2, 'patterns': {'P9': False, 'P3': True}}]
    """
    entries = []
    for rule in dict.fromkeys(str(row["rule"]) for row in rows):
        passed: dict[str, bool] = {}
        for row in rows:
            name = root(str(row["pattern"]))
            if row["rule"] == rule and row["class"] == "E" and name not in COUNTER_EVIDENCE:
                passed[name] = passed.get(name, True) and bool(row["passed"])
        entries.append({"rule": rule, "reproduced": sum(passed.values()), "of": len(passed), "patterns": passed})
    return sorted(entries, key=lambda entry: -int(entry["reproduced"]))
