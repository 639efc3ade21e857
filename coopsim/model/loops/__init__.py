"""Moments of households as elementwise functions, run by NumPy or compiled into loops: `each` writes one, `speed` chooses."""
