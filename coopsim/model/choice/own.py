"""A rule of a user's own: a function, or a class with `decide`, of one household; compiled if Numba can, else run in Python.

`decide(household, outlets, draws)` gives the share of her free lot that she offers. `household` is her record, with what all of
her district share and the rule's own numbers and memory beside it; `outlets` what she faces (`Outlets`); `draws` her random
draws, `taste` and the rule's own `streams`. A class may also have `terms(household, outlets)` for `explain()`,
`expected_share(household, outlets)`, `begin(household, usual)` and `learn(household, outcome)`, which write its memory.
"""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.model.choice.own_compiled import Loop, compiled_or_python
from coopsim.model.choice.own_tables import DRAWS_OF_ALL, even_draws, look, own_record
from coopsim.model.decision import DecisionRule
from coopsim.model.records import HOUSEHOLD, OF_EVERYBODY
from coopsim.scenario import Distribution
from coopsim.scenario.declare import Group

OLD = {"farmers", "offers", "luck"}  # what rules were handed when they decided for tables of farmers
TAKES = {
    "decide": ("household", "outlets", "draws"),
    "terms": ("household", "outlets"),
    "expected_share": ("household", "outlets"),
    "begin": ("household", "usual"),
    "learn": ("household", "outcome"),
}
Array = NDArray[np.float64]


class OwnRule(DecisionRule):
    """A user's rule, ready to run over a slice of households."""

    def __init__(self, name: str, given: Any) -> None:
        self.called = name  # in the scenario: module:name
        self.given = given() if isinstance(given, type) else given
        self.name = getattr(self.given, "name", "") or given.__name__
        self.home: str = given.__module__
        self.learns = False
        for attribute in (
            "words",
            "source",
            "equation",
            "reacts_to",
            "reacts_within_season",
            "cannot",
            "parameters",
            "memory",
            "streams",
            "sees",
        ):
            if hasattr(self.given, attribute):
                setattr(self, attribute, getattr(self.given, attribute))
        self.functions = {method: self._function(method) for method in TAKES}
        if self.functions["decide"] is None:
            raise UserMistake(_("a decision rule needs `decide(household, outlets, draws)`"), field="rules", got=name)
        self.learns = self.functions["learn"] is not None
        self.record = own_record(name, self.parameters, self.memory)
        others = {*(HOUSEHOLD.names or ()), *OF_EVERYBODY}
        self.own_numbers = tuple(name for name in self.record.names or () if name not in others)
        self.draws = np.dtype([(stream, float) for stream in (*DRAWS_OF_ALL, *self.streams)])
        self._loops: dict[str, Loop] = {}

    def _function(self, method: str) -> Callable[..., Any] | None:
        """What the user wrote under that name, checked; None where she wrote nothing."""
        if inspect.isfunction(self.given):
            function = self.given if method == "decide" else None
        else:
            owners = [owner for owner in type(self.given).__mro__ if method in vars(owner)]
            written = owners and not owners[0].__module__.startswith("coopsim.model")
            function = getattr(self.given, method) if written else None
        if function is None:
            return None
        takes = tuple(inspect.signature(function).parameters)
        if OLD & set(takes):
            message = _(
                "rules decide for one household: `decide(household, outlets, draws)` gives her share, a number; "
                "tables of farmers, offers and luck are no longer handed to it"
            )
            raise UserMistake(message, field="rules", got=f"{self.called}.{method}({', '.join(takes)})")
        if len(takes) != len(TAKES[method]):
            allowed = f"{method}({', '.join(TAKES[method])})"
            raise UserMistake(field="rules", got=f"{self.called}.{method}({', '.join(takes)})", allowed=allowed)
        return function

    def __getstate__(self) -> dict[str, Any]:
        """A copy in another program compiles for itself."""
        return vars(self) | {"_loops": {}}

    def lay_out(self, households: int, drawn: dict[str, Array], numbers: Group | None = None) -> NDArray[np.void]:
        """What a slice of households is to this rule: the rule's numbers filled in (`drawn`: those that differ), memory at 0."""
        seen = np.zeros(households, self.record)
        for name in type(numbers).model_fields if numbers is not None else ():
            value = getattr(numbers, name)
            if not isinstance(value, Distribution):
                seen[name] = value
        for name, values in drawn.items():
            seen[name] = values
        return seen

    def shares(self, seen: NDArray[np.void], outlets: NDArray[np.void], draws: NDArray[np.void]) -> Array:
        """The share that each household offers, held within 0 and 1; 0 where it is not taken."""
        share = np.zeros(len(seen))
        self.loop("decide")(seen, outlets, draws, share)
        if not np.isfinite(share).all():
            wrong = float(share[~np.isfinite(share)][0])
            raise UserMistake(field=f"{self.called}.decide", got=wrong, allowed=_("a share, 0 to 1"))
        return np.where(outlets["accepts"], np.clip(share, 0.0, 1.0), 0.0)

    def expected_shares(self, seen: NDArray[np.void], outlets: NDArray[np.void]) -> Array:
        """The share that each household would offer on average over the month's draws: by an even sample of them."""
        if self.functions["expected_share"] is not None:
            share = np.zeros(len(seen))
            self.loop("expected_share")(seen, outlets, share)
            return np.where(outlets["accepts"], share, 0.0)
        sample = even_draws(self.draws)
        shares = [self.shares(seen, outlets, np.repeat(sample[[step]], len(seen))) for step in range(len(sample))]
        return np.asarray(np.add.reduce(shares) / len(shares))

    def begin(self, seen: NDArray[np.void], usual: NDArray[np.void]) -> None:
        """Let the rule write its first memory, from what is usual at the normal price."""
        if self.functions["begin"] is not None:
            self.loop("begin")(seen, usual)

    def learn(self, seen: NDArray[np.void], outcomes: NDArray[np.void]) -> None:
        """Let the rule write its memory, once the month's money has moved."""
        if self.functions["learn"] is not None:
            self.loop("learn")(seen, outcomes)

    def terms(self, household: Any, outlets: Any) -> dict[str, float]:
        """The named amounts in US$/qq that `explain()` tells of one household; nothing where the rule names none."""
        function = self.functions["terms"]
        terms = {} if function is None else function(household, outlets)
        named = terms._asdict() if hasattr(terms, "_asdict") else terms
        return {name: float(amount) for name, amount in named.items()}

    def loop(self, method: str) -> Loop:
        """The method over a slice: compiled, or in Python; which, and why, is said once."""
        if method not in self._loops:
            function = self.functions[method]
            assert function is not None
            loop, sentence = compiled_or_python(f"{self.called}.{method}", self.given, function, self.record, self.draws)
            self._loops[method] = loop
            if sentence:
                warnings.warn(sentence, stacklevel=2)
        return self._loops[method]

    def see(self, seen: NDArray[np.void], households: NDArray[np.void], districts: NDArray[np.void]) -> None:
        """Copy what the rule may look at: the households' records as they are, and what their districts share."""
        look(seen, households, districts)
