"""What a computer needs is read with its own markers and tags, whatever computer reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
from packaging.requirements import Requirement

from coopsim.errors import UserMistake
from coopsim.offline.closure import closure, read_wheels
from coopsim.offline.targets import PLATFORMS, Target, targets
from tests.offline import tiny

ROOT = Requirement("coopsim[web]==9.9")


def needed(folder: Path, target: Target) -> tuple[set[str], set[str]]:
    found = closure(ROOT, read_wheels(folder), target)
    return set(found.wheels), set(found.missing)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    tiny.coopsim(tmp_path)
    tiny.wheel(tmp_path, "everywhere", "2.0", "cp312-cp312-win_amd64")
    tiny.wheel(tmp_path, "solara_assets", "1.58.2")
    tiny.wheel(tmp_path, "unasked")
    return tmp_path


def test_markers_are_read_as_on_the_other_computer(folder: Path) -> None:
    there, missing = needed(folder, Target("windows", "3.12"))
    assert there == {"coopsim", "everywhere", "solara-assets"}
    assert missing == {"onlywindows"}


def test_a_wheel_for_another_computer_or_python_is_no_wheel(folder: Path) -> None:
    for target in (Target("mac", "3.12"), Target("linux", "3.12"), Target("windows", "3.13")):
        assert "everywhere<3,>=1" in needed(folder, target)[1], target


@pytest.mark.parametrize(("version", "python", "fits"), [("2.0", "", True), ("3.1", "", False), ("2.0", ">=3.13", False)])
def test_versions_are_looked_at(tmp_path: Path, version: str, python: str, fits: bool) -> None:
    tiny.coopsim(tmp_path)
    tiny.wheel(tmp_path, "everywhere", version, python=python)
    tiny.wheel(tmp_path, "solara_assets", "1.58.2")
    assert (needed(tmp_path, Target("linux", "3.12"))[1] == set()) == fits


def test_what_is_missing_says_who_asks(folder: Path) -> None:
    tiny.wheel(folder, "onlywindows", requires=("deeper>=1",))
    assert closure(ROOT, read_wheels(folder), Target("windows", "3.12")).missing == {"deeper>=1": "onlywindows"}


def test_extras_of_extras_are_followed(tmp_path: Path) -> None:
    tiny.wheel(tmp_path, "coopsim", "9.9", requires=('server[fast]; extra == "web"',), extras=("web",))
    tiny.wheel(tmp_path, "server", requires=('quick; extra == "fast"', 'slow; extra == "other"'), extras=("fast", "other"))
    assert needed(tmp_path, Target("linux", "3.12")) == ({"coopsim", "server"}, {"quick"})


@pytest.mark.parametrize(
    ("platform", "tag", "fits"),
    [
        ("windows", "cp39-abi3-win_amd64", True),
        ("windows", "cp312-cp312-win_arm64", False),
        ("windows", "cp312-cp312-win32", False),
        ("mac", "cp312-cp312-macosx_11_0_arm64", True),
        ("mac", "cp312-cp312-macosx_10_9_universal2", True),
        ("mac", "cp312-cp312-macosx_10_9_x86_64", False),
        ("mac", "cp312-cp312-macosx_14_0_arm64", False),
        ("mac-intel", "cp312-cp312-macosx_10_9_x86_64", True),
        ("mac-intel", "cp312-cp312-macosx_11_0_arm64", False),
        ("linux", "cp312-cp312-manylinux2014_x86_64", True),
        ("linux", "cp312-cp312-manylinux_2_34_x86_64", False),
        ("linux", "cp312-cp312-musllinux_1_2_x86_64", False),
        ("linux", "cp312-cp312-linux_x86_64", False),
        ("linux-arm", "cp312-cp312-manylinux_2_28_aarch64", True),
    ],
)
def test_tags(tmp_path: Path, platform: str, tag: str, fits: bool) -> None:
    tiny.wheel(tmp_path, "compiled", tag=tag)
    assert read_wheels(tmp_path)["compiled"].fits(Target(platform, "3.12")) == fits


def test_without_wishes_a_kit_is_for_windows_the_mac_and_this_computer() -> None:
    usual = targets()
    assert {"windows", "mac"} <= {target.platform for target in usual}
    assert len({target.python for target in usual}) == 1


@pytest.mark.parametrize(
    ("platforms", "pythons", "says"), [(["windos"], [], "did you mean windows?"), ([], ["3.9"], "3.11, 3.12, 3.13")]
)
def test_wishes_are_checked(platforms: list[str], pythons: list[str], says: str) -> None:
    with pytest.raises(UserMistake, match="got") as mistake:
        targets(platforms, pythons)
    assert says in str(mistake.value)


def test_every_platform_has_its_markers() -> None:
    assert {Target(name, "3.13").markers["sys_platform"] for name in PLATFORMS} == {"win32", "darwin", "linux"}
