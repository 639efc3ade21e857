"""The measurements as tables, and what they say in sentences."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.contenders import CONTENDERS
from benchmarks.runs import PEERS, WAYS

LABELS = [kind.label for kind in CONTENDERS]
TARGETS = {  # name of the ratio: (wanted, what it is)
    "mesa_over_sweep_400": (100.0, "a run in a sweep of 400 farmers"),
    "mesa_over_one_run_100": (15.0, "one run of 100 farmers"),
    "mesa_over_coopmodel_100": (1.0, "a CoopModel of 100 farmers"),
}
SECONDS_FROM_CACHE, MILLISECONDS_OF_A_SLIDER, TOGETHER = 1.0, 150.0, 1.7
GIGABYTES_OF_A_COUNTRY, SECONDS_OF_A_COUNTRY = 3.0, 120.0
LIMITS = {  # at most
    "own_decide_over_mesa_100": (2.0, "farmers with a decide of their own, over the Mesa model"),
    "coopsim_over_bound_large": (2.5, "a month in a block of 256 x 400, over the bound"),
    "coopsim_over_bound_one_row": (6.0, "a month of one row of 400, over the bound"),
    "mix_of_rules_over_dearest": (1.3, "a mix of all decision rules, over the dearest of them"),
}


def show(found: dict[str, Any], console: Console) -> None:
    """Print everything."""
    console.print(_runs(found["runs"]))
    tables = ((found["bound"], _bound), (found["sizes"], _sizes), (found["growth"], _growth), (found["memory"], _memory))
    for rows, table in tables:
        if rows:
            console.print(table(rows))
    for sentence in sentences(found):
        console.print(f"- {sentence}", highlight=False)


def sentences(found: dict[str, Any]) -> list[str]:
    """What was found, in words; a target that is missed is called missed."""
    ratios, agreed = found["ratios"], found["agreement"]
    same = "the same numbers" if agreed["worst"] <= 1e-6 else "NOT the same numbers: no ratio here means anything"
    largest = f"the largest difference is {agreed['worst']:.1e} of a column's largest number ({agreed['column']})"
    said = [f"Both models give {same}: over {agreed['months']} months {largest}."]
    for name, (wanted, what) in TARGETS.items():
        judged = _judged(ratios[name] >= wanted)
        said.append(f"The Mesa model takes {_times(ratios[name])} as long as {what}: the target of {wanted:g}x is {judged}.")
    for name, (most, what) in LIMITS.items():
        judged = _judged(ratios[name] <= most)
        said.append(f"{_times(ratios[name])}: {what}; at most {most:g}x is {judged}.")
    return [*said, *_of_seconds(found), *_in_favour(found)]


def _of_seconds(found: dict[str, Any]) -> list[str]:
    """What is measured in seconds, or against a clock on the wall."""
    cold, cache, slider = found["compile_seconds"], found["seconds_from_cache"], found["slider_milliseconds"]
    said = [
        f"A new process compiles for {cold:.1f} s, once; that is in no other figure.",
        f"The next process loads it in {cache:.1f} s; at most 1 s is {_judged(cache <= SECONDS_FROM_CACHE)}.",
        f"From slider to charts: {slider:,.0f} ms; at most 150 ms is {_judged(slider <= MILLISECONDS_OF_A_SLIDER)}.",
    ]
    for name, what in (("two_threads_over_one", "Two threads"), ("two_workers_over_one", "Two workers of a sweep")):
        times = found[name]
        if times is not None:
            judged = _judged(times >= TOGETHER)
            said.append(f"{what} do {times:.1f} times the work of one; {TOGETHER:g} on a quiet machine is {judged}.")
    huge = found["huge"]
    if huge:
        gigabytes, seconds = huge["megabytes"] / 1e3, huge["seconds"]
        judged = _judged(gigabytes <= GIGABYTES_OF_A_COUNTRY and seconds <= SECONDS_OF_A_COUNTRY)
        world = f"{huge['farmers']:,} farmers, {huge['years']} years"
        said.append(f"{world}: {gigabytes:.1f} GB at most and {seconds:,.0f} s; 3 GB and 120 s is {judged}.")
    return said


def _in_favour(found: dict[str, Any]) -> list[str]:
    versions = ", ".join(f"{name} {found['machine'][name]}" for name in ("python", "numpy", "numba", "mesa", "coopsim"))
    favour = (
        "The Mesa model gets its luck, first states, ties and prices ready made and leaves out the accounts of the other "
        "parties; coopsim makes its worlds within the time. It is plain Python run by CPython: a compiler would do better."
    )
    return [favour, f"Ratios hold for this machine ({found['device']}) and these versions: {versions}."]


def _judged(met: bool) -> str:
    return "met" if met else "missed"


def _runs(runs: dict[str, Any]) -> Table:
    table = Table(title=f"One run of {runs['months']} months, from nothing to its recorded months")
    for head in ("", "milliseconds a run", "Mesa model takes"):
        table.add_column(head, justify="left" if not head else "right")
    for name, farmers in PEERS.items():
        table.add_row(f"Mesa model, {farmers} farmers", f"{runs['seconds'][name] * 1e3:,.1f}", "")
    for name, way in WAYS.items():
        table.add_row(way.label, f"{runs['seconds'][name] * 1e3:,.1f}", _times(runs["mesa_over"][name]))
    return table


def _bound(sizes: list[dict[str, Any]]) -> Table:
    table = Table(title="Nanoseconds a farmer-month, nothing recorded, and the bound: a household season fused by hand")
    for head in ("replicates x farmers", "coopsim", "bound", "over the bound"):
        table.add_column(head, justify="right")
    for size in sizes:
        cells = (f"{size['coopsim_ns']:,.0f}", f"{size['bound_ns']:,.0f}", _times(size["over"]))
        table.add_row(f"{size['rows']} x {size['farmers']:,}", *cells)
    table.caption = "the bound leaves out trees, membership, contracts, the books and the draws"
    return table


def _sizes(sizes: list[dict[str, Any]]) -> Table:
    table = Table(title="Nanoseconds a farmer-month, median of the seasons; in brackets: Mesa's over it")
    table.add_column("farmers", justify="right")
    for label in LABELS:
        table.add_column(label, justify="right")
    for size in sizes:
        cells = [
            f"{size['ns'][label]:,.0f}" + ("" if label == "Mesa model" else f" ({_times(size['mesa_over'][label])})")
            if label in size["ns"]
            else "-"
            for label in LABELS
        ]
        table.add_row(f"{size['farmers']:,} x {size['rows'][LABELS[0]]}", *cells)
    table.caption = "farmers x replicates in the batched block; worlds made before, months recorded by all"
    return table


def _growth(rows: list[dict[str, Any]]) -> Table:
    table = Table(title="Nanoseconds a farmer-month of whole runs as worlds grow; proportional: they stay as they are")
    for head in ("along", "sizes", "nanoseconds"):
        table.add_column(head)
    for row in rows:
        table.add_row(row["along"], *(", ".join(f"{value:,.0f}" for value in row[name]) for name in ("sizes", "ns")))
    return table


def _memory(memory: list[dict[str, Any]]) -> Table:
    table = Table(title="Peak memory of making and a season: megabytes (kilobytes a farmer and replicate)")
    table.add_column("farmers", justify="right")
    for label in LABELS:
        table.add_column(label, justify="right")
    for row in memory:
        cells = [f"{row['megabytes'][label]:,.0f} ({row['bytes_per_farmer'][label] / 1e3:.1f})" for label in LABELS]
        table.add_row(f"{row['farmers']:,}", *cells)
    return table


def _times(ratio: float) -> str:
    return f"{ratio:,.0f}x" if ratio >= 10 else f"{ratio:.1f}x"
