"""Every column of `cooperatives`, declared once; its other columns are parameters of the cooperative, by their names."""

from __future__ import annotations

from coopsim.model.column import Column, of_cooperative
from coopsim.model.columns import ALIVE
from coopsim.runs.shared_columns import ARM, REPLICATE

COOPERATIVES = (
    ARM,
    REPLICATE,
    Column("cooperative", "name", "Cooperative", "Cooperativa"),
    Column("district", "name", "District of the cooperative", "Distrito de la cooperativa"),
    Column(
        "cohort",
        "name",
        "Year of founding; start: it was there when the run began",
        "Año de fundación; start: ya existía al comenzar",
        "Year of founding",
        "Año de fundación",
    ),
    ALIVE,
    Column(
        "founded",
        "date",
        "First day of the month of founding; missing if it was there at the start",
        "Primer día del mes de fundación; falta si ya existía al comenzar",
        "Founded",
        "Fundación",
    ),
    Column(
        "closed",
        "date",
        "First day of the month in which it closed last, even if it came back since; missing if it never closed",
        "Primer día del mes en que cerró la última vez, aunque después haya vuelto; falta si nunca cerró",
        "Closed",
        "Cierre",
    ),
    Column(
        "cause",
        "name",
        "Why it closed last: in_the_red, low_sales or merged",
        "Por qué cerró la última vez: in_the_red (en rojo), low_sales (ventas muy bajas) o merged (fusión)",
        "Why it closed",
        "Por qué cerró",
    ),
    Column(
        "revived",
        "date",
        "First day of the month in which it last opened again; missing if never",
        "Primer día del mes en que volvió a abrir por última vez; falta si nunca",
        "Opened again",
        "Reapertura",
    ),
    Column("merged_into", "name", "Cooperative that it went into", "Cooperativa a la que pasó"),
    of_cooperative("members_start", "farmers", "Members at the first month", "Socios en el primer mes"),
    of_cooperative("members_end", "farmers", "Members at the end", "Socios al final"),
    of_cooperative(
        "district_share",
        "share",
        "Share of its district's harvest that it took in the last season; missing if it is closed",
        "Parte de la cosecha de su distrito que recibió en la última campaña; falta si está cerrada",
        "Share of the district's coffee",
        "Parte del café del distrito",
        "coffee received in the season / harvest of all farmers of the district",
    ),
)
