"""Reading scenario files: where they are, what they build on, what is wrong and on which line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsim import language
from coopsim.errors import UserMistake
from coopsim.scenario import Scenario, find, load, names
from coopsim.scenario.lines import lines
from coopsim.scenario.notes import notes
from coopsim.scenario.read import folder

SHIPPED = [
    "benefit-group",
    "bolivia",
    "boom",
    "boom-crash",
    "calm",
    "cash-crunch",
    "castillo",
    "classic-cooperative",
    "coyote-bidding",
    "crash",
    "diversified-households",
    "ecuador",
    "eight-theories",
    "exporter-chain",
    "fairtrade-floor",
    "hedged",
    "honduras",
    "indexed-prices",
    "kinship-association",
    "late-payment",
    "lesson-leak",
    "lesson-promise",
    "lesson-wait",
    "long-low",
    "loyalty-bonus",
    "mismanagement-and-training",
    "novel-product",
    "peru",
    "peru-1986-2012",
    "region-24",
    "rust-2013",
    "sanctions",
    "seasonal-association",
    "second-level-central",
    "second-level-network",
    "services",
    "spike-2021",
    "state-support-1969-75-and-withdrawal",
    "steady",
    "stressed",
    "strong-cooperative",
    "thin-capital",
    "two-cooperatives",
    "weak-cooperative",
]


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_the_scenarios_that_come_along() -> None:
    assert names() == SHIPPED
    hashes = {load(name).hash() for name in names()}
    assert len(hashes) == len(SHIPPED)
    for name in names():
        scenario = load(name)
        assert scenario.id == name
        assert scenario.title.en
        assert scenario.title.es not in ("", scenario.title.en)
        assert scenario.story.es not in ("", scenario.story.en)
        assert scenario.source
        assert scenario.look_at


def test_castillo_has_his_figures() -> None:
    scenario = load("castillo")
    hectares, policy = scenario.population.hectares, scenario.cooperative[0]
    assert policy.members == 100
    assert (hectares.low, hectares.high) == (3.0, 5.0)
    harvest = policy.members * hectares.mean * scenario.population.yield_qq_per_ha.mean
    assert harvest == pytest.approx(6000, rel=0.03)
    assert policy.fixed_cost_usd_per_year / policy.fee_usd_per_qq == 4000


def test_two_places(tmp_path) -> None:
    package = tmp_path / "coopsim"
    package.mkdir()
    assert folder(package) == package / "_scenarios"
    (tmp_path / "scenarios").mkdir()
    assert folder(package) == package / "_scenarios"  # somebody else's folder
    write(tmp_path / "scenarios" / "castillo.toml", "")
    assert folder(package) == tmp_path / "scenarios"


def test_the_wheels_copy_is_read(tmp_path, monkeypatch) -> None:
    package = tmp_path / "coopsim"
    (package / "_scenarios").mkdir(parents=True)
    write(package / "_scenarios" / "castillo.toml", "[time]\nyears = 7\n")
    monkeypatch.setattr("coopsim.scenario.read.__file__", str(package / "scenario" / "read.py"))
    assert names() == ["castillo"]
    assert load("castillo").time.years == 7


def test_find(tmp_path, monkeypatch) -> None:
    own = write(tmp_path / "own.toml", "")
    assert find(own) == own
    monkeypatch.chdir(tmp_path)
    assert load("own.toml").id == "own"
    with pytest.raises(UserMistake, match=r"no such scenario: got 'castilo'; .*did you mean castillo"):
        find("castilo")
    with pytest.raises(UserMistake, match="no such file"):
        find("nowhere/own.toml")


def test_base_merges_key_by_key_and_lists_as_a_whole(tmp_path) -> None:
    write(
        tmp_path / "low.toml",
        '[time]\nyears = 5\nwarm_up_years = 3\n[[cooperative]]\nid = "a"\nmembers = 9\n[[cooperative]]\nid = "b"\nmembers = 8\n',
    )
    top = write(tmp_path / "top.toml", 'base = "low"\n[time]\nyears = 6\n[[cooperative]]\nid = "c"\n')
    scenario = load(top)
    assert (scenario.time.years, scenario.time.warm_up_years) == (6, 3)
    assert [(each.id, each.members) for each in scenario.cooperative] == [("c", 100)]
    assert scenario.base == "low"


def test_base_replaces_mixes_titles_and_named_distributions_as_a_whole(tmp_path) -> None:
    low = """
title = { en = "a", es = "b" }
[population]
rules = { random_utility = 1.0 }
hectares = { distribution = "lognormal", mean = 4, sd = 1, high = 9 }
trust = { distribution = "normal", mean = 0.5, sd = 0.1 }
"""
    top = """
