"""Every layout against every disturbance that has been met in files of this kind."""

from __future__ import annotations

import contextlib
import datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from coopsim.equations.prices import usd_per_qq_from_usc_per_lb
from coopsim.errors import UserMistake
from coopsim.prices.published import world_price_usd_per_qq
from coopsim.prices.readers import PriceFile, read, read_index
from tests.cases import every
from tests.prices.made_up_files import (
    CENTS,
    FIRST_ROW,
    LAYOUTS,
    MONTHS,
    PRICE_COLUMN,
    Rows,
    plain,
    spoil,
    world_bank,
    write_csv,
    write_workbook,
)

PUBLISHED = [name for name in LAYOUTS if name != "plain"]
SPOILT_CELLS = ("", "..", "-1", "x", "2001-13", "1,5", "Coffee, Arabica")
every_layout = pytest.mark.parametrize("layout", LAYOUTS)
a_layout = every("layout", LAYOUTS, quick=2)


def expected(share: float = 1.0) -> pd.Series:
    """The made-up prices in real US$/qq, deflated by the route of the published figures."""
    index = pd.PeriodIndex(MONTHS, freq="M")
    deflator = (world_price_usd_per_qq() / world_price_usd_per_qq(nominal=True))[index]
    return pd.Series(usd_per_qq_from_usc_per_lb(np.array(CENTS) * share), index=index) * deflator


def read_any(path: Path, layout: str, **options: object) -> PriceFile:
    if layout == "plain":
        options = {"unit": "usc_per_lb", "money": "nominal", **options}
    return read(path, **options)  # type: ignore[arg-type]


def assert_same(found: PriceFile, layout: str, share: float = 1.0, months: slice = slice(None)) -> None:
    wanted = expected(share)[months]
    assert found.layout == layout
    assert found.money == "nominal"
    assert found.series_usd_per_qq.index.equals(wanted.index)
    assert np.allclose(found.series_usd_per_qq, wanted, rtol=1e-6)


@every_layout
def test_as_published(tmp_path: Path, layout: str) -> None:
    assert_same(read_any(write_csv(tmp_path / "prices.csv", LAYOUTS[layout]()), layout), layout)


@every("layout", ["world-bank", "fred", "imf-workbook", "ico", "plain"], quick=2)
@every("name", ["prices.xlsx", "prices.xls"])
def test_as_a_workbook_whatever_its_name(tmp_path: Path, layout: str, name: str) -> None:
    assert_same(read_any(write_workbook(tmp_path / name, LAYOUTS[layout]()), layout), layout)


@every_layout
def test_windows_line_ends_and_byte_order_mark(tmp_path: Path, layout: str) -> None:
    path = write_csv(tmp_path / "prices.csv", LAYOUTS[layout](), end="\r\n", encoding="utf-8-sig")
    assert_same(read_any(path, layout), layout)


@a_layout
@every("encoding", ["cp1252", "utf-16"])
def test_other_encodings(tmp_path: Path, layout: str, encoding: str) -> None:
    rows = [*LAYOUTS[layout](), ["Fuente: precio del café"]]
    assert_same(read_any(write_csv(tmp_path / "prices.csv", rows, encoding=encoding), layout), layout)


@a_layout
@every("separator", [";", "\t"])
def test_decimal_commas(tmp_path: Path, layout: str, separator: str) -> None:
    first = FIRST_ROW.get(layout, 1)
    rows = LAYOUTS[layout]()
    for row in rows[first:]:
        row[:] = [cell if cell.startswith("G001.") else cell.replace(".", ",") for cell in row]
    assert_same(read_any(write_csv(tmp_path / "prices.csv", rows, separator=separator), layout), layout)


@every_layout
def test_shuffled_columns(tmp_path: Path, layout: str) -> None:
    rows = LAYOUTS[layout]()
    order = np.random.default_rng(2).permutation(len(rows[-1]))[::-1]
    width = len(order)
    shuffled = [[(row + [""] * width)[place] for place in order] for row in rows]
    assert_same(read_any(write_csv(tmp_path / "prices.csv", shuffled), layout), layout)


