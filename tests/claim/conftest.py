from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from synthetic import FACTS, effects_table

from coopsim.claim.criteria import criteria
from coopsim.claim.verdict import verdict
from coopsim.report.claim_words import with_words


@pytest.fixture(scope="session")
def made():
    """Effects, worlds and episodes with a planted condition: offers fall where loyalty is alike."""
    elsewhere = {"cohort_offered_share": (-0.04, 0.03, 0.06)}  # below the smallest effect that matters
    return effects_table(means=elsewhere, steer=("cohort_offered_share", "loyalty_usd_per_qq.sd", 45.0, -0.12))


@pytest.fixture(scope="session")
def study(made):
    """The study's own document: numbers and codes."""
    effects, worlds, episodes = made
    return verdict(effects, worlds, episodes, criteria(), **FACTS)


@pytest.fixture(scope="session")
def document(study):
    """The same with words, as verdict.json holds it."""
    return with_words(study)
