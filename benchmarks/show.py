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
LIMITS = {  # at most
    "own_decide_over_mesa_100": (2.0, "farmers with a decide of their own, over the Mesa model"),
    "coopsim_over_bound_large": (2.5, "a month in a block of 256 x 400, over the bound"),
    "coopsim_over_bound_one_row": (6.0, "a month of one row of 400, over the bound"),
}


def show(found: dict[str, Any], console: Console) -> None:
    """Print everything."""
    console.print(_runs(found["runs"]))
    for rows, table in ((found["bound"], _bound), (found["sizes"], _sizes), (found["memory"], _memory)):
        if rows:
            console.print(table(rows))
    for sentence in sentences(found):
        console.print(f"- {sentence}", highlight=False)


def sentences(found: dict[str, Any]) -> list[str]:
    """What was found, in words; a target that is missed is called missed."""
    ratios, agreed = found["ratios"], found["agreement"]
    same = "the same numbers" if agreed["worst"] <= 1e-6 else "NOT the same numbers: no ratio here means anything"
    largest = f"the largest difference is {agreed['worst']:.1e} of a column's largest number ({agreed['column']})"
    told = [f"Both models give {same}: over {agreed['months']} months {largest}."]
    for name, (wanted, what) in TARGETS.items():
        judged = "met" if ratios[name] >= wanted else "missed"
        told.append(f"The Mesa model takes {_times(ratios[name])} as long as {what}: the target of {wanted:g}x is {judged}.")
    for name, (most, what) in LIMITS.items():
        if name in ratios:
            judged = "met" if ratios[name] <= most else "missed"
            told.append(f"{_times(ratios[name])}: {what}; at most {most:g}x is {judged}.")
    versions = ", ".join(f"{name} {found['machine'][name]}" for name in ("python", "numpy", "numba", "mesa", "coopsim"))
    compiled = (
        f"Blocks and points have their households' moments compiled; compiling took {found['compile_seconds']:.1f} s and is left "
        "out. One run alone and CoopModel are NumPy, as a new process begins."
    )
    favour = (
        "The Mesa model gets its luck, first states, ties and prices ready made and leaves out the accounts of the other "
        "parties; coopsim makes its worlds within the time. It is plain Python run by CPython: a compiler would do better."
    )
    told += [
        "Numba is not installed: all of this is NumPy." if found["machine"]["numba"] == "none" else compiled,
        f"Two threads do {found['two_threads_over_one']:.1f} times the work of one.",
        favour,
        f"Ratios hold for this machine ({found['device']}) and these versions: {versions}.",
    ]
    return told


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


def _memory(memory: list[dict[str, Any]]) -> Table:
    table = Table(title="Peak memory of making and two months: megabytes (kilobytes a farmer and replicate)")
    table.add_column("farmers", justify="right")
    for label in LABELS:
        table.add_column(label, justify="right")
    for row in memory:
        cells = [f"{row['megabytes'][label]:,.0f} ({row['bytes_per_farmer'][label] / 1e3:.1f})" for label in LABELS]
        table.add_row(f"{row['farmers']:,}", *cells)
    return table


def _times(ratio: float) -> str:
    return f"{ratio:,.0f}x" if ratio >= 10 else f"{ratio:.1f}x"
