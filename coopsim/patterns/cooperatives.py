"""What a cooperative does: sanctions (P13), a certificate (P17), prompt open prices in a boom (P28), the good years (P29)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopsim.equations.indicators import ratio
from coopsim.patterns.declared import AS_IT_IS, CAN_FAIL, Arm, Array, Pattern, Results
from coopsim.patterns.markets import BOOM_LN_SIZE
from coopsim.patterns.measures import cohort_delivered_share, cohort_leakage_share, income_usd_per_qq
from coopsim.scenario.events import Change

MINIMUM_SHARE = 0.8  # sizes of the scenario sanctions
SANCTIONED = Arm(
    changes=(
        ("set", "minimum_delivery_share", MINIMUM_SHARE),
        ("set", "sanction_usd_per_qq", 30.0),
        ("set", "monitoring_share", 0.5),
        ("set", "monitoring_cost_usd_per_year", 5_000.0),
    )
)

_CERTIFIED: tuple[Change, ...] = (  # sizes of the scenario fairtrade-floor; the premium goes to the fund for projects
    ("set", "certified_share", 0.4),
    ("set", "certified_floor", True),
    ("set", "certification_cost_usd_per_year", 6_000.0),
    ("set", "premium_usd_per_qq", 20.0),
)
LOW = Arm(price="step", ln_size=-BOOM_LN_SIZE)
LOW_CERTIFIED, CERTIFIED = Arm(price="step", ln_size=-BOOM_LN_SIZE, changes=_CERTIFIED), Arm(changes=_CERTIFIED)

PROMPT = (("sale_price", "open"), ("member_price", "indexed"), ("payment_delay_months", 0), ("advance_share", 0.95))
PROMPT_CALM, PROMPT_BOOM = Arm(past=PROMPT), Arm(past=PROMPT, price="surprise", ln_size=BOOM_LN_SIZE)
KEEPS = 0.05  # the smallest change of offers that the claim counts

GOOD_YEARS = Arm(price="history", seasons=13)  # April 2002 to March 2015


def compliers(results: Results) -> Array:
    """Share of the cohort that delivers the minimum under threat and would not without, less those who do the reverse.

    Stayers alone, in the second and third season of the threat.
    """
    seen, base = results[SANCTIONED], results[AS_IT_IS]
    under, free = (_reaches(one.season["offered_qq"], one.season["harvest_qq"]) for one in (seen, base))
    stays = (seen.season["member"] > 0) & (base.season["member"] > 0) & base.cohort
    moved = (stays & under & ~free).astype(float) - (stays & free & ~under)
    return ratio(moved[1:].sum(axis=2).mean(axis=0), base.cohort.sum(axis=1).astype(float))


def _reaches(offered: Array, harvest: Array) -> NDArray[np.bool_]:
    return np.asarray((harvest > 0) & (offered >= MINIMUM_SHARE * harvest - 1e-9))


def leavers(results: Results) -> Array:
    """Share of the cohort that is out under threat and would be in without, less the reverse; second and third season."""
    seen, base = results[SANCTIONED], results[AS_IT_IS]
    out = (base.season["member"] - seen.season["member"]) * base.cohort
    return ratio(out[1:].sum(axis=2).mean(axis=0), base.cohort.sum(axis=1).astype(float))


def _net_benefit(certified: Arm, base: Arm, results: Results) -> Array:
    return income_usd_per_qq(results[certified], (1, 2)) - income_usd_per_qq(results[base], (1, 2))


def _growth(results: Results) -> Array:
    """Coffee delivered a season, 2012 to 2014 over 2002 to 2004, less one; a closed cooperative delivers nothing."""
    delivered = (results[GOOD_YEARS].season["delivered_qq"]).sum(axis=2)
    return ratio(delivered[10:13].mean(axis=0) - delivered[:3].mean(axis=0), delivered[:3].mean(axis=0))


PATTERNS = (
    Pattern(
        "P13a",
        "The threat of a fine makes some deliver the minimum, beyond one season",
        "La amenaza de multa hace que algunos entreguen el mínimo, más de una campaña",
        CAN_FAIL,
        "Casaburi & Macchiavello 2015",
        compliers,
        (SANCTIONED, AS_IT_IS),
    ),
    Pattern(
        "P13b",
        "The threat of a fine makes some leave, beyond one season",
        "La amenaza de multa hace que algunos se retiren, más de una campaña",
        CAN_FAIL,
        "Casaburi & Macchiavello 2015",
        leavers,
        (SANCTIONED, AS_IT_IS),
    ),
    Pattern(
        "P17a",
        "Certification pays off for members when the market is below the minimum price",
        "La certificación le conviene al socio con la bolsa por debajo del precio mínimo",
        CAN_FAIL,
        "de Janvry, McIntosh & Sadoulet 2015",
        lambda results: _net_benefit(LOW_CERTIFIED, LOW, results),
        (LOW_CERTIFIED, LOW),
        "above",
        0.0,
        None,
        "US$/qq",
    ),
    Pattern(
        "P17b",
        "Certification does not pay off for members when the market is above the minimum price",
        "La certificación no le conviene al socio con la bolsa por encima del precio mínimo",
        CAN_FAIL,
        "de Janvry, McIntosh & Sadoulet 2015",
        lambda results: _net_benefit(CERTIFIED, AS_IT_IS, results),
        (CERTIFIED, AS_IT_IS),
        "below",
        None,
        0.0,
        "US$/qq",
    ),
    Pattern(
        "P28a",
        "A prompt, open-priced cooperative keeps its members' offers in a boom",
        "Una cooperativa que paga rápido y según la bolsa conserva lo que le ofrecen sus socios en un alza",
        CAN_FAIL,
        "follows from Blouin & Macchiavello; margin as in the claim",
        lambda results: cohort_leakage_share(results[PROMPT_CALM], (0,)) - cohort_leakage_share(results[PROMPT_BOOM], (0,)),
        (PROMPT_CALM, PROMPT_BOOM),
        "above",
        -KEEPS,
    ),
    Pattern(
        "P28b",
        "It keeps its share of the coffee, turned-away coffee counted",
        "Conserva su parte del café, contando el café rechazado",
        CAN_FAIL,
        "follows from Blouin & Macchiavello; margin as in the claim",
        lambda results: cohort_delivered_share(results[PROMPT_BOOM], (0,)) - cohort_delivered_share(results[PROMPT_CALM], (0,)),
        (PROMPT_CALM, PROMPT_BOOM),
        "above",
        -KEEPS,
    ),
    Pattern(
        "P29",
        "Counter-evidence: coffee delivered grew over the high prices of 2005 to 2014",
        "Evidencia en contra: el café entregado creció con los precios altos de 2005 a 2014",
        CAN_FAIL,
        "JNC / press; from memory",
        _growth,
        (GOOD_YEARS,),
    ),
)
