"""Every column of `closings`: what became of each cooperative of a cohort in each arm of a history."""

from __future__ import annotations

from coopsim.model.column import Column, of_cooperative
from coopsim.runs.shared_columns import REPLICATE

CLOSINGS = (
    Column(
        "arm",
        "name",
        "Causes that are on, joined by +; none: no cause",
        "Causas presentes, unidas por +; none: ninguna",
        "Causes that are on",
        "Causas presentes",
    ),
    REPLICATE,
    Column(
        "number",
        "number",
        "Place in the cohort of its replicate, from 0",
        "Lugar entre las primeras de su réplica, desde 0",
        "Place in the cohort",
        "Lugar entre las primeras",
    ),
    of_cooperative("district", "name", "Its district", "Su distrito"),
    of_cooperative("members", "members", "Members as the history begins", "Socios al comenzar la historia"),
    of_cooperative("sale_price", "name", "How it sells: fixed or open", "Cómo vende: fixed u open", "How it sells", "Cómo vende"),
    of_cooperative(
        "member_price",
        "name",
        "How it pays: pooled, fixed or indexed",
        "Cómo paga: pooled, fixed o indexed",
        "How it pays",
        "Cómo paga",
    ),
    of_cooperative(
        "closed_year",
        "year",
        "Year in which it first closed; missing: it never did",
        "Año en que cerró por primera vez; falta si nunca cerró",
        "Year of closing",
        "Año del cierre",
    ),
    of_cooperative(
        "cause",
        "name",
        "What its accounts said: in_the_red or low_sales",
        "Lo que decían sus cuentas: in_the_red o low_sales",
        "Cause in the accounts",
        "Causa en las cuentas",
    ),
)
