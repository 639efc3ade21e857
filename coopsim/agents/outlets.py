"""The outlets of a farmer: her own cooperative, the others within reach, the traders; each with its terms and its worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mesa
import numpy as np
from numpy.typing import NDArray

from coopsim.agents.explanation_text import OutletSeen
from coopsim.agents.views import ROW
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.model.choice.offers import Offer, offers_of

if TYPE_CHECKING:
    from coopsim.agents.market import Cooperative

TRADERS = -1


class Outlet(mesa.Agent):  # type: ignore[misc]
    """One place where a farmer may sell: a cooperative, or the traders (`cooperative` is None). Live: it says what holds today.

    `farmer.outlets` gives hers, `model.outlets` those of all; they are made when they are first asked for.

    Parameters
    ----------
    farmer : Farmer
        Whose outlet it is.
    place : int
        0: her home, the cooperative in whose books she is; 1 and more: the others within reach; -1: the traders.

    Examples
    --------
    >>> from coopsim.agents import CoopModel
    >>> model = CoopModel(case="two-cooperatives", values={"years": 1, "warm_up_years": 0})
    >>> model.step()
    >>> [outlet.name for outlet in model.farmer_agents[0].outlets]
    ['semilla', 'esperanza', '']
    """

    def __init__(self, farmer: Any, place: int) -> None:
        super().__init__(farmer.model)
        self.farmer, self.place = farmer, place

    @property
    def cooperative(self) -> Cooperative | None:
        """The cooperative; None for the traders, and for a place that no cooperative has."""
        number = self._number()
        agents: list[Cooperative] = self.model.cooperative_agents
        return None if number < 0 else agents[number]

    @property
    def name(self) -> str:
        """The cooperative's name; "" for the traders."""
        return "" if (cooperative := self.cooperative) is None else cooperative.id

    @property
    def is_hers(self) -> bool:
        """Whether she is a member of it."""
        return self.place == 0 and bool(self.farmer.is_member)

    @property
    def is_faced(self) -> bool:
        """Whether she turned to it this month: the cooperative that she set against traders."""
        facing = int(self.model.world.records.households["facing"][ROW, self.farmer.slot])
        return self.place != TRADERS and facing == self._number()

    @property
    def takes_coffee(self) -> bool:
        """Whether it buys from her."""
        return self.place == TRADERS or self._offer().accepts

    @property
    def cash_usd_per_qq(self) -> float:
        """What it pays her in cash at once, the road to another district paid."""
        if self.place == TRADERS:
            return float(self.model.world.records.households["street_at_farm_usd_per_qq"][ROW, self.farmer.slot])
        return self._offer().advance_usd_per_qq

    @property
    def promised_usd_per_qq(self) -> float:
        """What it announces to pay her in all, the road paid."""
        return self.cash_usd_per_qq if self.place == TRADERS else self._offer().promised_usd_per_qq

    @property
    def months_to_second_payment(self) -> float:
        """The wait for what it does not pay at once."""
        return 0.0 if self.place == TRADERS else self._offer().months_to_second_payment

    @property
    def value_usd_per_qq(self) -> float:
        """V: what it is worth to her above traders, before the month's chance; 0 for the traders themselves."""
        return 0.0 if self.place == TRADERS else self._offer().value_usd_per_qq

    def remove(self) -> None:
        """An outlet is not removed; a closed cooperative takes no coffee."""
        raise UserMistake(
            _("agents of the world are never removed; a farmer who leaves stays as a non-member"), got=type(self).__name__
        )

    def __repr__(self) -> str:
        return f"<Outlet {self.name or 'traders'} of {self.farmer.slot}>"

    def _number(self) -> int:
        if self.place == TRADERS:
            return TRADERS
        return int(reached(self.model.world, self.farmer.slot)[self.place])

    def _offer(self) -> Offer:
        records, number = self.model.world.records, self._number()
        if number < 0:
            return Offer(np.nan, np.nan, np.nan, False, np.nan)
        here = slice(self.farmer.slot, self.farmer.slot + 1)
        district = int(self.farmer.district)
        return offers_of(
            records.households[ROW, here],
            records.cooperatives[ROW, number : number + 1],
            records.districts[ROW, district : district + 1],
        )[0]


def reached(world: Any, slot: int) -> NDArray[np.int64]:
    """The numbers of the cooperatives that a farmer may turn to: her home first, then the others; -1 stands for none."""
    home = world.records.households["home"][ROW, slot : slot + 1]
    return np.concatenate([home, world.records.outlets["cooperative"][ROW, slot]]).astype(np.int64)


def seen_outlets(
    names: tuple[str, ...],
    reach: NDArray[np.int64],
    household: NDArray[np.void],
    cooperatives: NDArray[np.void],
    district: NDArray[np.void],
) -> tuple[OutletSeen, ...]:
    """All outlets of a farmer on the day of a choice, her home first and the traders last.

    Parameters
    ----------
    names : tuple of str
        Of all cooperatives.
    reach : array of int
        The numbers of those that she may turn to, as `reached` gives them.
    household, district : record arrays, shape (1,)
        As they were.
    cooperatives : record array
        All of them, as they were.

    Returns
    -------
    tuple of OutletSeen
    """
    numbers = [int(number) for number in reach if number >= 0]
    facing, hers = int(household["facing"][0]), int(household["cooperative"][0])
    paid_by_traders = float(household["street_at_farm_usd_per_qq"][0])
    offers = offers_of(household, cooperatives[numbers], district)
    made = [
        OutletSeen(
            name=names[number],
            is_hers=number == hers,
            is_open=bool(cooperatives["alive"][number]),
            takes_coffee=offer.accepts,
            cash_usd_per_qq=offer.advance_usd_per_qq,
            promised_usd_per_qq=offer.promised_usd_per_qq,
            months_to_second_payment=offer.months_to_second_payment,
            value_usd_per_qq=offer.value_usd_per_qq,
            is_faced=number == facing,
        )
        for number, offer in zip(numbers, offers, strict=True)
    ]
    return (*made, OutletSeen(name="", cash_usd_per_qq=paid_by_traders, promised_usd_per_qq=paid_by_traders))
