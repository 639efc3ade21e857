from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest

from coopsim.claim.criteria import criteria

SMALLEST = {"H1": 0.10, "H2d": 0.05, "H2t": 0.10, "H2c": 0.10, "H3": 0.10, "H4": 0.05, "H6": 0.05}


def test_what_was_fixed_before_the_test():
    file = criteria()
    assert {part.id: part.smallest_effect for part in file.subclaims if part.smallest_effect is not None} == SMALLEST
    assert file.frozen.judgement.threshold_share == 0.80
    windows = {part.id: part.window for part in file.subclaims if part.window}
    first = {"H1": "impact+1", "H2d": "impact", "H2t": "impact+1", "H2c": "impact+1"}
    assert windows == first | {"H3": "impact", "H4": "impact", "H6": "three"}
    assert [part.id for part in file.subclaims if part.two_sided] == ["H4"]
    assert [part.id for part in file.subclaims if part.not_tested] == ["H5"]
    assert len(file.frozen.cells) == 8
    assert file.subclaim("H2t").outcomes == ("reached_refused",)


def test_everything_is_said_in_both_languages():
    for part in criteria().subclaims:
        for words in (part.statement, part.short, part.measure, part.in_history, part.not_tested, part.short_opposite):
            assert words is None or (words["en"] and words["es"] and words["en"] != words["es"])
    for words in (*(one.label for one in criteria().secondary), *criteria().frozen.mechanisms.values()):
        assert words["en"]
        assert words["es"]
        assert words["en"] != words["es"]


def test_the_hash_is_the_files_and_not_the_systems():
    plain = (files("coopsim.claim") / "claim.toml").read_bytes()
    assert criteria(plain.replace(b"\n", b"\r\n")).hash == criteria().hash
    assert criteria(plain.replace(b"threshold_share = 0.80", b"threshold_share = 0.75")).hash != criteria().hash


def test_a_range_is_drawn_evenly_to_its_ends():
    by_name = {drawn.column: drawn for drawn in criteria().frozen.draws}
    luck = np.linspace(0, 1, 1001)[:-1]
    delay = by_name["payment_delay_months"].value(luck)
    assert set(delay) == {2, 3, 4, 5, 6}
    assert np.bincount(delay.astype(int))[2:] == pytest.approx(1000 / 5, abs=1)
    line = by_name["credit_line_usd"].value(luck)
    assert line.min() == pytest.approx(20_000)
    assert np.median(line) == pytest.approx(np.sqrt(20_000 * 300_000), rel=0.01)


def test_small_incomes_do_not_make_large_effects():
    gain = criteria().subclaim("H1")
    assert float(gain.counted(50.0, 1.0)) == pytest.approx(0.5)
    assert float(gain.counted(-50.0, -1000.0)) == pytest.approx(-0.05)
