"""The world that the rules act on: arrays with a replicate axis. Read `month.py` first."""
