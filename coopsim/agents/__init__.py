"""The Mesa front door: the same world as Mesa objects, for people who think in agents.

>>> from coopsim.agents import CoopModel
>>> model = CoopModel(case="castillo", values={"source": "constant", "warm_up_years": 1, "farmers": 120})
>>> model.step()
>>> model.month, len(model.farmers), len(model.cooperatives)
(1, 120, 1)
"""

from __future__ import annotations

from coopsim.agents.explanation_text import Explanation
from coopsim.agents.farmer import Farmer
from coopsim.agents.market import Cooperative, District, Intermediary
from coopsim.agents.model import CoopModel
from coopsim.agents.outlets import Outlet

__all__ = ["CoopModel", "Cooperative", "District", "Explanation", "Farmer", "Intermediary", "Outlet"]
