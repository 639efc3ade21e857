"""Work without runs that is shared out like runs: pieces that need nothing of each other, and one thing done beside another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from coopsim.runs.pool import Pool

Simulate = Callable[[Sequence[Any]], Sequence[Any]]


class Piece:
    """A call that is done later, perhaps by another process.

    It is no dataclass: results of pieces are not kept, for they are made of kept ones in seconds.

    Parameters
    ----------
    of : callable
        A function of a module.
    *given
        Its arguments.

    Examples
    --------
    >>> Piece(divmod, 7, 2)()
    (3, 1)
    """

    runs = 0

    def __init__(self, of: Callable[..., Any], *given: Any) -> None:
        self.of, self.given = of, given

    def __call__(self) -> Any:
        return self.of(*self.given)


def in_turn(pieces: Sequence[Any]) -> list[Any]:
    """Each of them here, in their order.

    >>> in_turn([Piece(max, 1, 2), Piece(min, 1, 2)])
    [2, 1]
    """
    return [piece() for piece in pieces]


def done(pieces: Mapping[str, Sequence[Piece]], simulate: Simulate = in_turn) -> dict[str, list[Any]]:
    """All pieces of several lists at once; the results by list, in order.

    >>> done({"a": [Piece(abs, -1)], "b": [Piece(abs, -2), Piece(abs, 3)]})
    {'a': [1], 'b': [2, 3]}
    """
    results = iter(simulate([piece for several in pieces.values() for piece in several]))
    return {name: [next(results) for _piece in several] for name, several in pieces.items()}


@contextmanager
def meanwhile(piece: Piece, workers: int) -> Iterator[None]:
    """Do a piece in another process while the block runs; with one worker after it.

    Parameters
    ----------
    piece : Piece
        Its result is not needed.
    workers : int
        Processes that may share the work.

    Yields
    ------
    None
        When the block ends the piece is done; what goes wrong in it is raised there.
    """
    if workers < 2:
        yield
        piece()
        return
    with Pool(1).aside(piece) as result:
        yield
        result.result()
