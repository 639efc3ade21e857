"""coopsim: coffee farmers choose between their cooperative and the open market."""

__version__ = "0.1.0"
