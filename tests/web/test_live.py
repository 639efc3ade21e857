"""A number on a page is the number of the command line, and of the table `seasons`."""

from __future__ import annotations

import csv
import io
import threading

import numpy as np
import pytest

import coopsim
from coopsim.language import current, speaking
from coopsim.web import controls, live
from coopsim.web.charts import chain_charts, explore_charts
from coopsim.web.downloads import file_of
from coopsim.web.live import LiveRun, model_at, path_of, scenario_of
from coopsim.web.presets import PRESETS, preset, preset_texts
from coopsim.web.state import PageState, settable

CHANGES = (("advance_share", 0.75), ("payment_delay_months", 6), ("trust", 0.5))


@pytest.mark.parametrize(("name", "changes"), [("boom", ()), ("boom", CHANGES), ("two-cooperatives", ())])
def test_the_page_has_the_numbers_of_the_run(name: str, changes: tuple) -> None:
    path = path_of(name, changes, seed=3)
    months, seasons = coopsim.run(name, replicates=1, seed=3, set=dict(changes), progress=False)
    which = "region" if months["cooperative"].nunique() > 2 else months["cooperative"].iloc[0]
    months, seasons = months[months["cooperative"] == which], seasons[seasons["cooperative"] == which]
    assert path.dates[0] == f"{months['date'].iloc[0]:%Y-%m}"
    for column in (
        "world_price_usd_per_qq",
        "farm_gate_price_usd_per_qq",
        "promised_usd_per_qq",
        "delivered_qq",
        "cash_usd",
        "trust",
    ):
        np.testing.assert_array_equal(path.months[column], months[column].to_numpy(dtype=float))
    ends = np.array(path.season_ends) - 1
    assert len(ends) == len(seasons)
    np.testing.assert_allclose(path.months["delivered_share_of_year"][ends], seasons["delivery_share"], rtol=1e-12)
    np.testing.assert_allclose(path.months["unit_cost_usd_per_qq"][ends], seasons["unit_cost_usd_per_qq"], rtol=1e-12)


