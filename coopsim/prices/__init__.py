"""Prices that nobody in the model controls: published figures, files of the user, shapes and processes."""
