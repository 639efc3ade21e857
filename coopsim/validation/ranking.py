"""Which theory of the farmer reproduces what: all rows of a pattern must pass, and only class E that is not matched counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

COUNTER_EVIDENCE = ("P29",)  # reported, not counted: one district cannot show new cooperatives


def root(row: str) -> str:
    """The pattern of a row: P9 of P9b."""
    return row.rstrip("abcdef")


def counts(row: Mapping[str, Any]) -> bool:
    """Whether a row of `validate` is evidence: it could fail, no world was chosen by it, and one district can show it.

    >>> counts({"pattern": "P3", "class": "E"}), counts({"pattern": "P2", "class": "E", "matched": True})
    (True, False)
    """
    return row["class"] == "E" and not row.get("matched") and root(str(row["pattern"])) not in COUNTER_EVIDENCE


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
            if row["rule"] == rule and counts(row):
                passed[name] = passed.get(name, True) and bool(row["passed"])
        entries.append({"rule": rule, "reproduced": sum(passed.values()), "of": len(passed), "patterns": passed})
    return sorted(entries, key=lambda entry: -int(entry["reproduced"]))
