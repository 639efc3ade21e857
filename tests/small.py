"""A cooperative of forty households that stands on its feet: quick to simulate."""

from __future__ import annotations

from coopsim.scenario import Scenario, load

SMALL = {"farmers": 40, "members": 25, "fixed_cost_usd_per_year": 8_000.0, "credit_line_usd": 30_000.0}
TOML = """\
base = "castillo"
[population]
farmers = 40
[[cooperative]]
id = "esperanza"
members = 25
fixed_cost_usd_per_year = 8000.0
credit_line_usd = 30000.0
"""


def small(**values: object) -> Scenario:
    """The scenario of `TOML`, with some values changed."""
    return load("castillo").with_values(SMALL | values)
