"""Worlds that look like the field: what they are compared with, waves that rule worlds out, the table that is kept."""
