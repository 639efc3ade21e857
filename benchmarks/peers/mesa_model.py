"""Castillo's month as a Mesa user would write it after Mesa's tutorial: agents with attributes, `do`, a DataCollector.

The same economics as `coopsim.model.month` with the rule `random_utility`, for one cooperative that pays a pooled price, in
plain Python, one farmer at a time. Stages that everybody must have finished before the next begins are separate `do` calls, as
simultaneous decisions ask for; agents report totals as they act, so nothing is gone through twice to be summed.

Written for speed where that does not change how one writes Mesa: neighbours are a list of agents, stages with nothing to do
are not called, `do` and not `shuffle_do` (order changes nothing here and shuffling costs time). Left out, because castillo
does not use it: dues, services, pledges, certification, a local cost index, several cooperatives, decisions from outside, the
bookkeeping of the others' cash and coffee, and what happens after a cooperative has closed (the run stops there).
"""

from __future__ import annotations

import mesa
from mesa.datacollection import DataCollector

from benchmarks.peers.given import Given
from benchmarks.peers.mesa_cooperative import Cooperative
from benchmarks.peers.mesa_farmer import Farmer
from benchmarks.peers.mesa_traders import Traders

NORMAL_PRICE_USD_PER_QQ = 215.0


class CastilloModel(mesa.Model):
    """One run: the farmers, their cooperative, the traders."""

    def __init__(self, given: Given, *, collect: bool = True) -> None:
        super().__init__(rng=1)
        self.p, self.given, self.collect = given.parameters, given, collect
        self.month = 0
        self.cooperative = Cooperative(self, given.cooperative)
        self.traders = Traders(self, given.traders)
        people = self.people = [Farmer(self, number, states) for number, states in enumerate(given.farmers)]
        for farmer, ties in zip(people, given.neighbours, strict=True):
            farmer.neighbours = [people[number] for number in ties]
        self.farmers = self.agents_by_type[Farmer]
        self.datacollector = DataCollector(
            model_reporters={
                "world_price_usd_per_qq": "world_price",
                "farm_gate_price_usd_per_qq": lambda m: m.traders.farm_gate_price_usd_per_qq,
                "advance_usd_per_qq": lambda m: m.cooperative.advance_usd_per_qq,
                "advance_cut_usd_per_qq": lambda m: m.cooperative.advance_cut_usd_per_qq,
                "promised_usd_per_qq": lambda m: m.cooperative.posted_price_usd_per_qq,
                "members": lambda m: m.totals.members,
                "harvest_qq": lambda m: m.totals.harvest_qq,
                "offered_qq": lambda m: m.totals.offered_qq,
                "refused_qq": lambda m: m.totals.refused_qq,
                "delivered_qq": lambda m: m.totals.delivered_qq,
                "side_sold_qq": lambda m: m.totals.side_sold_qq,
                "shipped_qq": lambda m: m.cooperative.shipped_qq,
                "stock_qq": lambda m: m.cooperative.stock_qq + sum(m.cooperative.in_process_qq.values()),
                "forward_book_qq": lambda m: m.cooperative.fixed_book()[0] + m.cooperative.open_book(),
                "cash_usd": lambda m: m.cooperative.cash_usd,
                "debt_usd": lambda m: m.cooperative.line_usd,
                "debt_to_buyers_usd": lambda m: m.cooperative.debt_to_buyers_usd,
                "owed_to_farmers_usd": lambda m: m.cooperative.due_members_usd + m.cooperative.overdue_members_usd,
                "trust": lambda m: m.totals.mean(m.totals.trust),
                "loyalty_usd_per_qq": lambda m: m.totals.mean(m.totals.loyalty_usd_per_qq),
                "intermediaries": lambda m: m.traders.number,
            }
        )

    def step(self) -> None:
        """One month, in the order of `coopsim.model.month`."""
        c, t, p, season_month = self.cooperative, self.traders, self.p, self.month % 12
        self.season = self.month // 12
        self.world_price = self.given.world_price[self.month]
        self.inflation = self.given.inflation[self.month]
        self.harvest_share = p.harvest_shares[season_month]
        self.harvest_months_left = sum(share > 0 for share in p.harvest_shares[season_month:])
        self.lean_months_to_come = sum(share <= 0 for share in p.harvest_shares[season_month + 1 :])
        self.money_scale = (self.world_price / NORMAL_PRICE_USD_PER_QQ) ** p.money_scaling
        self.wage_factor = (self.world_price / NORMAL_PRICE_USD_PER_QQ) ** p.picking_wage_elasticity
        self.wage_usd_per_qq = p.picking_wage_usd_per_qq * self.wage_factor
        self.upkeep_usd_per_ha = p.upkeep_usd_per_ha * self.wage_factor
        if season_month == 0:
            c.open_season()
            self.farmers.do("open_season")
        t.follow_the_export_price()
        c.contracts_melt()
        if season_month == 0:
            c.sell_forward()
        self.lots_qq = 0.0
        self.farmers.do("harvest")
        c.buyer_pays()
        t.post_price()
        c.post_terms()
        self.trade(season_month)
        c.ship()
        self.promises_fall_due()
        self.farmers.do("live")
        if season_month == 11:
            self.close_season()
        if self.collect:
            self.totals = MembersTotals(self.people)
            self.datacollector.collect(self)
        self.month += 1

    def trade(self, season_month: int) -> None:
        """Decisions, deliveries, sales; nothing where nobody has coffee."""
        c, t = self.cooperative, self.traders
        if self.lots_qq > 0:
            self.farmers.do("look_at_neighbours")
            self.farmers.do("decide")
            c.take_deliveries()
            self.farmers.do("deliver", c.funded_share)
            c.book_deliveries()
            t.buy(self.lots_qq - c.delivered_qq)
            self.farmers.do("sell_to_traders", t.accepted_share)
            t.close_month(c.delivered_qq)
        else:
            if season_month == 11:
                self.farmers.do("look_at_neighbours")  # read at the season's end
            self.farmers.do("sell_nothing")

    def promises_fall_due(self) -> None:
        c = self.cooperative
        c.pay_costs()
        if c.overdue_members_usd > 0:
            self.farmers.do("receive_overdue", c.catch_up())
        self.second_payment(self.month)
        paid_share = c.pay_what_is_due()
        if paid_share is not None or c.delivered_qq > 0:
            self.farmers.do("receive_due", 1.0 if paid_share is None else paid_share)
            self.farmers.do("learn_trust")
        c.repay_line()
        c.members_have_paid()

    def second_payment(self, month: int) -> None:
        second = self.cooperative.declare_second_payment(month)
        if second is not None:
            self.farmers.do("share_in_the_pool", month, second)

    def close_season(self) -> None:
        c = self.cooperative
        for month in sorted(c.pooled_qq):
            self.second_payment(month)  # by this season's sales; paid when due
        self.members_coffee_qq = sum(f.season_delivered_qq for f in self.farmers if f.is_member)
        self.farmers.do("share_result", c.share_result(self.members_coffee_qq))
        self.farmers.do("consider_assembly")
        self.farmers.do("attend")
        members = sum(f.is_member for f in self.farmers)
        c.remember_the_balance()
        self.farmers.do("review_membership", max(c.shares_usd, 0.0) / max(members, 1))
        c.members_have_paid()
        self.farmers.do("remember_the_price")
        c.close_season()
        self.running = c.alive

    def run_months(self, months: int) -> CastilloModel:
        for _month in range(months):
            if not self.running:
                break
            self.step()
        return self

    def remove_all_agents(self) -> None:
        """Mesa 3.3 keeps every model that ever was in a table of its own; without this a sweep grows."""
        super().remove_all_agents()
        counters = getattr(mesa.Agent, "_ids", None)
        if isinstance(counters, dict):
            counters.pop(self, None)


class MembersTotals:
    """The members' sums of a month, from one pass through the farmers: what a collector that is read every month is worth."""

    def __init__(self, farmers: list[Farmer]) -> None:
        members = harvest = offered = refused = delivered = side_sold = trust = loyalty = 0.0
        for farmer in farmers:
            if farmer.season_member:
                members += 1
                harvest += farmer.harvest_qq
                if farmer.harvest_qq > 0.0:  # coffee kept at home was counted when it came
                    offered += farmer.offered_qq * farmer.harvest_qq / farmer.lot_qq
                    refused += farmer.refused_qq * farmer.harvest_qq / farmer.lot_qq
                delivered += farmer.delivered_qq
                side_sold += farmer.side_sold_qq
                trust += farmer.trust
                loyalty += farmer.loyalty_usd_per_qq
        self.members, self.harvest_qq, self.offered_qq, self.refused_qq = members, harvest, offered, refused
        self.delivered_qq, self.side_sold_qq, self.trust, self.loyalty_usd_per_qq = delivered, side_sold, trust, loyalty

    def mean(self, total: float) -> float:
        return total / self.members if self.members else float("nan")
