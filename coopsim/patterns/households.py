"""What moves a household: the gap (P3, P27), an expense (P9), late pay and trust (P10, P14), farm size (P11), rust (P15)."""

from __future__ import annotations

import numpy as np

from coopsim.equations.indicators import ratio
from coopsim.patterns.declared import AS_IT_IS, BUILT_IN, CAN_FAIL, Arm, Array, Pattern, Results
from coopsim.patterns.measures import ALL, cohort_delivered_share, cohort_leakage_share, difference, household_offered_share
from coopsim.scenario.events import Change

PAID_MORE = Arm(gap_share=-0.15)
PAID_LESS = Arm(gap_share=0.10)

_SHOCK: tuple[Change, ...] = (
    ("set", "shock_share_per_month", 0.25),
    ("set", "shock_usd", 450.0),
)  # a quarter of the households, each month
SHOCKED = Arm(changes=_SHOCK)
INSURED = Arm(changes=(*_SHOCK, ("set", "insured_share", 1.0), ("set", "insurance_premium_usd_per_year", 60.0)))
ADVANCED = Arm(changes=(*_SHOCK, ("set", "advance_share", 0.8)))

INDEXED = (("member_price", "indexed"), ("sale_price", "open"))  # a delay of no month at all is possible here, not in a pool
TRUST_LEVELS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
_NOTHING_LEARNED: tuple[Change, ...] = (
    ("set", "trust_gain_share", 0.0),
    ("set", "trust_loss_share", 0.0),
    ("set", "kin_talk_share", 0.0),
)


def trusting(trust: float, delay: int) -> Arm:
    """Everybody trusts alike, nobody learns, and the second payment comes after `delay` months."""
    changes: tuple[Change, ...] = (("set", "trust", trust), *_NOTHING_LEARNED, ("set", "payment_delay_months", delay))
    return Arm(past=INDEXED, changes=changes)


SIZES = Arm(
    past=(
        ("hectares.distribution", "lognormal"),
        ("hectares.mean", 6.0),
        ("hectares.sd", 8.0),
        ("hectares.low", 0.3),
        ("hectares.high", 20.0),
    )
)
SMALL, MIDDLE, LARGE = (0.0, 1.0), (1.5, 5.0), (10.0, 99.0)  # hectares

_MIXED = (
    ("risk_aversion.distribution", "uniform"),
    ("risk_aversion.mean", 0.2),
    ("risk_aversion.low", 0.0),
    ("risk_aversion.high", 0.4),
    ("off_coffee_income_usd_per_month.distribution", "uniform"),
    ("off_coffee_income_usd_per_month.mean", 80.0),
    ("off_coffee_income_usd_per_month.low", 0.0),
    ("off_coffee_income_usd_per_month.high", 160.0),
)
MIXED = Arm(past=_MIXED)
RUST = Arm(past=_MIXED, changes=(("set", "crop_loss_share", 0.15),), lasts_months=18)

BETTER_PAST = Arm(changes=(("set", "differential_usd_per_qq", 40.0),), lasts_months=12)
LATE_AT_TIMES = Arm(changes=(("set", "late_payment_share", 0.5),))
_THINS = ("group_size_elasticity", 0.5)
SMALL_GROUP, LARGE_GROUP = Arm(past=(_THINS,)), Arm(past=(_THINS, ("members", 150)))
DEFECTION = Arm(third_sells_outside=True)


def late_pay(trust: float, results: Results) -> Array:
    """What three months of waiting do to the share offered, among people who trust so much."""
    return cohort_leakage_share(results[trusting(trust, 0)]) - cohort_leakage_share(results[trusting(trust, 3)])


def by_size(results: Results) -> dict[str, Array]:
    """Mean share offered by small, middle and large farms, each of shape (replicates,); missing where there is none."""
    seen = results[SIZES]
    harvests = seen.season["harvest_qq"] > 0
    share = ratio(np.where(harvests, household_offered_share(seen), 0.0).sum(axis=0), harvests.sum(axis=0))
    by_third = {}
    for name, (low, high) in {"small": SMALL, "middle": MIDDLE, "large": LARGE}.items():
        who = seen.cohort & (seen.farmer["hectares"] >= low) & (seen.farmer["hectares"] < high) & ~np.isnan(share)
        number = who.sum(axis=1)
        by_third[name] = np.where(number > 0, np.where(who, share, 0.0).sum(axis=1) / np.maximum(number, 1), np.nan)
    return by_third


def _arm_of_the_u(end: str, results: Results) -> Array:
    shares = by_size(results)
    return shares[end] - shares["middle"]


def rust_among_the_bold(results: Results) -> Array:
    """Change in leakage with rust, among members below the middle in risk aversion and above it in other income."""
    seen, base = results[RUST], results[MIXED]
    bold = base.cohort & (base.farmer["risk_aversion"] < 0.2) & (base.farmer["off_coffee_income_usd_per_month"] > 80.0)
    return cohort_leakage_share(seen, (0, 1), bold) - cohort_leakage_share(base, (0, 1), bold)


def neighbours_defect(results: Results) -> Array:
    """Change in the leakage of members who are free, when every third household sells all outside."""
    seen, base = results[DEFECTION], results[AS_IT_IS]
    free = base.cohort.copy()
    free[:, ::3] = False
    return cohort_leakage_share(seen, ALL, free) - cohort_leakage_share(base, ALL, free)


