"""The cooperative and the intermediaries of the model, live."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from coopsim.agents.views import ROW, View, value_at
from coopsim.model.monthly import month_columns
from coopsim.model.processes.books import ACCOUNTS, ASSETS
from coopsim.runs.dictionary import meaning

if TYPE_CHECKING:
    from mesa.agent import AgentSet

    from coopsim.model.table import Table


class Cooperative(View):
    """One cooperative: its policy and state as attributes, its balances read-only (`cash_usd`, `line_usd`, `reserve_usd` ...).

    Balances are the sum of the ledger's entries, so they cannot be set. `members` is the set of its members today; the
    scenario gives their number at the start.

    Parameters
    ----------
    model : CoopModel
        The model that it belongs to.
    slot : int
        Its number, from 0, in the order of the scenario.

    Raises
    ------
    AttributeError
        On setting a balance.

    Examples
    --------
    >>> from coopsim.agents import CoopModel
    >>> model = CoopModel(values={"source": "constant"}, warm_up=False)
    >>> cooperative = next(iter(model.cooperatives))
    >>> cooperative.advance_share = 0.8
    >>> cooperative.id, float(model.world.cooperatives.advance_share[0, 0])
    ('esperanza', 0.8)
    """

    table_name: ClassVar[str] = "cooperatives"

    @property
    def id(self) -> str:
        """Its name in the scenario."""
        return str(self.model.world.identifiers[self.slot])

    @property
    def members(self) -> AgentSet:
        """The farmers who are members today."""
        return self.model.farmers.select(lambda farmer: farmer.cooperative == self.slot)

    @property
    def district(self) -> int:
        """The number of its district."""
        return int(self.model.world.records.cooperatives["district"][ROW, self.slot])

    @property
    def my_district(self) -> District:
        """Its district, which it may share with others."""
        districts: list[District] = self.model.district_agents
        return districts[self.district]

    @property
    def intermediaries(self) -> AgentSet:
        """The intermediaries who are in its district today."""
        district = self.district
        return self.model.intermediaries.select(lambda trader: trader.district == district and trader.is_present)

    @property
    def net_assets_usd(self) -> float:
        """What it owns less what it owes, by its books."""
        return float(self.model.world.ledger.equity_usd[ROW, self.slot])

    def figures(self) -> dict[str, float]:
        """Its columns of the table `months` for the month that has just ended.

        Returns
        -------
        dict of str to float
            Every number of `months` by name; `coopsim columns months` has the units.

        Examples
        --------
        >>> from coopsim.agents import CoopModel
        >>> model = CoopModel(values={"source": "constant", "warm_up_years": 1})
        >>> next(iter(model.cooperatives)).figures()["world_price_usd_per_qq"]
        215.0
        """
        return figures_of(self.model, self.slot)


def figures_of(model: Any, slot: int) -> dict[str, float]:
    """The columns of `months` for one cooperative (or for the region, at -1), as plain numbers."""
    return {name: float(column[ROW, slot]) for name, column in month_columns(model.world).items()}


def _balance(account: str) -> property:
    def read(self: Cooperative) -> float:
        ledger = self.model.world.ledger
        amounts = ledger.has(account) if account in ASSETS else ledger.owes(account)
        return float(amounts[ROW, self.slot]) + 0.0  # no minus zero

    return property(read, doc=meaning("ledger", f"{account}_usd"))


for _account in ACCOUNTS:
    setattr(Cooperative, f"{_account}_usd", _balance(_account))


class District(View):
    """One district: its prices, traders and weather as attributes, and who is in it. Made when it is first asked for.

    Parameters
    ----------
    model : CoopModel
        The model that it belongs to.
    slot : int
        Its number, from 0.

    Examples
    --------
    >>> from coopsim.agents import CoopModel
    >>> model = CoopModel(case="two-cooperatives", warm_up=False)
    >>> [(district.id, len(district.cooperatives)) for district in model.districts]
    [('valle', 2)]
    """

    table_name: ClassVar[str] = "districts"

    @property
    def id(self) -> str:
        """Its name in the scenario; where none is named, that of its cooperative."""
        world = self.model.world
        return str((world.districts_named or world.identifiers)[self.slot])

    @property
    def cooperatives(self) -> AgentSet:
        """Its cooperatives, closed ones included."""
        return self.model.cooperatives.select(lambda cooperative: cooperative.district == self.slot)

    @property
    def farmers(self) -> AgentSet:
        """All who farm there, members or not."""
        return self.model.farmers.select(lambda farmer: farmer.district == self.slot)

    @property
    def intermediaries(self) -> AgentSet:
        """The intermediaries who are there today."""
        return self.model.intermediaries.select(lambda trader: trader.district == self.slot and trader.is_present)


class Intermediary(View):
    """One intermediary's place in a district. There are more places than intermediaries, for those who enter: see `is_present`.

    What all intermediaries of a district share (`farm_gate_price_usd_per_qq`, `traders`, `margin_share` ...) is read here and
    belongs to the district.

    Parameters
    ----------
    model : CoopModel
        The model that it belongs to.
    slot : int
        Its number, from 0, over all districts.
    """

    table_name: ClassVar[str] = "intermediaries"

    @property
    def place(self) -> int:
        """Its number among the places of its district."""
        return self.slot % (self.table.shape[1] // int(self.model.world.districts.shape[1]))

    @property
    def is_present(self) -> bool:
        """Whether there are so many intermediaries in the district today that this place is taken (at least in part)."""
        return bool(self.traders > self.place)

    @property
    def local_cooperatives(self) -> list[Cooperative]:
        """The cooperatives of its district, closed ones included."""
        districts = self.model.world.records.cooperatives["district"][ROW]
        return [cooperative for cooperative in self.model.cooperative_agents if districts[cooperative.slot] == self.district]

    @property
    def local_cooperative(self) -> Cooperative:
        """The cooperative of its district; of several, the first."""
        return self.local_cooperatives[0]


def give_district(table: Table) -> None:
    """Make the district's columns readable on its intermediaries, where these have no column of that name."""
    for name, _column in table.columns():
        if not hasattr(Intermediary, name):
            setattr(Intermediary, name, _of_the_district(name))


def _of_the_district(name: str) -> property:
    def read(self: Intermediary) -> Any:
        return value_at(self.model.world.districts, name, self.district)

    return property(read, doc=meaning("districts", name))
