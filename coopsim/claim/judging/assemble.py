"""The document of a test of the claim, from all that was simulated for it. What counts was fixed in `claim.toml` before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

import numpy as np

from coopsim.claim import documents as d
from coopsim.claim.criteria import Criteria
from coopsim.claim.heads import study_head
from coopsim.claim.judging.cells import cell_documents, cell_pieces
from coopsim.claim.judging.episodes import episode_documents, history_of, told_by_history
from coopsim.claim.judging.knock_outs import knock_out_documents
from coopsim.claim.judging.parts import part_pieces
from coopsim.claim.judging.reading import judged_h2
from coopsim.claim.judging.treatments import treatment_documents, treatment_pieces
from coopsim.claim.judging.without_worlds import parts_without_worlds
from coopsim.claim.matching.matched import worlds_tried
from coopsim.claim.matching.narrowing import matching_document
from coopsim.claim.part_documents import five_shares
from coopsim.claim.studied import Likeness, Studied
from coopsim.claim.worlds.simulated import Simulated
from coopsim.runs.pieces import Piece, done
from coopsim.scenario import Scenario


class Counts(TypedDict, total=False):
    """Worlds and runs of the headline, as fields of the document."""

    runs_per_world: int
    worlds_used: int
    worlds_that_do_not_last: int
    runs_dropped_share: float
    headroom: float | None


class Tried(TypedDict, total=False):
    """Worlds that were tried, as fields of the document."""

    worlds_tried: int
    worlds_matched: int
    worlds_off_target: int
    matched_on: tuple[str, ...]


def pieces_of(studied: Studied, resamples: int | None = None) -> dict[str, tuple[Piece, ...]]:
    """All that is judged of a study, as pieces of work that need nothing of each other.

    Parameters
    ----------
    studied : Studied
        All that was simulated.
    resamples : int, optional
        Of every bootstrap; left out: as `claim.toml` has it.

    Returns
    -------
    dict of tuples of Piece
        By what they are of. Their results, by the same names, are what `verdict_of` takes.
    """
    main, fixed = studied.main, studied.fixed
    return {
        "parts": () if main is None else part_pieces(main, fixed, fixed.headline_treatment, resamples, turning=True),
        "cells": cell_pieces(studied, resamples),
        "treatments": treatment_pieces(studied, resamples),
        "matching": (Piece(_matching, studied.likeness, studied.prior, fixed, resamples),),
    }


def verdict_of(
    studied: Studied,
    *,
    curves: d.Curves | None = None,
    boxes: tuple[d.BoxSearch, ...] = (),
    sobol: d.Sobol | None = None,
    placebos: tuple[d.Placebo, ...] | None = None,
    class_c: d.ClassC | None = None,
    resamples: int | None = None,
    judged: Mapping[str, Sequence[Any]] | None = None,
) -> d.Verdict:
    """Everything that verdict.json says, in numbers and codes; the sentences are made of it in `coopsim.report`.

    Parameters
    ----------
    studied : Studied
        All that was simulated.
    curves, boxes, sobol, placebos, class_c
        What was made of other runs.
    resamples : int, optional
        Of every bootstrap; left out: as `claim.toml` has it.
    judged : mapping, optional
        What the pieces of `pieces_of` gave, wherever they were done; left out: they are done here, one after another.

    Returns
    -------
    Verdict
        Without worlds (design "history") no part has a word.
    """
    of = done(pieces_of(studied, resamples)) if judged is None else judged
    main, fixed, scenario = studied.main, studied.fixed, studied.scenario
    episodes = episode_documents(studied.episodes, fixed, main)
    parts = _with_history(of["parts"] or parts_without_worlds(fixed), fixed, episodes)
    judgement, headline = fixed.frozen.judgement, studied.headline
    return d.Verdict(
        **study_head(scenario, fixed, studied.choices.seed),
        design=studied.choices.design,
        prior=studied.choices.prior,
        full=studied.choices.full,
        price_source=studied.process if main is not None else _history(studied.scenario),
        period=studied.period,
        rules=dict(scenario.population.rules),
        headline_cell=headline.cell,
        headline_between=headline.between,
        headline_treatment=fixed.headline_treatment,
        headline_ln_size=fixed.headline_ln_size,
        level=judgement.level,
        threshold_share=judgement.threshold_share,
        minimum_worlds=judgement.minimum_worlds,
        **_worlds(main, fixed),
        **_likeness(studied.likeness, main),
        parts=parts,
        cells=() if main is None else cell_documents(studied, _h2(parts), others=of["cells"]),
        treatments=() if main is None else treatment_documents(studied, parts, others=of["treatments"]),
        knock_outs=knock_out_documents(studied),
        episodes=episodes,
        matching=_with_class_c(of["matching"][0], class_c),
        boxes=boxes,
        sobol=sobol,
        curves=curves,
        placebos=placebos,
    )


def _history(scenario: Scenario) -> str:
    """Where real prices come from: the scenario's own file, or the published figures."""
    return "file" if scenario.price.source == "file" else "history"


def _with_history(parts: Sequence[d.Part], fixed: Criteria, episodes: Sequence[d.Episode]) -> tuple[d.Part, ...]:
    """The same parts with what the real episodes show of them."""
    histories = {part.id: history_of(part, episodes) for part in told_by_history(fixed)}
    return tuple(
        part.model_copy(update={"history": histories[part.id]}) if histories.get(part.id) is not None else part for part in parts
    )


def _h2(parts: Sequence[d.Part]) -> d.H2Part:
    return next(part for part in parts if isinstance(part, d.H2Part))


def _worlds(main: Simulated | None, fixed: Criteria) -> Counts:
    """How many worlds and runs of the headline count, and how many do not."""
    if main is None:
        return {"runs_per_world": 0, "worlds_used": 0}
    left = main.lasts.mean(axis=1)
    used = (left >= fixed.frozen.runs.least_share) & (left > 0)
    return {
        "runs_per_world": main.runs_per_world,
        "worlds_used": int(used.sum()),
        "worlds_that_do_not_last": int((~used).sum()),
        "runs_dropped_share": float(1.0 - main.lasts.mean()),
        "headroom": float(np.median(main.headroom[main.lasts])) if main.lasts.any() else None,
    }


def _likeness(likeness: Likeness | None, main: Simulated | None) -> Tried:
    """How many worlds were tried, and what became of them."""
    if likeness is None:
        return {"worlds_tried": 0 if main is None else len(main.worlds)}
    waves = likeness.matched.waves
    return {
        "worlds_tried": waves[0].tried,
        "worlds_matched": waves[-1].left,
        "worlds_off_target": sum(wave.off_target for wave in waves),
        "matched_on": tuple(row.pattern for row in likeness.matched.rows),
    }


def _with_class_c(matching: d.Matching | None, class_c: d.ClassC | None) -> d.Matching | None:
    """The same with what parts of the claim would choose, which is no evidence."""
    return matching if matching is None or class_c is None else matching.model_copy(update={"class_c": class_c})


def _matching(likeness: Likeness | None, prior: Simulated | None, fixed: Criteria, resamples: int | None) -> d.Matching | None:
    """What makes these worlds look like the field, and what worlds that were not chosen say of H2."""
    if likeness is None:
        return None
    tried = worlds_tried(likeness.matched, fixed)
    document = matching_document(likeness.matched, tried, fixed.frozen.draws, likeness.made, likeness.table_hash)
    if prior is None:
        return document
    of_prior = judged_h2(prior, fixed, fixed.headline_treatment, resamples)
    return document if of_prior.reason else document.model_copy(update={"prior": five_shares(of_prior)})