PATTERNS = (
    Pattern(
        "P3",
        "Leakage where the cooperative pays 15 % more",
        "Venta afuera donde la cooperativa paga 15 % más",
        CAN_FAIL,
        "Enelow 2014; Geng, Janssens & Kramer 2023",
        lambda results: cohort_leakage_share(results[PAID_MORE]),
        (PAID_MORE,),
        "band",
        0.10,
        1.0,
    ),
    Pattern(
        "P9a",
        "Sudden expenses raise leakage",
        "Los gastos imprevistos aumentan la venta afuera",
        CAN_FAIL,
        "Geng, Janssens & Kramer 2023",
        difference(cohort_leakage_share, SHOCKED, AS_IT_IS),
        (SHOCKED, AS_IT_IS),
        "band",
        0.05,
        1.0,
    ),
    Pattern(
        "P9b",
        "Insurance against them cuts it",
        "Un seguro la reduce",
        CAN_FAIL,
        "Geng, Janssens & Kramer 2023",
        difference(cohort_leakage_share, SHOCKED, INSURED),
        (SHOCKED, INSURED),
        "band",
        0.05,
        1.0,
    ),
    Pattern(
        "P9c",
        "A bigger advance (80 %) cuts it",
        "Un adelanto mayor (80 %) la reduce",
        CAN_FAIL,
        "Geng, Janssens & Kramer 2023",
        difference(cohort_leakage_share, SHOCKED, ADVANCED),
        (SHOCKED, ADVANCED),
        "band",
        0.05,
        1.0,
    ),
    Pattern(
        "P10a",
        "Late pay loses coffee where trust is low (0.5)",
        "El pago tardío aleja café donde hay poca confianza (0.5)",
        CAN_FAIL,
        "Casaburi & Macchiavello 2019",
        lambda results: late_pay(TRUST_LEVELS[0], results),
        tuple(trusting(level, delay) for level in TRUST_LEVELS for delay in (0, 3)),
        "below",
        None,
        0.0,
    ),
    Pattern(
        "P10b",
        "Late pay brings coffee where trust is complete (1.0)",
        "El pago tardío atrae café donde la confianza es plena (1.0)",
        CAN_FAIL,
        "Casaburi & Macchiavello 2019",
        lambda results: late_pay(TRUST_LEVELS[-1], results),
        tuple(trusting(level, delay) for level in TRUST_LEVELS for delay in (0, 3)),
    ),
    Pattern(
        "P11a",
        "Farms under 1 ha offer a larger share than farms of 1.5 to 5 ha",
        "Las fincas de menos de 1 ha ofrecen una parte mayor que las de 1.5 a 5 ha",
        CAN_FAIL,
        "Wollni & Fischer 2015",
        lambda results: _arm_of_the_u("small", results),
        (SIZES,),
    ),
    Pattern(
        "P11b",
        "Farms over 10 ha offer a larger share than farms of 1.5 to 5 ha",
        "Las fincas de más de 10 ha ofrecen una parte mayor que las de 1.5 a 5 ha",
        CAN_FAIL,
        "Wollni & Fischer 2015",
        lambda results: _arm_of_the_u("large", results),
        (SIZES,),
    ),
    Pattern(
        "P14a",
        "Trust lowers side-selling (0.9 against 0.6)",
        "La confianza reduce la venta afuera (0.9 frente a 0.6)",
        BUILT_IN,
        "Arana-Coronado et al. 2019",
        difference(cohort_leakage_share, trusting(0.9, 3), trusting(0.6, 3)),
        (trusting(0.9, 3), trusting(0.6, 3)),
        "below",
        None,
        0.0,
    ),
    Pattern(
        "P14b",
        "Benefits received last season lower it",
        "Los beneficios recibidos en la campaña pasada la reducen",
        BUILT_IN,
        "Arana-Coronado et al. 2019",
        difference(cohort_leakage_share, BETTER_PAST, AS_IT_IS, (1, 2)),
        (BETTER_PAST, AS_IT_IS),
        "below",
        None,
        0.0,
    ),
    Pattern(
        "P14c",
        "An uncertain pay date raises it",
        "Una fecha de pago incierta la aumenta",
        BUILT_IN,
        "Fischer & Qaim 2014",
        difference(cohort_leakage_share, LATE_AT_TIMES, AS_IT_IS),
        (LATE_AT_TIMES, AS_IT_IS),
    ),
    Pattern(
        "P14d",
        "A larger group raises it (150 members against 100)",
        "Un grupo más grande la aumenta (150 socios frente a 100)",
        BUILT_IN,
        "Fischer & Qaim 2014",
        difference(cohort_leakage_share, LARGE_GROUP, SMALL_GROUP),
        (LARGE_GROUP, SMALL_GROUP),
    ),
    Pattern(
        "P14e",
        "Neighbours' side-selling raises it",
        "La venta afuera de los vecinos la aumenta",
        BUILT_IN,
        "Fischer & Qaim 2014",
        neighbours_defect,
        (DEFECTION, AS_IT_IS),
    ),
    Pattern(
        "P15",
        "Rust raises leakage among members who fear risk less and have other income",
        "La roya aumenta la venta afuera entre los socios que temen menos el riesgo y tienen otros ingresos",
        BUILT_IN,
        "Keenan, Fort & Vargas 2024",
        rust_among_the_bold,
        (RUST, MIXED),
    ),
    Pattern(
        "P27",
        "Most is delivered in a season in which traders pay 10 % more",
        "Se entrega la mayor parte en una campaña en que el intermediario paga 10 % más",
        CAN_FAIL,
        "2005 and 2011 reports; 10 % assumed",
        lambda results: cohort_delivered_share(results[PAID_LESS], (0,)),
        (PAID_LESS,),
        "band",
        0.50,
        1.0,
    ),
)
