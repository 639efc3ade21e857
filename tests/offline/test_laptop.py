"""A kit for this computer, made for real; on a laptop without a network it installs, plays its trial and opens the workshop."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from coopsim.compiled import users_cache
from coopsim.errors import UserMistake
from coopsim.offline.closure import read_wheels
from coopsim.offline.pack import Packed, pack
from coopsim.offline.start import PLACE, READY, platform_here
from coopsim.offline.targets import targets

pytestmark = pytest.mark.slow

WINDOWS_ALLOWS = 259 - len(r"C:\Users\a-name-with-thirty-letters-in-it\coopsim-kit\12345678" + "\\")
CUT = ["unshare", "--user", "--map-root-user", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
can_cut = shutil.which("unshare") is not None and subprocess.run([*CUT, "true"], capture_output=True, check=False).returncode == 0

Made = tuple[Path, Packed]
Record = Callable[[str, str], None]


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("stick") / "my kit"
    try:
        (packed,) = pack(folder, targets([platform_here()]), "es")
    except UserMistake as mistake:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(mistake))
    return folder, packed


def installed(name: str) -> str:
    """Where a file of a wheel goes on Windows, below the environment."""
    data = re.match(r"[^/]+\.data/data/(.*)", name)
    return data.group(1) if data else f"Lib/site-packages/{name}"


def test_the_kit_is_complete_and_its_paths_are_short_enough_for_windows(kit: Made, record_property: Record) -> None:
    folder, packed = kit
    assert not packed.missing
    wheels = read_wheels(folder / "offline" / "wheels")
    assert {"coopsim", "solara-assets", "numba", "pyarrow"} <= set(wheels)
    paths = [installed(name) for wheel in wheels.values() for name in zipfile.ZipFile(wheel.file).namelist()]
    assert max(map(len, paths)) <= WINDOWS_ALLOWS
    record_property("measured", f"a kit for {packed.target.name}: {packed.packed_bytes // 10**6} MB, {packed.wheels} wheels")


@pytest.mark.skipif(not can_cut, reason="the network cannot be cut here")
def test_without_a_network_it_installs_and_opens_the_workshop(kit: Made, tmp_path: Path, record_property: Record) -> None:
    folder, _packed = kit
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python{}.{}".format(*sys.version_info)).symlink_to(sys.executable)
    laptop = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(users_cache().parent), "PATH": f"{tmp_path}/bin:{os.environ['PATH']}"}
    command = [*CUT, sys.executable, str(Path(__file__).with_name("opens.py")), "8797", str(folder / "start.sh")]
    for time_of_it in ("the first start", "a later start"):
        began = time.monotonic()
        subprocess.run(command, env=laptop, cwd=tmp_path, check=True)
        record_property("measured", f"without a network, {time_of_it}: {time.monotonic() - began:.0f} s")
    assert list((tmp_path / PLACE).glob(f"*/{READY}"))
    assert list(folder.glob("taller-*.jsonl"))
