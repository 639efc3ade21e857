"""Patterns of every kind of organisation and household beside Castillo's: they are measured, and no world is chosen by them."""

from __future__ import annotations

from coopsim.patterns import activities, centrals, chains, demand, exporters, hedged, kinship, organisations, votes

_KINDS = (organisations, kinship, centrals, chains, exporters, demand, activities, votes, hedged)
PATTERNS = tuple(row for kind in _KINDS for row in kind.PATTERNS)
