"""Worlds: what each draws, its price paths, how it is brought to the scenario's offers, and what its arms come to."""
