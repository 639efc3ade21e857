"""Machine code for copies of this tree: Numba keeps it by the place of the sources, though a copy has the same.

With `like_the_original(copy)` in its environment, a program of the copy finds what was compiled for the tree itself, unless the
copy's sources are others: then it compiles, since `machine_code_folder` is another.
"""

from __future__ import annotations

import os
from pathlib import Path

from numba.core.caching import UserProvidedCacheLocator

ROOT = Path(__file__).parents[1]


def like_the_original(copy: Path) -> dict[str, str]:
    """The environment of a program that runs the copy."""
    return {"NUMBA_CACHE_LOCATOR_CLASSES": f"{__name__}.{Original.__name__}", "COPY_OF_TREE": str(copy), "TREE": str(ROOT)}


class Original(UserProvidedCacheLocator):
    """Looks for a function of the copy where that of the original is kept."""

    def __init__(self, function: object, file: str) -> None:
        super().__init__(function, file.replace(os.environ["COPY_OF_TREE"], os.environ["TREE"]))
