"""A farmer of the model, live: read her, change her, let her decide in her own way, ask her why."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from coopsim.agents.explain import Choice, choice_of, explanation
from coopsim.agents.explanation_text import Explanation
from coopsim.agents.market import Cooperative, District
from coopsim.agents.memory import LastChoice
from coopsim.agents.outlets import Outlet, seen_outlets
from coopsim.agents.views import ROW, View
from coopsim.equations.land import has_given_up
from coopsim.model.decision import DecisionRule, HouseholdDraws, Outlets


class Farmer(View):
    """One household. Every column of the farmers' table is an attribute: `farmer.trust`, `farmer.lot_qq`, `farmer.savings_usd`.

    Setting one writes the model's array; a column that all farmers share can only be read. Subclass it and override
    `decide` to let some or all farmers choose in another way.

    Parameters
    ----------
    model : CoopModel
        The model that she belongs to.
    slot : int
        Her number, from 0: her place in the farmers' table.

    Raises
    ------
    AttributeError
        On setting a column that all farmers share.
    UserMistake
        On setting a value that the column cannot hold: text, NaN, 2 for a truth value.

    Examples
    --------
    >>> from coopsim.agents import CoopModel
    >>> class Proud(Farmer):
    ...     def decide(self, outlets, draws):
    ...         return 1.0 if self.is_member else super().decide(outlets, draws)
    >>> model = CoopModel(values={"source": "constant", "warm_up_years": 1, "tied_debt_share": 0.0}, farmer_class=Proud)
    >>> model.step()
    >>> round(float(model.datacollector.get_model_vars_dataframe().leakage_share.iloc[0]), 6)
    0.0
    """

    table_name: ClassVar[str] = "farmers"

    def decide(self, outlets: Outlets, draws: HouseholdDraws) -> float:
        """Share of her free lot offered to the cooperative: here what her decision rule says. Asked when she has coffee to sell.

        Parameters
        ----------
        outlets : Outlets
            What she is offered, numbers in US$/qq of today: `advance_usd_per_qq`, `promised_usd_per_qq`, `street_usd_per_qq`,
            her `lot_qq`, her `cash_need_usd` ...
        draws : HouseholdDraws
            Her random draws of the month, each uniform from 0 to 1: `taste` ...

        Returns
        -------
        float
            0 to 1; NaN leaves it to the rule. Anything else stops the model with a UserMistake.
        """
        return float(self.model.share_by_rule(self, outlets, draws))

    @property
    def decides_herself(self) -> bool:
        """Whether `decide` was overridden, in her class or on her alone."""
        return type(self).decide is not Farmer.decide or "decide" in vars(self)

    @property
    def rule(self) -> DecisionRule:
        """The decision rule of the slice that she belongs to."""
        rule: DecisionRule = self.model.world.rules[int(self.rule_number)][0]
        return rule

    @property
    def my_cooperative(self) -> Cooperative | None:
        """The cooperative of which she is a member, or None (`cooperative` is its number, -1 for none)."""
        return None if self.cooperative < 0 else self.model.cooperative_agents[int(self.cooperative)]

    @property
    def local_cooperative(self) -> Cooperative:
        """The cooperative that makes her offers, member or not: her own, or the one of her district that she last weighed."""
        return self.home

    @property
    def home(self) -> Cooperative:
        """The cooperative in whose books she is: hers if she is a member, else the one that she last weighed."""
        agents: list[Cooperative] = self.model.cooperative_agents
        return agents[int(self.model.world.records.households["home"][ROW, self.slot])]

    @property
    def outlets(self) -> list[Outlet]:
        """All to whom she may sell: her home, the other cooperatives within her reach, and the traders."""
        outlets: list[Outlet] = self.model.outlets_of(self)
        return outlets

    @property
    def my_district(self) -> District:
        """The district in which she lives (`district` is its number)."""
        districts: list[District] = self.model.district_agents
        return districts[int(self.district)]

    @property
    def abandoned(self) -> bool:
        """Whether she has given up coffee: less than a twentieth of her coffee land is left."""
        return bool(has_given_up(self.area_ha, self.hectares))

    @property
    def neighbours(self) -> list[Farmer]:
        """The neighbours in her network; whether they matter at all is a switch of the scenario."""
        return [self.model.farmer_agents[slot] for slot in self.model.world.neighbour[ROW, self.slot]]

    def choice_at(self, last: LastChoice) -> Choice:
        """Her last choice, to be made again under other terms.

        Parameters
        ----------
        last : LastChoice
            The records and random draws of that month.

        Returns
        -------
        Choice
        """
        rule = self.model.world.rules[int(last.households["rule_number"][ROW, self.slot])][0]
        return choice_of(rule, last, self.slot, self.model.outlets_at(last)[self.slot])

    def explain(self) -> Explanation:
        """Why she sold where she sold, in the last month in which she had coffee to sell.

        Returns
        -------
        Explanation
            `print` it, or take `as_dict()`. Without any coffee so far its `month` is None.
        """
        facts: dict[str, Any] = {
            "farmer": self.slot,
            "cooperative": self.local_cooperative.id,
            "rule": self.rule.name,
            "decides_herself": type(self).__name__ if self.decides_herself else "",
        }
        last = self.model._memory.of(self.slot)
        if last is None:
            return Explanation(is_member=bool(self.is_member), **facts)
        choice = self.choice_at(last)
        facing, home = (int(choice.household[name][0]) for name in ("facing", "home"))
        facts["turned_to"] = "" if facing == home else str(self.model.world.identifiers[facing])
        reach = np.append(home, last.within_reach[self.slot])
        herself, cooperatives = last.households[ROW, self.slot : self.slot + 1], last.cooperatives[ROW]
        facts["outlets"] = seen_outlets(self.model.world.identifiers, reach, herself, cooperatives, choice.district)
        outcome: dict[str, Any] = {name: float(column[self.slot]) for name, column in last.outcome.items()}
        month = last.month - self.model._before
        facts |= {
            "month": month,
            "date": str(self.model.period(month)),
            "dated": self.model.case.price.source in ("history", "file"),
        }
        return explanation(choice, float(last.decided[self.slot]), outcome, **facts)
