"""Chance by named streams: a fixed place for every (replicate, stream, season, slot, month)."""

from __future__ import annotations

from zlib import crc32

import numpy as np
from numpy.typing import NDArray

_SEASON = 1 << 40  # draws set aside for one season of one stream: more than any table has slots


class Luck:
    """Uniforms that nothing that happens in the world can shift.

    Replicate k has the same random draws in every arm and at every design point, alone or among others, so differences
    between arms are effects. Rows that share a replicate share their luck.

    >>> alone, among = Luck(1, [4]), Luck(1, [0, 4])
    >>> bool((alone("taste", 13, 5)[0] == among("taste", 13, 5)[1]).all())
    True
    """

    def __init__(self, seed: int, replicates: list[int] | NDArray[np.int64]) -> None:
        self.seed = seed
        self.replicates = np.asarray(replicates, dtype=np.int64)
        self._distinct, self._row = np.unique(self.replicates, return_inverse=True)
        self._generators: dict[tuple[str, int], tuple[np.random.Generator, int]] = {}
        self._season: dict[tuple[str, int], tuple[int, NDArray[np.float64]]] = {}

    @property
    def place_of_row(self) -> NDArray[np.int64]:
        """Which of the distinct replicates each row is."""
        return self._row

    def __call__(self, stream: str, month: int, slots: int) -> NDArray[np.float64]:
        """The month's uniforms of one stream, shape (rows, slots)."""
        return np.asarray(self.of_season(stream, month // 12, slots, 12)[:, month % 12][self._row])

    def once_a_season(self, stream: str, month: int, slots: int) -> NDArray[np.float64]:
        """Uniforms of a stream that is drawn once a season only, shape (rows, slots)."""
        return np.asarray(self.of_season(stream, month // 12, slots, 1)[:, 0][self._row])

    def of_season(self, stream: str, season: int, slots: int, months: int = 12) -> NDArray[np.float64]:
        """All uniforms of a season of one stream, shape (distinct replicates, months, slots); the season in hand is kept."""
        in_hand = self._season.get((stream, slots))
        if in_hand is None or in_hand[0] != season:
            drawn = np.empty((len(self._distinct), months, slots))
            for row, k in enumerate(self._distinct):
                drawn[row] = self._draw(stream, int(k), season, slots, months).T
            in_hand = self._season[(stream, slots)] = (season, drawn)
        return in_hand[1]

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
