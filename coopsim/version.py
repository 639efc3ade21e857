"""The version of coopsim; part of the identity of every run."""

__version__ = "0.1.0"
