"""What is read of a run: a cohort of members season by season, the ladder of trouble, windows of seasons."""
