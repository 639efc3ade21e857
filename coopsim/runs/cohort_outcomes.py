"""What the claim measures of a cohort of members and of their cooperative, each outcome declared once.

The cohort is who is a member when the arms branch off, two seasons before the event. Those who leave stay in the count,
and a closed cooperative is offered nothing. Over a window a share whose formula has a sum is the sum over the window's
seasons over the sum; what is said to hold at the end is read in the last season; the rest is the mean over households and
seasons.
"""

from __future__ import annotations

from coopsim.model.column import COOPERATIVE, Column
from coopsim.runs.ladder_outcomes import LADDER_OUTCOMES

COHORT = "cohort at the start"


def _cohort(name: str, unit: str, en: str, es: str, label_en: str, label_es: str, formula: str) -> Column:
    return Column(name, unit, en, es, label_en, label_es, formula, COHORT)


COHORT_OUTCOMES = (
    _cohort(
        "income_usd_per_farmer",
        "US$",
        "Net coffee income per household, wherever the coffee was sold",
        "Ingreso neto por café por familia, sea quien sea el comprador",
        "Income per household",
        "Ingreso por familia",
        "(received - cash costs - interest) / cohort",
    ),
    _cohort(
        "income_poorest_third_usd_per_farmer",
        "US$",
        "Net coffee income per household of the poorest third",
        "Ingreso neto por café por familia del tercio más pobre",
        "Income of the poorest third",
        "Ingreso del tercio más pobre",
        "(received - cash costs - interest) of the poorest third / its households",
    ),
    _cohort(
        "cohort_offered_share",
        "share",
        "Share of the cohort's harvest offered to the cooperative",
        "Parte de la cosecha de los socios del inicio que se ofreció a la cooperativa",
        "Share offered",
        "Parte ofrecida",
        "sum of offered_qq / sum of harvest_qq",
    ),
    _cohort(
        "offered_poorest_third_share",
        "share",
        "Share of the harvest that the poorest third offered",
        "Parte de la cosecha que ofreció el tercio más pobre",
        "Offered by the poorest third",
        "Ofrecido por el tercio más pobre",
        "sum of offered_qq / sum of harvest_qq, poorest third",
    ),
    _cohort(
        "offered_richest_third_share",
        "share",
        "Share of the harvest that the richest third offered",
        "Parte de la cosecha que ofreció el tercio más rico",
        "Offered by the richest third",
        "Ofrecido por el tercio más rico",
        "sum of offered_qq / sum of harvest_qq, richest third",
    ),
    _cohort(
        "cohort_delivered_share",
        "share",
        "Share of the cohort's harvest that the cooperative took",
        "Parte de la cosecha de los socios del inicio que la cooperativa recibió",
        "Share delivered",
        "Parte entregada",
        "sum of delivered_qq / sum of harvest_qq",
    ),
    _cohort(
        "refused_share",
        "share",
        "Share of coffee offered that the cooperative could not take",
        "Parte del café ofrecido que la cooperativa no pudo recibir",
        "Share refused for lack of cash",
        "Parte rechazada sin efectivo",
        "sum of refused_qq / sum of offered_qq",
    ),
    _cohort(
        "members_active_share",
        "share",
        "Households that delivered at least 10 % of their harvest",
        "Familias que entregaron al menos 10 % de su cosecha",
        "Active members",
        "Socios activos",
        "households with delivered_qq >= 10 % of harvest_qq / cohort",
    ),
    _cohort(
        "turning_gap_usd_per_qq",
        "US$/qq",
        "Price gap at which a household would offer less than half, mean; measured only where it is asked for",
        "Brecha de precio con la que una familia ofrecería menos de la mitad, promedio; medida solo si se pide",
        "Gap that turns a member away",
        "Brecha con que deja de entregar",
        "sum of price gaps / cohort",
    ),
    *LADDER_OUTCOMES,
    Column(
        "closed_share",
        "share",
        "The cooperative is closed at the end of the window; of several, the share closed",
        "La cooperativa está cerrada al final del período; si son varias, qué parte cerró",
        "Closed at the end",
        "Cerrada al final",
        "1 - alive, last season",
        COOPERATIVE,
    ),
    _cohort(
        "distress_share",
        "share",
        "Households whose money does not cover the season's need, or whose coffee income is negative",
        "Familias cuyo dinero no cubre la necesidad de la campaña, o cuyo ingreso por café es negativo",
        "Households in distress",
        "Familias en apuros",
        "households with income + other income + savings < need, or income < 0 / cohort",
    ),
    _cohort(
        "shortfall_usd_per_farmer",
        "US$",
        "What a household lacks to cover the season's need",
        "Lo que a una familia le falta para cubrir la necesidad de la campaña",
        "Shortfall of a household",
        "Lo que le falta a una familia",
        "sum of max(need - income - other income - savings, 0) / cohort",
    ),
    _cohort(
        "abandoned_share",
        "share",
        "Coffee land neglected, or lost since the start, at the end of the window",
        "Tierra de café descuidada, o perdida desde el inicio, al final del período",
        "Area neglected or abandoned",
        "Área descuidada o abandonada",
        "(neglected_ha + what area_ha is below hectares) / hectares, last season",
    ),
    _cohort(
        "cohesion_share",
        "share",
        "Cohesion: harvest that would be offered under the standard temptation; 0 in a closed cooperative",
        "Cohesión: cosecha que se ofrecería ante la tentación de prueba; 0 si la cooperativa cerró",
        "Cohesion",
        "Cohesión",
        "share offered under one fixed temptation, weighed by usual harvest",
    ),
    _cohort(
        "cohort_trust",
        "share",
        "Trust of the cohort that promises are kept, mean; 0 in a closed cooperative",
        "Confianza de los socios del inicio en que se cumple lo prometido, promedio; 0 si la cooperativa cerró",
        "Trust of the cohort",
        "Confianza de los socios",
        "sum of trust, 0 where closed / cohort",
    ),
    _cohort(
        "members_kept_share",
        "share",
        "Households still members at the end of the window",
        "Familias que siguen siendo socias al final del período",
        "Members kept",
        "Socios que se quedan",
        "members / cohort, last season",
    ),
)
