"""What others cite is what this is: pyproject.toml, CITATION.cff and codemeta.json agree."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import yaml

from coopsim.version import __version__

ROOT = Path(__file__).parents[2]


def test_name_version_authors_and_keywords_agree() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    meta = json.loads((ROOT / "codemeta.json").read_text(encoding="utf-8"))
    authors = [author["name"] for author in project["authors"]]
    assert meta["name"] == project["name"] == cited["title"].partition(":")[0]
    assert meta["version"] == cited["version"] == __version__
    assert meta["license"] == f"https://spdx.org/licenses/{project['license']}"
    assert cited["license"] == project["license"]
    assert [author["name"] for author in meta["author"]] == [author["name"] for author in cited["authors"]] == authors
    assert meta["keywords"] == cited["keywords"] == project["keywords"]
    assert " ".join(cited["abstract"].split()) == meta["description"]
    assert project["requires-python"] == ">=" + meta["runtimePlatform"].split()[1]


def test_the_citation_says_what_a_reader_of_it_needs() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(cited)  # what the format demands
    assert cited["type"] == "software"
