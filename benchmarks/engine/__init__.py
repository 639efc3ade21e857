"""A trial of the engine that decision 26 is for: the whole month of castillo as compiled processes over records.

The economics of `peers/mesa_model.py` (one cooperative with a pooled price, the rule `random_utility`) for one household,
cooperative and market at a time; sums and months are recorded by the driver. It gives the numbers of `coopsim.model`, which
`tests/benchmarks/test_engine.py` checks. What castillo does not use is left out; draws, prices, ties and first states are given.
"""
