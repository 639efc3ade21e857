"""Headings are written as docstrings; `python -OO` drops these, and then they are read in the source."""

from __future__ import annotations

import ast
import inspect
import textwrap
from functools import cache


@cache
def docstring_of(declared: type) -> str:
    """The docstring in the source of a class; its name where there is none.

    >>> docstring_of(ast.NodeVisitor).splitlines()[0][:14]
    'A node visitor'
    """
    (statement,) = ast.parse(textwrap.dedent(inspect.getsource(declared))).body
    return (isinstance(statement, ast.ClassDef) and ast.get_docstring(statement)) or declared.__name__
