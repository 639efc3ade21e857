"""Kinds of organisation: a group formed for a grant (P31), support that is withdrawn (P32), an association for a season (P33)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from coopsim.equations.indicators import offered_share, ratio
from coopsim.patterns.declared import CAN_FAIL, Arm, Array, Pattern, Results, Seen
from coopsim.patterns.markets import BOOM_LN_SIZE
from coopsim.scenario.events import Change

SIX = 6  # seasons: three with the grant, and three after
UNAIDED = Arm(seasons=SIX)
GRANTED = Arm(changes=(("set", "grant_usd_per_member_year", 300.0),), lasts_months=36, seasons=SIX)  # as in benefit-group
MOST = 0.5  # of those who came for the grant; assumed

_SUPPORT = {"state_office_share": 0.5, "state_interest_share": 0.5, "state_line_usd": 100_000.0}  # as in state-support-1969-75
_NO_MORE: tuple[Change, ...] = tuple(("set", name, 0.0) for name in _SUPPORT)
WITHDRAWN = Arm(past=tuple(_SUPPORT.items()), changes=_NO_MORE, seasons=SIX)

_SEASONAL = (  # as in seasonal-association
    *(("dissolves_each_season", True), ("sale_price", "open"), ("fixed_cost_usd_per_year", 60_000.0), ("fee_usd_per_qq", 15.0)),
    *(("opening_reserve_usd", 0.0), ("reserve_share", 0.0), ("credit_line_usd", 0.0)),
)
SEASONAL = Arm(past=_SEASONAL, seasons=SIX)
SEASONAL_BOOM = Arm(past=_SEASONAL, price="surprise", ln_size=BOOM_LN_SIZE, seasons=SIX)
SLIGHTLY = (0.02, 0.5)  # new ones among a season's members: "a slightly different group"; assumed
GATHERS_AGAIN = 0.1  # of the members; assumed


def _members(seen: Seen, season: int) -> Array:
    """How many there are when a season has closed."""
    return np.asarray(seen.season["member"][season].sum(axis=1))


def gone_after_the_grant(results: Results) -> Array:
    """Of the members whom the grant brought, how many are gone three seasons after its end; missing where it brought none."""
    brought, left = (_members(results[GRANTED], season) - _members(results[UNAIDED], season) for season in (2, 5))
    return np.where(brought > 0, 1.0 - ratio(left, brought), np.nan)


def less_offered_by_those_who_came(results: Results) -> Array:
    """By how much less of their harvest those offer who came for the grant, in its second and third season."""
    season, cohort = results[GRANTED].season, results[GRANTED].cohort
    member = season["season_member"][1:3] > 0
    of_old, came = (_offered_share(season, member & who) for who in (cohort, ~cohort))
    return np.asarray(of_old - came)


def _offered_share(season: Mapping[str, Array], who: NDArray[np.bool_]) -> Array:
    offered, harvest = ((season[name][1:3] * who).sum(axis=(0, 2)) for name in ("offered_qq", "harvest_qq"))
    return np.where(harvest > 0, offered_share(offered, harvest), np.nan)


def after_withdrawal(results: Results) -> Array:
    """Coffee delivered in the last three seasons, relative to a cooperative that never had support; both open at first."""
    seen, base = results[WITHDRAWN], results[UNAIDED]
    delivered, never = (one.season["delivered_qq"][3:].sum(axis=(0, 2)) for one in (seen, base))
    both = (seen.cooperative["alive"][0] > 0) & (base.cooperative["alive"][0] > 0)
    return np.where(both, ratio(delivered - never, never), np.nan)


def turnover(results: Results) -> Array:
    """Members of a season who were none in the season before, as a part of all; mean over seasons."""
    member = results[SEASONAL].season["season_member"] > 0
    came = (member[1:] & ~member[:-1]).sum(axis=(0, 2)).astype(float)
    return np.asarray(ratio(came, member[1:].sum(axis=(0, 2)).astype(float)))


def gathers_after_a_boom(results: Results) -> Array:
    """Members five seasons after a boom, relative to without it, less one."""
    boom, calm = (_members(results[arm], SIX - 1) for arm in (SEASONAL_BOOM, SEASONAL))
    return np.asarray(ratio(boom - calm, calm))


PATTERNS = (
    Pattern(
        "P31a",
        "Most of those who join for a grant leave when it ends",
        "La mayoría de quienes se asocian por un bono se retira cuando este acaba",
        CAN_FAIL,
        "Monterroso 2012; the part is our assumption",
        gone_after_the_grant,
        (GRANTED, UNAIDED),
        "above",
        MOST,
    ),
    Pattern(
        "P31b",
        "Those who join for a grant offer less of their coffee than the members of before",
        "Quienes se asocian por un bono ofrecen menos de su café que los socios de antes",
        CAN_FAIL,
        "Monterroso 2012",
        less_offered_by_those_who_came,
        (GRANTED,),
    ),
    Pattern(
        "P32",
        "A cooperative from which the state withdraws receives less coffee than one that it never supported",
        "Una cooperativa a la que el Estado deja de apoyar recibe menos café que una a la que nunca apoyó",
        CAN_FAIL,
        "Castillo 2012",
        after_withdrawal,
        (WITHDRAWN, UNAIDED),
        "below",
        None,
        0.0,
    ),
    Pattern(
        "P33a",
        "An association for a season is a slightly different group each year",
        "Una asociación por campaña es cada año un grupo un poco distinto",
        CAN_FAIL,
        "Medius & Shariff 2011; the band is our assumption",
        turnover,
        (SEASONAL,),
        "band",
        *SLIGHTLY,
    ),
    Pattern(
        "P33b",
        "An association for a season gathers as many again after a boom",
        "Después de un alza se juntan otra vez tantos en una asociación por campaña",
        CAN_FAIL,
        "Medius & Shariff 2011; the margin is our assumption",
        gathers_after_a_boom,
        (SEASONAL, SEASONAL_BOOM),
        "above",
        -GATHERS_AGAIN,
    ),
)