base = "low"
title = { en = "c" }
[population]
rules = { price_gap = 1.0 }
hectares = { distribution = "normal", mean = 5, sd = 2 }
trust = { sd = 0.2 }
"""
    write(tmp_path / "low.toml", low)
    scenario = load(write(tmp_path / "top.toml", top))
    population, title = scenario.population, scenario.title
    assert population.rules == {"price_gap": 1.0}
    assert population.hectares.high is None
    assert (population.trust.distribution, population.trust.mean, population.trust.sd) == ("normal", 0.5, 0.2)
    assert (title.en, title.es) == ("c", "c")


def test_own_castillo_may_build_on_ours(tmp_path) -> None:
    own = write(tmp_path / "castillo.toml", 'base = "castillo"\n[time]\nyears = 3\n')
    assert load(own).time.years == 3


def test_price_file_is_found_beside_the_file_that_names_it(tmp_path) -> None:
    (tmp_path / "sub").mkdir()
    write(tmp_path / "sub" / "prices.csv", "x")
    write(tmp_path / "sub" / "low.toml", '[price]\nsource = "file"\npath = "prices.csv"\n')
    low = load(tmp_path / "sub" / "low.toml")
    assert low.beside(low.price.path).resolve() == (tmp_path / "sub" / "prices.csv").resolve()
    top = load(write(tmp_path / "top.toml", 'base = "sub/low.toml"\n'))
    assert top.beside(top.price.path).resolve() == (tmp_path / "sub" / "prices.csv").resolve()
    assert top.with_values({"years": 2}).folder == tmp_path


def test_mark_of_windows_editors_and_their_line_ends(tmp_path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes("\ufeff[time]\r\nyears = 3\r\n".encode())
    assert load(path).time.years == 3
    path.write_bytes(b"title = '\xe9'")
    with pytest.raises(UserMistake, match="not UTF-8"):
        load(path)


MISTAKES = [
    ("[time]\n\nyears = 0", 3, "years", "got 0", "1 to 60"),
    ("[time]\nyears = true", 2, "years", "got true", "a whole number, 1 to 60"),
    ('[time]\nyears = "3"', 2, "years", 'got "3"', "a whole number, 1 to 60"),
    ("[time]\nyears = 3.5", 2, "years", "got 3.5", "a whole number, 1 to 60"),
    ("[household]\ncare_elasticity = nan", 2, "care_elasticity", "got nan", "a number, 0 to 1"),
    ("[household]\ncare_elasticity = inf", 2, "care_elasticity", "got inf", "0 to 1"),
    ("[household]\nsupply_response = 1", 2, "supply_response", "got 1", "true or false"),
    ("[time]\nyaers = 3", 2, "yaers", "got 3", "start, years.*did you mean years"),
    ("[tine]\nyears = 3", 1, "tine", "no such table", "did you mean time"),
    ("[time]\nmembers = 3", 2, "members", "got 3", r"members in the table \[\[cooperative\]\]"),
    ("[population]\nhectares = 50", 2, "hectares", "got 50", "0.1 to 20"),
    ('[population]\nhectares = "big"', 2, "hectares", 'got "big"', "a number, 0.1 to 20, or a table"),
    ('[population.hectares]\ndistribution = "normal"\nmean = 4\nsd = -1', 4, "hectares.sd", "got -1", "0 or more"),
    ('[population]\nhectares = {mean = "x"}', 2, "hectares.mean", 'got "x"', "a number"),
    ("[population]\nrules = {a = 0.5}", 2, "rules", "got 0.5", "add up to 1"),
    ("[rule.price_gap]\nslope_share = 99", 2, "rule.price_gap.slope_share", "got 99", "0 to 20"),
    ("[rule.price_gp]\nslope_share = 9", 1, "price_gp", "no such table", "did you mean price_gap"),
    ("[cooperative]\nmembers = 3", 1, "cooperative", "got", r"\[\[cooperative\]\]"),
    (
        '[[cooperative]]\nid = "a"\nsale_price = "Open"',
        3,
        "cooperative.a.sale_price",
        'got "Open"',
        "fixed, open; did you mean open",
    ),
    (
        "[[cooperative]]\nmembers = 3\n[[cooperative]]\nid = 'b'\nmembers = -4",
        5,
        "cooperative.b.members",
        "got -4",
        "0 to 1,000,000",
    ),
    ("cooperative = []", 1, "cooperative", "got", "one cooperative or more"),
    ("[population]\nfarmers = 50", 2, "farmers", "more members than farmers", "0 to 50"),
    ('[price]\nsource = "bom"', 2, "source", 'got "bom"', "did you mean boom"),
    ("[time]\nstart = 1990-04-01", 2, "start", "got 1990-04-01", "a text in quotes"),
    ("[time]\nharvest_shares = [1, 2]", 2, "harvest_shares", "got", "a list of 12 numbers"),
    ("title = 3", 1, "title", "got 3", "a text"),
    ("time = 3", 1, "time", "got 3", r"a table headed \[time\]"),
    ("id = 'x'", 1, "id", 'got "x"', r"\[\[cooperative\]\]"),
    ('\nbase = "castilo"', 2, "base", "got 'castilo'", "did you mean castillo"),
    ('base = "a"', 1, "base", "circle", "does not build on this one"),
    ("look_at = 3", 1, "look_at", "got 3", "a list of names"),
]


@pytest.mark.parametrize(
    ("text", "line", "field", "got", "allowed"), MISTAKES, ids=[each[0].replace("\n", " ") for each in MISTAKES]
)
def test_one_clear_line(tmp_path, monkeypatch, text, line, field, got, allowed) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.toml", text)
    with pytest.raises(UserMistake) as caught:
        load("a.toml")
    told = str(caught.value)
    assert told.startswith(f"a.toml:{line}: {field}: "), told
    assert got in told
    with pytest.raises(UserMistake, match=allowed):
        load("a.toml")
    assert "\n" not in told


def test_every_mistake_is_told_in_spanish(tmp_path, monkeypatch) -> None:
    """No wording may fall over in another language, whatever its catalogue holds."""
    monkeypatch.setattr(language, "_current", "es")
    for text, line, *_rest in MISTAKES:
        with pytest.raises(UserMistake, match=rf"a\.toml:{line}: "):
            load(write(tmp_path / "a.toml", text))


def test_the_first_mistake_of_several(tmp_path) -> None:
    path = write(tmp_path / "a.toml", "[mechanisms]\nneighbours = 1\n[time]\nyears = 0\n")
    with pytest.raises(UserMistake, match=":2: neighbours"):
        load(path)


def test_wrong_toml_tells_its_line(tmp_path) -> None:
    for text, line in (("a = 1\nb = = 2\n", 2), ("[time]\nyears = 3\nyears = 4\n", 3), ("[time\n", 1)):
        with pytest.raises(UserMistake, match=rf"a\.toml:{line}: not valid TOML"):
            load(write(tmp_path / "a.toml", text))


def test_a_mistake_in_the_base_is_told_there(tmp_path) -> None:
    write(tmp_path / "low.toml", "[time]\nyears = 99\n")
    top = write(tmp_path / "top.toml", 'base = "low"\n[time]\nwarm_up_years = 3\n')
    with pytest.raises(UserMistake, match=r"low\.toml:2: years: got 99"):
        load(top)


def test_circle_of_two(tmp_path) -> None:
    write(tmp_path / "one.toml", 'base = "two"\n')
    write(tmp_path / "two.toml", 'title = "x"\nbase = "one"\n')
    with pytest.raises(UserMistake, match=r"two\.toml:2: base: .*circle"):
        load(tmp_path / "one.toml")


def test_lines_pass_over_strings_comments_and_nested_values() -> None:
    text = '''a = """
