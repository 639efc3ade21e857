"""Real episodes: with the prices as they were and without the boom or the slump."""
