"""Processes of one household are tested as plain Python: nothing is compiled, and a breakpoint stops."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

from coopsim.model import choice, processes


@pytest.fixture
def uncompiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every process of the engine, also where another calls it, is the function that was written."""
    for package in (processes, choice):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(found.name)
            for name, value in list(vars(module).items()):
                if hasattr(value, "py_func"):
                    monkeypatch.setattr(module, name, value.py_func)
