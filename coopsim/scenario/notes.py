"""What a scenario asks for and does not get: valid all the same, and said once before it is run."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

from coopsim.equations.cooperative import months_to_second_payment
from coopsim.language import text as _
from coopsim.scenario.model import Scenario


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
    for policy in scenario.cooperative:
        declared = {"payment_delay_months": float(policy.payment_delay_months)}
        for event in scenario.event:
            if event.active and event.cooperative in ("", policy.id) and "payment_delay_months" in event.set:
                declared[f"event.{event.id}.payment_delay_months"] = float(event.set["payment_delay_months"])
        for name, months in declared.items():
            wait = float(months_to_second_payment(months, policy.processing_months, policy.member_price == "pooled"))
            if wait > months:
                sentences.append(message.format(name=name, declared=f"{months:g}", cooperative=policy.id, wait=f"{wait:g}"))
    return sentences


def warn(sentences: Sequence[str]) -> None:
    """Each sentence as a warning at the line of Python that called the function that calls this."""
    for sentence in sentences:
        warnings.warn(sentence, stacklevel=3)
