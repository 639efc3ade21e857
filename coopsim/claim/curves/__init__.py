"""Where the verdict flips: curves, the map, sweeps, other price processes, Shapley values, and how many worlds are enough."""
