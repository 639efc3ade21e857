"""What a cooperative decides, and what its board is like when contracts bind: on top of prices, money and extensions."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Le

from coopsim.scenario.cooperative_money import CooperativeMoney
from coopsim.scenario.declare import Distribution, MeanBetween, Meaning
from coopsim.scenario.extensions.calendar import Processing
from coopsim.scenario.extensions.central import Central
from coopsim.scenario.extensions.certification import Certification
from coopsim.scenario.extensions.chain import Chain
from coopsim.scenario.extensions.contracts import ContractsInDetail
from coopsim.scenario.extensions.districts import Districts
from coopsim.scenario.extensions.dues_and_shares import DuesAndShares
from coopsim.scenario.extensions.founding import Founding
from coopsim.scenario.extensions.group_size import GroupSize
from coopsim.scenario.extensions.hedge import Hedge
from coopsim.scenario.extensions.kinship import LeadersOfKin
from coopsim.scenario.extensions.label import Label
from coopsim.scenario.extensions.loyalty_bonus import LoyaltyBonus
from coopsim.scenario.extensions.member_contracts import MemberContracts
from coopsim.scenario.extensions.open_books import OpenBooks
from coopsim.scenario.extensions.seasonal import Seasonal
from coopsim.scenario.extensions.services import Services
from coopsim.scenario.extensions.state_support import StateSupport
from coopsim.scenario.extensions.vote import Vote


class CooperativePolicy(
    Districts,
    Founding,
    GroupSize,
    Certification,
    Label,
    Chain,
    Services,
    StateSupport,
    Seasonal,
    LeadersOfKin,
    Central,
    OpenBooks,
    LoyaltyBonus,
    MemberContracts,
    Vote,
    ContractsInDetail,
    Hedge,
    DuesAndShares,
    Processing,
    CooperativeMoney,
):
    """What the cooperative decides | Lo que decide la cooperativa"""

    enforcement_share_per_year: Annotated[
        float,
        Ge(0.05),
        Le(1),
        Meaning(
            "share a year",
            label=("Enforcement of contracts", "Exigencia de contratos"),
            en=(
                "Part of what a cooperative owes for broken contracts that buyers collect each year, by courts or "
                "arbitration. Higher: breaking a contract costs more"
            ),
            es=(
                "Parte de lo que debe por contratos incumplidos que el comprador cobra cada año, por juicio o arbitraje. "
                "Si sube, incumplir cuesta más"
            ),
            source="assumed: what is owed is repaid over 1 to 10 years",
            shows_in="spike-2021",
        ),
    ] = 0.2
    relation_value_share: Annotated[
        Distribution,
        MeanBetween(0.05, 2),
        Meaning(
            "share of the contract",
            label=("Worth of the buyer's trust", "Valor de la confianza comercial"),
            en=(
                "What keeping its word is worth to the board, as a part of the contract's value; it differs between "
                "cooperatives. Higher: contracts are kept through larger booms"
            ),
            es=(
                "Lo que vale para el consejo cumplir su palabra, como parte del valor del contrato; varía entre cooperativas. "
                "Si sube, se cumple aun con alzas mayores"
            ),
            source="Blouin & Macchiavello 2019: about half; the spread is our assumption",
            shows_in="spike-2021",
        ),
    ] = Distribution(distribution="lognormal", mean=0.5, sd=0.25)
    board_discount_share_per_year: Annotated[
        Distribution,
        MeanBetween(0, 1),
        Meaning(
            "share a year",
            label=("Hurry of the board", "Apuro del consejo"),
            en=(
                "How much less a debt weighs that is due a year later; it differs between cooperatives. Higher: more boards "
                "break contracts"
            ),
            es=(
                "Cuánto menos pesa una deuda que vence un año después; varía entre cooperativas. Si sube, más consejos incumplen"
            ),
            source="assumed; social lenders 7 to 12 %, traders who lend above 25 %",
            shows_in="spike-2021",
        ),
    ] = Distribution(distribution="uniform", low=0.1, high=0.4, mean=0.25)
