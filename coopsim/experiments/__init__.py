"""Many scenarios, many replicates: the test of the claim, sweeps, patterns."""
