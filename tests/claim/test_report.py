from __future__ import annotations

import io
import re

import numpy as np
import pandas as pd
import pytest
from rich.console import Console
from synthetic import FACTS, effects_table

from coopsim.claim.criteria import criteria
from coopsim.claim.per_unit import counted_effects
from coopsim.claim.verdict import verdict
from coopsim.cli.printing.claim import print_verdict
from coopsim.report import charts
from coopsim.report.claim_page import claim_report
from coopsim.report.claim_words import with_words
from coopsim.report.run_page import run_report
from tests.cases import every


@pytest.fixture(scope="module")
def prices():
    dates = pd.date_range("1989-10-01", "2026-05-01", freq="MS")
    return pd.DataFrame({"date": dates, "price_usd_per_qq": 200 + 50 * np.sin(np.arange(len(dates)) / 20)})


@pytest.fixture(scope="module")
def months():
    dates = pd.date_range("2001-04-01", periods=36, freq="MS")
    frames = []
    for replicate, cooperative in (
        (0, "esperanza"),
        (1, "esperanza"),
        (0, "semilla"),
        (1, "semilla"),
        (0, "region"),
        (1, "region"),
    ):
        season = np.arange(36) // 12
        harvest = np.where(np.arange(36) % 12 < 6, 900.0, 0.0)
        money = {"cash_usd": 60_000.0 + replicate, "debt_usd": 20_000.0, "owed_to_farmers_usd": 10_000.0}
        price = {
            "world_price_usd_per_qq": 215.0,
            "farm_gate_price_usd_per_qq": 150.0,
            "advance_usd_per_qq": 100.0,
            "promised_usd_per_qq": 170.0,
        }
        coffee = {"harvest_qq": harvest, "delivered_qq": 0.7 * harvest}
        where = {
            "arm": "base",
            "replicate": replicate,
            "cooperative": cooperative,
            "month": np.arange(36),
            "date": dates,
            "season": season,
        }
        frames.append(pd.DataFrame(where | price | coffee | money))
    return pd.concat(frames, ignore_index=True)


@every("language", ["en", "es"])
def test_every_figure_is_a_picture_with_its_n(made, document, prices, months, language):
    effects, _worlds, _episodes = made
    counted = counted_effects(effects, criteria(), "fixed/pooled")
    figures = [
        charts.subclaims(document, counted, language),
        charts.cells(document, language),
        charts.episodes(document, language),
        charts.price_history(prices, document["episodes"], language),
        charts.run_overview(months, language),
    ]
    for figure in figures:
        assert charts.png(figure, 60).startswith(b"\x89PNG")
        subtitle = figure.texts[-1].get_text()
        assert re.search(r"\d", subtitle), subtitle
        for axes in figure.axes:
            if axes.has_data() and axes.get_yticks().size and axes.axison:
                assert axes.get_ylabel(), axes.get_title(loc="left")


def test_each_world_is_a_dot(made, document):
    effects, _worlds, _episodes = made
    figure = charts.subclaims(document, counted_effects(effects, criteria(), "fixed/pooled"), "en")
    dots = sum(len(line.get_xdata()) for line in figure.axes[2].lines if line.get_marker() in ("o", "v", "s"))
    assert dots == document["n_worlds"]


@every("language", ["en", "es"])
def test_the_report_holds_everything_and_asks_for_nothing(made, document, prices, months, language, tmp_path):
    effects, _worlds, _episodes = made
    manifest = {"command": ["coopsim", "claim", "castillo", "--seed", "1"], "numpy": "2.4.6", "identity": "ab12"}
    page = claim_report(document, effects, tmp_path / "report.html", language, prices=prices, months=months, manifest=manifest)
    text = page.read_text(encoding="utf-8")
    assert f'lang="{language}"' in text
    assert text.count("data:image/png;base64,") == 5
    assert not re.search(r"""(src|href)\s*=\s*["'](?!data:)|url\(|@import|<script""", text)
    for needed in ("coopsim claim castillo --seed 1", document["outcome_file_hash"], document["scenario_hash"], "ab12"):
        assert needed in text
    for part in document["subclaims"]:
        assert part["statement"][language].split("'")[0] in text
    words = re.sub(r"<[^>]*>", " ", re.sub(r"data:image[^\"]*|<style>.*?</style>", "", text, flags=re.S))
    assert not re.search(r"\bNone\b|\bnan\b|\{|\}", words)


@pytest.mark.slow
def test_a_report_from_history_alone_and_one_from_worlds_alone(tmp_path):
    for n_worlds, with_episodes in ((0, True), (40, False)):
        effects, worlds, episodes = effects_table(n_worlds, episodes=with_episodes)
        found = with_words(verdict(effects, worlds, episodes, criteria(), **FACTS))
        page = claim_report(found, effects, tmp_path / "report.html", "en").read_text(encoding="utf-8")
        assert "None" not in re.sub(r"<[^>]*>", " ", page)


def test_what_a_user_wrote_is_escaped(months, tmp_path):
    story = "<script>alert(1)</script>"
    document = {"summary": [{"en": "Delivered", "mean": 0.7, "unit": "share"}]}
    page = run_report(months, document, tmp_path / "r.html", "en", name="a & b", story=story).read_text(encoding="utf-8")
    assert story not in page
    assert "&lt;script&gt;" in page
    assert "a &amp; b" in page


@pytest.mark.parametrize(("width", "language"), [(80, "en"), (80, "es"), (120, "en"), (120, "es")])
def test_the_terminal_shows_it_whole(document, width, language):
    out = io.StringIO()
    print_verdict(document, Console(file=out, width=width, color_system=None), language)
    text = out.getvalue()
    assert max(len(line) for line in text.splitlines()) <= width
    assert "…" not in text
    for part in document["subclaims"]:
        assert part["id"] in text
    for name in ("1994-95", "2021-22", "1999-2002"):
        assert name in text
    text.replace("─", "-").encode("cp1252")  # rich draws its own lines as the terminal can
