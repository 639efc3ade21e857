"""The exporter's chain (P35): income while it lasts, what of a boom reaches members, the fall when the buyer goes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopsim.equations.indicators import ratio
from coopsim.patterns.declared import AS_IT_IS, CAN_FAIL, Arm, Array, Pattern, Results, Seen
from coopsim.patterns.markets import BOOM_LN_SIZE
from coopsim.patterns.measures import income_usd_per_qq
from coopsim.scenario.events import Change

SIX = 6  # seasons: four in the chain, and two after
LEAST_HA = 3.5
_CHAIN: tuple[Change, ...] = (  # as in exporter-chain
    *(("set", "chain_qq_per_year", 4000.0), ("set", "chain_premium_usd_per_qq", 22.0), ("set", "chain_floor_usd_per_qq", 200.0)),
    *(("set", "chain_quality_usd_per_qq", 8.0), ("set", "chain_least_ha", LEAST_HA), ("set", "chain_exclusive", True)),
    *(("set", "chain_own_cost_usd_per_qq", 210.0), ("times", "fixed_cost_usd_per_year", 1.19), ("times", "fee_usd_per_qq", 1.19)),
)
CHAINED, CHAINED_BOOM = Arm(changes=_CHAIN), Arm(changes=_CHAIN, price="surprise", ln_size=BOOM_LN_SIZE)
FREE_BOOM = Arm(price="surprise", ln_size=BOOM_LN_SIZE)
FREE = Arm(seasons=SIX)
LEFT = Arm(changes=(*_CHAIN, ("set", "chain_own_after_seasons", SIX - 2)), seasons=SIX)
ABRUPT = 0.1  # of the income of the season before; assumed


def _included(seen: Seen) -> NDArray[np.bool_]:
    """Members of before whom the chain takes."""
    return np.asarray(seen.cohort & (seen.farmer["hectares"] >= LEAST_HA))


def income_in_the_chain(results: Results) -> Array:
    """Income per quintal of the members whom it includes, against their own without it."""
    in_it, without = (income_usd_per_qq(results[arm], who=_included(results[arm])) for arm in (CHAINED, AS_IT_IS))
    return ratio(in_it - without, without)


def income_of_those_left_out(results: Results) -> Array:
    """The same of the members whom it does not include, once they have had to leave."""
    left_out = results[CHAINED].cohort & ~_included(results[CHAINED])
    with_it, without = (income_usd_per_qq(results[arm], (1, 2), left_out) for arm in (CHAINED, AS_IT_IS))
    return ratio(with_it - without, without)


def more_of_a_boom(results: Results) -> Array:
    """By how much more of a boom's rise reaches those whom it includes, against what reaches them without it."""
    in_it, without = (_passed_on(results, boom, calm) for boom, calm in ((CHAINED_BOOM, CHAINED), (FREE_BOOM, AS_IT_IS)))
    return np.asarray(in_it - without)


def _passed_on(results: Results, boom: Arm, calm: Arm) -> Array:
    received = _received_usd_per_qq(results[boom]) - _received_usd_per_qq(results[calm])
    price = results[boom].cooperative["world_usd_per_qq"][0] - results[calm].cooperative["world_usd_per_qq"][0]
    return ratio(received, price)


def _received_usd_per_qq(seen: Seen) -> Array:
    """Of the season of the boom: with what is paid for its coffee in the next."""
    who = _included(seen)
    received = (seen.season["received_usd"][:2] * who).sum(axis=(0, 2))
    return ratio(received, (seen.season["harvest_qq"][0] * who).sum(axis=1))


def fall_when_it_goes(results: Results) -> Array:
    """Income per quintal of the season after the buyer has gone, against the last one in the chain."""
    seen = results[LEFT]
    last, after = (income_usd_per_qq(seen, (season,), _included(seen)) for season in (SIX - 3, SIX - 2))
    return ratio(after - last, last)


def afterwards(results: Results) -> Array:
    """Income per quintal in the two seasons after, against a cooperative that was never in a chain."""
    after, never = (income_usd_per_qq(results[arm], (SIX - 2, SIX - 1), _included(results[arm])) for arm in (LEFT, FREE))
    return ratio(after - never, never)


PATTERNS = (
    Pattern(
        "P35a",
        "Members whom an exporter's chain includes earn more while it lasts",
        "Los socios que un exportador incluye en su cadena ganan más mientras dura",
        CAN_FAIL,
        "SIMAS 2012 (Ritter Sport, Nicaragua); Monterroso 2012",
        income_in_the_chain,
        (CHAINED, AS_IT_IS),
    ),
    Pattern(
        "P35b",
        "In an exporter's chain no larger part of a boom reaches members",
        "En la cadena de un exportador no llega al socio una parte mayor de un alza",
        CAN_FAIL,
        "SIMAS 2012 (Ritter Sport, Nicaragua); Monterroso 2012",
        more_of_a_boom,
        (CHAINED_BOOM, CHAINED, FREE_BOOM, AS_IT_IS),
        "below",
        None,
        0.0,
    ),
    Pattern(
        "P35c",
        "Income falls abruptly when the exporter leaves for a supply of its own",
        "El ingreso cae de golpe cuando el exportador se va porque ya produce él mismo",
        CAN_FAIL,
        "SIMAS 2012 (Ritter Sport, Nicaragua); Monterroso 2012; the size of the fall is our assumption",
        fall_when_it_goes,
        (LEFT,),
        "below",
        None,
        -ABRUPT,
    ),
    Pattern(
        "P35d",
        "After the exporter has left members earn less than if it had never come",
        "Cuando el exportador se ha ido, el socio gana menos que si nunca hubiera venido",
        CAN_FAIL,
        "SIMAS 2012 (Ritter Sport, Nicaragua); Monterroso 2012; the comparison is our assumption",
        afterwards,
        (LEFT, FREE),
        "below",
        None,
        0.0,
    ),
    Pattern(
        "P35e",
        "Members whom the chain does not include earn less than without it",
        "Los socios que la cadena no incluye ganan menos que sin ella",
        CAN_FAIL,
        "Seville et al. 2011: only the top strata are included",
        income_of_those_left_out,
        (CHAINED, AS_IT_IS),
        "below",
        None,
        0.0,
    ),
)
