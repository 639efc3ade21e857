"""Where a family's time goes when coffee and other work are paid unlike, and who comes to help."""

from __future__ import annotations

from coopsim.compiled import clip, equation
from coopsim.equations.amounts import Amount


@equation
def time_elsewhere_share(most_share: Amount, price_ratio: Amount, elasticity: Amount) -> Amount:
    """What part of its time a family gives to other work, by what coffee is expected to pay (Eq. H36).

    Parameters
    ----------
    most_share : Amount
        The part that goes where coffee brings nothing, 0 to 1.
    price_ratio : Amount
        The price that the family expects of coffee, as a multiple of what is usual at today's costs, above 0.
    elasticity : Amount
        How strongly time follows it; 0: not at all.

    Returns
    -------
    Amount
        Share of the family's time; half of `most_share` at the usual price.

    References
    ----------
    Allocation of time with a constant elasticity between two uses, as in Eq. V6 between two outlets; sizes are our assumption.

    Examples
    --------
    >>> time_elsewhere_share(0.6, 1.0, 2.0), time_elsewhere_share(0.6, 2.0, 2.0), round(time_elsewhere_share(0.6, 0.5, 2.0), 6)
    (0.3, 0.12, 0.48)
    """
    return most_share / (1.0 + price_ratio**elasticity)


@equation
def relatives_share(most_share: Amount, price_ratio: Amount) -> Amount:
    """By what part a family grows by relatives who come where the price expected is good (Eq. H37).

    Parameters
    ----------
    most_share : Amount
        Growth at twice the usual price or more, 0 to 1.
    price_ratio : Amount
        As in Eq. H36.

    Returns
    -------
    Amount
        Share of the family, 0 to `most_share`.

    References
    ----------
    Muñoz 2004 and Tassi 2012: members of the extended family move to where a product is well paid; the form is our assumption.

    Examples
    --------
    >>> float(relatives_share(0.5, 1.0)), round(float(relatives_share(0.5, 1.4)), 6), float(relatives_share(0.5, 3.0))
    (0.0, 0.2, 0.5)
    """
    return most_share * clip(price_ratio - 1.0, 0.0, 1.0)