def test_a_page_that_is_kept_is_not_simulated_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fewer whole runs are kept than views of them: a view that is there asks for none."""
    path = path_of("boom", CHANGES, seed=3)
    live._followed.cache_clear()
    monkeypatch.setattr(coopsim, "follow", lambda *_given: pytest.fail("simulated again"))
    assert path_of("boom", CHANGES, seed=3) is path


def test_the_command_line_that_is_shown_gives_these_numbers() -> None:
    command = path_of("boom", CHANGES, seed=3).command()
    assert command == (
        "coopsim run boom --set advance_share=0.75 --set payment_delay_months=6 --set trust=0.5 --seed 3 --replicates 1"
    )


def test_a_run_copied_goes_on_apart_and_the_same() -> None:
    run = LiveRun.start("boom")
    for _month in range(5):
        run.step()
    twin = run.copy()
    assert run.step() == twin.step()
    assert twin.model is not run.model


def test_a_player_decides_from_outside_and_without_a_word_her_rule_does() -> None:
    silent, steered = LiveRun.start("boom", players=(7,)), LiveRun.start("boom", players=(7,))
    plain = LiveRun.start("boom")
    for _month in range(3):
        silent.step(), steered.step({7: 0.0}), plain.step()
    assert steered.model.farmer_agents[7].season_delivered_qq == 0
    assert silent.model.figures["trust"] == plain.model.figures["trust"]


def test_the_farmer_who_is_opened_lives_in_the_run_that_is_shown() -> None:
    path = path_of("boom", (), 1)
    model = model_at("boom", (), 1, 17)
    assert model.figures["delivered_qq"] == path.months["delivered_qq"][16]
    with speaking("es"):
        assert str(model.farmer_agents[3].explain()).startswith("Familia 3")


@pytest.mark.parametrize("changes", [(("farmers", 3000),), (("years", 50),)])
def test_what_is_too_large_for_a_page_is_refused(changes: tuple) -> None:
    with pytest.raises(coopsim.UserMistake, match="for a page"):
        scenario_of("boom", changes)


def test_no_name_outside_the_list_reads_a_file() -> None:
    with pytest.raises(coopsim.UserMistake):
        preset("/etc/passwd")


def test_every_preset_runs_and_has_its_story_in_both_languages() -> None:
    assert len(PRESETS) >= 10
    for name in PRESETS:
        assert preset_texts(name, "en")["story"]
        assert preset_texts(name, "es")["story"] != preset_texts(name, "en")["story"]
        scenario_of(name)


def test_the_csv_says_of_which_run_it_is_and_holds_what_is_shown() -> None:
    state = PageState(preset="boom", seed=3, period=20, changes=CHANGES, language="es")
    text = file_of(state, "csv").decode("utf-8-sig")
    head, table = text.split("\n", 1)
    assert "coopsim run boom --set advance_share=0.75" in head
    assert coopsim.__version__ in head
    rows = list(csv.DictReader(io.StringIO(table)))
    assert len(rows) == 20
    assert float(rows[19]["promised_usd_per_qq"]) == path_of("boom", CHANGES, 3).months["promised_usd_per_qq"][19]


@pytest.mark.parametrize(("kind", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml")])
@pytest.mark.parametrize("view", ["charts", "chain"])
def test_pictures_are_made_of_the_same_description(kind: str, start: bytes, view: str) -> None:
    assert file_of(PageState(view=view, period=30), kind).startswith(start)


def test_the_baseline_is_grey_and_dashed_and_the_run_solid_blue_on_every_chart() -> None:
    current_path, before = path_of("boom", CHANGES, 1), path_of("boom", (), 1)
    for chart in (*explore_charts(current_path, before, "en"), *chain_charts(current_path, before, "en")):
        old = [one for one in chart.series if one.baseline]
        assert old
        assert {(one.colour, one.dash) for one in old} == {("grey", "dashed")}
        assert ("blue", "solid") in {(one.colour, one.dash) for one in chart.series}
        looks = [(one.dash, one.marker) for one in chart.series]
        assert len(set(looks)) == len(looks)  # told apart without colours


def test_a_chart_cut_at_a_month_keeps_its_axis() -> None:
    chart = explore_charts(path_of("boom"), None, "en")[0]
    cut = chart.shown(10)
    assert cut.ends() == chart.ends()
    assert cut.series[0].values[:10] == chart.series[0].values[:10]
    assert set(cut.series[0].values[10:]) == {None}


def test_eight_main_controls_in_three_groups_from_the_declarations() -> None:
    declared = {one.name: one for one in coopsim.parameters()}
    for name in PRESETS:
        groups = controls.groups(preset(name), PageState(preset=name, language="es"))
        assert [group["name"] for group in groups] == ["market", "cooperative", "members"]
        main_controls = [one for group in groups for one in group["controls"]]
        assert len(main_controls) == 8
        for one in main_controls:
            assert (one["label"], one["help"]) == (declared[one["name"]].label_es, declared[one["name"]].es)
            assert one["low"] <= one["usual"] <= one["high"] <= declared[one["name"]].high
            assert one["stops"]


def shown(state: PageState) -> list[str]:
    scenario = preset(state.preset)
    return [
        one["name"] for part in (controls.groups, controls.more) for group in part(scenario, state) for one in group["controls"]
    ]


def test_all_parameters_have_one_control_core_first() -> None:
    names = shown(PageState())
    assert sorted(names) == sorted(settable())
    extensions = [bool(settable()[name].extension) for name in names]
    assert extensions == sorted(extensions)


@pytest.mark.parametrize("sent", ["x", None, 99, 3.5, float("nan")])
def test_a_value_that_cannot_be_is_one_line(sent: object) -> None:
    with pytest.raises(coopsim.UserMistake, match="payment_delay_months"):
        controls.read("payment_delay_months", sent)


def test_one_visitor_never_changes_the_language_of_another() -> None:
    heard: list[str] = []
    with speaking("es"):
        other = threading.Thread(target=lambda: heard.append(current()))
        other.start()
        other.join()
        assert current() == "es"
    assert heard == ["en"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_choice_is_said_in_words_and_sent_as_in_the_file(language: str) -> None:
    choices = [one for one in settable().values() if one.type == "choice"]
    assert len(choices) >= 5
    for one in choices:
        shown = controls.control(one.name, preset("boom"), PageState(language=language))
        assert tuple(choice["value"] for choice in shown["choices"]) == one.choices
        texts = [choice["text"] for choice in shown["choices"]]
        assert len(set(texts)) == len(texts)
        assert {choice for choice, _en, _es in one.choice_labels} == set(one.choices)
    assert controls.control("sale_price", preset("boom"), PageState(language="es"))["before"] == "precio fijo desde hoy"
    assert controls.read("sale_price", "open") == "open"


@pytest.mark.parametrize("name", ["castillo", "two-cooperatives"])
def test_a_run_followed_without_agents_is_the_run_of_the_agents(name: str) -> None:
    followed, agents = path_of(name, CHANGES, seed=2), LiveRun.start(name, CHANGES, seed=2)
    rows = [agents.step() for _month in range(30)]
    for column in set(rows[0]) & set(followed.months):
        np.testing.assert_array_equal(followed.months[column][:30], [row[column] for row in rows])
    links = {tuple(sorted((one.slot, other.slot))) for one in agents.model.farmer_agents for other in one.neighbours}
    assert set(followed.links) == links


def test_a_share_is_shown_in_per_cent_and_an_assumption_is_called_one() -> None:
    shown = controls.control("advance_share", preset("boom"), PageState(language="es"))
    assert (shown["unit"], shown["times"], shown["usual"]) == ("%", 100, 0.6)
    assert controls.control("payment_delay_months", preset("boom"), PageState())["times"] == 1
    for language, sentence in (("en", "Our assumption."), ("es", "Es un supuesto nuestro.")):
        sources = [controls.control(name, preset("boom"), PageState(language=language))["source"] for name in settable()]
        assert sentence in sources
        assert not [source for source in sources if source.startswith(("Source: assumed", "Fuente: assumed"))]
