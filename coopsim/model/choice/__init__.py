"""The household's choice, written once: what she faces, what her rule makes of it, what she learns; for one household at a time.

`outlets.py` says what a household faces this month, one file a rule what it makes of it (`terms`, `decide`,
`expected_share`, for some `begin` and `learn`), `rules.py` which rule has which number, `decide.py` and `learn.py` the phases
of the month, `probe.py` what is asked of the same functions beside the month.
"""
