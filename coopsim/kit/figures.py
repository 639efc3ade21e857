"""Figures of a rehearsal that the guide's texts name; nothing is typed."""

from __future__ import annotations

import numpy as np

from coopsim.language import current, declared
from coopsim.language import text as _
from coopsim.report.words import listed
from coopsim.report.workshop_words import board_name, claim_line, rule_names, sacks, usd
from coopsim.workshop.programme import ROUNDS
from coopsim.workshop.rehearsal import TALKED_SHARE, Rehearsal

SILENT, RULE = ROUNDS[0], ROUNDS[-1]


def figures(played: Rehearsal) -> dict[str, str]:
    """Name -> number, as it is written in the language spoken."""
    facts, last = played.facts, played.session.programme.years - 1
    offer = played.games.offer(SILENT, last)
    fewer, same, more = facts.usual_bet
    by_round = {phase: listed([sacks(year.sacks) for year in years]) for phase, years in facts.rounds.items()}
    boards = {board: run for board, run in facts.boards.items() if board}
    best = max(boards, key=lambda board: boards[board].income_usd)
    incomes = [boards[board].income_usd for board in boards]
    return {
        "last_year": str(last + 1),
        "trader": usd(offer.trader),
        "advance": usd(offer.advance),
        "rest": usd(offer.promised - offer.advance),
        "wait": str(offer.wait_months),
        "silent": by_round[SILENT],
        "talk": by_round["talk"],
        "rule_sacks": by_round[RULE],
        "model": listed([sacks(year.sacks) for year in facts.by_model]),
        "talked": f"{100 * TALKED_SHARE:.0f}",
        "rule_chosen": rule_names()[facts.rule],
        "rule_blue": usd(facts.rounds[RULE][last].brought_usd_per_qq),
        "silent_blue": usd(facts.rounds[SILENT][last].brought_usd_per_qq),
        "lowest": usd(min(incomes)),
        "highest": usd(max(incomes)),
        "closed": str(sum(run.closing is not None for run in boards.values())),
        "boards_number": str(len(boards)),
        "best": board_name(best),
        "best_of": str(_times_best(played, best)),
        "runs": str(facts.futures[best].number),
        "comparable": str(fewer + same + more),
        "fewer": str(fewer),
        "same": str(same),
        "more_sacks": str(more),
        "claim": claim_line(facts.claim),
    }


def names_of_buttons(played: Rehearsal) -> dict[str, str]:
    """What buttons, phases and the step of the bet are called on the trainer's page, and what is typed."""
    phases = {phase.id: phase for phase in played.session.programme.phases}
    claim = next(step for step in phases["debrief"].step if step.screen == "claim")
    return {
        "projector_link": _("Open the projector's page in a new window"),
        "next": _("Next"),
        "more": _("+ 1 minute"),
        "lang": current(),
        "file": _("workshop.jsonl"),
        "bet_title": declared(claim.title, current()),
    } | {name: declared(phases[name].title, current()) for name in ("rule", "boards", "debrief")}


def _times_best(played: Rehearsal, best: int) -> int:
    """In how many futures that board's members earned most."""
    boards = [board for board in played.facts.futures if board]
    incomes = np.array([played.facts.futures[board].income_usd for board in boards])
    return int((np.where(np.isfinite(incomes), incomes, -np.inf).argmax(axis=0) == boards.index(best)).sum())
