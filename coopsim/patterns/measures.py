"""How a season of an arm is read: always on the cohort, offered apart from refused, a closed cooperative counted as zero."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from coopsim.equations import indicators
from coopsim.patterns.declared import Arm, Array, Results, Seen

ALL = slice(None)
Seasons = slice | Sequence[int]


def _over(flow: Array, who: NDArray[np.bool_], seasons: Seasons) -> Array:
    return np.asarray((flow[_chosen(seasons)] * who).sum(axis=(0, 2)))


def _chosen(seasons: Seasons) -> slice | list[int]:
    return seasons if isinstance(seasons, slice) else list(seasons)


def cohort_leakage_share(seen: Seen, seasons: Seasons = ALL, who: NDArray[np.bool_] | None = None) -> Array:
    """Share of the cohort's harvest that was not offered to the cooperative, shape (replicates,)."""
    cohort = seen.cohort if who is None else who
    return indicators.leakage_share(
        _over(seen.season["offered_qq"], cohort, seasons), _over(seen.season["harvest_qq"], cohort, seasons)
    )


def cohort_delivered_share(seen: Seen, seasons: Seasons = ALL) -> Array:
    """Share of the cohort's harvest that the cooperative took."""
    return indicators.delivery_share(
        _over(seen.season["delivered_qq"], seen.cohort, seasons), _over(seen.season["harvest_qq"], seen.cohort, seasons)
    )


def cohort_rationed_share(seen: Seen, seasons: Seasons = ALL) -> Array:
    """Share of the coffee offered that was turned away for lack of cash."""
    return indicators.rationed_share(
        _over(seen.season["refused_qq"], seen.cohort, seasons), _over(seen.season["offered_qq"], seen.cohort, seasons)
    )


def advance_cut_share(seen: Seen, seasons: Seasons = ALL) -> Array:
    """Share of the full advance on the coffee offered that was cut for lack of cash."""
    cut, full = (seen.cooperative[name][_chosen(seasons)].sum(axis=0) for name in ("advance_cut_usd", "advance_full_usd"))
    return indicators.ratio(cut, full)


def refused_or_cut_share(seen: Seen, seasons: Seasons = ALL) -> Array:
    """What the cooperative could not do for lack of cash: coffee turned away, and the part of the advance that it cut."""
    return np.asarray(cohort_rationed_share(seen, seasons) + advance_cut_share(seen, seasons))


def income_usd_per_qq(seen: Seen, seasons: Seasons = ALL, who: NDArray[np.bool_] | None = None) -> Array:
    """Coffee income after cash cost and interest, per quintal harvested."""
    cohort = seen.cohort if who is None else who
    flow = indicators.net_coffee_income_usd(seen.season["received_usd"], seen.season["costs_usd"], seen.season["interest_usd"])
    return indicators.ratio(_over(flow, cohort, seasons), _over(seen.season["harvest_qq"], cohort, seasons))


def default_share(seen: Seen, calm: Seen) -> Array:
    """Coffee of the first season on which the cooperative defaulted toward its buyer, as a part of what it had contracted.

    What was contracted is read in the calm arm: a book broken at once never falls due.
    """
    lost = seen.cooperative["defaulted_strategic_qq"][0] + seen.cooperative["defaulted_forced_qq"][0]
    return indicators.ratio(lost, calm.cooperative["contracted_qq"][0])


def household_offered_share(seen: Seen) -> Array:
    """Each household's share offered, shape (seasons, replicates, farmers)."""
    return indicators.offered_share(seen.season["offered_qq"], seen.season["harvest_qq"])


def difference(read: Callable[..., Array], treated: Arm, base: Arm, seasons: Seasons = ALL) -> Callable[[Results], Array]:
    """The measure of one arm less that of another, pair by pair, same random draws."""

    def measure(results: Results) -> Array:
        return np.asarray(read(results[treated], seasons) - read(results[base], seasons))

    return measure
