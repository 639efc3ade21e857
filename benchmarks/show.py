"""The measurements as tables, and what they say in sentences."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.contenders import CONTENDERS
from benchmarks.floor import NEEDED

LABELS = [kind.label for kind in CONTENDERS]


def show(found: dict[str, Any], console: Console) -> None:
    """Print everything."""
    console.print(_sizes(found))
    console.print(_sweep(found["sweep"]))
    console.print(_memory(found["memory"]))
    console.print(_floor(found["floor"]))
    for sentence in sentences(found):
        console.print(f"- {sentence}", highlight=False)


def sentences(found: dict[str, Any]) -> list[str]:
    """What was found, in words; a target that is missed is called missed."""
    sweep, agreed = found["sweep"], found["agreement"]
    ratio, bare = sweep["mesa_over"]["coopsim, batched"], sweep["bare_mesa_over_batched"]
    batched = min(size["ns"]["coopsim, batched"] for size in found["sizes"])
    if ratio >= sweep["stretch"]:
        judged = f"beyond the stretch of {sweep['stretch']:.0f}"
    elif ratio >= sweep["target"]:
        judged = f"the target of {sweep['target']:.0f} is met, the stretch of {sweep['stretch']:.0f} is not"
    else:
        judged = f"the target of {sweep['target']:.0f} is missed"
    same = "the same numbers" if agreed["worst"] <= 1e-6 else "NOT the same numbers: no ratio here means anything"
    versions = ", ".join(f"{name} {found['machine'][name]}" for name in ("python", "numpy", "numba", "mesa", "coopsim"))
    agreement = (
        f"Both models give {same}: over {agreed['months']} months the largest difference is {agreed['worst']:.1e} of a "
        f"column's largest number ({agreed['column']})."
    )
    faster = f"lives through a run {ratio:.0f} times as fast as the Mesa model"
    sweeping = f"A sweep of {sweep['farmers']} farmers, batched, {faster}: {judged}."
    scopes = (
        f"Against a Mesa model that collects nothing it is {bare:.0f} times; with the making of coopsim's worlds, which the Mesa "
        f"model is spared, {sweep['with_making_over']:.0f} times."
    )
    numpy = sweep["mesa_over"]["batched, NumPy"]
    if found["machine"]["numba"] == "none":
        ways = "Numba is not installed: all of this is NumPy."
    else:
        ways = (
            f"That is with the households' moments compiled by Numba, compiling left out; by NumPy alone it is {numpy:.0f} times."
        )
    alone = f"One coopsim run alone is {sweep['mesa_over']['coopsim, one replicate']:.0f} times as fast as one Mesa run."
    floor = (
        f"A farmer-month costs {batched:.0f} ns where batching is at its best; what the equations cannot do without costs "
        f"about {found['floor']['farmer_month_ns']:.0f} ns on this machine."
    )
    favour = (
        "The Mesa model gets its luck, first states and ties ready made and leaves out the accounts of the other parties: both "
        "speak for Mesa. It is plain Python run by CPython: with a compiler or another interpreter it would do better."
    )
    return [
        agreement,
        sweeping,
        ways,
        scopes,
        alone,
        floor,
        favour,
        f"Ratios hold for this machine and these versions: {versions}.",
    ]


def _sizes(found: dict[str, Any]) -> Table:
    table = Table(title=f"Nanoseconds a farmer-month, median of {found['repeats']} seasons; in brackets: Mesa's over it")
    table.add_column("farmers", justify="right")
    for label in LABELS:
        table.add_column(label, justify="right")
    for size in found["sizes"]:
        cells = [
            f"{size['ns'][label]:,.0f}" + ("" if label == "Mesa model" else f" ({_times(size['mesa_over'][label])})")
            if label in size["ns"]
            else "-"
            for label in LABELS
        ]
        table.add_row(f"{size['farmers']:,} x {size['rows'][LABELS[0]]}", *cells)
    table.caption = "farmers x replicates in the batched block; months recorded by all"
    return table


def _sweep(sweep: dict[str, Any]) -> Table:
    table = Table(title=f"One run of {sweep['farmers']} farmers x {sweep['months']} months, lived and recorded")
    for head in ("", "milliseconds a run", "runs a second", "Mesa model takes"):
        table.add_column(head, justify="left" if not head else "right")
    for name, seconds in sweep["seconds_per_run"].items():
        table.add_row(name, f"{seconds * 1e3:,.1f}", f"{1 / seconds:,.1f}", _times(sweep["mesa_over"][name]))
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


def _floor(floor: dict[str, float]) -> Table:
    table = Table(title=f"The floor of this machine, one core (copy from memory: {floor['copy GB/s']:.0f} GB/s)")
    for head in ("operation", "ns each", "a farmer-month", "ns", "what for"):
        table.add_column(head, justify="left" if head in ("operation", "what for") else "right")
    for name, (times, why) in NEEDED.items():
        table.add_row(name, f"{floor[name]:.2f}", f"{times:g}", f"{times * floor[name]:.1f}", why)
    table.add_row("exp", f"{floor['exp']:.2f}", "", "", "once a season, membership: left out")
    table.add_row("together", "", "", f"{floor['farmer_month_ns']:.0f}", "")
    return table


def _times(ratio: float) -> str:
    return f"{ratio:,.0f}x" if ratio >= 10 else f"{ratio:.1f}x"
