"""What the state pays for a cooperative and its members, and can stop paying."""

from __future__ import annotations

from typing import Annotated, ClassVar

from annotated_types import Ge, Le

from coopsim.scenario.declare import Extension, Group, Meaning


class StateSupport(Group):
    """Support from the state | Apoyo del Estado"""

    extension: ClassVar[Extension | None] = Extension(
        "state_support",
        ("Support from the state", "Apoyo del Estado"),
        en="The state gives members a grant, pays part of office and interest, or lends; an event ends it.",
        es="El Estado da un bono a los socios, paga parte de la oficina y de los intereses, o presta; un evento lo termina.",
    )
    grant_usd_per_member_year: Annotated[
        float,
        Ge(0),
        Le(2000),
        Meaning(
            "US$/year",
            label=("Grant to each member", "Bono del Estado por socio"),
            en=(
                "What the state gives each member a year, whatever she delivers, as the season closes. Higher: more join, also "
                "those who will sell elsewhere"
            ),
            es=(
                "Lo que el Estado da al año a cada socio, entregue o no, al cierre de la campaña. Si sube, más se asocian, "
                "también quienes venderán afuera"
            ),
            source="Monterroso 2012: groups set up to request support; the size is our assumption",
            stops=(0, 150, 600),
        ),
    ] = 0.0
    state_office_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Office paid by the state", "Oficina que paga el Estado"),
            en="Part of the fixed cost that the state pays. Higher: less is left for coffee to pay, until the state stops",
            es="Parte del costo fijo que paga el Estado. Si sube, queda menos a cargo del café, hasta que el Estado se retira",
            source="Castillo 2012: cooperatives depend on what governments do; the size is our assumption",
        ),
    ] = 0.0
    state_interest_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Interest paid by the state", "Intereses que paga el Estado"),
            en="Part of the interest on the credit line that the state pays. Higher: borrowing costs the cooperative less",
            es="Parte de los intereses de la línea de crédito que paga el Estado. Si sube, endeudarse cuesta menos",
            source="Castillo 2012: cooperatives depend on what governments do; the size is our assumption",
        ),
    ] = 0.0
    state_line_usd: Annotated[
        float,
        Ge(0),
        Le(5_000_000),
        Meaning(
            "US$",
            label=("Line of a state bank", "Línea de un banco estatal"),
            en=(
                "Credit that a state bank adds whatever the cooperative owns; the bank bears what is not repaid. Higher: it "
                "turns away less coffee and can owe more"
            ),
            es=(
                "Crédito que agrega un banco estatal, tenga lo que tenga la cooperativa; el banco pierde lo que no se "
                "devuelve. Si sube, rechaza menos café y puede deber más"
            ),
            source="Peru's agrarian bank, dissolved by decree law 25478 of 1992; the size is our assumption",
            needs={"opening_reserve_usd": 0.0},
        ),
    ] = 0.0
