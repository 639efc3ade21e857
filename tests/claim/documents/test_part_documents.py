"""What the inference found is what the document says: the same shares, words, worlds and runs."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.claim import documents as d
from coopsim.claim.inference.judge import judged
from coopsim.claim.inference.one_world import t_intervals, words_of_worlds
from coopsim.claim.inference.shares import FIVE
from coopsim.claim.part_documents import by_three, five_shares, h2_part

STATEMENT = d.Both(en="made up", es="inventado")


def table(worlds: int = 60, runs: int = 20) -> np.ndarray:
    draws = np.random.default_rng(1)
    return np.array([0.08, 0.05]) + draws.normal(0, 0.05, (worlds, 1, 2)) + draws.normal(0, 0.1, (worlds, runs, 2))


def test_shares_of_the_document_are_those_of_the_judgement_and_add_to_one():
    judgement = judged(table(), (0.05, 0.10), FIVE, resamples=40)
    part = h2_part(judgement, statement=STATEMENT)
    again = d.H2Part.read(part.json_text())
    assert again == part
    assert part.classes is not None
    assert [one.share for one in part.classes.by_name.values()] == judgement.share.tolist()
    assert abs(sum(one.share or 0.0 for one in part.classes.by_name.values()) - 1.0) < 1e-12
    assert sum(one.raw or 0 for one in part.classes.by_name.values()) == 60
    assert {(one.worlds, one.runs) for one in part.classes.by_name.values()} == {(60, 20)}
    assert (part.word, part.noise.trouble.model) == (judgement.word, judgement.model)


def test_a_part_says_its_effect_its_shares_and_what_single_worlds_say():
    effects = table()[..., 0]
    judgement = judged(effects, 0.05, resamples=40)
    part = d.JudgedPart(
        id="H3", statement=STATEMENT, **by_three(judgement, of_worlds=words_of_worlds(t_intervals(effects), 0.05))
    )
    assert part.effect.value == pytest.approx(effects.mean())
    assert part.raw.supports + part.raw.contradicts + part.raw.small + part.raw.undecided == 60
    assert part.shares.largest[0] == judgement.largest


def test_where_nothing_can_be_said_the_document_has_no_share_and_a_reason():
    for given in (np.full((0, 20, 2), np.nan), np.ones((40, 1, 2))):
        judgement = judged(given, (0.05, 0.10), FIVE)
        part = h2_part(judgement, statement=STATEMENT)
        assert five_shares(judgement) is None
        assert (part.word, part.classes, part.noise) == ("inconclusive", None, None)
        assert part.reason_code in ("too_few_worlds", "too_few_runs")


def test_h2_is_never_judged_by_three():
    with pytest.raises(ValueError, match="five"):
        h2_part(judged(table()[..., 0], 0.05, resamples=5), statement=STATEMENT)
