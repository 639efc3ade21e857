"""A wheel of coopsim as it runs here: built from its sources, or put together again from the files of an installed wheel."""

from __future__ import annotations

import base64
import hashlib
import zipfile
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.offline.fetch import pip

PACKAGE = Path(__file__).parents[1]
LEFT_OUT = ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json")  # what an installer wrote
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same files give the same wheel


def wheel_of_coopsim(folder: Path) -> Path:
    """Put a wheel of coopsim into a folder."""
    if (PACKAGE.parent / "pyproject.toml").is_file():
        pip("wheel", "--no-deps", "--wheel-dir", str(folder), str(PACKAGE.parent))
        return next(folder.glob("coopsim-*.whl"))
    try:
        installed = distribution("coopsim")
        is_whole = any(Path(str(file.locate())) == PACKAGE / "version.py" for file in installed.files or ())
    except PackageNotFoundError:
        is_whole = False
    if not is_whole:
        raise UserMistake(
            _("this coopsim was not installed from a wheel and cannot be copied; --no-wheels makes the papers alone")
        )
    return packed_again(installed, folder)


def packed_again(installed: Distribution, folder: Path) -> Path:
    """Make the wheel of an installed distribution of plain Python: its files as RECORD lists them, with new sums."""
    target = folder / f"{installed.name}-{installed.version}-py3-none-any.whl"
    files = [file for file in installed.files or () if ".." not in file.parts and "__pycache__" not in file.parts]
    record = next(file for file in files if file.name == "RECORD")
    lines = [f"{record.as_posix()},,"]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(files):
            if file.parent == record.parent and file.name in LEFT_OUT:
                continue
            content = file.read_binary()
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            lines.append(f"{file.as_posix()},sha256={digest},{len(content)}")
            packed.writestr(zipfile.ZipInfo(file.as_posix(), LONG_AGO), content, zipfile.ZIP_DEFLATED)
        packed.writestr(zipfile.ZipInfo(record.as_posix(), LONG_AGO), "\n".join(lines) + "\n", zipfile.ZIP_DEFLATED)
    return target
