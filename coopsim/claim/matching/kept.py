"""The table of worlds that look like the field, as a file of the package: read where it is of this model, made anew where not."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from coopsim.claim.criteria import Criteria
from coopsim.claim.matching.implausibility import Compared
from coopsim.claim.matching.matched import Itself, Matched, WaveCount
from coopsim.claim.matching.rows import Row
from coopsim.claim.matching.waves import Settings
from coopsim.claim.worlds.recentre import Shifts
from coopsim.runs.documents import canonical_json, content_hash
from coopsim.runs.parquet import table_in
from coopsim.runs.provenance import RULES_OF_MATCHING, rules_hash
from coopsim.scenario import Scenario

FOLDER = Path(str(files("coopsim.claim"))) / "matched"
SHIFTS = tuple(f"loyalty_{name}" for name in Shifts._fields)
SIMULATED, IMPLAUSIBILITY = "simulated_", "implausibility_"
METADATA = b"coopsim"


@dataclass(frozen=True)
class Identity:
    """Of what a table is: another model, scenario or choice of worlds, another table. It holds for any seed of the arms.

    Parameters
    ----------
    scenario, rule : str
        Names, for the file's own.
    model_hash, scenario_hash, criteria_hash : str
        Of the rules by which worlds are simulated and chosen, of every value, of what `claim.toml` says of draws and matching.
    """

    scenario: str
    rule: str
    model_hash: str
    scenario_hash: str
    criteria_hash: str

    @classmethod
    def of(cls, scenario: Scenario, fixed: Criteria) -> Identity:
        """Of a scenario, under its own rule.

        >>> from coopsim.claim.criteria import criteria
        >>> from coopsim.scenario import load
        >>> Identity.of(load("castillo"), criteria()).file
        'castillo.random_utility.parquet'
        """
        rule = "+".join(sorted(scenario.population.rules))
        return cls(scenario.id, rule, rules_hash(RULES_OF_MATCHING), scenario.hash(), criteria_hash(fixed))

    @property
    def file(self) -> str:
        return f"{self.scenario}.{self.rule}.parquet"

    @property
    def command(self) -> str:
        """What makes the table anew."""
        return f"coopsim claim --match {self.scenario} --rule {self.rule}"


def criteria_hash(fixed: Criteria) -> str:
    """The sha256 of what decides which worlds are drawn and left: a label, a source or a judged share does not.

    Parameters
    ----------
    fixed : Criteria
        In force.

    Returns
    -------
    str
        Of the draws in force, the numbers of matching and its rows.

    Examples
    --------
    >>> from coopsim.claim.criteria import criteria
    >>> len(criteria_hash(criteria()))
    64
    """
    frozen = fixed.frozen
    draws = [[one.column, one.low, one.high, one.scale, one.whole] for one in frozen.draws]
    rows = [[row.pattern, row.observed, row.sd_observed, row.sd_model] for row in frozen.matching.row]
    return content_hash({"draws": draws, "rows": rows, "settings": asdict(Settings.of(frozen))})


@dataclass(frozen=True)
class KeptTable:
    """A table with what it was made of; `hash` is that of the file."""

    matched: Matched
    identity: Identity
    hash: str


def kept_bytes(matched: Matched, identity: Identity) -> bytes:
    """The table as Parquet, one row a world: draws, shifts, what it simulates and how implausible that is.

    Parameters
    ----------
    matched : Matched
        What was found.
    identity : Identity
        Of what.

    Returns
    -------
    bytes
        The same table, the same bytes.
    """
    import pyarrow as pa  # here: not every command reads tables
    from pyarrow import parquet

    names = [row.pattern for row in matched.rows]
    simulated = pd.DataFrame(np.asarray(matched.compared.mean, dtype=np.float32), columns=[SIMULATED + name for name in names])
    implausibility = pd.DataFrame(
        np.asarray(matched.compared.implausibility, dtype=np.float32), columns=[IMPLAUSIBILITY + name for name in names]
    )
    table = matched.draws.rename_axis("world").reset_index().assign(**dict(zip(SHIFTS, matched.shifts, strict=True)))
    about = {
        "identity": asdict(identity),
        "itself": asdict(matched.itself),
        "declared": [asdict(row) for row in matched.declared],
        "used": names,
        "sd_draws": matched.compared.sd_draws,
        "seed": matched.seed,
        "at_a_time": matched.at_a_time,
        "held": dict(matched.held),
        "waves": [asdict(wave) for wave in matched.waves],
    }
    arrow = pa.Table.from_pandas(pd.concat([table, simulated, implausibility], axis=1), preserve_index=False)
    arrow = arrow.replace_schema_metadata({METADATA: canonical_json(about).encode()})
    written = io.BytesIO()
    parquet.write_table(arrow, written, compression="zstd")
    return written.getvalue()


def kept_of(content: bytes) -> KeptTable:
    """The table that these bytes hold.

    Parameters
    ----------
    content : bytes
        From `kept_bytes`.

    Returns
    -------
    KeptTable
        Draws and shifts to the last bit; what was simulated in single precision.
    """
    arrow = table_in(content)
    about: Mapping[str, Any] = json.loads(arrow.schema.metadata[METADATA])
    table = arrow.to_pandas(use_threads=False).set_index("world")
    declared = tuple(Row(**row) for row in about["declared"])
    used = tuple(row for row in declared if row.pattern in about["used"])
    mean, implausibility = (
        table[[start + row.pattern for row in used]].to_numpy(dtype=float) for start in (SIMULATED, IMPLAUSIBILITY)
    )
    compared = Compared(mean, implausibility, np.ones(len(table), dtype=bool), np.array(about["sd_draws"], dtype=float))
    itself = about["itself"]
    itself_simulated, itself_implausible = (np.array(itself[name], dtype=float) for name in ("simulated", "implausibility"))
    draws = table.drop(columns=[*SHIFTS, *(c for c in table if str(c).startswith((SIMULATED, IMPLAUSIBILITY)))])
    matched = Matched(
        draws,
        Shifts(*(table[name].to_numpy(dtype=float) for name in SHIFTS)),
        compared,
        used,
        Itself(itself["target_share"], itself_simulated, itself_implausible, tuple(itself["used"])),
        declared,
        tuple(WaveCount(**wave) for wave in about["waves"]),
        about["seed"],
        about["at_a_time"],
        about["held"],
    )
    return KeptTable(matched, Identity(**about["identity"]), sha256(content).hexdigest())


def kept(scenario: Scenario, fixed: Criteria, folder: Path = FOLDER) -> KeptTable | None:
    """The table that the package has of this very scenario, model and choice of worlds; None: it has to be made anew.

    Parameters
    ----------
    scenario : Scenario
        With whatever the user has set.
    fixed : Criteria
        In force.
    folder : Path
        Of the tables.

    Returns
    -------
    KeptTable or None
        None as well where another scenario has the name, or the model has moved on.
    """
    wanted = Identity.of(scenario, fixed)
    file = folder / wanted.file
    if not file.is_file():
        return None
    there = kept_of(file.read_bytes())
    return there if there.identity == wanted else None


def stale(fixed: Criteria, scenario_of: Any, folder: Path = FOLDER) -> Iterator[str]:
    """The commands that make anew the tables that are no longer of this model, scenario or choice of worlds.

    Parameters
    ----------
    fixed : Criteria
        In force.
    scenario_of : callable
        The scenario as it is now, from its name and its rule.
    folder : Path
        Of the tables.

    Yields
    ------
    str
        A command for each stale table.
    """
    for file in sorted(folder.glob("*.parquet")):
        identity = kept_of(file.read_bytes()).identity
        if identity != Identity.of(scenario_of(identity.scenario, identity.rule), fixed):
            yield identity.command
