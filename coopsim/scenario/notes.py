"""What a scenario asks for and does not get: valid all the same, and said once before it is run."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import pandas as pd

from coopsim.equations.cooperative import months_to_second_payment
from coopsim.language import text as _
from coopsim.prices.source import price_file
from coopsim.scenario.cooperative import CooperativePolicy
from coopsim.scenario.drawn import DrawnPolicy
from coopsim.scenario.model import Scenario
from coopsim.scenario.places import MOST_MEMBERS_SHARE, names_of_districts
from coopsim.scenario.read import base_file, folder, load


def notes(scenario: Scenario) -> list[str]:
    """One sentence, in the language spoken, for each thing that the scenario declares and cannot have.

    >>> from coopsim.scenario import load
    >>> notes(load("castillo"))
    []
    >>> len(notes(load("castillo").with_values({"payment_delay_months": 0})))
    1
    """
    message = _(
        "{name} = {declared}, but {cooperative} pools its price: the second payment comes after {wait} months, when the coffee "
        "is sold and paid. To pay on delivery: member_price = indexed or fixed, or a larger advance_share"
    )
    sentences = []
    for policy, district in zip(scenario.cooperative, names_of_districts(scenario.cooperative), strict=True):
        declared = {"payment_delay_months": float(policy.payment_delay_months)}
        for event in scenario.event:
            if event.strikes(policy.id, district) and "payment_delay_months" in event.set:
                declared[f"event.{event.id}.payment_delay_months"] = float(event.set["payment_delay_months"])
        for name, months in declared.items():
            wait = float(months_to_second_payment(months, policy.processing_months, policy.member_price == "pooled"))
            if wait > months:
                of = policy.group if isinstance(policy, DrawnPolicy) else policy.id
                sentences.append(message.format(name=name, declared=f"{months:g}", cooperative=of, wait=f"{wait:g}"))
    others = (_of_the_base(scenario), _of_members(scenario), _of_prices(scenario), _of_seasons(scenario))
    return [*dict.fromkeys(sentences), *(sentence for some in others for sentence in some)]


def _of_the_base(scenario: Scenario) -> Iterator[str]:
    """What a file that one builds on says of a cooperative, and the file on top of it, which names it anew, does not.

    A cooperative is replaced as a whole. Of a base that comes with coopsim this is known; of one's own it is easily a mistake.
    """
    if not scenario.base or scenario.folder is None:
        return
    itself = scenario.folder / f"{scenario.id}.toml"
    base = base_file(scenario.base, itself)
    if base is None or base.parent == folder() or not itself.is_file():
        return
    before = _cooperatives(base, base.stat().st_mtime_ns)
    for name, policy in _cooperatives(itself, itself.stat().st_mtime_ns).items():
        was = before.get(name, policy)
        lost = [one for one in was.model_fields_set - policy.model_fields_set if getattr(was, one) != getattr(policy, one)]
        if lost:
            message = _(
                "{base} says more of cooperative {id} than counts here: {lost}. A cooperative is replaced as a whole; write "
                "again what shall stay"
            )
            said = ", ".join(f"{one} = {getattr(was, one)}" for one in sorted(lost))
            yield message.format(base=scenario.base, id=name, lost=said)


@lru_cache(maxsize=16)
def _cooperatives(file: Path, _changed_ns: int) -> dict[str, CooperativePolicy]:
    """The cooperatives of a file as it was written, also where a scenario has changed since; read once for many points."""
    return {policy.id: policy for policy in load(file).cooperative}


def _of_seasons(scenario: Scenario) -> Iterator[str]:
    """A run of one year that begins within a harvest year records none from its first month to its last."""
    time = scenario.time
    if time.years == 1 and int(time.start[5:]) != time.season_opens:
        yield _(
            "no whole harvest year lies within the run, for it opens in month {opens}: there are months, and no seasons"
        ).format(opens=time.season_opens)


def _of_prices(scenario: Scenario) -> tuple[str, ...]:
    """How the scenario's price file was understood, and what is doubtful in it."""
    if scenario.price.source != "file":
        return ()
    months = pd.period_range(scenario.time.start, periods=scenario.time.years * 12, freq="M")
    read = price_file(scenario.price, scenario.folder, months=months, corrected=not scenario.price.nominal)
    return tuple(f"{Path(scenario.price.path).name}: {note}" for note in read.notes)


def _of_members(scenario: Scenario) -> Iterator[str]:
    """Drawn cooperatives that leave too few others in a district."""
    policies = scenario.cooperative
    farmers = dict(zip((one.id for one in scenario.district), scenario.farmers_of_districts(), strict=True))
    for district, number in (farmers or {"": scenario.population.farmers}).items():
        there = [one for one in policies if district in ("", one.district)]
        members = sum(one.members for one in there if one.stands_at_start)
        if members > MOST_MEMBERS_SHARE * number and any(isinstance(one, DrawnPolicy) for one in there):
            yield _(
                "{members} members are drawn on average in {place}, of {farmers} farmers. Where more than {share} % would be "
                "members, drawn cooperatives have fewer, each by the same part; the spread of their size is not the one written"
            ).format(
                members=members,
                place=f"[[district]] {district}" if district else _("all districts"),
                farmers=number,
                share=f"{100 * MOST_MEMBERS_SHARE:.0f}",
            )


def warn(sentences: Sequence[str]) -> None:
    """Each sentence as a warning at the line of Python that called the function that calls this."""
    for sentence in sentences:
        warnings.warn(sentence, stacklevel=3)
