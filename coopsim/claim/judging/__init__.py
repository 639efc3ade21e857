"""From what was simulated to the parts of the claim with their words, shares and tables."""
