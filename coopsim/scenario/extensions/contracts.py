"""Contracts in detail: coffee bought in, contracts moved to a later month, and of what the coffee sold ahead is a part."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning


class ContractsInDetail(Group):
    """Contracts in detail | Contratos en detalle"""

    extension: ClassVar[Extension | None] = Extension(
        "contracts",
        ("Contracts in detail", "Contratos en detalle"),
        en="What coffee bought in costs, contracts that move to a later month, and of what the coffee sold ahead is a part.",
        es="Cuánto cuesta el café comprado de apuro, qué contratos se prorrogan y de qué es parte lo vendido por adelantado.",
        setting=True,
    )
    buy_in_premium_usd_per_qq: Annotated[
        float,
        Ge(0),
        Le(100),
        Meaning(
            "US$/qq",
            label=("Extra cost of coffee bought in", "Sobreprecio del café comprado"),
            en=(
                "What coffee costs above the market that is bought in a hurry to fill a contract, by the cooperative or, at "
                "its expense, by the buyer. Higher: missing coffee costs more"
            ),
            es=(
                "Sobreprecio del café que se compra de apuro para completar un contrato: lo compra la cooperativa o, a su "
                "costa, el comprador. Si sube, el café que falta cuesta más"
            ),
            shows_in="stressed",
        ),
    ] = 10.0
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
    volume_review_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Weight of the last season", "Peso de la última campaña"),
            en=(
                "How far the last season moves the volume that the cooperative counts on. Higher: it adapts "
                "sooner to what members deliver"
            ),
            es=(
                "Cuánto mueve la última campaña el volumen con que cuenta la cooperativa. Si sube, se adapta "
                "antes a lo que entregan los socios"
            ),
        ),
    ] = 0.5
    forward_basis: Annotated[
        Literal["deliveries", "harvest", "last"],
        Meaning(
            "choice",
            label=("Sold ahead: a part of what", "Venta adelantada: parte de qué"),
            en=(
                "Of what the coffee sold ahead is a part: of deliveries expected, of members' whole harvest, or of last "
                "season's deliveries"
            ),
            es=(
                "De qué es parte lo vendido por adelantado: de la entrega esperada, de toda la cosecha de los socios o de lo "
                "entregado la campaña pasada"
            ),
            choice_labels=(
                ("deliveries", "deliveries expected", "la entrega esperada"),
                ("harvest", "members' whole harvest", "toda la cosecha de los socios"),
                ("last", "last season's deliveries", "lo entregado la campaña pasada"),
            ),
        ),
    ] = "deliveries"
    forward_seasons: Annotated[
        int,
        Ge(1),
        Le(3),
        Meaning(
            "seasons",
            label=("Seasons sold ahead", "Campañas vendidas por adelantado"),
            en="For how many harvests contracts are signed at once. Higher: old prices bind longer",
            es="Para cuántas cosechas se firma de una vez. Si sube, los precios viejos atan más tiempo",
        ),
    ] = 1
