"""The page on events shows a scenario that can be read, and names every kind."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from coopsim.scenario import load
from coopsim.scenario.events import Event

PAGE = Path(__file__).parents[2] / "docs" / "events.md"


def test_the_example_of_the_page_is_a_scenario(tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    file = tmp_path / "example.toml"
    file.write_text(text.split("```toml")[1].split("```")[0], encoding="utf-8")
    events = load(file).event
    assert [event.id for event in events] == ["rust", "open-books"]
    assert events[1].changes() == (("set", "transparency_share", 0.8), ("plus", "fee_usd_per_qq", 1.0))


def test_the_page_names_every_kind() -> None:
    text = PAGE.read_text(encoding="utf-8")
    kinds = [kind for kind in get_args(Event.model_fields["kind"].annotation) if kind != "change"]
    assert kinds
    assert all(f"`{kind}`" in text for kind in kinds)
