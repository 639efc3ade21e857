"""Work in several processes from a script: each of them runs the script's first lines again, so they need a guard."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from types import FrameType

from coopsim.errors import UserMistake
from coopsim.language import text as _


def refuse_unguarded_script() -> None:
    """Refuse, in one line, work in several processes that stands at the top of a script outside `if __name__ == "__main__":`.

    Raises
    ------
    UserMistake
        The line of the script that has to move.
    """
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and not (frame.f_code.co_name == "<module>" and frame.f_globals.get("__name__") == "__main__"):
        frame = frame.f_back
    if frame is None:
        return
    file = frame.f_globals.get("__file__")  # none: a notebook, a prompt; nobody runs their lines again
    if file and Path(file).is_file() and is_unguarded(Path(file).read_text(encoding="utf-8", errors="replace"), frame.f_lineno):
        raise UserMistake(
            _('more than one worker needs `if __name__ == "__main__":` around this line, for every worker reads the script anew'),
            file=file,
            line=frame.f_lineno,
        )


def is_unguarded(source: str, line: int) -> bool:
    """Whether the statement of that line stands outside every condition on `__name__`.

    >>> is_unguarded("x = 1", 1), is_unguarded('if __name__ == "__main__":\\n    x = 1', 2)
    (True, False)
    """
    try:
        statements = ast.parse(source).body
    except SyntaxError:
        return False
    for statement in statements:
        if statement.lineno <= line <= (statement.end_lineno or statement.lineno):
            return not (isinstance(statement, ast.If) and "__name__" in ast.unparse(statement.test))
    return False
