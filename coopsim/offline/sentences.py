"""What `start.py` says, in both languages: it knows no catalogue, so the kit carries its sentences."""

from __future__ import annotations

from coopsim.language import both


def sentences() -> dict[str, dict[str, str]]:
    """Each sentence by its name in `start.py`."""
    return {
        "not for this Python": both(
            "This Python ({here}) cannot use the kit, which is for: {targets}. Install that Python beside it: bring-python.html"
        ),
        "no place": both("The folder {folder} cannot be made: {why}."),
        "no room": both("There is too little room on the disk, in {folder}: {needed} MB are needed, {free} MB are free."),
        "installing": both("Installing into {folder}. Only the first time, some minutes; leave this window open."),
        "no environment": both(
            "Python could not make its folder {folder}. On Debian and Ubuntu the package python3-venv is needed: "
            "bring-python.html"
        ),
        "not installed": both(
            "Not everything could be installed. Most often the copy on the stick is damaged: copy the kit again. "
            "Or an antivirus took a file away."
        ),
        "trying": both("Trying it with simulated people. Only the first time, some minutes."),
        "does not run": both(
            "It is installed and does not run. On Windows the Visual C++ Redistributable is often missing: bring-python.html"
        ),
        "starting": both(
            "Starting. The session is kept in {file}; the same command goes on with it the whole day. To end, close this window."
        ),
        "ended badly": both("coopsim stopped; it says why above. What to do stands in if-something-fails.html, in {folder}."),
    }
