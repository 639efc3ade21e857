"""How the test was made, in a few sentences for whoever checks it."""

from __future__ import annotations

from math import expm1

from coopsim.claim.documents import Verdict
from coopsim.language import text as _
from coopsim.report.numbers import per_cent


def method(verdict: Verdict, language: str) -> tuple[str, ...]:
    """Paragraphs on what a case is, how noise is taken out, and what makes a verdict."""
    if verdict.design == "history":
        return ()
    rise, fall = (f"{100 * expm1(sign * verdict.headline_ln_size):+.0f} %" for sign in (1, -1))
    case = _(
        "An imagined cooperative is one draw of all that sources leave open. It is simulated {runs} times. Each run has its own "
        "prices and random draws. With all else equal it is simulated with a boom of {rise}, with a slump of {fall} and with "
        "neither.",
        language,
    )
    dropped = _(
        "A run whose cooperative closes before the price changes does not count; so it was in {share} of the runs.", language
    )
    noise = _(
        "Single imagined cooperatives are not counted, since chance would decide many of them. Their effects are modelled as a "
        "distribution plus the known noise of the runs, and its shares are reported; the interval allows for the choice of that "
        "distribution (parametric bootstrap, {level}).",
        language,
    )
    answers = _(
        "The answer of a line is yes, no or too small where the lower end of that share is at least {threshold}, and undecided "
        "where the interval of the largest share is wider than 30 of 100. Else it depends. With fewer than {minimum} imagined "
        "cooperatives there is no verdict.",
        language,
    )
    fixed = _("All of this was fixed in claim.toml before the model was run; its hash stands below.", language)
    first = case.format(runs=verdict.runs_per_world, rise=rise, fall=fall)
    if verdict.runs_dropped_share is not None:
        first = f"{first} {dropped.format(share=per_cent(verdict.runs_dropped_share))}"
    return (
        first,
        noise.format(level=per_cent(verdict.level)),
        answers.format(threshold=per_cent(verdict.threshold_share), minimum=verdict.minimum_worlds),
        fixed,
    )
