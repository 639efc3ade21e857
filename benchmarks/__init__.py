"""How fast coopsim is, measured against honest baselines on the machine at hand: `python -m benchmarks`."""