@every("layout", list(FIRST_ROW), quick=2)
def test_months_in_any_order(tmp_path: Path, layout: str) -> None:
    rows = LAYOUTS[layout]()
    first = FIRST_ROW[layout]
    assert_same(read_any(write_csv(tmp_path / "prices.csv", [*rows[:first], *rows[first:][::-1]]), layout), layout)


@every_layout
def test_footnotes(tmp_path: Path, layout: str) -> None:
    rows = [*LAYOUTS[layout](), [""], ["Note: figures are provisional."], ["* 2002, revised"]]
    assert_same(read_any(write_csv(tmp_path / "prices.csv", rows), layout), layout)


@a_layout
@every("mark", ["..", "…", "...", ".", ""])
def test_missing_at_the_ends(tmp_path: Path, layout: str, mark: str) -> None:
    path = write_csv(tmp_path / "prices.csv", spoil(layout, 23, mark))
    assert_same(read_any(path, layout), layout, months=slice("2001-01", "2002-11"))


@a_layout
@every("mark", ["..", "", None])
def test_a_gap_names_its_month(tmp_path: Path, layout: str, mark: str | None) -> None:
    path = write_csv(tmp_path / "prices.csv", spoil(layout, 9, mark))
    with pytest.raises(UserMistake, match=r"prices\.csv:\d+: .*no figure for 2001-10.*2001-01\.\.2002-12"):
        read_any(path, layout)


@a_layout
@every("mark", ["..", None])
def test_a_gap_outside_the_months_used_does_no_harm(tmp_path: Path, layout: str, mark: str | None) -> None:
    path = write_csv(tmp_path / "prices.csv", spoil(layout, 3, mark))
    months = pd.period_range("2001-06", "2002-06", freq="M")
    assert_same(read_any(path, layout, months=months), layout, months=slice("2001-06", "2002-06"))
    with pytest.raises(UserMistake, match="no figure for 2001-04"):
        read_any(path, layout, months=pd.period_range("2001-02", "2002-06", freq="M"))


@a_layout
@every("text", ["-3", "0", "NaN", "nan", "inf", "0.0"])
def test_a_figure_that_is_no_price(tmp_path: Path, layout: str, text: str) -> None:
    path = write_csv(tmp_path / "prices.csv", spoil(layout, 9, text))
    line = {"imf-wide": 3}.get(layout, FIRST_ROW.get(layout, 0) + 10)
    with pytest.raises(UserMistake, match=rf"prices\.csv:{line}: .*2001-10: got .*allowed a positive number"):
        read_any(path, layout)


@pytest.mark.parametrize("layout", ["fred", "imf-long", "imf-wide", "ico", "plain"])
def test_text_among_the_prices(tmp_path: Path, layout: str) -> None:
    with pytest.raises(UserMistake, match="2001-10: got 'about sixty'"):
        read_any(write_csv(tmp_path / "prices.csv", spoil(layout, 9, "about sixty")), layout)


@pytest.mark.parametrize("layout", ["world-bank", "imf-workbook"])
def test_text_among_the_prices_of_a_workbook_is_a_gap(tmp_path: Path, layout: str) -> None:
    with pytest.raises(UserMistake, match="no figure for 2001-10"):
        read_any(write_workbook(tmp_path / "prices.xlsx", spoil(layout, 9, "n.a.")), layout)


def test_a_mistake_in_a_workbook_names_its_cell(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "prices.xlsx", spoil("world-bank", 9, "-3"))
    with pytest.raises(UserMistake, match=r"prices\.xlsx:15: Monthly Prices!C15: got -3\.0"):
        read(path)


def test_text_in_the_middle_of_a_plain_table(tmp_path: Path) -> None:
    rows = plain()
    rows.insert(10, ["the next ones are provisional", ""])
    with pytest.raises(UserMistake, match=r"prices\.csv:11: month: not a month.*got 'the next ones are provisional'"):
        read_any(write_csv(tmp_path / "prices.csv", rows), "plain")


