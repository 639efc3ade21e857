"""Which kind an effect is, and how much of a distribution of worlds is of each kind (Eq. J2, J5, J7).

All effects are counted in smallest effects that would matter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats
from scipy.stats import qmc

from coopsim.claim.inference.mixture import Mixture, Tables, expected
from coopsim.claim.inference.noise import Floats

Kinds = NDArray[np.intp]
POINTS_LOG2 = 13  # 8,192 points of each component
LEAST_CONDITION = 0.05  # of the worlds, for a share among them to be given


@dataclass(frozen=True)
class Kind:
    """A way to divide effects: names of the kinds, and which one an effect (last axis) is, as its place among them."""

    names: tuple[str, ...]
    of: Callable[[Floats], Kinds]


def five(effects: Any) -> Kinds:
    """The five outcomes of H2 from the fall in offers and the rise of trouble, both in smallest effects (Eq. J2).

    Parameters
    ----------
    effects : array_like, shape (..., 2)
        Fall in offers, rise of trouble.

    Returns
    -------
    array, shape (...)
        Places in `FIVE.names`.

    Examples
    --------
    With smallest effects of .05 and .10: (.08, .12), (-.09, .12), (.08, -.20), (.00, -.12), (.04, .09).

    >>> [FIVE.names[kind] for kind in five([[1.6, 1.2], [-1.8, 1.2], [1.6, -2.0], [0.0, -1.2], [0.8, 0.9]])]
    ['harm_with_side_selling', 'trouble_only', 'side_selling_only', 'opposite', 'nothing']
    """
    given = np.asarray(effects, dtype=float)
    fall, rise = given[..., 0], given[..., 1]
    falls, rises = fall >= 1, rise >= 1
    against = (fall <= -1) | (rise <= -1)
    return np.where(rises, np.where(falls, 0, 1), np.where(falls, 2, np.where(against, 3, 4)))


def three(effects: Any) -> Kinds:
    """Whether an effect is as large as must be, as large the other way, or small.

    Parameters
    ----------
    effects : array_like, shape (..., 1)
        In the claim's direction.

    Returns
    -------
    array, shape (...)
        Places in `THREE.names`.

    Examples
    --------
    >>> [THREE.names[kind] for kind in three([[1.0], [-1.2], [0.4]])]
    ['supports', 'contradicts', 'small']
    """
    effect = np.asarray(effects, dtype=float)[..., 0]
    return np.where(effect >= 1, 0, np.where(effect <= -1, 1, 2))


def not_worse(effects: Any) -> Kinds:
    """Whether an effect falls short by no more than the smallest effect: it does not, or it does; never small.

    Parameters
    ----------
    effects : array_like, shape (..., 1)
        In the claim's direction.

    Returns
    -------
    array, shape (...)
        Places in `THREE.names`.

    Examples
    --------
    The poorest gain 5.6 % less where 10 % less would matter, then 12 % less:

    >>> [THREE.names[kind] for kind in not_worse([[-0.56], [-1.2]])]
    ['supports', 'contradicts']
    """
    return np.where(np.asarray(effects, dtype=float)[..., 0] >= -1, 0, 1)


FIVE = Kind(("harm_with_side_selling", "trouble_only", "side_selling_only", "opposite", "nothing"), five)
THREE = Kind(("supports", "contradicts", "small"), three)
NOT_WORSE = Kind(THREE.names, not_worse)


@cache
def normal_points(effects: int, log2: int = POINTS_LOG2) -> Floats:
    """Points that fill a standard normal evenly: scrambled Sobol' points, always the same."""
    uniform = qmc.Sobol(effects, scramble=True, seed=0).random_base2(log2)
    return np.asarray(stats.norm.ppf(uniform), dtype=float)


def masses(mixture: Mixture, kind: Kind, log2: int = POINTS_LOG2) -> Floats:
    """How much of each distribution is of each kind (Eq. J5).

    Parameters
    ----------
    mixture : Mixture
        One distribution a table, in smallest effects.
    kind : Kind
        How effects are divided.
    log2 : int
        2 to this power points of each component.

    Returns
    -------
    array, shape (tables, kinds)
        Adds to 1 in each table.

    Examples
    --------
    A normal with mean 1 and variance 1: a half lies above 1, .023 below -1.

    >>> normal = Mixture(np.ones((1, 1)), np.ones((1, 1, 1)), np.ones((1, 1, 1, 1)))
    >>> masses(normal, THREE).round(3).tolist()
    [[0.5, 0.023, 0.477]]
    """
    points, roots = normal_points(mixture.mean.shape[2], log2), mixture.roots
    total = np.zeros((len(mixture.weight), len(kind.names)))
    for component in range(mixture.weight.shape[1]):
        values = mixture.mean[:, None, component] + np.einsum("pj,bij->bpi", points, roots[:, component])
        total += mixture.weight[:, component, None] * shares(kind.of(values), kind)
    return total


def shares(kinds: Kinds, kind: Kind) -> Floats:
    """Share of each kind along the last axis.

    >>> shares(np.array([[0, 0, 2, 1]]), THREE).tolist()
    [[0.5, 0.25, 0.25]]
    """
    return np.stack([(kinds == place).mean(axis=-1) for place in range(len(kind.names))], axis=-1)


def counts(effects: Floats, kind: Kind) -> NDArray[np.int64]:
    """Worlds whose mean over runs is of each kind: the count beside the share, noise left in."""
    return np.bincount(kind.of(effects), minlength=len(kind.names)).astype(np.int64)


def chances(mixture: Mixture, tables: Tables, kind: Kind, log2: int = 9) -> Floats:
    """Each world's chance to be of each kind after its runs were seen, shape (worlds, kinds), in the order of the table."""
    seen = expected(mixture, tables)
    components, worlds = seen.share.shape[1:]
    total = np.zeros((worlds, len(kind.names)))
    level_of = np.repeat(np.arange(len(tables.level_ends)), np.diff((0, *tables.level_ends)))
    for component in range(components):
        cov = seen.open_cov[0, level_of, component]
        alone = Mixture(np.ones((worlds, 1)), seen.effect[0, component][:, None], cov[:, None])
        total += seen.share[0, component][:, None] * masses(alone, kind, log2)
    return total


def conditional(five_shares: Floats) -> Floats:
    """P(trouble rises | offers fall) and P(trouble rises | they do not) from the five shares on the last axis (Eq. J7).

    Parameters
    ----------
    five_shares : array, shape (..., 5)
        In the order of `FIVE.names`.

    Returns
    -------
    array, shape (..., 2)
        NaN where the condition holds in fewer than 5 % of the worlds.

    Examples
    --------
    .05 / (.05 + .12) and .17 / (1 - .17):

    >>> conditional(np.array([0.05, 0.17, 0.12, 0.09, 0.57])).round(2).tolist()
    [0.29, 0.2]
    """
    both, alone = five_shares[..., 0], five_shares[..., 1]
    falls = both + five_shares[..., 2]
    top, bottom = np.stack([both, alone], axis=-1), np.stack([falls, 1 - falls], axis=-1)
    enough = bottom >= LEAST_CONDITION
    return np.where(enough, top / np.where(enough, bottom, 1.0), np.nan)
