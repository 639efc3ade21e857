"""The rules by which numbers are read, one for each experiment, as `decide.toml` says them in words. Pure functions.

Each gives whether the numbers speak for the claim's mechanism and whether for its rival (yes, no, or open where an
interval cannot tell), and the numbers that the sentence names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from coopsim.claim.decide.measures import NO, OPEN, YES, Number, all_of, any_of, negated

OFFERS, TROUBLE, REFUSED, CLOSED, PART = 0.05, 0.10, 0.05, 0.05, 0.10  # as declared; the first two from claim.toml
CLAIM, RIVAL, BOTH, NEITHER = "claim", "rival", "both", "neither"
Numbers = Mapping[str, Number]


@dataclass(frozen=True)
class Reading:
    """What the numbers say: yes, no or open for the claim's mechanism and for its rival, and what the sentence names."""

    claim: str
    rival: str
    named: dict[str, Number | str] = field(default_factory=dict)

    @property
    def reading(self) -> str:
        """claim, rival, both or neither.

        >>> [Reading(*states).reading for states in (("yes", "no"), ("open", "yes"), ("yes", "yes"), ("no", "open"))]
        ['claim', 'rival', 'both', 'neither']
        """
        if self.claim == YES:
            return BOTH if self.rival == YES else CLAIM
        return RIVAL if self.rival == YES else NEITHER

    @property
    def is_open(self) -> bool:
        """Whether an interval is too wide to settle one of the two."""
        return OPEN in (self.claim, self.rival)


def x1(numbers: Numbers) -> Reading:
    """Level, surprise or swings."""
    level, surprise = numbers["level boom cohort_offered_share"], numbers["surprise boom cohort_offered_share"]
    level_falls = level.below(-OFFERS)
    only_surprise = all_of(surprise.below(-OFFERS), negated(level_falls))
    swings = any_of(
        *[
            all_of(
                numbers[f"{treatment} slump reached_refused"].above(TROUBLE),
                negated(numbers[f"{treatment} contrast reached_refused"].above(TROUBLE)),
            )
            for treatment in ("surprise", "level")
        ]
    )
    named: dict[str, Number | str] = {
        "level_offers": level,
        "surprise_offers": surprise,
        "surprise_slump_trouble": numbers["surprise slump reached_refused"],
        "level_slump_trouble": numbers["level slump reached_refused"],
    }
    return Reading(level_falls, any_of(only_surprise, swings), named)


def x2(numbers: Numbers) -> Reading:
    """Harm wherever members sell outside, or a sign that turns with the contracts."""
    cells = sorted({key.split()[0] for key in numbers})
    selling: list[str] = []
    harmed: list[str] = []
    turns: list[str] = []
    for treatment in ("surprise", "level"):
        offers = [numbers[f"{cell} {treatment} boom cohort_offered_share"] for cell in cells]
        trouble = [numbers[f"{cell} {treatment} boom reached_refused"] for cell in cells]
        selling += [one.below(-OFFERS) for one in offers]
        harmed += [one.above(TROUBLE) for one in trouble]
        turns.append(all_of(any_of(*[one.below(-OFFERS) for one in offers]), any_of(*[one.above(OFFERS) for one in offers])))
        turns.append(all_of(any_of(*[one.above(TROUBLE) for one in trouble]), any_of(*[one.below(-TROUBLE) for one in trouble])))
    everywhere = all_of(*[any_of(negated(sells), harm) for sells, harm in zip(selling, harmed, strict=True)])
    surprise = sorted((numbers[f"{cell} surprise boom cohort_offered_share"].mean, cell) for cell in cells)
    (_low, lowest), (_high, highest) = surprise[0], surprise[-1]
    named: dict[str, Number | str] = {
        "side_selling": str(selling.count(YES)),
        "pairs": str(len(selling)),
        "harmed": str(sum(sells == YES == harm for sells, harm in zip(selling, harmed, strict=True))),
        "lowest": numbers[f"{lowest} surprise boom cohort_offered_share"],
        "highest": numbers[f"{highest} surprise boom cohort_offered_share"],
        "lowest_cell": lowest,
        "highest_cell": highest,
    }
    return Reading(all_of(any_of(*selling), everywhere), any_of(*turns), named)