@every("layout", list(FIRST_ROW), quick=2)
def test_a_month_that_stands_twice(tmp_path: Path, layout: str) -> None:
    rows = LAYOUTS[layout]()
    first = FIRST_ROW[layout]
    rows.insert(first + 5, list(rows[first + 2]))
    with pytest.raises(UserMistake, match=rf":{first + 6}: .*2001-03 stands twice, first in line {first + 3}"):
        read_any(write_csv(tmp_path / "prices.csv", rows), layout)


@pytest.mark.parametrize("layout", [name for name in PUBLISHED if name != "fred"])
@pytest.mark.parametrize("by", ["series", "column"])
def test_robusta(tmp_path: Path, layout: str, by: str) -> None:
    path = write_csv(tmp_path / "prices.csv", LAYOUTS[layout]())
    assert_same(read(path, **{by: "robusta"}), layout, share=0.5)  # type: ignore[arg-type]


def test_editions_of_the_world_bank(tmp_path: Path) -> None:
    rows = world_bank()
    del rows[4]  # no codes since 2025
    assert_same(read(write_workbook(tmp_path / "late.xlsx", rows)), "world-bank")
    assert read(write_workbook(tmp_path / "other.xlsx", world_bank()), column="cocoa").column == "Cocoa"


def test_editions_of_fred(tmp_path: Path) -> None:
    rows = LAYOUTS["fred"]()
    rows[0][0] = "DATE"
    assert_same(read(write_csv(tmp_path / "old.csv", rows)), "fred")
    rows[0][1] = "PCOFFROBUSDM"
    assert read(write_csv(tmp_path / "robusta.csv", rows)).column == "PCOFFROBUSDM"


def test_coffee_organization_in_cents(tmp_path: Path) -> None:
    rows = LAYOUTS["ico"]()
    for row, cents in zip(rows[1:], CENTS, strict=True):
        row[PRICE_COLUMN["ico"]] = str(cents)
    found = read(write_csv(tmp_path / "prices.csv", rows))
    assert found.unit == "usc_per_lb"
    assert_same(found, "ico")


