"""The tables of `claim.toml` as types: a name that is not known, or one that is missing, is refused."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Both = dict[str, str]
Window = Literal["impact", "impact+1", "aftermath", "three", "long"]


class Table(BaseModel):
    """A table whose names are all known and whose values stay as they were read."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Judgement(Table):
    """How sure, how many worlds, and which cells."""

    level: float
    threshold_share: float
    worlds: int
    worlds_ends: int
    worlds_cells: int
    worlds_knock_outs: int
    worlds_treatments: int
    worlds_prior: int
    worlds_theory: int
    minimum_worlds: int
    worlds_full: int
    worlds_batch_full: int
    worlds_cap_full: int
    narrow_width_full: float
    worlds_ends_full: int
    worlds_cells_full: int
    worlds_knock_outs_full: int
    worlds_prior_full: int
    baseline_floor_usd: float
    cells_sale: tuple[str, ...]
    cells_member: tuple[str, ...]
    headline_cell: str
    headline_between: tuple[str, str]


class Inference(Table):
    """How the noise of runs is taken out."""

    noise: Literal["pooled over worlds"]
    components: int
    components_few_worlds: int
    spike: tuple[int, ...]
    chosen_by: Literal["BIC"]
    beside_within: float
    resamples: int
    zero_runs_level: float


class Ladder(Table):
    """Trouble of a season by its highest rung."""

    rungs: tuple[str, ...]
    trouble: tuple[str, ...]
    reached: bool
    smallest_effect: float
    closed_smallest_effect: float
    closed_window: Window
    late_pay_share: float
    refused_share: float
    contract_missed_share: float
    loss_share: float
    insolvent_below_usd: float
    companions: tuple[str, ...]


class Shares(Table):
    """The five outcomes of H2, and what makes a word."""

    offers_smallest_effect: float
    trouble_smallest_effect: float
    kinds: tuple[str, ...]
    rules: tuple[str, ...]
    judged_share: float
    undecided_width: float
    bootstrap: str


class Runs(Table):
    """Runs of a world."""

    headline: int
    elsewhere: int
    least_share: float
    dropped: str
    zero_or_one: str
    knock_outs: str


class MatchingRow(Table):
    """A pattern that worlds must look like, with the two variances that no simulation shows."""

    pattern: str
    observed: float
    sd_observed: float
    sd_model: float
    source: str


class Matching(Table):
    """Which worlds are ruled out."""

    implausible_from: float
    least_worlds: int
    tried: int
    tried_cap: int
    runs_wave_1: int
    runs_wave_2: int
    kept: int
    off_target_share: float
    waves: tuple[str, ...]
    never: tuple[str, ...]
    marked: str
    row: tuple[MatchingRow, ...]


class Dividing(Table):
    """What divides the worlds, in which order."""

    first: str
    then: str
    sourced_low: float
    sourced_high: float
    boxes: int
    tested_on: str


class Boxes(Table):
    """How a box is searched and when it is told."""

    limits: int
    peel: float
    least_mass: float
    threshold: float
    quasi_p: float
    least_coverage: float
    least_density_tested: float
    least_cases: int


class Sobol(Table):
    """Size of the design that shows how much is chance."""

    base: int
    runs: int


class TheoryWeights(Table):
    """What theories are weighed by."""

    rows: str
    pseudo_count: float


class Curves(Table):
    """What is varied to see where the answer turns, in how many worlds; with `--full` only."""

    runs: int
    parts: tuple[str, ...]
    headroom: tuple[float, ...]
    worlds_headroom: int
    map_treatment: str
    map_cells: tuple[str, ...]
    map_margin_share: tuple[float, ...]
    map_advance_share: tuple[float, ...]
    paths_map: int
    worlds_doses: int
    processes: tuple[str, ...]
    worlds_processes: int
    shapley: tuple[str, ...]
    worlds_shapley: int
    one_at_a_time: tuple[str, ...]
    worlds_one_at_a_time: int


class ReadIn(Table):
    """Windows of a part that is read in several: a word stands only where all give it."""

    H4: tuple[Window, ...]


class PoorestThird(Table):
    """Whether the poorest third gains as much per quintal as all: not worse by the smallest effect, or worse."""

    kind: Literal["boom", "slump"]
    rule: str
    window: Window
    direction: int
    smallest_effect: float
    not_worse: bool
    statement: Both
    short: Both
    measure: Both


class CentsOfADollar(Table):
    """What of a dollar more reaches the farm: a number, not judged."""

    kind: Literal["boom", "slump"]
    rule: str
    window: Window
    unit: str
    statement: Both
    measure: Both


class TakenApart(Table):
    """H1: what must hold in the model is told; what could come out otherwise is judged."""

    not_judged: tuple[str, ...]
    judged: tuple[str, ...]
    reason: Both
    H1p: PoorestThird
    H1f: CentsOfADollar


class NotTestable(Table):
    """A part that no equation of the model could answer."""

    not_testable: Both


class Screen(Table):
    """How draws that carry no weight are found."""

    scenario: str
    moved_share: float
    cells: str
    runs: int
    outcomes: tuple[str, ...]
    drop_below_t: float


class Dropped(Table):
    """The draws that the screen found to carry none."""

    names: tuple[str, ...]
    reason: str


class Calibration(Table):
    """One step of the calibration: what moves, and what pins it down."""

    step: int
    moves: tuple[str, ...]
    pinned_by: str
    target: float | None = None
    low: float | None = None
    high: float | None = None
