"""Columns that only some rules need: what they remember, and what is kept for everybody where some rule looks at others."""

from __future__ import annotations

from coopsim.model.column import Column
from coopsim.model.decision import RULES

KEPT_FOR_ALL = (
    Column(
        "price_of_year_usd_per_qq",
        "US$/qq",
        "Money received for coffee last season, second payments when paid, per quintal",
        "Lo recibido por quintal en la última campaña, con los segundos pagos cuando llegaron",
    ),
    Column("share_of_year", "share", "Part of last season's coffee offered", "Parte del café de la última campaña ofrecida"),
)
MEMORY = tuple(column for rule in RULES.values() for column in rule.memory)
