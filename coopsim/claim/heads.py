"""The head of every document about the claim: of what scenario, by which model and outcomes, from which draws."""

from __future__ import annotations

from typing import Any

from coopsim.claim.criteria import Criteria
from coopsim.claim.settings import headline_of_scenario
from coopsim.runs.provenance import model_hash
from coopsim.scenario import Scenario
from coopsim.version import __version__


def study_head(scenario: Scenario, fixed: Criteria, seed: int) -> dict[str, Any]:
    """The fields of `documents.Study`.

    >>> from coopsim import load
    >>> from coopsim.claim.criteria import criteria
    >>> head = study_head(load("castillo"), criteria(), 7)
    >>> head["scenario"], head["seed"]
    ('castillo', 7)
    """
    return {
        "coopsim_version": __version__,
        "scenario": scenario.id,
        "scenario_hash": scenario.hash(),
        "outcome_file_hash": fixed.hash,
        "model_hash": model_hash(),
        "seed": seed,
    }


def headline_head(scenario: Scenario, fixed: Criteria, seed: int) -> dict[str, Any]:
    """The fields of `documents.HeadlineStudy`.

    >>> from coopsim import load
    >>> from coopsim.claim.criteria import criteria
    >>> headline_head(load("castillo"), criteria(), 7)["headline_cell"]
    'fixed/pooled/3'
    """
    return study_head(scenario, fixed, seed) | {
        "headline_cell": headline_of_scenario(scenario).cell,
        "headline_treatment": fixed.headline_treatment,
        "headline_ln_size": fixed.headline_ln_size,
    }
