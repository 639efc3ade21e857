"""Tables in the terminal: text as it is, and no cell without a head."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from coopsim.cli.tables import right, table


def test_text_is_shown_as_it_is() -> None:
    console = Console(file=io.StringIO(), width=60)
    console.print(table(["name", right("mean")], [("[bold]a", "1")], title="[price]"))
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert "[bold]a" in shown
    assert "[price]" in shown


def test_a_row_has_no_more_cells_than_the_table_has_columns() -> None:
    with pytest.raises(ValueError, match="row 0 has 2 cells, the table 1 columns"):
        table(["name"], [("a", "b")])
