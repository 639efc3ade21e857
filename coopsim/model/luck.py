"""Chance by named streams: a fixed place for every (replicate, stream, season, slot, month)."""

from __future__ import annotations

from zlib import crc32

import numpy as np
from numpy.typing import NDArray

_SEASON = 1 << 40  # draws set aside for one season of one stream: more than any table has slots


class Luck:
    """Uniforms that nothing that happens in the world can shift.

    Replicate k has the same luck in every arm and at every design point, alone or among others, so differences
    between arms are effects. Rows that share a replicate share their luck.

    >>> alone, among = Luck(1, [4]), Luck(1, [0, 4])
    >>> bool((alone("taste", 13, 5)[0] == among("taste", 13, 5)[1]).all())
    True
    """

    def __init__(self, seed: int, replicates: list[int] | NDArray[np.int64]) -> None:
        self.seed = seed
        self.replicates = np.asarray(replicates, dtype=np.int64)
        self._distinct, self._row = np.unique(self.replicates, return_inverse=True)
        self._as_they_are = np.array_equal(self._distinct, self.replicates)
        self._generators: dict[tuple[str, int], tuple[np.random.Generator, int]] = {}
        self._season: dict[tuple[str, int], tuple[int, NDArray[np.float64]]] = {}

    def __call__(self, stream: str, month: int, slots: int) -> NDArray[np.float64]:
        """The month's uniforms of one stream, shape (rows, slots)."""
        return self._place(stream, month // 12, month % 12, slots, 12)

    def once_a_season(self, stream: str, month: int, slots: int) -> NDArray[np.float64]:
        """Uniforms of a stream that is drawn once a season only, shape (rows, slots)."""
        return self._place(stream, month // 12, 0, slots, 1)

    def _place(self, stream: str, season: int, month: int, slots: int, months: int) -> NDArray[np.float64]:
        known = self._season.get((stream, slots))
        if known is None or known[0] != season:
            drawn = np.empty((months, len(self._distinct), slots))
            for row, k in enumerate(self._distinct):
                drawn[:, row] = self._draw(stream, int(k), season, slots, months).T
            known = self._season[(stream, slots)] = (season, drawn)
        now = known[1][month]
        return np.asarray(now if self._as_they_are else now[self._row])

    def _draw(self, stream: str, replicate: int, season: int, slots: int, months: int) -> NDArray[np.float64]:
        generator, stands_at = self._generators.get((stream, replicate), (None, 0))
        if generator is None:
            sequence = np.random.SeedSequence(self.seed, spawn_key=(replicate, crc32(stream.encode())))
            generator = np.random.Generator(np.random.PCG64(sequence))
        bits = generator.bit_generator
        assert isinstance(bits, np.random.PCG64)
        bits.advance(season * _SEASON - stands_at)
        drawn = generator.random((slots, months))
        self._generators[(stream, replicate)] = (generator, season * _SEASON + slots * months)
        return drawn

    def of_prices(self, months: int) -> NDArray[np.float64]:
        """The two uniforms that a price process takes each month (turn and shock), shape (rows, months, 2)."""
        streams = ("price turn", "price shock")
        return np.stack([np.stack([self(stream, m, 1)[:, 0] for m in range(months)], axis=1) for stream in streams], axis=-1)

    def take(self, rows: NDArray[np.int64]) -> Luck:
        """The luck of other rows, made of these."""
        return Luck(self.seed, self.replicates[rows])

    def __getstate__(self) -> dict[str, object]:
        return {"seed": self.seed, "replicates": self.replicates}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__init__(state["seed"], state["replicates"])  # type: ignore[misc]
