"""The traders of by_hand.py: what they go by, pay and earn, and how many they are, in plain floats."""

from __future__ import annotations

from dataclasses import dataclass

from tests.second_derivation import hand_rules as rules
from tests.second_derivation.hand_books import DP

NORMAL_GATE, MARGIN, RISE, FALL, MARKDOWN, VISIT, ROAD = 152.0, 0.15, 0.35, 0.8, 10.0, 40.0, 0.5


@dataclass
class Street:
    """The traders of the district."""

    share_of_cooperative: float
    traders: float
    posted: float
    usual_purchases: float  # of one trader in a normal year
    entry: float = 0.0
    noise: tuple[float, ...] = (0.0, 0.0)  # of each year
    known: float = 215.0 + DP

    def __post_init__(self) -> None:
        self.mark_at_start, self.most = self.mark, 4 * self.traders

    @property
    def mark(self) -> float:
        return rules.markdown(MARKDOWN, self.traders, self.share_of_cooperative)

    def follow(self, world: float) -> None:
        gap = world + DP - self.known
        self.known += RISE * gap if gap > 0 else FALL * gap

    def post(self, year: int) -> None:
        self.posted_mark = self.mark
        usual = 215.0 + DP
        self.posted = rules.farm_gate_price(
            NORMAL_GATE, MARGIN, self.known, usual, self.posted_mark, self.mark_at_start, self.noise[year]
        )

    def enter_or_leave(self, bought: float, share: float, world: float) -> None:
        """By the profit of an ordinary year over what a trader earned at the start, in a harvest month."""
        if share:
            profit = rules.trader_profit(MARGIN, world + DP, self.known, self.posted_mark) * bought / self.traders
            normal = self.mark_at_start * self.usual_purchases * share
            self.traders *= rules.clip(profit / normal, 0.1, 10.0) ** (self.entry * share)
            self.traders = rules.clip(self.traders, 1.0, self.most)

    def at_the_farm(self, lot: float, road_km: float) -> float:
        return max(self.posted - (VISIT / lot if lot else 0.0) - ROAD * road_km, 0.0)
