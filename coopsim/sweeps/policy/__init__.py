"""Levers of a cooperative, searched over many futures: generations of candidates, winners judged in other futures."""
