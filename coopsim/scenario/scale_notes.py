"""What `coopsim scenarios check` says of absolute numbers that do not fit the members: the value, what is usual, a way on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from coopsim.language import text as _
from coopsim.scenario.cooperative import CooperativePolicy
from coopsim.scenario.declare import bounds
from coopsim.scenario.drawn import DrawnPolicy
from coopsim.scenario.harvest_year import (
    calendar_month,
    is_cut_by_the_year,
    months_until_it_opens,
    opens_with_the_harvest,
)
from coopsim.scenario.market import Intermediary
from coopsim.scenario.model import Scenario
from coopsim.scenario.scale import USUAL, Scale, scales

# Castillo 2012 says the headroom; of the rest, what the scenario castillo has, rounded
HEADROOM, RESERVE_USD_PER_QQ, LINE_USD_PER_QQ, FARMERS_PER_TRADER = 1.05, 15.0, 15.0, 53.0


def scale_notes(scenario: Scenario) -> list[str]:
    """One sentence, in the language spoken, for each absolute number that does not fit; every scenario is valid all the same.

    >>> from coopsim.scenario import load
    >>> scale_notes(load("castillo"))
    []
    >>> len(scale_notes(load("castillo").with_values({"members": 600, "farmers": 660})))
    4
    """
    policies = {policy.id: policy for policy in scenario.cooperative}
    sentences: list[str] = []
    for scale in scales(scenario):
        policy = policies[scale.cooperative]
        if isinstance(policy, DrawnPolicy):  # once for all that are drawn of one table
            scale = replace(scale, cooperative=policy.group)
        sentences += [sentence for sentence in _of_cooperative(scale, policy) if sentence not in sentences]
    return [*sentences, *_of_traders(scenario), *_of_harvest_year(scenario)]


def _of_cooperative(scale: Scale, policy: CooperativePolicy) -> Iterator[str]:
    unusual, sales = scale.unusual(), scale.normal_sales_qq
    if scale.headroom is not None and {"headroom", "office_usd_per_qq"} & set(unusual):
        yield _office(scale, policy)
    if "reserve_usd_per_qq" in unusual:
        yield _money(
            scale,
            "opening_reserve_usd",
            policy.opening_reserve_usd,
            "reserve_usd_per_qq",
            _fit(CooperativePolicy, "opening_reserve_usd", RESERVE_USD_PER_QQ * sales),
        )
    if "line_usd_per_qq" in unusual:
        yield _money(
            scale,
            "credit_line_usd",
            policy.credit_line_usd,
            "line_usd_per_qq",
            _fit(CooperativePolicy, "credit_line_usd", LINE_USD_PER_QQ * sales),
        )


def _office(scale: Scale, policy: CooperativePolicy) -> str:
    assert scale.headroom is not None
    headroom, office = USUAL["headroom"], USUAL["office_usd_per_qq"]
    message = _(
        "cooperative.{id}.fixed_cost_usd_per_year = {value}: the fee of {members} members does not pay such an office. Headroom "
        "{headroom}, usual {low} to {high}; US$ {office} a quintal, usual {least} to {most}. At {way_on} the headroom would be "
        "{reached}; Castillo's cooperative has 1.05"
    )
    if scale.headroom > headroom.high or scale.office_usd_per_qq < office.low:
        message = _(
            "cooperative.{id}.fixed_cost_usd_per_year = {value}: with {members} members and so small an office hardly anything "
            "closes it. Headroom {headroom}, usual {low} to {high}; US$ {office} a quintal, usual {least} to {most}. At {way_on} "
            "the headroom would be {reached}; Castillo's cooperative has 1.05"
        )
    pays = policy.fee_usd_per_qq * scale.normal_sales_qq
    way_on = _fit(CooperativePolicy, "fixed_cost_usd_per_year", pays / HEADROOM)
    return message.format(
        id=scale.cooperative,
        value=f"{policy.fixed_cost_usd_per_year:.0f}",
        members=scale.members,
        headroom=f"{scale.headroom:.2g}",
        low=f"{headroom.low:g}",
        high=f"{headroom.high:g}",
        office=f"{scale.office_usd_per_qq:.1f}",
        least=f"{office.low:g}",
        most=f"{office.high:g}",
        way_on=way_on,
        reached=f"{pays / float(way_on):.2g}",
    )


def _money(scale: Scale, name: str, value: float, measure: str, way_on: str) -> str:
    return _(
        "cooperative.{id}.{name} = {value}: US$ {measure} for each of the {sales} qq that {members} members usually deliver, "
        "usual {low} to {high}. As at Castillo's cooperative it would be {way_on}"
    ).format(
        id=scale.cooperative,
        name=name,
        value=f"{value:.0f}",
        measure=f"{getattr(scale, measure):.1f}",
        sales=f"{scale.normal_sales_qq:,.0f}",
        members=scale.members,
        low=f"{USUAL[measure].low:g}",
        high=f"{USUAL[measure].high:g}",
        way_on=way_on,
    )


def _of_traders(scenario: Scenario) -> Iterator[str]:
    """One sentence for all districts, of the one with most farmers for each trader."""
    unusual = [scale for scale in scales(scenario) if "farmers_per_trader" in scale.unusual()]
    if not unusual:
        return
    worst = max(unusual, key=lambda scale: scale.farmers_per_trader)
    usual = USUAL["farmers_per_trader"]
    yield _(
        "number = {value}: {farmers} farmers of a district have one trader for {each}, usual {low} to {high}. As at Castillo's "
        "cooperative it would be {way_on}"
    ).format(
        value=f"{worst.farmers / worst.farmers_per_trader:g}",
        farmers=worst.farmers,
        each=f"{worst.farmers_per_trader:.0f}",
        low=f"{usual.low:g}",
        high=f"{usual.high:g}",
        way_on=_fit(Intermediary, "number", worst.farmers / FARMERS_PER_TRADER),
    )


def _of_harvest_year(scenario: Scenario) -> Iterator[str]:
    time, months = scenario.time, months_until_it_opens(scenario)
    if is_cut_by_the_year(time.harvest_shares):
        later = opens_with_the_harvest(time.harvest_shares)
        shares = [*time.harvest_shares[later:], *time.harvest_shares[:later]]
        yield _(
            "season_opens = {value}: accounts close in the middle of a harvest, for coffee is picked in the last month of the "
            "harvest year and in the first of the next. Usual is a year that opens with the harvest: season_opens = {way_on}, "
            "harvest_shares = {shares}"
        ).format(value=time.season_opens, way_on=calendar_month(time.season_opens, later), shares=shares)
    elif months:
        yield _(
            "start = {value}: the first {months} months come before a harvest year opens and are in no season. Usual is the "
            "month in which it opens: start = {way_on}"
        ).format(value=time.start, months=months, way_on=f"{time.start[:5]}{time.season_opens:02d}")


def _fit(table: type[CooperativePolicy] | type[Intermediary], name: str, value: float) -> str:
    """A number as a way on: to two figures, within what is allowed.

    >>> _fit(CooperativePolicy, "fixed_cost_usd_per_year", 98_000.0), _fit(CooperativePolicy, "fixed_cost_usd_per_year", 6e5)
    ('98000', '400000')
    """
    least, most = bounds(table.model_fields[name].metadata)
    rounded = max(float(f"{value:.2g}"), least or 0.0)
    return f"{rounded if most is None else min(rounded, most):.0f}"
