"""Exporters one level above the traders: what they keep, the fewer of them a trader calls."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import equation, where
from coopsim.equations.amounts import Amount
from coopsim.equations.traders import markdown_usd_per_qq


@equation
def kept_by_exporters_usd_per_qq(logit_scale_usd_per_qq: Amount, exporters: Amount, calls: Amount) -> Amount:
    """What exporters keep of a trader's coffee: those whom he calls that night bid against each other (Eq. E6).

    Parameters
    ----------
    logit_scale_usd_per_qq : Amount
        Logit scale of traders among exporters, US$/qq.
    exporters : Amount
        Exporters within his reach; 0: traders export themselves.
    calls : Amount
        How many he calls before he sells.

    Returns
    -------
    Amount
        US$/qq; three logit scales with one call, one with very many.

    References
    ----------
    The traders' own logit markdown (Eq. P7) one level up; calls: Monterroso 2012, Guatemala.

    Examples
    --------
    >>> [float(kept_by_exporters_usd_per_qq(5.0, 6.0, calls)) for calls in (1.0, 2.0, 5.0, 9.0)]
    [15.0, 10.0, 6.25, 6.0]
    >>> float(kept_by_exporters_usd_per_qq(5.0, 0.0, 1.0))
    0.0
    """
    bids = np.minimum(calls, exporters)
    return where(exporters > 0.0, markdown_usd_per_qq(logit_scale_usd_per_qq, bids, 0.0), 0.0)


@equation
def calls_usd_per_qq(call_cost_usd_per_qq: Amount, exporters: Amount, calls: Amount) -> Amount:
    """What the calls beyond the first cost a trader (Eq. E7).

    Parameters
    ----------
    call_cost_usd_per_qq : Amount
        One call more, by the quintal that is sold then, US$/qq.
    exporters, calls : Amount
        As in Eq. E6.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Assumed.

    Examples
    --------
    >>> [float(calls_usd_per_qq(0.5, exporters, 5.0)) for exporters in (6.0, 0.0)]
    [2.0, 0.0]
    """
    return where(exporters > 0.0, call_cost_usd_per_qq * (calls - 1.0), 0.0)
