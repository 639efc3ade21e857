"""What the arms of some worlds come to, season by season; windows and effects are read of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.claim.arms import EVENT, PARTING, WINDOWS, Arm
from coopsim.claim.outcomes.ladder import companions
from coopsim.claim.outcomes.windows import COMPANIONS, Seasons, over
from coopsim.claim.worlds.recentre import Shifts

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Simulated:
    """Some worlds of one cell with all their arms.

    Parameters
    ----------
    draws : DataFrame
        What each world drew, by its number.
    shifts : Shifts
        Of everybody's loyalty, one of each world.
    lasts : array of bool, shape (worlds, runs)
        Whether the cooperative was open when the arms branch off; a run that was not has no effect.
    headroom : array, shape (worlds, runs)
        Normal sales over break-even sales then.
    untreated : Seasons
        The arm without a price change: seasons from `PARTING` on.
    treated : mapping
        The same of each treated arm.
    offered_share : array, shape (worlds, runs), optional
        Of the last two seasons of the burn-in, once loyalty was shifted; NaN in a run whose cooperative was closed then.
    """

    draws: pd.DataFrame
    shifts: Shifts
    lasts: Flags
    headroom: Floats
    untreated: Seasons
    treated: Mapping[Arm, Seasons]
    offered_share: Floats | None = None

    @property
    def worlds(self) -> Ints:
        """Their numbers."""
        return self.draws.index.to_numpy(dtype=np.int64)

    @property
    def runs_per_world(self) -> int:
        return int(self.lasts.shape[1])

    def arms(self, treatment: str, kind: str, ln_size: float | None = None) -> tuple[Arm, ...]:
        """The arms of a treatment: one for each month of onset."""
        wanted = [arm for arm in self.treated if (arm.treatment, arm.kind) == (treatment, kind)]
        return tuple(arm for arm in wanted if ln_size is None or round(abs(arm.ln_size - ln_size), 6) == 0)

    def value(self, arm: Arm | None, outcome: str, treatment: str, window: str) -> Floats:
        """An outcome over a window of seasons, (worlds, runs); NaN in a run that does not last. `arm` None: untreated."""
        seasons = self.untreated if arm is None else self.treated[arm]
        return np.where(self.lasts, over(seasons, outcome, places_of(treatment, window)), np.nan)

    def baseline(self, outcome: str, treatment: str, window: str) -> Floats:
        """The outcome without the price change."""
        return self.value(None, outcome, treatment, window)

    def effect(self, treatment: str, kind: str, outcome: str, window: str, ln_size: float | None = None) -> Floats:
        """Treated less untreated, raw sign, mean over months of onset, (worlds, runs); NaN in a run that does not last."""
        arms = self.arms(treatment, kind, ln_size)
        if not arms:
            raise KeyError(f"no {kind} of {treatment} was simulated")
        if outcome in COMPANIONS:
            return self._companions(arms, outcome, treatment, window)[0]
        with_change = np.mean([self.value(arm, outcome, treatment, window) for arm in arms], axis=0)
        return np.asarray(with_change - self.baseline(outcome, treatment, window))

    def companion_pairs(self, treatment: str, kind: str, window: str, ln_size: float | None = None) -> int:
        """How many seasons of cooperatives, open in both arms, the effects on companions rest on."""
        arms = self.arms(treatment, kind, ln_size)
        return int(sum(self._companions((arm,), next(iter(COMPANIONS)), treatment, window)[1].sum() for arm in arms))

    def _companions(self, arms: Sequence[Arm], outcome: str, treatment: str, window: str) -> tuple[Floats, Ints]:
        """Effect on the amount behind a rung, and the pairs it rests on; NaN in a run without any."""
        places, shape = places_of(treatment, window), self.lasts.shape
        both = [companions(self.treated[arm].books_of(places), self.untreated.books_of(places)) for arm in arms]
        effect = np.mean([of_arm.effect[COMPANIONS[outcome]].reshape(shape) for of_arm in both], axis=0)
        pairs = np.sum([of_arm.pairs.reshape(shape) for of_arm in both], axis=0)
        return np.where(self.lasts, effect, np.nan), np.where(self.lasts, pairs, 0)

    def first(self, number: int) -> Self:
        """The first so many of the worlds."""
        return self.only(slice(number))

    def only(self, which: slice | Ints | Flags) -> Self:
        """These worlds, in this order."""
        some = replace(self, draws=self.draws.iloc[which], shifts=self.shifts.only(which))
        return some._cut(lambda of: of[which], lambda seasons: seasons.worlds(which))

    def first_runs(self, number: int) -> Self:
        """The same worlds with the first so many of their runs."""
        return self._cut(lambda of: of[:, :number], lambda seasons: seasons.first_runs(number))

    def _cut(self, of_runs: Callable[[NDArray[Any]], NDArray[Any]], of_seasons: Callable[[Seasons], Seasons]) -> Self:
        """With something done to all that has worlds and runs."""
        return replace(
            self,
            lasts=of_runs(self.lasts),
            headroom=of_runs(self.headroom),
            untreated=of_seasons(self.untreated),
            treated={arm: of_seasons(seasons) for arm, seasons in self.treated.items()},
            offered_share=None if self.offered_share is None else of_runs(self.offered_share),
        )


def places_of(treatment: str, window: str) -> list[int]:
    """Places of a window's seasons, counted from `PARTING`.

    >>> places_of("composite", "impact+1"), places_of("level", "onset")
    ([2, 3], [1, 2])
    """
    return [EVENT - PARTING + season for season in WINDOWS[treatment][window]]


def together(parts: Sequence[Simulated]) -> Simulated:
    """What several jobs simulated of one setting, as one: their worlds one after another."""
    offered = [part.offered_share for part in parts if part.offered_share is not None]
    return Simulated(
        pd.concat([part.draws for part in parts]),
        Shifts(*(np.concatenate(one) for one in zip(*(part.shifts for part in parts), strict=True))),
        np.concatenate([part.lasts for part in parts]),
        np.concatenate([part.headroom for part in parts]),
        Seasons.together([part.untreated for part in parts]),
        {arm: Seasons.together([part.treated[arm] for part in parts]) for arm in parts[0].treated},
        np.concatenate(offered) if len(offered) == len(parts) else None,
    )
