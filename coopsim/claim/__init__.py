"""The test of the claim: outcomes and criteria fixed beforehand, worlds, episodes, verdicts as numbers."""
