"""What the claim measures of a cooperative's trouble, rung by rung of a ladder, each outcome declared once.

A season counts by its highest rung; a closed season is the last rung and nothing else. Over a window a rung is a share of its
seasons; of several cooperatives the mean.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from coopsim.model.column import COOPERATIVE, Column

RENAMED_OUTCOMES: Mapping[str, str] = MappingProxyType(  # before there was a ladder: what stands in their place
    {
        "trouble_share": "reached_refused",
        "trouble_contracts": "reached_contract_missed",
        "trouble_refused_or_late": "reached_late_pay",
        "trouble_loss": "reached_loss",
        "trouble_negative_worth": "reached_insolvent",
        "trouble_closed": "reached_closed",
    }
)


class _Rung(NamedTuple):
    """A rung in words: what happens, its title, and the amount behind it."""

    name: str
    en: str
    es: str
    title_en: str
    title_es: str
    amount_en: str
    amount_es: str
    amount_title_en: str
    amount_title_es: str
    amount: str


_RUNGS = (
    _Rung(
        "late_pay",
        "members get 10 % or more of their money late",
        "los socios reciben tarde 10 % o más de su dinero",
        "Late pay",
        "Pago tardío",
        "Money paid late to members, of what was due",
        "Dinero pagado tarde a los socios, de lo que vencía",
        "Late pay, beyond 10 %",
        "Pago tardío, sobre 10 %",
        "paid late / due - 10 %",
    ),
    _Rung(
        "refused",
        "the cooperative refuses 10 % or more of the coffee offered",
        "la cooperativa rechaza 10 % o más del café ofrecido",
        "Coffee refused",
        "Café rechazado",
        "Coffee refused, of what was offered",
        "Café rechazado, de lo ofrecido",
        "Coffee refused, beyond 10 %",
        "Café rechazado, sobre 10 %",
        "refused_qq / offered_qq - 10 %",
    ),
    _Rung(
        "contract_missed",
        "members do not fill 10 % or more of the coffee contracted in its month",
        "los socios no cubren en su mes 10 % o más del café contratado",
        "Contract missed",
        "Contrato incumplido",
        "Coffee contracted and not there in its month, of all contracted",
        "Café contratado que faltó en su mes, de todo lo contratado",
        "Contracts missed, beyond 10 %",
        "Incumplido, sobre 10 %",
        "own coffee missing / contracted_qq - 10 %",
    ),
    _Rung(
        "loss",
        "the cooperative loses more than a quarter of its fixed cost",
        "la cooperativa pierde más de un cuarto de su costo fijo",
        "Loss",
        "Pérdida",
        "Loss of the season, of the year's fixed cost",
        "Pérdida de la campaña, del costo fijo del año",
        "Loss, beyond a quarter",
        "Pérdida, sobre un cuarto",
        "- result / fixed_cost_usd_per_year - 25 %",
    ),
    _Rung(
        "insolvent",
        "the cooperative owes more than it owns",
        "la cooperativa debe más de lo que tiene",
        "Insolvent",
        "Patrimonio negativo",
        "What it owes above what it owns, of the year's fixed cost",
        "Lo que debe por encima de lo que tiene, del costo fijo del año",
        "Owed above what is owned",
        "Deuda sobre lo que tiene",
        "- net worth / fixed_cost_usd_per_year",
    ),
    _Rung(
        "closed",
        "the cooperative is closed",
        "la cooperativa está cerrada",
        "Closed",
        "Cerrada",
        "Pressure to close, of what it can bear",
        "Presión para cerrar, de la que puede aguantar",
        "Pressure to close, to the limit",
        "Presión para cerrar, al límite",
        "pressure to close / closing_patience_seasons - 1",
    ),
)


def _reached(rung: _Rung) -> Column:
    last = rung.name == "closed"
    return Column(
        f"reached_{rung.name}",
        "share",
        f"Seasons in which {rung.en}" + ("" if last else ", or worse"),
        f"Campañas en que {rung.es}" + ("" if last else ", o algo peor"),
        rung.title_en + ("" if last else " or worse"),
        rung.title_es + ("" if last else " o peor"),
        "seasons with this rung or a higher one / seasons",
        COOPERATIVE,
    )


def _highest(rung: _Rung) -> Column:
    last = rung.name == "closed"
    return Column(
        f"highest_{rung.name}",
        "share",
        f"Seasons in which {rung.en}" + (", whatever else" if last else ", and nothing worse"),
        f"Campañas en que {rung.es}" + (", pase lo que pase" if last else ", y nada peor"),
        rung.title_en + (" as the worst" if last else ", nothing worse"),
        rung.title_es + (" como lo peor" if last else ", nada peor"),
        "seasons with this as the highest rung / seasons",
        COOPERATIVE,
    )


def _companion(rung: _Rung) -> Column:
    return Column(
        f"companion_{rung.name}",
        "share",
        f"{rung.amount_en}: how far beyond its rung; more is worse",
        f"{rung.amount_es}: cuánto pasa de su peldaño; más es peor",
        rung.amount_title_en,
        rung.amount_title_es,
        rung.amount,
        COOPERATIVE,
    )


_NO_TROUBLE = Column(
    "highest_none",
    "share",
    "Seasons without any of these troubles",
    "Campañas sin ninguno de estos problemas",
    "No trouble",
    "Sin problemas",
    "seasons without any rung / seasons",
    COOPERATIVE,
)

LADDER_OUTCOMES = (
    *(_reached(rung) for rung in _RUNGS),
    _NO_TROUBLE,
    *(_highest(rung) for rung in _RUNGS),
    *(_companion(rung) for rung in _RUNGS),
)
