"""The offline part of a kit, made by the real pip of wheels of a few bytes: complete, or not there at all."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import Distribution
from pathlib import Path

import pytest

from coopsim import language
from coopsim.errors import UserMistake
from coopsim.offline import pack as packing
from coopsim.offline.fetch import pip
from coopsim.offline.itself import packed_again
from coopsim.offline.pack import Packed, pack, says, write_sums
from coopsim.offline.targets import Target
from tests.offline import tiny

WINDOWS, MAC, LINUX = (Target(name, "3.12") for name in ("windows", "mac", "linux"))


Kit = tuple[Path, list[Packed], list[str]]


@contextmanager
def no_network(folder: Path) -> Iterator[Path]:
    """Pip knows one folder, empty at first, and no index; coopsim is a small one."""
    links = folder / "links"
    links.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(links), "PIP_CONFIG_FILE": os.devnull}.items():
            patch.setenv(name, value)
        patch.setattr(packing, "wheel_of_coopsim", tiny.coopsim)
        yield links


@pytest.fixture
def links(tmp_path: Path) -> Iterator[Path]:
    with no_network(tmp_path) as links:
        yield links


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    folder, lines = tmp_path_factory.mktemp("packed"), []
    with no_network(folder) as links:
        tiny.index(links)
        return folder / "my kit", pack(folder / "my kit", [WINDOWS, MAC, LINUX], "en", lines.append), lines


@pytest.mark.slow
def test_each_computer_has_all_that_it_needs_or_is_left_out(kit: Kit) -> None:
    folder, packed, lines = kit
    pins = {target.name: (folder / "offline" / f"{target.name}.txt") for target in (WINDOWS, LINUX)}
    named = {name: [line.split("==")[0] for line in file.read_text().splitlines()] for name, file in pins.items()}
    assert named["windows-3.12"] == ["coopsim", "deeper", "everywhere", "onlywindows", "solara-assets"]
    assert named["linux-3.12"] == ["coopsim", "everywhere", "solara-assets"]
    assert [bool(one.missing) for one in packed] == [False, True, False]
    assert "everywhere" in packed[1].missing
    assert says(packed[1]).startswith("mac-3.12: left out; missing: ")
    assert [line.split(": ")[0] for line in lines[1:]] == ["windows-3.12", "mac-3.12", "linux-3.12"]
    assert not (folder / "offline" / "mac-3.12.txt").exists()


@pytest.mark.slow
def test_pins_have_the_sums_of_the_wheels(kit: Kit) -> None:
    offline = kit[0] / "offline"
    sums = {hashlib.sha256(file.read_bytes()).hexdigest() for file in (offline / "wheels").iterdir()}
    pinned = {line.split("sha256:")[1] for file in offline.glob("*.txt") for line in file.read_text().splitlines()}
    assert pinned == sums


@pytest.mark.slow
def test_nothing_is_left_beside(kit: Kit) -> None:
    assert {file.name for file in kit[0].iterdir()} == {
        *("offline", "python", "start.bat", "start.command", "start.sh"),
        *("if-something-fails.html", "si-algo-falla.html", "bring-python.html", "traer-python.html"),
    }
    facts = json.loads((kit[0] / "offline" / "kit.json").read_text(encoding="utf-8"))
    assert set(facts["targets"]) == {"windows-3.12", "linux-3.12"}
    assert facts["language"] == "en"


@pytest.mark.slow
def test_a_kit_can_be_made_again_and_a_failure_leaves_the_one_of_before(links: Path, tmp_path: Path) -> None:
    tiny.index(links)
    pack(tmp_path / "kit", [WINDOWS], "en")
    pack(tmp_path / "kit", [LINUX], "en")
    before = sorted((tmp_path / "kit").rglob("*"))
    assert {file.name for file in before if file.suffix == ".txt"} == {"linux-3.12.txt"}
    for file in links.iterdir():
        file.unlink()
    with pytest.raises(UserMistake):
        pack(tmp_path / "kit", [LINUX], "en")
    assert sorted((tmp_path / "kit").rglob("*")) == before


@pytest.mark.parametrize("there", [(), pytest.param(("solara_assets",), marks=pytest.mark.slow)])
def test_without_an_index_one_line_and_nothing_half_written(links: Path, tmp_path: Path, there: tuple[str, ...]) -> None:
    for name in there:
        tiny.wheel(links, name, "1.58.2")
    folder = tmp_path / "kit"
    folder.mkdir()
    (folder / "guide.pdf").write_text("paper")
    with pytest.raises(UserMistake, match=r"solara-assets|everywhere") as mistake:
        pack(folder, [WINDOWS, LINUX], "en")
    assert "\n" not in str(mistake.value)
    assert [file.name for file in folder.iterdir()] == ["guide.pdf"]


def test_a_folder_of_somebody_else_is_left_alone(links: Path, tmp_path: Path) -> None:
    (tmp_path / "kit" / "offline").mkdir(parents=True)
    with pytest.raises(UserMistake, match="in the way"):
        pack(tmp_path / "kit", [LINUX], "en")


def test_what_is_said_is_said_in_spanish() -> None:
    language.use("es")
    assert says(Packed(MAC, missing="numba")) == "mac-3.12: no entra; falta: numba"


def test_sums_are_those_that_sha256sum_reads(tmp_path: Path) -> None:
    (tmp_path / "a b.txt").write_bytes(b"coffee")
    write_sums(tmp_path, [tmp_path / "a b.txt"])
    assert (tmp_path / "SHA256SUMS").read_text() == f"{hashlib.sha256(b'coffee').hexdigest()}  a b.txt\n"


@pytest.mark.slow
def test_an_installed_coopsim_becomes_the_wheel_that_it_was(tmp_path: Path) -> None:
    original = tiny.coopsim(tmp_path)
    pip("install", "--no-index", "--no-deps", "--target", str(tmp_path / "there"), str(original))
    again = packed_again(Distribution.at(tmp_path / "there" / "coopsim-9.9.dist-info"), tmp_path / "there")
    assert again.name == original.name
    with zipfile.ZipFile(original) as before, zipfile.ZipFile(again) as after:
        assert set(after.namelist()) == set(before.namelist())
        kept = [name for name in before.namelist() if not name.endswith("RECORD")]
        assert all(after.read(name) == before.read(name) for name in kept)
        record = after.read("coopsim-9.9.dist-info/RECORD").decode()
    assert all(f"{name},sha256=" in record for name in kept)
