"""What a run of a region leaves: few rows, no sums of what each owns or owes, one row for each cooperative's life."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import coopsim
from coopsim.cli.run import BY
from coopsim.errors import UserMistake
from coopsim.model.columns import OF_ONE
from coopsim.runs import run as runs
from coopsim.runs.dictionary import undeclared
from coopsim.runs.groups import groupings_of, of_grouping
from coopsim.runs.parquet import TableWriter, table_bytes
from coopsim.runs.region_summary import region_summary
from coopsim.runs.run import joined, tables_in_blocks
from coopsim.runs.scenario_run import Keep, RunTables
from coopsim.runs.summary import summary
from coopsim.scenario import Scenario
from tests.model.little import little

KEY = ["replicate", "cooperative"]
COUNTS = ("members", "harvest_qq", "delivered_qq", "side_sold_qq", "joined", "left", "district_area_ha")


def region(cooperatives: int = 3, **values: object) -> Scenario:
    """Cooperatives in district este, the last of them alone in oeste; one of este cannot last."""
    base = little("stressed", years=3)
    model = base.cooperative[0].model_dump() | {"members": 5, "buys_from_others": True, "district": "este"}
    some = [model | {"id": f"c{number:02}"} for number in range(cooperatives)]
    some[0] |= {"fixed_cost_usd_per_year": 60_000.0, "opening_reserve_usd": 0.0}
    some[-1] |= {"district": "oeste"}
    document = base.document() | {"cooperative": some}
    document["population"] = document["population"] | {"farmers": cooperatives * 8}
    return Scenario.checked(document).with_values(values)


def tables(scenario: Scenario, replicates: int = 2, **keep: object) -> RunTables:
    return joined(tables_in_blocks(scenario, replicates, 3, Keep(**keep)))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def lived() -> RunTables:
    return tables(region(), groupings=groupings_of(BY), members=1)


def test_a_cooperative_and_season_have_few_rows(lived: RunTables) -> None:
    rows = lived.seasons.groupby([*KEY, "season"]).size()
    assert rows.max() <= 5
    assert set(lived.seasons["cooperative"]) == {"c00", "c01", "c02", "district:este", "district:oeste", "region"}


def test_what_each_owns_or_owes_is_not_added_up(lived: RunTables) -> None:
    for table in (lived.months, lived.seasons):
        money = [name for name in OF_ONE if name in table]
        of_several = table[table["cooperative"].isin(["region", "district:este"])]
        of_one = table[table["cooperative"].isin(["c00", "district:oeste"])]
        assert len(money) >= 4
        assert of_several[money].isna().all(axis=None)
        assert of_one[money].notna().all(axis=None)
        alone = [table[table["cooperative"] == name].reset_index(drop=True) for name in ("c02", "district:oeste")]
        pd.testing.assert_frame_equal(*(one.drop(columns="cooperative") for one in alone))


def test_districts_add_up_to_the_region(lived: RunTables) -> None:
    of_all = of_grouping(lived.seasons, "all").set_index([*KEY, "season"])[list(COUNTS)]
    sums = {name: of_all.xs(name, level="cooperative") for name in of_all.index.unique("cooperative")}
    assert np.allclose(sums["c00"] + sums["c01"], sums["district:este"])
    assert np.allclose(sums["district:este"] + sums["district:oeste"], sums["region"])
    assert sums["region"]["members"].max() > 0
    by_month = lived.months.set_index([*KEY, "month"])["intermediaries"]
    este, oeste, whole = (by_month.xs(name, level="cooperative") for name in ("district:este", "district:oeste", "region"))
    assert np.allclose(este + oeste, whole)


def test_a_life_is_what_the_months_say(lived: RunTables) -> None:
    table, months = lived.cooperatives, lived.months
    assert table[KEY].to_numpy().tolist() == [[replicate, f"c{c:02}"] for replicate in range(2) for c in range(3)]
    assert table["district"].tolist() == ["este", "este", "oeste"] * 2
    assert undeclared("cooperatives", table.columns) == []
    assert (table["cohort"] == "start").all()
    assert not {"", "low_sales"}.isdisjoint(table["cause"])
    for life in table.itertuples():
        hers = months[(months["replicate"] == life.replicate) & (months["cooperative"] == life.cooperative)]
        assert life.members_start == hers["members"].iloc[0]
        assert life.alive == hers["alive"].iloc[-1]
        shut = hers.loc[hers["alive"] == 0, "date"]
        assert (life.cause == "") == shut.empty
        if len(shut):
            assert shut.iloc[0] == max(life.closed, hers["date"].iloc[0])  # some closed before the first month
            assert np.isnan(life.district_share)
        else:
            assert pd.isna(life.closed)
            assert 0 <= life.district_share <= 1
    assert (table["alive"] == 0).any()
    assert table["fixed_cost_usd_per_year"].iloc[0] == 60_000.0


def test_members_one_by_one_add_up_to_the_seasons(lived: RunTables) -> None:
    members = lived.members[lived.members["season_member"] == 1.0]
    assert set(lived.members["replicate"]) == {0}
    assert lived.members.groupby("season").size().unique().tolist() == [24]
    seasons = lived.seasons.query("grouping == 'all' and replicate == 0").set_index(["season", "cooperative"])
    by_home = members.groupby(["season", "cooperative"])
    for name in ("harvest_qq", "delivered_qq", "side_sold_qq", "refused_qq"):
        sums = by_home[f"season_{name}"].sum()
        assert sums.tolist() == pytest.approx(seasons.loc[sums.index, name].tolist())
    assert by_home.size().tolist() == seasons.loc[by_home.size().index, "members"].tolist()
    assert set(lived.members["district"]) == {"este", "oeste"}


def test_any_split_of_a_run_gives_the_same_tables(lived: RunTables, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "rows_at_once", lambda farmers: 1)
    for whole, cut in zip(lived, tables(region(), groupings=groupings_of(BY), members=1), strict=True):
        pd.testing.assert_frame_equal(whole, cut, check_exact=True)


def test_months_of_many_cooperatives_are_kept_when_asked() -> None:
    scenario = region(13, years=2)
    assert set(tables(scenario, 1).months["cooperative"]) == {"district:este", "district:oeste", "region"}
    assert tables(scenario, 1, cooperatives=True).months["cooperative"].nunique() == 16


def test_a_table_is_the_same_file_however_its_rows_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = pd.DataFrame({"replicate": range(10), "cause": list("aabbaabbcc"), "trust": np.linspace(0.0, 1.0, 10)})

    def written(*cuts: int) -> bytes:
        writer, ends = TableWriter(tmp_path / "t.parquet", ["replicate"]), [0, *cuts, 10]
        for start, end in pairwise(ends):
            writer.add(table.iloc[start:end])
        writer.close()
        return (tmp_path / "t.parquet").read_bytes()

    assert written() == written(3, 7) == table_bytes(table, ["replicate"])
    monkeypatch.setattr(TableWriter, "ROWS_AT_ONCE", 4)
    assert written() == written(1, 2, 9)
    assert pd.read_parquet(tmp_path / "t.parquet").equals(table.astype({"cause": "category"}))


def test_a_grouping_that_was_not_kept_is_named_with_what_to_do(lived: RunTables) -> None:
    with pytest.raises(UserMistake, match="--by kin"):
        of_grouping(lived.seasons, "kin")
    with pytest.raises(UserMistake, match="did you mean poverty"):
        coopsim.run("steady", by="poverti", progress=False)
    assert set(of_grouping(lived.seasons, "poverty")["group"]) == {"poorest", "middle", "richest"}


def test_a_run_of_a_region_says_counts_and_never_a_sum_of_reserves(lived: RunTables) -> None:
    words = region_summary(lived.cooperatives)
    assert words is not None
    assert words["cooperatives"] == 3.0
    assert words["open"]["mean"] + sum(words["closed"].values()) == 3.0
    assert "reserves_usd" not in {row["name"] for row in summary(lived.seasons)}
    one = tables(little("castillo", years=2), 1)
    assert region_summary(one.cooperatives) is None
    assert "reserves_usd" in {row["name"] for row in summary(one.seasons)}


def test_the_story_of_a_base_is_not_told_of_other_cooperatives(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('base = "castillo"\n[[cooperative]]\nid = "otra"\nmembers = 60\n', encoding="utf-8")
    assert coopsim.load(str(own)).story.en == ""
    own.write_text('base = "castillo"\n[time]\nyears = 4\n', encoding="utf-8")
    assert coopsim.load(str(own)).story.en != ""


def test_the_tables_of_a_region_are_small(tmp_path: Path) -> None:
    """Of 32 replicates of region-24, 26 years long, less than 50 MB: reckoned from two of three years."""
    scenario = coopsim.load("region-24").with_values({"years": 3, "warm_up_years": 1})
    some = tables(scenario, 2, groupings=groupings_of(BY))
    rows = (24 + 5 + 1) * (1 + 3)  # cooperatives, districts, region; all members, and by poverty
    assert len(some.seasons) == 2 * 3 * rows
    assert len(some.months) == 2 * 36 * (5 + 1)
    assert len(some.cooperatives) == 2 * 24
    written = {name: len(table_bytes(table, name=name)) for name, table in some._asdict().items() if len(table)}
    times = {"months": 8 / 2 * 26 / 3, "seasons": 32 / 2 * 26 / 3, "cooperatives": 32 / 2}
    assert sum(written[name] * times[name] for name in written) < 50e6


class Counted:
    """A job that says when it is done."""

    runs = 1

    def __init__(self, done: list[int], number: int) -> None:
        self.done, self.number = done, number

    def __call__(self) -> int:
        self.done.append(self.number)
        return self.number


def test_blocks_are_made_as_they_are_taken() -> None:
    done: list[int] = []
    blocks = runs.in_order([Counted(done, number) for number in range(3)])
    assert next(blocks) == 0
    assert done == [0]
    assert list(blocks) == done[1:] == [1, 2]
