from __future__ import annotations

import os
from pathlib import Path

import pytest

from coopsim.runs.pieces import Piece, done, meanwhile
from coopsim.runs.run import run


def write_who(path: Path) -> None:
    path.write_text(str(os.getpid()))


def goes_wrong() -> None:
    raise ValueError("the figure cannot be drawn")


@pytest.mark.parametrize("workers", [1, 2])
def test_pieces_give_the_same_in_their_order_whoever_does_them(workers):
    pieces = {"powers": [Piece(pow, 2, k) for k in range(5)], "none": [], "halves": [Piece(divmod, 7, 2)]}
    assert done(pieces, lambda jobs: run(jobs, workers)) == {"powers": [1, 2, 4, 8, 16], "none": [], "halves": [(3, 1)]}


def test_pieces_move_no_progress_bar():
    told = []
    run([Piece(abs, -1)], on_progress=lambda *of: told.append(of))
    assert told == []


@pytest.mark.parametrize(("workers", "here"), [(1, True), (2, False)])
def test_what_is_done_beside_a_block_is_done_when_it_ends(tmp_path, workers, here):
    with meanwhile(Piece(write_who, tmp_path / "who"), workers):
        pass
    assert (int((tmp_path / "who").read_text()) == os.getpid()) == here


@pytest.mark.parametrize("workers", [1, 2])
def test_what_goes_wrong_beside_a_block_is_raised_at_its_end(workers):
    with pytest.raises(ValueError, match="cannot be drawn"), meanwhile(Piece(goes_wrong), workers):
        pass


def test_nothing_is_waited_for_where_the_block_fails(tmp_path):
    with pytest.raises(KeyError), meanwhile(Piece(goes_wrong), 2):
        raise KeyError("table")
