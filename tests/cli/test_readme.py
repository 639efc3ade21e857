"""What README and docs show: commands that exist, the same in both languages, and numbers that are those of the code."""

from __future__ import annotations

import re
import shlex
import tomllib
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

import coopsim
from coopsim.claim.decide import rules as experiments
from coopsim.cli.app import main
from coopsim.lessons import NUMBERS
from coopsim.model.decision import RULES
from coopsim.report.claim_text.lines import verdict_word
from coopsim.validation.runner import PATTERNS

ROOT = Path(__file__).parents[2]
READMES = {"en": ROOT / "README.md", "es": ROOT / "README.es.md"}
TUTORIALS = {"en": ROOT / "docs" / "tutorial.md", "es": ROOT / "docs" / "tutorial.es.md"}
IN_FULL = "coopsim claim --set member_price=indexed --set advance_share=1.0"


def commands(page: Path) -> list[str]:
    """Every line of the page's shell blocks, without its comment."""
    blocks = re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    lines = [line.partition(" #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line]


def plain(page: Path) -> str:
    """The page as one line."""
    return " ".join(page.read_text(encoding="utf-8").split())


def coopsim_lines() -> list[str]:
    pages = (
        *READMES.values(),
        *sorted(set((ROOT / "docs").glob("*.md")) - {ROOT / "docs" / "contributing.md"}),
    )  # tests/recipes types that one
    every = [line for page in pages for line in commands(page)]
    parts = [part.strip() for line in every for part in line.split("&&")]
    return sorted({part for part in parts if part.startswith("coopsim ")})


@pytest.mark.parametrize("language", READMES)
def test_the_first_block_runs_the_main_job_and_the_tests(language: str) -> None:
    block = READMES[language].read_text(encoding="utf-8").partition("<!-- commands -->\n```sh\n")[2].partition("```")[0]
    assert block.splitlines() == ["pip install -e . && coopsim claim", "pip install -e '.[test]' && pytest -n 2"]


@pytest.mark.parametrize("pages", [READMES, TUTORIALS], ids=["readme", "tutorial"])
def test_both_languages_have_the_same_commands(pages: dict[str, Path]) -> None:
    assert commands(pages["en"]) == commands(pages["es"])
    assert len(commands(pages["en"])) > 5


@pytest.mark.parametrize("command", coopsim_lines())
def test_every_command_has_the_options_that_are_shown(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = shlex.split(command)[1:]
    assert main([*arguments, "--help"] if "--version" not in arguments else arguments) == 0, capsys.readouterr().err
    settings = [value for option, value in pairwise(arguments) if option == "--set"]
    if settings:
        coopsim.load("castillo").with_values(dict(tomllib.loads("\n".join(_as_toml(one) for one in settings))))


def _as_toml(setting: str) -> str:
    name, _equals, value = setting.partition("=")
    return f"{name} = {value}" if re.fullmatch(r"[\d.]+|true|false", value) else f'{name} = "{value}"'


def test_the_design_on_the_page_of_sweeps_is_a_design() -> None:
    example = (ROOT / "docs" / "sweeps.md").read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0]
    keys = tomllib.loads(example)
    points = coopsim.Design(keys.pop("scenario"), keys.pop("design"), **keys).points()
    assert len(points) == 2 * keys["points"]  # two arms


def test_members_paid_in_full_on_delivery_wait_for_no_second_payment() -> None:
    assert all(IN_FULL in commands(page) for page in (*READMES.values(), *TUTORIALS.values()))
    values = {"member_price": "indexed", "advance_share": 1.0}
    months, seasons = coopsim.run("castillo", replicates=2, set=values | {"lowest_advance_share": 1.0}, progress=False)
    harvest = months[months["delivered_qq"] > 0]
    np.testing.assert_allclose(harvest["advance_usd_per_qq"], harvest["promised_usd_per_qq"])
    assert seasons["second_payment_usd_per_qq"].max() == 0
    assert harvest["owed_to_farmers_usd"].max() <= 1000  # the shares of those who left; one delivery is worth far more


def test_the_numbers_in_the_sentences_are_those_of_the_code() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    versions = re.findall(r"Python :: (3\.\d+)", " ".join(project["classifiers"]))
    english, spanish = plain(READMES["en"]), plain(READMES["es"])
    assert f"Python {', '.join(versions[:-1])} or {versions[-1]}" in english
    assert f"Python {', '.join(versions[:-1])} o {versions[-1]}" in spanish
    castillo = coopsim.load("castillo")
    assert castillo.cooperative[0].payment_delay_months == 3  # "the rest in three months"
    assert 100 <= castillo.population.farmers < 1000  # "hundreds of households"
    with (ROOT / "coopsim" / "claim" / "claim.toml").open("rb") as file:
        mechanisms = tomllib.load(file)["mechanisms"]
    assert len(mechanisms) == 13
    assert "Thirteen mechanisms" in english
    assert "Trece mecanismos" in spanish
    patterns = len({row.root for row in PATTERNS})
    assert (len(RULES), len(experiments.RULES), len(NUMBERS)) == (8, 7, 5)
    for sentence in ("eight theories", "seven experiments", "Five lessons", f"{patterns} patterns"):
        assert sentence in english
    for sentence in ("ocho teorías", "siete experimentos", "cinco lecciones", f"{patterns} patrones"):
        assert sentence in spanish


@pytest.mark.parametrize("language", READMES)
def test_no_figure_of_the_verdict_stands_in_the_readme(language: str) -> None:
    """They stand in docs/results.md alone, which says of which model they are; here is the advance of the example."""
    assert re.findall(r"[\d.,]+ ?(?:%|points|puntos)", plain(READMES[language])) == ["100 %"]


@pytest.mark.parametrize("language", READMES)
def test_the_answers_of_a_line_are_called_as_the_command_calls_them(language: str) -> None:
    for word in ("supported", "contradicted", "too_small", "depends", "undecided", "inconclusive"):
        assert f"*{verdict_word(word, language)}*" in plain(READMES[language])


@pytest.mark.parametrize("page", [*READMES.values(), *TUTORIALS.values()], ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")) if "://" not in link]
    assert links
    assert [link for link in links if not (page.parent / link).exists()] == []
