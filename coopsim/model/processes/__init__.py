"""The processes of a month: what happens to one household, one cooperative, one district; `month.py` calls them in order."""
