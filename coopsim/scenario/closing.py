"""When a cooperative closes."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Le

from coopsim.scenario.declare import Group, Meaning


class Closing(Group):
    """What nobody controls | Lo que nadie controla"""

    negative_closings: Annotated[
        int,
        Ge(1),
        Le(10),
        Meaning(
            "closings",
            label=("Years in the red until closing", "Años en rojo hasta cerrar"),
            en=(
                "A cooperative closes after so many yearly balance sheets in a row with negative net worth. Higher: "
                "it stays open longer in debt"
            ),
            es=(
                "La cooperativa cierra tras tantos balances anuales seguidos con patrimonio negativo. Si sube, sigue "
                "más tiempo endeudada"
            ),
            shows_in="stressed",
        ),
    ] = 2
    arrears_months: Annotated[
        int,
        Ge(1),
        Le(60),
        Meaning(
            "months",
            label=("Months in arrears until closing", "Meses de mora hasta cerrar"),
            en=(
                "A cooperative closes after so many months of arrears to its lender, with no contract to lend "
                "on. Higher: the lender is more patient"
            ),
            es=(
                "La cooperativa cierra tras tantos meses de mora con la financiera, sin contrato que la "
                "respalde. Si sube, la financiera espera más"
            ),
            shows_in="stressed",
            needs={
                "negative_closings": 10,
                "low_sales_seasons": 10,
                "credit_line_share": 1.0,
                "fixed_cost_usd_per_year": 133000.0,
            },
        ),
    ] = 6
    low_sales_share: Annotated[
        float,
        Ge(0),
        Le(1),
        Meaning(
            "share",
            label=("Sales too small to go on", "Ventas muy bajas para seguir"),
            en=(
                "Members close it when fees on sales cover less than this part of the fixed cost, season after "
                "season. Higher: they close it sooner"
            ),
            es=(
                "Los socios la cierran cuando los descuentos por ventas cubren menos que esta parte del costo "
                "fijo, campaña tras campaña. Si sube, la cierran antes"
            ),
            shows_in="stressed",
            needs={"opening_reserve_usd": 1000000.0, "fixed_cost_usd_per_year": 200000.0},
        ),
    ] = 0.5
    low_sales_seasons: Annotated[
        int,
        Ge(1),
        Le(10),
        Meaning(
            "seasons",
            label=("Seasons of sales too small", "Campañas de ventas muy bajas"),
            en="Seasons in a row with sales too small after which members close it. Higher: they wait longer",
            es=("Campañas seguidas con ventas muy bajas tras las cuales los socios la cierran. Si sube, esperan más"),
            shows_in="stressed",
        ),
    ] = 3
