"""The commands `scenarios` and `parameters`."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

from coopsim import language
from coopsim.cli.app import main
from coopsim.scenario import Scenario, extensions_by_name, load, names, parameters, schema
from coopsim.scenario.read import folder


@pytest.fixture(autouse=True)
def _english(monkeypatch, tmp_path):
    monkeypatch.setenv("COOPSIM_LANG", "en")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    yield
    language.use("en")


def run(capsys, *words: str) -> tuple[int, str, str]:
    code = main(words)
    told = capsys.readouterr()
    return code, told.out, told.err


def test_list(capsys) -> None:
    code, out, _err = run(capsys, "scenarios", "list")
    assert code == 0
    assert all(name in out for name in names())
    _code, out, _err = run(capsys, "scenarios", "list", "--json")
    assert [each["id"] for each in json.loads(out)] == names()
    assert "Sube el precio" in run(capsys, "--lang", "es", "scenarios", "list")[1]


def test_show(capsys) -> None:
    _code, short, _err = run(capsys, "scenarios", "show", "boom")
    assert "boom" in short
    assert "trust_loss_share" not in short
    _code, whole, _err = run(capsys, "scenarios", "show", "boom", "--resolved")
    assert all(each.name in whole for each in parameters() if each.table != "cooperative")
    assert "cooperative.esperanza.members" in whole
    _code, out, _err = run(capsys, "scenarios", "show", "two-cooperatives", "--json", "--resolved")
    document = json.loads(out)
    assert document["hash"] == load("two-cooperatives").hash()
    words = {key: document.pop(key) for key in ("hash",)}
    assert words
    assert Scenario.checked(document).hash() == load("two-cooperatives").hash()


def test_an_event_says_where_it_happens(capsys) -> None:
    _code, out, _err = run(capsys, "scenarios", "show", "peru-1986-2012")
    assert "event.violence-puno, 1986-10, 72 months, district.puno: crop_loss_share = 0.08" in " ".join(out.split())
    assert "credit_line_usd x 0.3;" in " ".join(out.split())


def test_check(capsys, tmp_path) -> None:
    file = tmp_path / "a.toml"
    file.write_text("[time]\nyears = 3\n")
    code, out, _err = run(capsys, "scenarios", "check", "a.toml", "--json")
    assert code == 0
    assert json.loads(out)["valid"] is True
    file.write_text("[time]\nyears = 99\n")
    code, out, err = run(capsys, "scenarios", "check", "a.toml")
    assert (code, out) == (2, "")
    assert err == "coopsim: a.toml:2: years: got 99; allowed 1 to 60\n"


@pytest.mark.parametrize("spoken", ["en", "es"])
@pytest.mark.parametrize("base", ["castillo", "two-cooperatives", "stressed"])
def test_new_passes_check_and_changes_nothing(capsys, tmp_path, spoken, base) -> None:
    code, _out, _err = run(capsys, "--lang", spoken, "scenarios", "new", "mine", "--base", base)
    assert code == 0
    assert run(capsys, "scenarios", "check", "mine.toml")[0] == 0
    assert load(tmp_path / "mine.toml").hash() == load(base).hash()


def test_every_line_of_new_may_be_uncovered(capsys, tmp_path) -> None:
    run(capsys, "scenarios", "new", "mine", "--base", "two-cooperatives")
    text = (tmp_path / "mine.toml").read_text(encoding="utf-8")
    open_text = "\n".join(
        line[2:] if line.startswith(("# [[",)) or (line.startswith("# ") and " = " in line and line[2] != " ") else line
        for line in text.splitlines()
    )
    assert len(tomllib.loads(open_text)["cooperative"]) == 2
    (tmp_path / "mine.toml").write_text(open_text, encoding="utf-8")
    assert load(tmp_path / "mine.toml").hash() == load("two-cooperatives").hash()


def test_new_builds_on_an_own_file_elsewhere_and_never_overwrites(capsys, tmp_path) -> None:
    (tmp_path / "own.toml").write_text("[time]\nyears = 3\n")
    assert run(capsys, "scenarios", "new", "mine", "--base", "own.toml", "--out", "deep/er/mine.toml")[0] == 0
    assert load(tmp_path / "deep" / "er" / "mine.toml").time.years == 3
    code, _out, err = run(capsys, "scenarios", "new", "own")
    assert code == 2
    assert "own.toml" in err
    assert (tmp_path / "own.toml").read_text() == "[time]\nyears = 3\n"
    assert run(capsys, "scenarios", "new", "a/b")[0] == 2


def test_schema(capsys) -> None:
    code, out, _err = run(capsys, "scenarios", "schema")
    assert code == 0
    assert json.loads(out) == json.loads(json.dumps(schema()))
    check = jsonschema.Draft202012Validator(schema())
    check.check_schema(schema())
    for name in names():
        check.validate(tomllib.loads((folder() / f"{name}.toml").read_text(encoding="utf-8")))
    for wrong in (
        {"time": {"years": 0}},
        {"time": {"yeras": 3}},
        {"population": {"hectares": 50}},
        {"population": {"hectares": {"distribution": "triangle"}}},
        {"id": "x"},
        {"cooperative": [{"sale_price": "Open"}]},
    ):
        assert not check.is_valid(wrong), wrong
    for right in ({"title": "x"}, {"population": {"rules": "price_gap", "hectares": 4, "trust": {"mean": 0.5}}}):
        check.validate(right)


def test_parameters(capsys) -> None:
    code, out, _err = run(capsys, "parameters", "--all", "--json")
    assert code == 0
    told = json.loads(out)
    assert sorted(each["name"] for each in told) == sorted(each.name for each in parameters())
    wanted = {"name", "group", "unit", "type", "default", "low", "high", "en", "es", "source", "shows_in", "extension"}
    assert all(wanted <= set(each) for each in told)
    _code, out, _err = run(capsys, "parameters", "--all")
    assert all(each.name in out for each in parameters())
    assert all(name in out for name in extensions_by_name())
    assert "[[cooperative]]" in out or "[cooperative]" in out


def test_parameters_of_the_core_and_of_one_extension(capsys) -> None:
    _code, out, _err = run(capsys, "parameters", "--json")
    core = [each["name"] for each in json.loads(out)]
    assert core == [each.name for each in parameters() if not each.extension]
    _code, out, _err = run(capsys, "parameters")
    assert f"{len(parameters()) - len(core)} more are in extensions" in out
    _code, out, _err = run(capsys, "parameters", "--extension", "services", "--json")
    assert {each["extension"] for each in json.loads(out)} == {"services"}
    code, _out, err = run(capsys, "parameters", "--extension", "sevices")
    assert code == 2
    assert "did you mean services?" in err


def test_one_parameter(capsys) -> None:
    _code, out, _err = run(capsys, "parameters", "payment_delay_months")
    assert "Payment delay" in out
    assert "0 to 18" in out
    _code, out, _err = run(capsys, "--lang", "es", "parameters", "payment_delay_months")
    assert "Demora del segundo pago" in out
    _code, out, _err = run(capsys, "parameters", "cooperative.esperanza.members", "--json")
    assert json.loads(out)["name"] == "members"
    code, _out, err = run(capsys, "parameters", "payment_delay")
    assert code == 2
    assert "did you mean payment_delay_months?" in err


@pytest.mark.parametrize("base", ["castillo", "two-cooperatives"])
@pytest.mark.parametrize("tongue", ["en", "es"])
def test_a_short_file_is_the_base_in_few_lines(base: str, tongue: str, tmp_path: Path) -> None:
    assert main(["--lang", tongue, "scenarios", "new", "mine", "--short", "--base", base]) == 0
    text = (tmp_path / "mine.toml").read_text(encoding="utf-8")
    assert text.count("\n") <= (32 if base == "castillo" else 60)
    for name in (
        "farmers",
        "members",
        "hectares",
        "season_opens",
        "harvest_shares",
        "fixed_cost_usd_per_year",
        "credit_line_usd",
    ):
        assert f"\n{name} = " in text  # to be changed where it stands, not taken out of a comment
    assert text.count("  # ") >= 15
    assert load("mine.toml").hash() == load(base).hash()
    assert main(["scenarios", "check", "mine.toml"]) == 0
    changed = text.replace("low = 3.0, high = 5.0", "low = 1.0, high = 2.0")
    (tmp_path / "mine.toml").write_text(changed, encoding="utf-8")
    assert main(["scenarios", "check", "mine.toml"]) == 0
