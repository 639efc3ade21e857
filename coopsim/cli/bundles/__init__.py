"""Bundles: a command's results with all that makes them again, in one file."""
