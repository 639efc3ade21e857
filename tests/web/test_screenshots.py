"""The pictures in docs/screenshots: all that the command makes, none else, and light."""

from __future__ import annotations

from tests.browser.screenshots import FOLDER, shots


def test_every_picture_is_kept_and_no_other() -> None:
    """If this fails: `python -m tests.browser.screenshots` makes them anew."""
    assert {file.name for file in FOLDER.iterdir()} == {shot.file for shot in shots()}


def test_pictures_are_light() -> None:
    sizes = {file.name: file.stat().st_size for file in FOLDER.iterdir()}
    assert {name for name, size in sizes.items() if size >= 150_000} == set()
    assert sum(sizes.values()) < 2_500_000
