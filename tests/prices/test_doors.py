"""Price files as they come from people's hands: each is read for what it is, or refused with the cell and a way on."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook

from coopsim.equations.prices import usd_per_qq_from_usc_per_lb
from coopsim.errors import UserMistake
from coopsim.prices.readers import PriceFile, read
from tests.prices.made_up_files import CENTS, MONTHS, Rows, ico, imf_long, imf_wide, write_csv, write_workbook

CENTS_OF_2025 = {"unit": "usc_per_lb", "money": "real"}
NOTES: list[list[object]] = [["2001-01", 5.0], ["2001-02", 5.0], ["2001-03", 5.0]]
DATA: list[list[object]] = [["month", "price"], *[[month, cents] for month, cents in zip(MONTHS, CENTS, strict=True)]]


def read_plain(path: Path, **options: str) -> PriceFile:
    return read(path, **(CENTS_OF_2025 | options))  # type: ignore[arg-type]


def cents_of(found: PriceFile) -> list[float]:
    return [round(float(price) / usd_per_qq_from_usc_per_lb(1.0), 3) for price in found.series_usd_per_qq]


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book.save(path)
    return path


def with_transformation(rows: Rows, what: str, at: int) -> Rows:
    return [[*row[:at], "DATA_TRANSFORMATION" if number == 0 else what, *row[at:]] for number, row in enumerate(rows)]


class TestWhatASeriesIs:
    def test_a_long_file_of_an_index_is_refused_by_its_row(self, tmp_path: Path) -> None:
        rows = with_transformation(imf_long(), "INDEX", 2)
        with pytest.raises(UserMistake, match=r"long\.csv:2: DATA_TRANSFORMATION: no row of PCOFFOTM .*got 'INDEX'; allowed USD"):
            read(write_csv(tmp_path / "long.csv", rows))

    def test_so_is_a_series_whose_own_name_says_it(self, tmp_path: Path) -> None:
        rows = [["SERIES", "TIME_PERIOD", "OBS_VALUE"], *[["G001.PCOFFOTM.INDEX.M", month, "97.1"] for month in MONTHS]]
        with pytest.raises(UserMistake, match=r"long\.csv:2: SERIES: .*got 'INDEX'"):
            read(write_csv(tmp_path / "long.csv", rows))

    @pytest.mark.parametrize("what", ["Index", "Percent change, corresponding period previous year", "EUR"])
    def test_a_wide_file(self, tmp_path: Path, what: str) -> None:
        rows = [[cell.replace(".USD.", ".X.") if number else cell for cell in row] for number, row in enumerate(imf_wide())]
        rows = with_transformation([[row[0].replace(".X.", ".USD."), *row[1:]] for row in rows], what, 3)
        with pytest.raises(UserMistake, match=rf"wide\.csv:3: DATA_TRANSFORMATION: .*got '{re.escape(what)}'"):
            read(write_csv(tmp_path / "wide.csv", rows))

    def test_dollars_are_taken_where_an_index_stands_beside_them_and_that_is_said(self, tmp_path: Path) -> None:
        head, robusta, arabica = imf_wide()
        index = ["G001.PCOFFOTM.INDEX.M", "World", "Coffee", *["100.5"] * 24]
        found = read(write_csv(tmp_path / "wide.csv", [head, index, robusta, arabica]))
        assert found.series_usd_per_qq.equals(read(write_csv(tmp_path / "w.csv", imf_wide())).series_usd_per_qq)
        assert any("not in US dollars were left out: INDEX" in note for note in found.notes)

    @pytest.mark.parametrize("head", ["PCOFFOTMINDEXM", "PCOFFOTMUSDM_PC1", "PCOFFOTMUSDM_NBD20150101"])
    def test_a_series_of_fred_under_another_suffix(self, tmp_path: Path, head: str) -> None:
        rows = [["observation_date", head], *[[f"{month}-01", "97.5"] for month in MONTHS]]
        with pytest.raises(UserMistake, match=rf"fred\.csv:1: column: .*got '{head}'"):
            read_plain(write_csv(tmp_path / "fred.csv", rows))

    @pytest.mark.parametrize(
        "head", ["price index, 2015=100", "% change", "variación anual", "precio (COP/kg)", "€/kg", "EUR per kg"]
    )
    def test_a_plain_table_that_says_it_holds_no_dollars(self, tmp_path: Path, head: str) -> None:
        rows = [["month", head], *[[month, "97.5"] for month in MONTHS]]
        with pytest.raises(UserMistake, match=rf"p\.csv:1: column: .*got '{re.escape(head)}'; allowed prices in US dollars"):
            read_plain(write_csv(tmp_path / "p.csv", rows))

    def test_a_unit_in_the_head_is_read_and_another_one_refused(self, tmp_path: Path) -> None:
        path = write_csv(tmp_path / "p.csv", [["month", "price, US$/kg of 2025"], *[[month, "2.19"] for month in MONTHS]])
        assert read(path).unit == "usd_per_kg"
        with pytest.raises(
            UserMistake, match=r"unit: the layout or the header says otherwise: got 'usc_per_lb'; allowed usd_per_kg"
        ):
            read(path, unit="usc_per_lb")
        tonnes = write_csv(tmp_path / "t.csv", [["month", "USD/mt, 2025"], *[[month, "2190"] for month in MONTHS]])
        with pytest.raises(UserMistake, match=r"got 'USD/mt, 2025'; allowed usc_per_lb"):
            read(tonnes, unit="usd_per_kg")


class TestMarksOfNumbers:
    @pytest.mark.parametrize("text", ["2,194", "2.194"])
    @pytest.mark.parametrize("separator", ["\t", ";"])
    def test_thousands_or_decimals_nobody_knows(self, tmp_path: Path, text: str, separator: str) -> None:
        rows = [[month, text] for month in MONTHS]
        with pytest.raises(UserMistake, match=rf"p\.txt:1: .*as 2\.194 or as 2194.*got '{re.escape(text)}'"):
            read_plain(write_csv(tmp_path / "p.txt", rows, separator=separator))

    def test_nor_between_quotes(self, tmp_path: Path) -> None:
        with pytest.raises(UserMistake, match=r"as 2\.194 or as 2194.*got '2,194'"):
            read_plain(write_csv(tmp_path / "p.csv", [["month", "price"], *[[month, "2,194"] for month in MONTHS]]))

    @pytest.mark.parametrize(("other", "wanted"), [("97,5", 2.194), ("1.097,5", 2.194), ("97.5", 2194.0), ("1,097.5", 2194.0)])
    def test_one_cell_settles_it_for_the_column(self, tmp_path: Path, other: str, wanted: float) -> None:
        rows = [[month, "2,194" if number else other] for number, month in enumerate(MONTHS)]
        assert cents_of(read_plain(write_csv(tmp_path / "p.txt", rows, separator="\t")))[5] == wanted

    def test_numbers_of_a_workbook_need_no_mark(self, tmp_path: Path) -> None:
        rows = [["month", "price"], *[[month, "2.194"] for month in MONTHS]]
        assert cents_of(read_plain(write_workbook(tmp_path / "p.xlsx", rows)))[0] == 2.194

    @pytest.mark.parametrize("text", ["$97.5", "US$ 97.5", "97.5 USD", "$ 97.50"])
    def test_dollar_signs(self, tmp_path: Path, text: str) -> None:
        assert cents_of(read_plain(write_csv(tmp_path / "p.csv", [[month, text] for month in MONTHS])))[0] == 97.5

    @pytest.mark.parametrize("text", ["€97.5", "97.5 pesos", "97.5*"])
    def test_what_is_no_number_is_shown(self, tmp_path: Path, text: str) -> None:
        rows = [["month", "price"], *[[month, text] for month in MONTHS]]
        with pytest.raises(UserMistake, match=rf"p\.csv:2: price: no column of prices: got '{re.escape(text)}'; allowed .*97\.3"):
            read_plain(write_csv(tmp_path / "p.csv", rows))


class TestSheets:
    def test_most_months_win_and_it_is_said(self, tmp_path: Path) -> None:
        path = workbook(tmp_path / "p.xlsx", {"Notes": NOTES, "Data": DATA})
        found = read_plain(path)
        assert (found.sheet, cents_of(found)) == ("Data", CENTS)
        assert any("read from sheet Data" in note and "Notes" in note for note in found.notes)
        assert cents_of(read_plain(path, sheet="notes")) == [5.0, 5.0, 5.0]

    def test_a_name_that_is_no_sheet(self, tmp_path: Path) -> None:
        path = workbook(tmp_path / "p.xlsx", {"Notes": NOTES, "Data": DATA})
        with pytest.raises(UserMistake, match=r"sheet: no such sheet: got 'Dat'; allowed Notes, Data; did you mean Data"):
            read_plain(path, sheet="Dat")

    def test_two_of_the_same_length_are_asked_for(self, tmp_path: Path) -> None:
        with pytest.raises(UserMistake, match=r"sheet: more than one sheet .*allowed High, Low"):
            read_plain(workbook(tmp_path / "p.xlsx", {"High": DATA, "Low": DATA}))

    def test_what_is_wrong_with_the_longest_sheet_is_said(self, tmp_path: Path) -> None:
        index = [["month", "price index"], *DATA[1:]]
        with pytest.raises(UserMistake, match=r"Data!B1: an index"):
            read_plain(workbook(tmp_path / "p.xlsx", {"Notes": NOTES, "Data": index}))

    def test_fred_s_workbook_with_dates_in_its_readme(self, tmp_path: Path) -> None:
        readme = [
            ["FRED Graph Observations"],
            ["Series ID", "PCOFFOTMUSDM"],
            ["Last updated", "2026-06-01"],
            ["From", "2001-01-01"],
        ]
        data = [["observation_date", "PCOFFOTMUSDM"], *[[f"{m}-01", c] for m, c in zip(MONTHS, CENTS, strict=True)]]
        found = read(workbook(tmp_path / "fred.xlsx", {"README": readme, "Monthly": data}))
        assert (found.layout, found.sheet, len(found.series_usd_per_qq)) == ("fred", "Monthly", 24)

    def test_a_head_over_two_lines(self, tmp_path: Path) -> None:
        rows: list[list[object]] = [[cell.replace("Other Milds", "Other\nMilds") for cell in row] for row in ico()]
        found = read(workbook(tmp_path / "ico.xlsx", {"Prices": rows}))
        assert (found.layout, found.column) == ("ico", "Other Milds")
        assert read(tmp_path / "ico.xlsx", column="Other Milds").column == "Other Milds"


@pytest.mark.parametrize(
    ("name", "content", "wanted"),
    [
        ("p.ods", {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "save the table as .xlsx or .csv"),
        ("p.zip", {"prices.csv": "month,price"}, "save the table as .xlsx or .csv"),
        ("p.xlsx", {"xl/workbook.xml": "<workbook"}, "a damaged workbook"),
    ],
)
def test_packed_files_are_answered_in_our_words(tmp_path: Path, name: str, content: dict[str, str], wanted: str) -> None:
    with zipfile.ZipFile(tmp_path / name, "w") as packed:
        for part, text in content.items():
            packed.writestr(part, text)
    with pytest.raises(UserMistake, match=rf"{re.escape(name)}: .*{re.escape(wanted)}"):
        read_plain(tmp_path / name)


def test_a_web_page_under_the_name_of_a_table(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("<!DOCTYPE html><html><table><tr><td>2001-01</td></tr></table></html>", encoding="utf-8")
    with pytest.raises(UserMistake, match="a web page"):
        read_plain(tmp_path / "p.csv")


class TestMonths:
    def test_years_and_months_in_two_columns(self, tmp_path: Path) -> None:
        for months in ([str(int(month[5:])) for month in MONTHS], [pd.Period(month).strftime("%B") for month in MONTHS]):
            rows = [["year", "month", "price"], *[[m[:4], n, str(c)] for m, n, c in zip(MONTHS, months, CENTS, strict=True)]]
            found = read_plain(write_csv(tmp_path / "p.csv", rows))
            assert (cents_of(found), str(found.series_usd_per_qq.index[-1])) == (CENTS, "2002-12")

    def test_a_row_for_each_year(self, tmp_path: Path) -> None:
        heads = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905
        rows = [["Year", *heads], ["2001", *map(str, CENTS[:12])], ["2002", *map(str, CENTS[12:])]]
        assert cents_of(read_plain(write_csv(tmp_path / "p.csv", rows))) == CENTS

    @pytest.mark.parametrize("style", ["%Y-%m", "%YM%m", "%Y%m"])
    def test_other_heads_of_a_wide_file(self, tmp_path: Path, style: str) -> None:
        rows = imf_wide()
        rows[0][3:] = [pd.Period(month).strftime(style) for month in MONTHS]
        found = read(write_csv(tmp_path / "wide.csv", rows))
        assert (found.layout, len(found.series_usd_per_qq)) == ("imf-wide", 24)

    @pytest.mark.parametrize(
        "style", ["%Y%m", "%Y.%m", "%d-%b-%Y", "%b %d, %Y", "%m/%d/%y", "%d/%m/%y", "%Y%m%d", "%B %Y", "%b'%y"]
    )
    def test_formats(self, tmp_path: Path, style: str) -> None:
        rows = [["month", "price"], *[[pd.Period(m).strftime(style), str(c)] for m, c in zip(MONTHS, CENTS, strict=True)]]
        found = read_plain(write_csv(tmp_path / "p.csv", rows))
        assert (cents_of(found), str(found.series_usd_per_qq.index[0])) == (CENTS, "2001-01")

    def test_what_is_no_month_is_shown(self, tmp_path: Path) -> None:
        rows = [["quarter", "price"], *[[f"Q{number % 4 + 1} of {month[:4]}", "97.5"] for number, month in enumerate(MONTHS)]]
        with pytest.raises(UserMistake, match=r"p\.csv:2: no column of months: got 'Q1 of 2001'; allowed YYYY-MM"):
            read_plain(write_csv(tmp_path / "p.csv", rows))
