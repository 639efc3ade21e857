"""What a ledger may look like, and how one that cannot be read is refused: one line with the row, the value, what is allowed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from coopsim.calibration.ledger import Ledger, read_ledger
from coopsim.cli.app import main
from coopsim.errors import UserMistake
from tests.calibration.made import Truth, ledger

ROWS = ledger(Truth(), 1, members=4, seasons=2)
LINE = 4  # of the row that is spoilt


def written(tmp_path: Path, rows: pd.DataFrame = ROWS, **options: object) -> Path:
    file = tmp_path / "ledger.csv"
    rows.to_csv(file, index=False, **options)  # type: ignore[call-overload]
    return file


def spoilt(tmp_path: Path, column: str, value: object) -> Path:
    rows = ROWS.astype(object)
    rows.loc[LINE - 2, column] = value
    return written(tmp_path, rows)


def same(one: Ledger, other: Ledger) -> bool:
    columns = ["member", "month", "delivered_qq", "price_usd_per_qq", "harvest_qq"]
    return bool((one.rows[columns] == other.rows[columns]).all().all())


def test_rows_are_read_as_written(tmp_path: Path) -> None:
    read = read_ledger(written(tmp_path))
    assert (read.by, read.harvest, len(read.rows)) == ("month", "measured", len(ROWS))
    assert np.allclose(read.rows["delivered_qq"], ROWS["delivered_qq"])
    assert read.rows["month"].iloc[0] == 2010 * 12 + 3


def test_spanish_heads_semicolons_and_decimal_commas_read_the_same(tmp_path: Path) -> None:
    plain = read_ledger(written(tmp_path))
    heads = [
        "Socio",
        "Mes",
        "Entregado (qq)",
        "Precio US$/qq",
        "Fecha de pago",
        "Cosecha (qq)",
        "Precio del intermediario",
        "Adelanto",
    ]
    spanish = written(tmp_path, ROWS.set_axis(heads, axis=1), sep=";", decimal=",")
    assert same(read_ledger(spanish), plain)


def test_a_workbook_with_a_title_reads_the_same(tmp_path: Path) -> None:
    plain = read_ledger(written(tmp_path))
    book = tmp_path / "ledger.xlsx"
    with pd.ExcelWriter(book) as writer:
        pd.DataFrame({"Notes": ["nobody's"]}).to_excel(writer, sheet_name="Notes", index=False)
        ROWS.to_excel(writer, sheet_name="Entregas", index=False, startrow=3)
    read = read_ledger(book)
    assert same(read, plain)
    assert read.notes == ("read from sheet Entregas",)


def test_seasons_by_their_year(tmp_path: Path) -> None:
    rows = ROWS.drop_duplicates("member").drop(columns="month")
    seasons = pd.concat([rows.assign(season=f"{year}/{year - 1999:02d}", paid=f"{year + 1}-02") for year in range(2010, 2014)])
    read = read_ledger(written(tmp_path, seasons))
    assert read.by == "season"
    assert sorted(set(read.rows["month"])) == [year * 12 for year in range(2010, 2014)]


def test_a_price_left_out_is_that_of_the_others_in_the_month(tmp_path: Path) -> None:
    read = read_ledger(spoilt(tmp_path, "price_usd_per_qq", ""))
    assert read.rows["price_usd_per_qq"].iloc[LINE - 2] == ROWS["price_usd_per_qq"].iloc[LINE - 2]


def test_months_without_a_harvest_say_nothing(tmp_path: Path) -> None:
    rows = ROWS.copy()
    rows.loc[3, ["delivered_qq", "harvest_qq"]] = 0.0
    read = read_ledger(written(tmp_path, rows))
    assert len(read.rows) == len(ROWS) - 1
    assert read.notes == ("rows without a harvest, left out: 1",)


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("delivered_qq", "some", "delivered_qq: got 'some'; allowed a number, 0 or more"),
        ("delivered_qq", "", "delivered_qq: got ''; allowed a number, 0 or more"),
        ("delivered_qq", -1.0, "delivered_qq: got '-1.0'; allowed a number, 0 or more"),
        ("delivered_qq", 999.0, "delivered_qq: got 999.0; allowed no more than harvest_qq"),
        ("price_usd_per_qq", 0.0, "price_usd_per_qq: got '0.0'; allowed a positive number"),
        ("price_usd_per_qq", "S/ 450", "price_usd_per_qq: got 'S/ 450'; allowed a positive number"),
        ("advance_usd_per_qq", 900.0, "advance_usd_per_qq: got 900.0; allowed no more than price_usd_per_qq"),
        ("paid", "2009-12", "paid: got '2009-12'; allowed a month from the delivery to 36 months later"),
        ("month", "harvest", "got 'harvest'; allowed YYYY-MM"),
        ("month", "2010-04", "member: the same member and month as in line 2: got 'S001'"),
        ("harvest_qq", "", "harvest_qq: got ''; allowed a harvest in each row, or in none and --harvest-prior"),
    ],
)
def test_a_wrong_cell_is_refused_in_its_line(tmp_path: Path, column: str, value: object, words: str) -> None:
    file = spoilt(tmp_path, column, value)
    with pytest.raises(UserMistake) as refused:
        read_ledger(file)
    assert f"ledger.csv:{LINE}: " in str(refused.value)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("heads", "words"),
    [
        ({"member": "who"}, "no row of heads with a column member"),
        ({"paid": "when"}, "no column paid"),
        ({"month": "when"}, "a column month or a column season"),
        ({"price_usd_per_qq": "price, soles"}, "no column price_usd_per_qq"),
        ({"price_usd_per_qq": "Precio (soles/qq)"}, "not in US dollars: got 'Precio (soles/qq)'"),
        ({"price_usd_per_qq": "price (US cents/lb)"}, "got 'usc_per_lb'; allowed usd_per_qq"),
        ({"trader_price_usd_per_qq": "precio"}, "two columns of the same meaning"),
    ],
)
def test_wrong_heads_are_refused(tmp_path: Path, heads: dict[str, str], words: str) -> None:
    with pytest.raises(UserMistake) as refused:
        read_ledger(written(tmp_path, ROWS.rename(columns=heads)))
    assert words in str(refused.value)


def test_thousands_that_could_be_decimals_are_refused(tmp_path: Path) -> None:
    rows = ROWS.astype(str).assign(price_usd_per_qq="1,450")
    with pytest.raises(UserMistake, match=r"can be read two ways: as 1\.45 or as 1450"):
        read_ledger(written(tmp_path, rows, sep=";"))


def test_no_harvest_needs_a_prior_on_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, ROWS.drop(columns="harvest_qq"))
    assert main(["calibrate", str(file)]) == 2
    refused = capsys.readouterr().err
    assert "the ledger has no harvest: nobody knows what was not delivered" in refused
    assert "--harvest-prior MEDIAN,ERROR" in refused
    assert refused.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        (["--rule", "random_utilty"], "--rule: no such decision rule: got 'random_utilty'"),
        (["--scenario", "castilo"], "did you mean castillo?"),
        (["--money", "soles"], "--money: got 'soles'; allowed nominal, real"),
        (["--hold-out", "9"], "--hold-out: no season would be left to estimate from: got 9; allowed 0 to 3"),
        (["--lots", "0"], "--lots: got '0'; allowed 1 to 12"),
        (["--harvest-prior", "ten"], "--harvest-prior: got 'ten'; allowed MEDIAN,ERROR"),
        (["--harvest-prior", "10,0.5"], "--harvest-prior: the ledger has a harvest in each row"),
        (["--out", "fitted.txt"], "--out: got 'fitted.txt'; allowed a file that ends in .toml"),
        (["--figure", "pdf"], "--figure: needs a folder to write into"),
    ],
)
def test_wrong_options_are_one_line(words: list[str], refused: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calibrate", "made-up", *words]) == 2
    said_there = capsys.readouterr().err
    assert refused in said_there
    assert said_there.count("\n") == 1


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calibrate", "nowhere.csv"]) == 2
    assert "nowhere.csv: no such file" in capsys.readouterr().err
