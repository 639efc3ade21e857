"""The household's choice in the model: what she faces, when she decides, what she learns; for one household at a time.

`outlets.py` says how what she faces comes about, `neighbours.py` what she sees of others; `decide.py` and `learn.py` are the
phases of the month; `probe.py`, `standing.py` and `again.py` ask the same rules beside it. `registry.py` finds a rule by its
name, and `own.py` makes a rule of what a user wrote.
"""