class TestPlain:
    @pytest.mark.parametrize(("unit", "factor"), [("usc_per_lb", 1.014125), ("usd_per_kg", 46.0), ("usd_per_qq", 1.0)])
    def test_units(self, tmp_path: Path, unit: str, factor: float) -> None:
        found = read(write_csv(tmp_path / "prices.csv", plain()), unit=unit, money="real")
        assert np.allclose(found.series_usd_per_qq, np.array(CENTS) * factor, rtol=1e-5)
        assert (found.money, found.unit, found.column) == ("real", unit, "price")

    def test_unit_is_asked_for(self, tmp_path: Path) -> None:
        with pytest.raises(UserMistake, match=r"unit: the file does not say.*usc_per_lb, usd_per_kg, usd_per_qq"):
            read(write_csv(tmp_path / "prices.csv", plain()), money="real")

    def test_money_is_asked_for_and_a_header_may_say_it(self, tmp_path: Path) -> None:
        path = write_csv(tmp_path / "prices.csv", plain())
        with pytest.raises(UserMistake, match=r"money: the file does not say .*nominal .* or real"):
            read(path, unit="usc_per_lb")
        nominal = read(path, unit="usc_per_lb", money="nominal").series_usd_per_qq
        for header, money, wanted in (
            ("price, nominal US cents", "nominal", nominal),
            ("price in dollars of 2025", "real", read(path, unit="usc_per_lb", money="real").series_usd_per_qq),
        ):
            found = read(write_csv(tmp_path / "said.csv", [["month", header], *plain()[1:]]), unit="usc_per_lb")
            assert (found.money, list(found.series_usd_per_qq)) == (money, list(wanted))
        with pytest.raises(UserMistake, match=r"money: the layout or the header says otherwise: got 'nominal'; allowed real"):
            read(tmp_path / "said.csv", unit="usc_per_lb", money="nominal")

    def test_cents_of_their_day_are_not_dollars_of_2025(self, tmp_path: Path) -> None:
        """141.5 cents a pound of April 1977 to 2025 are 143 US$/qq only to whoever forgets half a century of inflation."""
        rows = [["month", "price"], ["1977-04", "141.5"], ["1977-05", "141.5"]]
        found = read(write_csv(tmp_path / "prices.csv", rows), unit="usc_per_lb", money="nominal")
        assert found.series_usd_per_qq.min() > 3 * 143

    def test_unknown_unit(self, tmp_path: Path) -> None:
        with pytest.raises(UserMistake, match=r"unit: got 'usd_per_lb'; allowed .*did you mean usc_per_lb"):
            read(write_csv(tmp_path / "prices.csv", plain()), unit="usd_per_lb")

    def test_column_by_name(self, tmp_path: Path) -> None:
        rows: Rows = [
            ["month", "high", "Mean"],
            *[[month, str(9 * cents), str(cents)] for month, cents in zip(MONTHS, CENTS, strict=True)],
        ]
        path = write_csv(tmp_path / "prices.csv", rows)
        assert_same(read_any(path, "plain", column="mean"), "plain")
        with pytest.raises(UserMistake, match=r"prices\.csv:1: column: more than one .*allowed high, Mean"):
            read_any(path, "plain")
        with pytest.raises(UserMistake, match=r"column: no such column: got 'Maen'; allowed high, Mean; did you mean Mean"):
            read_any(path, "plain", column="Maen")

    def test_words_beside_the_price_are_no_second_column(self, tmp_path: Path) -> None:
        rows = [["where", "month", "price"], *[["Lima", month, str(cents)] for month, cents in zip(MONTHS, CENTS, strict=True)]]
        assert_same(read_any(write_csv(tmp_path / "prices.csv", rows), "plain"), "plain")

    def test_without_a_header_and_with_a_title(self, tmp_path: Path) -> None:
        assert_same(read_any(write_csv(tmp_path / "bare.csv", plain()[1:]), "plain"), "plain")
        assert_same(read_any(write_csv(tmp_path / "titled.csv", [["Coffee"], [], *plain()]), "plain"), "plain")

    @pytest.mark.parametrize("style", ["%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%Y/%m", "%m/%Y", "%b-%y", "%Y-%m-%d 00:00:00"])
    def test_dates(self, tmp_path: Path, style: str) -> None:
        rows = plain()
        for row, month in zip(rows[1:], MONTHS, strict=True):
            row[0] = datetime.date(int(month[:4]), int(month[5:]), 1).strftime(style)
        assert_same(read_any(write_csv(tmp_path / "prices.csv", rows), "plain"), "plain")

    def test_spanish_months(self, tmp_path: Path) -> None:
        names = "ene feb mar abr may jun jul ago set oct nov dic".split()  # noqa: SIM905
        rows = [["mes", "precio"], *[[f"{names[int(m[5:]) - 1]}-{m[2:4]}", str(c)] for m, c in zip(MONTHS, CENTS, strict=True)]]
        assert_same(read_any(write_csv(tmp_path / "precios.csv", rows, separator=";"), "plain"), "plain")

    def test_dates_of_a_workbook(self, tmp_path: Path) -> None:
        book = Workbook()
        book.active.append(["month", "price"])
        for month, cents in zip(MONTHS, CENTS, strict=True):
            book.active.append([datetime.datetime(int(month[:4]), int(month[5:]), 1), cents])
        book.save(tmp_path / "prices.xlsx")
        assert_same(read_any(tmp_path / "prices.xlsx", "plain"), "plain")

    def test_decimal_commas_between_commas_are_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "prices.csv"
        path.write_text("month,price\n2001-01,60,5\n2001-02,61,0\n", encoding="utf-8")
        with pytest.raises(UserMistake, match=r"prices\.csv:2: more cells than the header"):
            read(path, unit="usc_per_lb", column="price")

    def test_a_wrong_unit_is_noticed(self, tmp_path: Path) -> None:
        found = read(write_csv(tmp_path / "p.csv", plain()), unit="usd_per_qq", money="real")
        assert not any("check the unit" in note for note in found.notes)
        cheap = [["month", "price"], *[[month, "1.4"] for month in MONTHS]]
        found = read(write_csv(tmp_path / "c.csv", cheap), unit="usc_per_lb", money="real")
        assert any("check the unit" in note for note in found.notes)


