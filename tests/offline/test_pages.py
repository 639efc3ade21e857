"""The two pages of help: the same in both languages, and readable without a network."""

from __future__ import annotations

import re
from pathlib import Path

from coopsim.offline.pages import pages, write_pages


def test_every_trouble_stands_in_both_languages() -> None:
    fails, bring = pages(["3.13"])
    assert len(fails.section) >= 12
    texts = [text for page in (fails, bring) for part in page.section for text in (part.title, part.text)]
    texts += [text for page in (fails, bring) for text in (page.file, page.title, page.before)]
    assert not [text for text in texts if text.en == text.es or not text.en or not text.es or "{" in text.en + text.es]
    assert "3.13" in bring.before.es


def test_pages_open_without_a_network_and_lead_to_each_other(tmp_path: Path) -> None:
    written = write_pages(tmp_path, ["3.13"])
    assert len(written) == 4
    for page in written:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"(src=|url\(|@import|<script|<link)", text)
        for link in re.findall(r'href="([^"]+)"', text):
            assert link.startswith("https://") or (tmp_path / link).is_file()


def test_files_that_sentences_name_are_there(tmp_path: Path) -> None:
    written = write_pages(tmp_path)
    names = {file.name for file in written} | {"start.bat", "start.command", "start.sh"}
    for page in written:
        mentioned = set(re.findall(r"[\w-]+\.(?:html|bat|command|sh)\b", page.read_text(encoding="utf-8")))
        assert mentioned <= names
