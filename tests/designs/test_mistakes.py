"""Every bad design gives its one line: file, line, field, what was given, what is allowed, the nearest name. Nothing runs."""

# ruff: noqa: E501  (one case a line)
from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from coopsim.designs import Design, read
from coopsim.designs.options import KEYS
from coopsim.errors import UserMistake
from tests.cases import every

HEAD = 'scenario = "steady"\ndesign = "factorial"\n'
SAMPLE = 'scenario = "steady"\ndesign = "{kind}"\npoints = {points}\n[factor]\ntrust = {{}}\n'
ARMS = 'scenario = "steady"\ndesign = "arms"\n'

WRONG = {
    # the file
    "no TOML": ("scenario = [", "1: not valid TOML"),
    "no scenario": ('design = "factorial"\n', "scenario: is missing"),
    "no design": ('scenario = "steady"\n', "design: is missing"),
    "unknown key": (HEAD + "replicate = 4\n", "3: replicate: no such setting of a design: .*did you mean replicates"),
    "unknown scenario": ('scenario = "steadi"\ndesign = "factorial"\n[factor]\ntrust = {}\n', "1: scenario: no such scenario: .*did you mean steady"),
    "unknown design": ('scenario = "steady"\ndesign = "sobel"\n', "2: design: got \"sobel\"; .*did you mean sobol"),
    # settings
    "replicates": (HEAD + "replicates = 0\n", "3: replicates: got 0; allowed 1 to 100,000, or auto"),
    "replicates text": (HEAD + 'replicates = "many"\n', '3: replicates: got "many"; allowed 1 to 100,000, or auto'),
    "seed": (HEAD + "seed = -1\n", "3: seed: got -1; allowed a whole number, 0 to"),
    "seasons": (HEAD + "seasons = 1\n", "3: seasons: got 1; allowed true, false"),
    "outcome": (HEAD + 'outcomes = ["delivery_share"]\n', "3: outcomes: no such outcome: .*did you mean delivery_share_"),
    "season that no run has": (HEAD + 'outcomes = ["trust_season_99"]\n[factor]\ntrust = {}\n', "3: outcomes: no such season: .*seasons 0 to "),
    "series of nothing": (HEAD + 'outcomes = ["trst_series"]\n', "3: outcomes: no such outcome"),
    "outcomes text": (HEAD + 'outcomes = "trust_mean"\n', "3: outcomes: got .*; allowed a list"),
    "half width of nothing": (HEAD + "[half_width]\ntrust = 0.1\n", "4: half_width.trust: no such outcome: .*did you mean trust_"),
    "half width": (HEAD + "[half_width]\ntrust_mean = 0\n", "4: half_width.trust_mean: got 0; allowed a number above 0"),
    "points of a factorial": (HEAD + "points = 8\n", "3: points: says nothing in a design factorial: .*only in latin-hypercube, sobol"),
    "steps of a sample": (SAMPLE.format(kind="sobol", points="8\nsteps = 5"), "4: steps: says nothing in a design sobol"),
    "no points": ('scenario = "steady"\ndesign = "sobol"\n[factor]\ntrust = {}\n', "points: is missing"),
    "points of a Sobol design": (SAMPLE.format(kind="sobol", points=100), "3: points: got 100; allowed a power of 2"),
    "too many": (SAMPLE.format(kind="morris", points=900_000), "2: design: too many points: got 1800000; allowed up to 1,000,000"),
    "too many levels": (HEAD + "steps = 1000\n[factor]\ntrust = { low = 0, high = 1 }\nadvance_share = { low = 0.4, high = 0.9 }\nfarmers = [100, 200]\n", "2: design: too many points: got 2000000"),
    # factors
    "no factor": (HEAD, "factor: a design needs a factor"),
    "unknown factor": (HEAD + "[factor]\npaymnet_delay_months = {}\n", "4: factor.paymnet_delay_months: no such parameter: .*did you mean payment_delay_months"),
    "unknown factor with levels": (HEAD + "[factor]\npaymnet_delay_months = [1, 2]\n", "4: no such parameter: .*did you mean payment_delay_months"),
    "unknown cooperative": (HEAD + '[factor]\n"cooperative.esparanza.members" = [10, 20]\n', "4: no such cooperative: .*did you mean esperanza"),
    "setting of a factor": (HEAD + "[factor]\ntrust = { levls = [0.1] }\n", "4: factor.trust.levls: no such setting of a factor: .*did you mean levels"),
    "factor a number": (HEAD + "[factor]\ntrust = 0.5\n", "4: factor.trust: got 0.5; allowed { low"),
    "low above high": (HEAD + "[factor]\ntrust = { low = 0.5, high = 0.1 }\n", "4: factor.trust.low: got 0.5; allowed less than high"),
    "outside": (HEAD + "[factor]\npayment_delay_months = { high = 30 }\n", "4: factor.payment_delay_months.high: got 30; allowed 0 to 18"),
    "half a month": (HEAD + "[factor]\npayment_delay_months = { low = 0.5, high = 3 }\n", "4: .*low: got 0.5; allowed a whole number, 0 to 18"),
    "not a number": (HEAD + '[factor]\ntrust = { low = "a", high = 1 }\n', '4: factor.trust.low: got "a"; allowed a number, 0 to 1'),
    "infinite": (HEAD + "[factor]\ntrust = { low = 0, high = inf }\n", "4: factor.trust.high: got inf; allowed a number, 0 to 1"),
    "both": (HEAD + "[factor]\ntrust = { low = 0, levels = [1] }\n", "4: factor.trust.levels: got .*; allowed either levels or"),
    "no levels": (HEAD + "[factor]\ntrust = []\n", "4: factor.trust.levels: got .*; allowed a list of values"),
    "level twice": (HEAD + "[factor]\ntrust = [0.5, 0.5]\n", "4: factor.trust.levels: stands there twice: got 0.5"),
    "level outside": (HEAD + "[factor]\npayment_delay_months = [0, 30]\n", "4: .*payment_delay_months: got 30; allowed 0 to 18"),
    "level of a choice": (HEAD + '[factor]\nsale_price = ["fixd"]\n', "4: .*sale_price: got \"fixd\"; .*did you mean fixed"),
    "range of a choice": (HEAD + "[factor]\nsale_price = { low = 0, high = 1 }\n", "4: factor.sale_price: has no range"),
    "no range declared": (HEAD + '[factor]\n"trust.sd" = {}\n', "4: factor.trust.sd: nothing declares a range here: .*low and high, or levels"),
    "scenarios without levels": (HEAD + "[factor]\nscenario = {}\n", "4: factor.scenario: has no range"),
    "scenario level": (HEAD + '[factor]\nscenario = ["steady", "bom"]\n', "4: factor.scenario: no such scenario: .*did you mean boom"),
    "price": (HEAD + '[factor]\nprice = ["histori"]\n', "4: .*got 'histori'; .*did you mean history"),
    "rule": (HEAD + '[factor]\nrules = ["random_utility", "lucky_guess"]\n', "4: .*lucky_guess"),
    "steps": (HEAD + "[factor]\ntrust = { low = 0, high = 1, steps = 1 }\n", "4: factor.trust.steps: got 1; allowed 2 to 1000"),
    # what a scenario forbids
    "set": (HEAD + "[set]\nyears = 0\n[factor]\ntrust = [0.5]\n", "4: years: got 0; allowed 1 to 60"),
    "name in set": (HEAD + "[set]\nyeers = 3\n[factor]\ntrust = [0.5]\n", "4: no such parameter: got 'yeers'; .*did you mean years"),
    "name in the set of one at a time": ('scenario = "steady"\ndesign = "one-at-a-time"\n[set]\nyeers = 0\n[factor]\ntrust = {}\n', "4: no such parameter: got 'yeers'; .*did you mean years"),
    "price of all": (HEAD + '[set]\nprice = "bom"\n[factor]\ntrust = [0.5]\n', "4: .*got 'bom'; .*did you mean boom"),
    "set of one at a time": ('scenario = "steady"\ndesign = "one-at-a-time"\n[set]\nyears = 0\n[factor]\ntrust = {}\n', "4: years: got 0; allowed 1 to 60"),
    "set and factor": (HEAD + "[set]\ntrust = 0.5\n[factor]\ntrust = [0.5]\n", "4: set.trust: is a factor too"),
    "two together": (
        HEAD + "[factor]\nfarmers = [120, 400]\nmembers = [50, 150]\n",
        r"5: .*members: more members than farmers: got 150; .*0 to 120.*\(farmers = 120, members = 150\)",
    ),
    "price that does not reach": (HEAD + '[set]\nprice = "history"\nyears = 30\n[factor]\nstart = ["1990-04", "2010-04"]\n', "7: start: the published prices do not cover"),
    # arms
    "no arms": (ARMS, "arm: a design of arms needs two arms"),
    "one arm": (ARMS + '[[arm]]\nid = "a"\n', "3: arm: one arm has nothing to be compared with"),
    "arm key": (ARMS + '[[arm]]\nid = "a"\nsets = {}\n[[arm]]\nid = "b"\n', "5: arm.sets: no such setting of an arm: .*did you mean set"),
    "arm id": (ARMS + '[[arm]]\n[[arm]]\nid = "b"\n', "3: arm.id: .*a text in quotes"),
    "arms alike": (ARMS + '[[arm]]\nid = "a"\n[[arm]]\nid = "a"\n', "6: arm.id: two arms have the same id: got \"a\""),
    "arm value": (ARMS + '[[arm]]\nid = "a"\n[[arm]]\nid = "b"\nset = { payment_delay_months = 30 }\n', "7: .*payment_delay_months: got 30; allowed 0 to 18"),
    "arm and factor": (ARMS + '[[arm]]\nid = "a"\n[[arm]]\nid = "b"\nset = { trust = 0.3 }\n[factor]\ntrust = [0.5]\n', "7: arm.set: trust is a factor too"),
    "arm scenario": (ARMS + '[[arm]]\nid = "a"\n[[arm]]\nid = "b"\nscenario = "bom"\n', "7: arm.scenario: no such scenario: .*did you mean boom"),
    # tables
    "empty table": ('scenario = "steady"\ndesign = "table"\n', "point: a table needs rows"),
    "row": ('scenario = "steady"\ndesign = "table"\n[[point]]\nyears = 3\n[[point]]\nyears = 0\n', "6: years: got 0; allowed 1 to 60"),
    "factor of a table": ('scenario = "steady"\ndesign = "table"\n[factor]\nyears = {}\n[[point]]\nyears = 3\n', "3: factor: says nothing in a design table"),
    "no file": ('scenario = "steady"\ndesign = "table"\ntable = "nowhere.csv"\n', '3: table: the file cannot be read: got "nowhere.csv"'),
    "rows of a factorial": (HEAD + "[[point]]\nyears = 3\n", "3: point: says nothing in a design factorial"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_one_line_at_its_place(name: str, tmp_path: Path) -> None:
    text, said = WRONG[name]
    file = tmp_path / "design.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UserMistake, match=rf"^{file}:( |){said}") as found:
        read(file)
    assert "\n" not in str(found.value)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("years,sale_price\n3,fixed\n4,opne\n", r"points\.csv:3: .*sale_price: got \"opne\"; .*did you mean open"),
        ("years,sale_price\n3,fixed\n4\n", r"points\.csv:3: point: got \"4\"; allowed 2 values"),
        ("years\n", "table: got .*; allowed a line of names"),
        ("yers\n3\n", r"no such parameter: got 'yers'; .*did you mean years"),
    ],
)
def test_a_row_of_a_file_is_told_there(table: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text(table)
    file = tmp_path / "design.toml"
    file.write_text('scenario = "steady"\ndesign = "table"\ntable = "points.csv"\n')
    with pytest.raises(UserMistake, match=said):
        read(file)


def test_a_table_beside_the_design_with_empty_cells_and_excel_s_mark(tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text("\ufeffyears, trust ,scenario\n3,0.5,\n4,,boom\n", encoding="utf-8")
    file = tmp_path / "design.toml"
    file.write_text('scenario = "steady"\ndesign = "table"\ntable = "points.csv"\n')
    design = read(file)
    assert [design.scenario_of(number).id for number in range(2)] == ["steady", "boom"]
    assert design.values_of(0) == {"years": 3, "trust": 0.5}
    assert list(design.points()["trust"]) == [0.5, design.scenario_of(1).population.trust.mean]


def test_a_scenario_beside_the_design(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('base = "steady"\n[time]\nyears = 2\n')
    (tmp_path / "design.toml").write_text('scenario = "mine.toml"\ndesign = "factorial"\n[factor]\ntrust = [0.5]\n')
    assert read(tmp_path / "design.toml").scenario_of(0).time.years == 2


def test_a_mistake_in_python_names_the_field(tmp_path: Path) -> None:
    with pytest.raises(UserMistake, match=r"^factor\.payment_delay_months\.high: got 30; allowed 0 to 18"):
        Design("steady", factor={"payment_delay_months": {"high": 30}})
    with pytest.raises(UserMistake, match="no such file"):
        read(tmp_path / "nowhere.toml")


def test_every_way_to_read_a_price_file_is_tried_before_anything_runs(tmp_path: Path) -> None:
    """The first point says the file's money, the second does not."""
    file = tmp_path / "own.csv"
    file.write_text("month,price\n" + "\n".join(f"{1990 + k // 12}-{k % 12 + 1:02d},{90 + k % 7}" for k in range(120)) + "\n")
    fixed = {"source": "file", "path": str(file), "unit": "usc_per_lb", "start": "1992-04", "years": 2, "warm_up_years": 1}
    with pytest.raises(UserMistake, match="money"):
        Design("steady", "factorial", factor={"money": ["nominal", "from_file"]}, set=fixed)
    assert len(Design("steady", "factorial", factor={"money": ["nominal", "real"]}, set=fixed)) == 2


def test_what_is_set_and_a_factor_may_be_right_only_together() -> None:
    design = Design("steady", factor={"members": [20, 40]}, set={"farmers": 60})  # fewer farmers than steady has members
    assert [design.scenario_of(number).cooperative[0].members for number in (0, 1)] == [20, 40]
    assert list(design.points()["members"]) == [20, 40]


ODD = [
    3,
    -1,
    2.5,
    True,
    "",
    "x",
    [],
    [1],
    ["x"],
    {},
    {"x": 1},
    [{"x": 1}],
    [{"id": 3}],
    [{"id": "a", "set": 3}, {"id": "b", "title": 4}],
]
WHOLE = {
    "factorial": {"scenario": "steady", "design": "factorial", "factor": {"trust": [0.2, 0.8]}},
    "sobol": {"scenario": "steady", "design": "sobol", "points": 2, "factor": {"trust": {}}},
    "table": {"scenario": "steady", "design": "table", "point": [{"years": 3}]},
    "file": {"scenario": "steady", "design": "table", "table": "nowhere.csv"},
    "arms": {"scenario": "steady", "design": "arms", "arm": [{"id": "a"}, {"id": "b"}]},
}


@every("kind", WHOLE)
@every("key", KEYS)
def test_whatever_stands_there_is_taken_or_told(kind: str, key: str) -> None:
    for value in ODD:
        with contextlib.suppress(UserMistake):
            Design(**(WHOLE[kind] | {key: value})).points()
    for value in ODD:
        with contextlib.suppress(UserMistake):
            Design(**(WHOLE[kind] | {"factor": {"payment_delay_months": value, "sale_price": {"levels": value}}})).points()
        with contextlib.suppress(UserMistake):
            Design(
                **(WHOLE["table"] | {"point": [{"years": value}, {"rules": value, "scenario": value}, {"price": value}]})
            ).points()