x = 1
"""
b = [ # c = 2
  1, 2,
]
"q.r" = 1
[t] # [u]
d.e = 'y = "'
[[l]]
k = { m = 1 }
[l.s]
n = 1
[[l]]
k = 2
'''
    assert lines(text) == {
        ("a",): 1,
        ("b",): 4,
        ("q.r",): 7,
        ("t",): 8,
        ("t", "d"): 9,
        ("t", "d", "e"): 9,
        ("l",): 10,
        ("l", 0): 10,
        ("l", 0, "k"): 11,
        ("l", 0, "s"): 12,
        ("l", 0, "s", "n"): 13,
        ("l", 1): 14,
        ("l", 1, "k"): 15,
    }


@given(st.text(max_size=200))
def test_the_scanner_never_fails(text: str) -> None:
    assert all(1 <= number <= len(text.splitlines()) for number in lines(text).values())


INNER = ["years", "hectares", "rules", "price_gap", "members", "mean", "distribution", "x"]
TABLE_NAMES = ["time", "price", "population", "rule", "cooperative", "title", "look_at", "zzz"]
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(INNER), inner, max_size=3), max_leaves=6
)


@given(st.dictionaries(st.sampled_from(TABLE_NAMES), VALUES, min_size=1, max_size=3))
def test_any_nonsense_is_the_users_mistake(document) -> None:
    try:
        scenario = Scenario.checked(document)
    except UserMistake:
        return
    assert Scenario.checked(scenario.document()) == scenario


def test_what_an_own_base_says_of_a_cooperative_is_not_lost_in_silence(tmp_path: Path) -> None:
    """A cooperative is replaced as a whole; a base of ours is built that way, one's own is easily forgotten."""
    cooperative = '[[cooperative]]\nid = "esperanza"\n'
    (tmp_path / "mine.toml").write_text(f'base = "castillo"\n{cooperative}members = 60\nadvance_share = 0.7\n', encoding="utf-8")
    (tmp_path / "prompt.toml").write_text(f'base = "mine.toml"\n{cooperative}advance_share = 0.9\n', encoding="utf-8")
    (tmp_path / "long.toml").write_text('base = "mine.toml"\n[time]\nyears = 5\n', encoding="utf-8")
    said = notes(load(tmp_path / "prompt.toml"))
    assert ["members = 60" in one and "mine.toml" in one and "advance" not in one for one in said] == [True]
    assert notes(load(tmp_path / "prompt.toml").with_values({"fee_usd_per_qq": 20.0})) == said  # changed since: lost all the same
    assert not notes(load(tmp_path / "mine.toml"))
    assert not notes(load(tmp_path / "long.toml"))
