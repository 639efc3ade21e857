"""What people who know Mesa expect of a model: seeds that replicate, iterations that differ, reporters that are there."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import partial
from types import FrameType
from typing import Any

import mesa
import numpy as np

from coopsim.arguments import whole
from coopsim.errors import UserMistake
from coopsim.language import text as _

FRAMES = 12  # as many calls up `batch_run` is looked for: subclasses of subclasses included


def world_numbers(world_seed: Any, replicate: Any, rng: Any, seed: Any) -> tuple[int, int]:
    """The seed and the replicate of the world.

    Parameters
    ----------
    world_seed, replicate : int or None
        As given; None where nobody gave any.
    rng, seed : int, numpy.random.Generator or None
        Mesa's two names for a seed; they count where there is no `world_seed`.

    Returns
    -------
    tuple of int
        Without a seed, 1; without a replicate, 0, or the number of the iteration within `mesa.batch_run`.

    Raises
    ------
    UserMistake
        What is no whole number of 0 or more, both of Mesa's names at once, or iterations of which Mesa tells no number.

    Examples
    --------
    >>> world_numbers(None, None, None, None), world_numbers(None, None, 7, None), world_numbers(3, 2, 7, None)
    ((1, 0), (7, 0), (3, 2))
    """
    if rng is not None and seed is not None:
        raise UserMistake(_("rng is there too, and says the same thing"), field="seed", got=seed)
    mesas_name, mesas_seed = ("seed", seed) if rng is None else ("rng", rng)
    if world_seed is None and mesas_seed is not None:
        world_seed = whole(mesas_name, mesas_seed) if _is_whole(mesas_seed) else _drawn(mesas_name, mesas_seed)
    number = whole("world_seed", 1 if world_seed is None else world_seed)
    return number, whole("replicate", _iteration() if replicate is None else replicate)


def _is_whole(number: Any) -> bool:
    return isinstance(number, (int, np.integer)) and not isinstance(number, bool)


def _drawn(name: str, source: Any) -> int:
    """The seed that a generator of NumPy's gives."""
    try:
        return int(np.random.default_rng(source).integers(2**32))
    except (TypeError, ValueError):
        raise UserMistake(field=name, got=source, allowed=_("a whole number, 0 or more")) from None


def _iteration() -> int:
    """The number of the iteration where `mesa.batch_run` makes this model, else 0: Mesa hands it to nobody."""
    frame: FrameType | None = sys._getframe(1)
    for _call in range(FRAMES):
        if frame is None:
            return 0
        if frame.f_globals.get("__name__") == "mesa.batchrunner":
            number = frame.f_locals.get("iteration")
            if not _is_whole(number):
                allowed = _('parameters={"replicate": [0, 1, 2]}, in place of iterations')
                raise UserMistake(
                    _("this version of Mesa does not say which iteration it is"), field="batch_run", allowed=allowed
                )
            return int(number)  # type: ignore[arg-type]
        frame = frame.f_back
    return 0


def reporters_of(agents: Sequence[mesa.Agent], given: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Reporters as Mesa's DataCollector takes them, None for none; an agent that has no such attribute reports None.

    Parameters
    ----------
    agents : sequence of mesa.Agent
        All that are reported.
    given : mapping or None
        Names, each with an attribute's name or a function of an agent.

    Raises
    ------
    UserMistake
        An attribute that no kind of agent has: Mesa would report a column of nothing.
    """
    wanted = {name: attribute for name, attribute in (given or {}).items() if isinstance(attribute, str)}
    kinds = {type(agent): agent for agent in agents}.values() if wanted else ()
    there = {attribute for agent in kinds for attribute in dir(agent)}
    for name, attribute in wanted.items():
        if attribute not in there:
            public = sorted(one for one in there if not one.startswith("_"))
            raise UserMistake(_("no agent has it"), field=f"agent_reporters[{name!r}]", got=attribute, among=public)
    return {
        name: partial(_attribute, name=what) if isinstance(what, str) else what for name, what in (given or {}).items()
    } or None


def _attribute(agent: mesa.Agent, name: str) -> Any:
    return getattr(agent, name, None)
