"""What `claim.toml` fixes before the test is run: outcomes, windows, smallest effects, treatments, ranges of the worlds."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.resources import files
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.claim.frozen import Frozen, frozen

Both = dict[str, str]  # the same words in every language: {"en": ..., "es": ...}
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Subclaim:
    """One part of the claim and what would count for or against it. Smallest effects are shares (0.05 = 5 points, 5 %)."""

    id: str
    statement: Both
    short: Both
    measure: Both
    kind: str = ""  # boom or slump
    outcomes: tuple[str, ...] = ()  # all of them must agree
    window: str = ""
    direction: int = 1
    scale: str = ""
    smallest_effect: float | None = None
    two_sided: bool = False
    short_opposite: Both | None = None
    combines: tuple[str, ...] = ()
    contrast: str = ""
    in_history: Both | None = None
    not_tested: Both | None = None
    baseline_floor_usd: float = 0.0

    def counted(self, effect: Any, baseline: Any) -> Floats:
        """Effects counted positive in the claim's direction; on the relative scale as a share of the paired arm.

        The paired arm's size is never taken below `baseline_floor_usd`: 10 dollars more on an income of nothing is no
        infinite gain. Elementwise.

        >>> fall = Subclaim("H2d", {}, {}, {}, direction=-1, scale="share")
        >>> float(fall.counted(-0.08, 0.70))
        0.08
        >>> gain = Subclaim("H1", {}, {}, {}, scale="relative", baseline_floor_usd=100.0)
        >>> float(gain.counted(300.0, 1200.0)), float(gain.counted(10.0, -2.0))
        (0.25, 0.1)
        """
        turned = self.direction * np.asarray(effect, dtype=float)
        return turned if self.scale != "relative" else relative(turned, baseline, self.baseline_floor_usd)


@dataclass(frozen=True)
class Secondary:
    """An outcome that is shown with a sub-claim and never judged; its effect keeps its raw sign."""

    subclaim: str
    outcome: str
    window: str
    scale: str
    label: Both
    smallest_effect: float | None = None
    family: str = ""


@dataclass(frozen=True)
class Drawn:
    """What differs from world to world: a parameter, or one number (`part`) of a farmer's distribution, within a range."""

    name: str
    source: str
    part: str = ""
    low: float | None = None
    high: float | None = None
    scale: str = "uniform"
    whole: bool = False
    drawn: bool = True
    en: str = ""
    es: str = ""
    drawn_from: str = ""  # the part of the mends that makes the parameter
    always: bool = False  # drawn whatever the screen says

    @property
    def column(self) -> str:
        """Its column in the table of worlds.

        >>> Drawn("trust", "assumed", part="mean").column
        'trust.mean'
        """
        return f"{self.name}.{self.part}" if self.part else self.name

    def value(self, uniform: Any) -> Floats:
        """The drawn value for uniform draws in 0..1, elementwise.

        >>> Drawn("delay", "", low=1, high=6, whole=True).value([0.0, 0.5, 0.999]).tolist()
        [1.0, 4.0, 6.0]
        >>> Drawn("line", "", low=100.0, high=10000.0, scale="log").value(0.5).round(6).tolist()
        1000.0
        """
        if self.low is None or self.high is None:
            raise ValueError(f"{self.name} has no range")
        draw = np.asarray(uniform, dtype=float)
        if self.whole:
            return np.minimum(np.floor(self.low + draw * (self.high - self.low + 1)), self.high)
        if self.scale == "log":
            return np.asarray(self.low * (self.high / self.low) ** draw)
        return np.asarray(self.low + draw * (self.high - self.low))


@dataclass(frozen=True)
class Criteria:
    """The whole file, with the hash that `verdict.json` names."""

    hash: str
    judgement: dict[str, Any]
    treatments: dict[str, Any]
    episodes: dict[str, Any]
    subclaims: tuple[Subclaim, ...]
    secondary: tuple[Secondary, ...]
    drawn: tuple[Drawn, ...]
    frozen: Frozen  # in force once the mends of the model are in
    order: dict[str, int] = field(default_factory=dict)
    flips: dict[str, Any] = field(default_factory=dict)  # what is varied to see where the verdict flips

    def subclaim(self, id: str) -> Subclaim:
        """The sub-claim of that name.

        >>> criteria().subclaim("H2d").smallest_effect
        0.05
        """
        return self.subclaims[self.order[id]]

    @property
    def cells(self) -> list[str]:
        """The six cells "sale price/member price".

        >>> len(criteria().cells), criteria().cells[1]
        (6, 'fixed/pooled')
        """
        return [
            f"{sale}/{member}"
            for sale, member in product(self.judgement["sales_policies"], self.judgement["member_price_policies"])
        ]

    @property
    def headline_treatment(self) -> str:
        return str(self.treatments["headline"])

    @property
    def headline_ln_size(self) -> float:
        return float(self.treatments["headline_ln_size"])


def relative(effect: Any, baseline: Any, floor: float) -> Floats:
    """`effect` as a share of the size of `baseline`, which is never taken below `floor`. Elementwise."""
    size = np.maximum(np.abs(np.asarray(baseline, dtype=float)), floor)
    return np.asarray(np.asarray(effect, dtype=float) / size)


def criteria(source: bytes | None = None) -> Criteria:
    """The criteria shipped with the package, or those in `source`, the bytes of another such file.

    >>> [part.id for part in criteria().subclaims]
    ['H1', 'H2', 'H2d', 'H2t', 'H2c', 'H3', 'H4', 'H5', 'H6']
    """
    given = (files("coopsim.claim") / "claim.toml").read_bytes() if source is None else source
    given = given.replace(b"\r\n", b"\n")  # the same file has the same hash on every system
    table = tomllib.loads(given.decode("utf-8"))
    floor = float(table["judgement"]["baseline_floor_usd"])
    subclaims = tuple(Subclaim(**_tuples(entry), baseline_floor_usd=floor) for entry in table["subclaim"])
    return Criteria(
        hash=sha256(given).hexdigest(),
        judgement=table["judgement"],
        treatments=table["treatments"],
        episodes=table["episodes"],
        subclaims=subclaims,
        secondary=tuple(Secondary(**entry) for entry in table["secondary"]),
        drawn=tuple(Drawn(**entry) for entry in table["world"]),
        frozen=frozen(table, tuple(Drawn(**entry) for entry in table["draw"])),
        order={part.id: place for place, part in enumerate(subclaims)},
        flips=table.get("flips", {}),
    )


def _tuples(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
