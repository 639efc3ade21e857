"""The chart of shares: every part has its place and words, each bar is whole."""

from __future__ import annotations

import pytest

from coopsim.report.charts.shares import FILLS, part_words, price_shares
from coopsim.runs.price_shares import PARTS

ROWS = [
    {"channel": "cooperative", "part": "farmers_now", "usd_per_qq": 130.0, "share": 0.65},
    {"channel": "cooperative", "part": "office", "usd_per_qq": 90.0, "share": 0.45},
    {"channel": "cooperative", "part": "kept", "usd_per_qq": -20.0, "share": -0.1},
    {"channel": "traders", "part": "farmers_now", "usd_per_qq": 150.0, "share": 1.0},
]


def test_every_part_has_a_fill_of_its_own_and_words() -> None:
    assert set(FILLS) == set(PARTS)
    assert len(set(FILLS.values())) == len(PARTS)
    for language in ("en", "es"):
        assert len({part_words(part, language) for part in PARTS}) == len(PARTS)


@pytest.mark.parametrize(("language", "axis"), [("en", "share of the export price"), ("es", "parte del precio de exportación")])
def test_bars_end_at_one_hundred_percent_of_what_is_received(language: str, axis: str) -> None:
    (axes,) = price_shares(ROWS, language).axes
    assert axes.get_xlabel() == axis
    ends = [bar.get_x() + bar.get_width() for bar in axes.patches]
    assert max(ends) == pytest.approx(1.1)  # what is paid in lies left of zero: 1.1 - 0.1
    assert min(ends) == pytest.approx(-0.1)
    texts = [text.get_text() for text in axes.texts]
    assert texts == ["65 %", "45 %", "-10 %", "100 %"]
