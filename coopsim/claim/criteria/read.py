"""`claim.toml` as it was read: its hash, the parts of the claim, and every choice made before a run."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.resources import files
from itertools import product
from typing import Any

from pydantic import Field, model_validator

from coopsim.claim.criteria import tables as t
from coopsim.claim.criteria.cells import SEASON, Headline, headline_of, policies_of
from coopsim.claim.criteria.draws import Drawn, without
from coopsim.claim.criteria.parts import Secondary, Subclaim

SCHEMA = 3


class Frozen(t.Table):
    """The choices in force, a table of the file each."""

    judgement: t.Judgement
    inference: t.Inference
    window: t.ReadIn
    H1: t.TakenApart
    H6: t.NotTestable
    ladder: t.Ladder
    shares: t.Shares
    runs: t.Runs
    matching: t.Matching
    dividing: t.Dividing
    boxes: t.Boxes
    sobol: t.Sobol
    theory_weights: t.TheoryWeights
    declared: tuple[Drawn, ...] = Field(alias="draw")
    dropping: t.Screen
    dropped: t.Dropped
    calibration: tuple[t.Calibration, ...]
    curves: t.Curves
    mechanisms: dict[str, t.Both]  # the thirteen, M1 to M13

    @model_validator(mode="after")
    def _headline_is_shown_between_its_ends(self) -> Frozen:
        between = self.headline.between
        if between != self.judgement.headline_between or not set(between) <= set(self.cells):
            raise ValueError(f"the headline cell {self.headline.cell} lies between no two cells that are shown")
        return self

    @model_validator(mode="after")
    def _only_draws_are_dropped(self) -> Frozen:
        without(self.declared, self.dropped.names)
        return self

    @model_validator(mode="after")
    def _curves_vary_what_is_drawn(self) -> Frozen:
        unknown = set(self.curves.one_at_a_time) - {drawn.column for drawn in self.draws}
        if unknown:
            raise ValueError(f"one_at_a_time names what is not drawn: {', '.join(sorted(unknown))}")
        return self

    @property
    def cells(self) -> tuple[str, ...]:
        """The eight cells "sale price/member price", of a pool with the months its announcement stands."""
        sales, members = self.judgement.cells_sale, self.judgement.cells_member
        return tuple(f"{sale}/{member}" for sale, member in product(sales, members))

    @property
    def headline(self) -> Headline:
        """The headline of the scenario `castillo`; others have their own (`headline_of`)."""
        policies = policies_of(self.judgement.headline_cell)
        return headline_of(
            str(policies["sale_price"]), str(policies["member_price"]), int(policies.get("advance_review", SEASON))
        )

    @property
    def draws(self) -> tuple[Drawn, ...]:
        """What a world draws: all that is declared but what the screen dropped."""
        return without(self.declared, self.dropped.names)


@dataclass(frozen=True)
class Criteria:
    """The whole file, with the hash that `verdict.json` names."""

    hash: str
    treatments: Mapping[str, Any]
    episodes: Mapping[str, Any]
    subclaims: tuple[Subclaim, ...]
    secondary: tuple[Secondary, ...]
    frozen: Frozen
    order: dict[str, int] = field(default_factory=dict)

    def subclaim(self, id: str) -> Subclaim:
        """The sub-claim of that name.

        >>> criteria().subclaim("H2d").smallest_effect
        0.05
        """
        return self.subclaims[self.order[id]]

    @property
    def headline_treatment(self) -> str:
        return str(self.treatments["headline"])

    @property
    def headline_ln_size(self) -> float:
        return float(self.treatments["headline_ln_size"])


def criteria(source: bytes | None = None) -> Criteria:
    """The criteria shipped with the package, or those in `source`, the bytes of another such file.

    >>> [part.id for part in criteria().subclaims]
    ['H1', 'H2', 'H2d', 'H2t', 'H2c', 'H3', 'H4', 'H5', 'H6']
    >>> criteria().frozen.cells[:4]
    ('fixed/fixed', 'fixed/pooled/12', 'fixed/pooled/1', 'fixed/indexed')
    """
    given = (files("coopsim.claim") / "claim.toml").read_bytes() if source is None else source
    given = given.replace(b"\r\n", b"\n")  # the same file has the same hash on every system
    table = tomllib.loads(given.decode("utf-8"))
    if table["schema"] != SCHEMA:
        raise ValueError(f"claim.toml has schema {table['schema']}, not {SCHEMA}")
    unknown = set(table) - {*OF_FROZEN, *OTHERS}
    if unknown:
        raise ValueError(f"claim.toml has no table {', '.join(sorted(unknown))}")
    floor = float(table["judgement"]["baseline_floor_usd"])
    subclaims = tuple(Subclaim(**_tuples(entry), baseline_floor_usd=floor) for entry in table["subclaim"])
    in_force = {name: table[name] for name in OF_FROZEN} | {"draw": tuple(Drawn(**entry) for entry in table["draw"])}
    return Criteria(
        hash=sha256(given).hexdigest(),
        treatments=table["treatments"],
        episodes=table["episodes"],
        subclaims=subclaims,
        secondary=tuple(Secondary(**entry) for entry in table["secondary"]),
        frozen=Frozen.model_validate(in_force),
        order={part.id: place for place, part in enumerate(subclaims)},
    )


OF_FROZEN = tuple(one.alias or name for name, one in Frozen.model_fields.items())
OTHERS = ("schema", "treatments", "episodes", "subclaim", "secondary")


def _tuples(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