def x3(numbers: Numbers) -> Reading:
    """Offers that fall with an unlimited line, or refused coffee only."""
    offers = {cash: numbers[f"unlimited {cash} boom cohort_offered_share"] for cash in ("short", "rich")}
    refused = {cash: numbers[f"fixed {cash} boom refused_share"] for cash in ("short", "rich")}
    falls = [one.below(-OFFERS) for one in offers.values()]
    rises = [one.above(REFUSED) for one in refused.values()]
    named: dict[str, Number | str] = {
        "unlimited_offers": offers["rich"],
        "fixed_refused": refused["rich"],
        "collateral_refused": numbers["collateral rich boom refused_share"],
    }
    return Reading(all_of(*falls), all_of(*rises), named)


def x4(numbers: Numbers) -> Reading:
    """Income alone, or the price gap alone."""
    cash, gap = numbers["cash three"], numbers["compensated impact"]
    rival = any_of(gap.below(-OFFERS), gap.above(OFFERS), cash.above(OFFERS))
    return Reading(cash.below(-OFFERS), rival, {"cash_offers": cash, "gap_offers": gap, "boom_offers": numbers["boom impact"]})


def x5(numbers: Numbers) -> Reading:
    """Collapse past the threshold only, or closures before it."""
    state = {
        side: any_of(*[numbers[f"{kind} {side}"].above(CLOSED) for kind in ("boom", "slump")])
        for side in ("below", "alike below", "above")
    }
    named: dict[str, Number | str] = {
        f"{kind}_{side}": numbers[f"{kind} {side}"] for kind in ("boom", "slump") for side in ("below", "above")
    }
    named |= {"peers": numbers["boom peers"], "alike_below": numbers["boom alike below"]}
    return Reading(state["above"], any_of(state["below"], state["alike below"]), named)


def x6(numbers: Numbers) -> Reading:
    """Highs or lows, in the history and over drawn paths alike."""
    part = {(where, what): numbers[f"{where} {what} alive"] for where in ("history", "drawn") for what in ("highs", "lows")}
    more = [numbers[f"{where} difference alive"] for where in ("history", "drawn")]
    highs_hold = NO if YES in [one.below(0.0) for one in more] else YES
    lows_hold = NO if YES in [one.above(0.0) for one in more] else YES
    claim = all_of(highs_hold, *[part[where, "highs"].above(PART) for where in ("history", "drawn")])
    rival = all_of(lows_hold, *[part[where, "lows"].above(PART) for where in ("history", "drawn")])
    return Reading(claim, rival, {f"{where}_{what}": one for (where, what), one in part.items()})


def x7(numbers: Numbers) -> Reading:
    """Trouble with all five conditions met; or the lack of one brings more, or closes cooperatives before any price moves."""
    adds = {key.split()[0]: one for key, one in numbers.items() if key.endswith("adds boom reached_refused")}
    shut = {key.split()[0]: one for key, one in numbers.items() if key.endswith("open adds")}
    most = max(adds, key=lambda condition: (adds[condition].worlds > 1, adds[condition].mean))
    least = min(shut, key=lambda condition: shut[condition].mean)
    named: dict[str, Number | str] = {
        "met_offers": numbers["met boom cohort_offered_share"],
        "met_trouble": numbers["met boom reached_refused"],
        "most": most,
        "most_adds": adds[most],
        "carrying": str(sum(one.above(TROUBLE) == YES for one in adds.values())),
        "least": least,
        "least_open": numbers[f"{least} open"],
        "met_open": numbers["met open"],
    }
    rival = any_of(*[one.above(TROUBLE) for one in adds.values()], *[one.below(-PART) for one in shut.values()])
    return Reading(numbers["met boom reached_refused"].above(TROUBLE), rival, named)


RULES: dict[str, Callable[[Numbers], Reading]] = {"X1": x1, "X2": x2, "X3": x3, "X4": x4, "X5": x5, "X6": x6, "X7": x7}
