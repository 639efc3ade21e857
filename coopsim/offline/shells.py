"""What is double-clicked: `start.bat`, `start.command`, `start.sh`. Each looks for a Python and hands over to `start.py`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from coopsim.language import LANGUAGES, both

BAT = """\
@echo off
setlocal
set "PYTHON="
if not exist "%~dp0offline\\start.py" goto incomplete
{tries}
if not defined PYTHON goto none
%PYTHON% "%~dp0offline\\start.py" %*
if errorlevel 1 goto failed
exit /b 0
:incomplete
{incomplete}
goto failed
:none
{none}
:failed
{failed}
pause
exit /b 1
:try
if defined PYTHON exit /b
%* -c "import sys" >nul 2>nul && set "PYTHON=%*"
exit /b
"""

SH = """\
#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
python=
for name in {names}; do
    if [ -z "$python" ] && command -v "$name" >/dev/null 2>&1 && "$name" -c "" >/dev/null 2>&1; then
        python=$name
    fi
done
code=1
if [ ! -f "$here/offline/start.py" ]; then
{incomplete}
elif [ -z "$python" ]; then
{none}
else
    "$python" "$here/offline/start.py" "$@"
    code=$?
fi
if [ "$code" -ne 0 ]; then
{failed}
    if [ -t 0 ]; then
        printf 'Enter... '
        read -r _
    fi
fi
exit "$code"
"""


def write_shells(folder: Path, pythons: Sequence[str], language: str) -> list[Path]:
    """Write the three of them for these versions of Python; lines end as their systems end them, two are executable."""
    newest_first = sorted(set(pythons), key=lambda version: int(version.split(".")[1]), reverse=True)
    texts = _texts(" / ".join(newest_first), language)
    commands = [f"py -{version}" for version in newest_first] + ["python", "py -3"]
    bat = BAT.format(
        tries="\n".join(f"call :try {command}" for command in commands),
        **{name: "\n".join(f"echo {line}" for line in lines) for name, lines in texts.items()},
    )
    in_path = [f"python{version}" for version in newest_first]
    installed = [f"/Library/Frameworks/Python.framework/Versions/{version}/bin/python3" for version in newest_first]
    echoes = {name: "\n".join(f"    echo '{line}'" for line in lines) for name, lines in texts.items()}
    written = {
        "start.bat": bat.replace("\n", "\r\n"),
        "start.command": SH.format(names=" ".join([*in_path, *installed]), **echoes),  # a Mac's python3 may offer developer tools
        "start.sh": SH.format(names=" ".join([*in_path, "python3"]), **echoes),
    }
    for name, text in written.items():
        (folder / name).write_text(text, encoding="ascii", newline="")  # no console misreads it
        if name != "start.bat":
            with suppress(OSError):  # a stick may know no such bit, and then needs none
                (folder / name).chmod(0o755)
    return [folder / name for name in written]


def _texts(versions: str, first: str) -> Mapping[str, list[str]]:
    """Each sentence in both languages, one of them first; in letters that every console shows, and without quotes."""
    sentences = {
        "incomplete": both("The folder offline is missing: copy the whole kit, not this file alone."),
        "none": both("Python {versions} is missing: open bring-python.html"),
        "failed": both("What to do now stands in if-something-fails.html. With paper the workshop goes on."),
    }
    order = sorted(LANGUAGES, key=lambda language: language != first)
    return {name: [sentence[language].format(versions=versions) for language in order] for name, sentence in sentences.items()}
