"""What all studies share: the loop over runs, worker processes, indicators, statistics, provenance."""