class TestUnreadable:
    def test_no_such_file(self, tmp_path: Path) -> None:
        with pytest.raises(UserMistake, match=r"nothing\.csv: no such file"):
            read(tmp_path / "nothing.csv")

    def test_folder(self, tmp_path: Path) -> None:
        with pytest.raises(UserMistake, match="is a folder"):
            read(tmp_path)

    @pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b"  \r\n"])
    def test_empty(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "prices.csv").write_bytes(content)
        with pytest.raises(UserMistake, match="empty"):
            read(tmp_path / "prices.csv")

    @pytest.mark.parametrize(
        "content", [b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 old", b"\x89PNG\x00\x00", b"no prices here\n", b'"open quote']
    )
    def test_something_else(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "prices.csv").write_bytes(content)
        with pytest.raises(UserMistake, match=r"prices\.csv"):
            read(tmp_path / "prices.csv", unit="usc_per_lb")

    def test_months_without_prices(self, tmp_path: Path) -> None:
        with pytest.raises(UserMistake, match="no column of prices"):
            read(write_csv(tmp_path / "prices.csv", [["month"], *[[month] for month in MONTHS]]), unit="usc_per_lb")
        with pytest.raises(UserMistake, match="no figure in this column"):
            read(write_csv(tmp_path / "fred.csv", [["DATE", "PCOFFOTMUSDM"], ["2001-01-01", "."]]))

    def test_too_short_for_the_run(self, tmp_path: Path) -> None:
        path = write_csv(tmp_path / "prices.csv", LAYOUTS["fred"]())
        with pytest.raises(UserMistake, match=r"got '2002-01\.\.2003-12'; allowed 2001-01\.\.2002-12"):
            read(path, months=pd.period_range("2002-01", "2003-12", freq="M"))


def test_local_cost_index(tmp_path: Path) -> None:
    rows = [["month", "index"], *[[month, str(100 + number)] for number, month in enumerate(MONTHS)]]
    index = read_index(write_csv(tmp_path / "index.csv", rows))
    assert index.tolist() == [100.0 + number for number in range(24)]
    del rows[5]
    with pytest.raises(UserMistake, match="no figure for 2001-05"):
        read_index(write_csv(tmp_path / "gap.csv", rows))
    with pytest.raises(UserMistake, match="no column of months"):
        read_index(write_csv(tmp_path / "words.csv", [["a", "b"], ["c", "d"]]))


@pytest.mark.parametrize("as_workbook", [False, True])
@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
def test_whatever_the_file_holds_it_is_read_or_told(tmp_path: Path, as_workbook: bool, data: st.DataObject) -> None:
    layout = data.draw(st.sampled_from(list(LAYOUTS)))
    rows = LAYOUTS[layout]()
    for _spoilt in range(data.draw(st.integers(1, 4))):
        row = rows[data.draw(st.integers(0, len(rows) - 1))]
        row[data.draw(st.integers(0, len(row) - 1))] = data.draw(st.sampled_from(SPOILT_CELLS))
        del row[data.draw(st.integers(1, len(row))) :]
    path = write_workbook(tmp_path / "p.xlsx", rows) if as_workbook else write_csv(tmp_path / "p.csv", rows)
    found = None
    try:
        found = read(path, unit="usc_per_lb", money="nominal")
    except UserMistake as mistake:
        told = str(mistake)
    assert found is not None or path.name in told
    assert found is None or (found.series_usd_per_qq > 0).all()


@given(content=st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_bytes_are_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bytes.csv").write_bytes(content)
    with contextlib.suppress(UserMistake):
        read(tmp_path / "bytes.csv", unit="usc_per_lb")
