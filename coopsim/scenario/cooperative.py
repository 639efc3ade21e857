"""What a cooperative decides: its contracts and its label, on top of prices, rules and money."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Le

from coopsim.scenario.cooperative_money import CooperativeMoney
from coopsim.scenario.declare import Meaning
from coopsim.scenario.extensions.calendar import Processing
from coopsim.scenario.extensions.certification import Certification
from coopsim.scenario.extensions.group_size import GroupSize
from coopsim.scenario.extensions.loyalty_bonus import LoyaltyBonus
from coopsim.scenario.extensions.member_contracts import MemberContracts
from coopsim.scenario.extensions.open_books import OpenBooks
from coopsim.scenario.extensions.services import Services


class CooperativePolicy(
    GroupSize, Certification, Services, OpenBooks, LoyaltyBonus, MemberContracts, Processing, CooperativeMoney
):
    """What the cooperative decides | Lo que decide la cooperativa"""

    penalty_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(200),
        Meaning(
            "US$/qq",
            label=("Penalty of the buyer", "Penalidad del comprador"),
            en=(
                "Penalty to the buyer for each contracted quintal not delivered. Higher: side-selling costs the cooperative more"
            ),
            es=(
                "Penalidad al comprador por cada quintal contratado y no entregado. Si sube, la venta afuera le "
                "cuesta más a la cooperativa"
            ),
            shows_in="stressed",
        ),
    ] = 10.0
    buy_in_premium_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(100),
        Meaning(
            "US$/qq",
            label=("Extra cost of coffee bought in", "Sobreprecio del café comprado"),
            en=("What coffee bought from traders to fill a contract costs above the market. Higher: missing coffee costs more"),
            es=(
                "Sobreprecio del café que se compra a intermediarios para completar un contrato. Si sube, el "
                "café que falta cuesta más"
            ),
            shows_in="stressed",
        ),
    ] = 10.0
    rollover_fee_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(50),
        Meaning(
            "US$/qq",
            label=("Fee for moving a contract", "Costo de prorrogar"),
            en="Fee for moving a contract to a later shipment. Higher: fewer contracts are moved",
            es="Costo de prorrogar un contrato a un embarque posterior. Si sube, se prorrogan menos contratos",
            shows_in="stressed",
        ),
    ] = 3.0
    rollover_months: Annotated[
        int,
        Ge(1),
        Le(12),
        Meaning(
            "months",
            label=("Contract moved by", "Prórroga del contrato"),
            en="Months by which a contract is moved. Higher: more time to find the coffee",
            es="Meses en que se prorroga un contrato. Si sube, hay más tiempo para conseguir el café",
            shows_in="stressed",
        ),
    ] = 3
    rollover_limit_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Contracts that can be moved", "Contratos que se prorrogan"),
            en=("Largest part of the contracts due that the buyer agrees to move. Higher: fewer contracts are missed"),
            es=(
                "Parte máxima de los contratos por vencer que el comprador acepta prorrogar. Si sube, se "
                "incumplen menos contratos"
            ),
            shows_in="stressed",
        ),
    ] = 0.5
    relation_years: Annotated[
        float,
        Ge(0),
        Le(20),
        Meaning(
            "years",
            label=("Worth of the buyer's trust", "Valor de la relación comercial"),
            en=(
                "Years of good business with the buyer that count against breaking a contract. Higher: the "
                "cooperative keeps its contracts through larger booms"
            ),
            es=(
                "Años de buena relación con el comprador que pesan contra incumplir un contrato. Si sube, la "
                "cooperativa cumple aun con alzas mayores"
            ),
            source="assumed; Blouin and Macchiavello 2013",
            shows_in="boom",
        ),
    ] = 3.0
