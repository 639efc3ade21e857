"""The pictures of the projector: rounds year by year beside the model, and the futures of each board as dots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import numpy as np

from coopsim.language import text as _
from coopsim.report.workshop_words import board_name, per_cent, sacks, usd
from coopsim.workshop.futures import Futures
from coopsim.workshop.member_game import YEAR, PlayedYear
from coopsim.workshop.scenes import BEFORE, Prices

WIDTH, HEIGHT = 960, 540
LEFT, RIGHT, TOP, BOTTOM = 76, 590, 44, 470
APART = 32  # between two labels
DASHES = {"silent": "3 7", "talk": "14 6", "rule": ""}
MARKS = {
    "silent": '<circle cx="{x}" cy="{y}" r="9"/>',
    "talk": '<path d="M{x} {y}m-9 -9h18v18h-18z"/>',
    "rule": '<path d="M{x} {y}m0 -12l12 12l-12 12l-12 -12z"/>',
}


def rounds_chart(
    rounds: Mapping[str, Sequence[PlayedYear]], by_model: Sequence[PlayedYear], names: Mapping[str, str], prices: Prices
) -> str:
    """Of 100 sacks, how many arrived, a line for each round; the model alone is grey and dashed."""
    years = len(by_model)
    lines = {"model": [year.sacks for year in by_model]} | {name: [year.sacks for year in line] for name, line in rounds.items()}
    names = {"model": _("the model alone"), **names}
    apart_x = (RIGHT - LEFT - 80) / max(years - 1, 1)

    def x(year: float) -> float:
        return LEFT + 40 + apart_x * (year if years > 1 else 0.5)

    def y(value: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * value / 100

    begins, ends = (max(LEFT, min(RIGHT, x((month - BEFORE) / YEAR - 0.5))) for month in prices.rise)
    label = escape(_("the world price rises {share}").format(share=per_cent(prices.rise_share)))
    drawn = [
        rect(begins, TOP, ends - begins, BOTTOM - TOP, "rise"),
        f'<text x="{ends:.0f}" y="{TOP - 14}" text-anchor="end" class="strong">{label}</text>',
    ]
    for tick in (0, 25, 50, 75, 100):
        drawn.append(f'<path d="M{LEFT} {y(tick):.0f}H{RIGHT}" class="grid"/>')
        drawn.append(f'<text x="{LEFT - 12}" y="{y(tick) + 9:.0f}" text-anchor="end">{tick}</text>')
    for year in range(years):
        label = _("year {n}").format(n=year + 1)
        drawn.append(f'<text x="{x(year):.0f}" y="{BOTTOM + 40}" text-anchor="middle">{escape(label)}</text>')
    for name, values in lines.items():
        points = [(x(year), y(value)) for year, value in enumerate(values)]
        path = "L".join(f"{px:.1f} {py:.1f}" for px, py in points)
        if name == "model":
            drawn.append(f'<path d="M{path}" class="base"/>')
            drawn += [f'<circle cx="{px:.1f}" cy="{py:.1f}" r="7" class="hollow"/>' for px, py in points]
        else:
            drawn.append(f'<path d="M{path}" class="coop" stroke-dasharray="{DASHES[name]}"/>')
            drawn += [f'<g class="mark">{MARKS[name].format(x=f"{px:.1f}", y=f"{py:.1f}")}</g>' for px, py in points]
    for name, height in apart({name: y(values[-1]) for name, values in lines.items()}).items():
        label = f"{sacks(lines[name][-1])} {names[name]}"
        drawn.append(
            f'<text x="{RIGHT + 14}" y="{height + 9:.0f}" class="{"grey" if name == "model" else "blue"}">{escape(label)}</text>'
        )
    spoken = "; ".join(f"{names[name]}: {', '.join(map(sacks, values))}" for name, values in lines.items())
    return svg(f"{_('Of 100 sacks, how many reached the cooperative')}. {spoken}", drawn)


def futures_chart(futures: Mapping[int, Futures]) -> str:
    """A row of dots for each board: income of a family in each future; hollow where the cooperative closed."""
    every = np.concatenate([one.income_usd[np.isfinite(one.income_usd)] for one in futures.values()])
    low, high = (float(value) for value in (every.min(), every.max())) if len(every) else (0.0, 1.0)
    left, right = 250, WIDTH - 50
    row = (BOTTOM - TOP) / len(futures)

    def x(value: float) -> float:
        return left + (right - left) * (value - low) / max(high - low, 1.0)

    drawn, spoken = [], []
    for place, (board, one) in enumerate(futures.items()):
        middle = TOP + row * (place + 0.5)
        name = board_name(board)
        drawn.append(f'<text x="0" y="{middle - 2:.0f}" class="{"blue" if board else "grey"}">{escape(name)}</text>')
        is_open = _("{n} of {all} open").format(n=int(one.is_open.sum()), all=one.number)
        drawn.append(f'<text x="0" y="{middle + 26:.0f}">{escape(is_open)}</text>')
        drawn.append(f'<path d="M{left} {middle:.0f}H{right}" class="grid"/>')
        for number, (value, stands) in enumerate(zip(one.income_usd.tolist(), one.is_open.tolist(), strict=True)):
            if np.isfinite(value):
                height = middle + (number % 5 - 2) * row / 8
                drawn.append(f'<circle cx="{x(value):.1f}" cy="{height:.1f}" r="6" class="{"dot" if stands else "hollow"}"/>')
        if one.is_open.any() or np.isfinite(one.income_usd).any():
            centre = float(np.nanmedian(one.income_usd))
            drawn.append(f'<path d="M{x(centre):.1f} {middle - row / 2.4:.0f}V{middle + row / 2.4:.0f}" class="median"/>')
            spoken.append(f"{name}: {usd(centre)}, {is_open}")
    drawn += [
        f'<text x="{x(value):.0f}" y="{BOTTOM + 36}" text-anchor="middle">{usd(value).replace("US$ ", "")}</text>'
        for value in (low, (low + high) / 2, high)
    ]
    captions = (_("income of a member family, US$ a year"), _("bar: the middle; hollow: closed, mean until then"))
    drawn += [
        f'<text x="{WIDTH}" y="{BOTTOM + 68 + 32 * line}" text-anchor="end">{escape(caption)}</text>'
        for line, caption in enumerate(captions)
    ]
    return svg(f"{'; '.join(captions)}. {'; '.join(spoken)}", drawn, HEIGHT + 36)


def sacks_picture(sacks: float) -> str:
    """A hundred sacks: full ones reached the cooperative, hollow ones did not."""
    brought = round(sacks) if sacks == sacks else 0
    wide, tall = WIDTH / 25, 44
    drawn = [
        rect(wide * (number % 25) + 3, tall * (number // 25) + 3, wide - 6, tall - 8, name)
        for number, name in enumerate(["sack-in"] * brought + ["sack-out"] * (100 - brought))
    ]
    return svg(_("Of 100 sacks, {n} reached the cooperative.").format(n=brought), drawn, 4 * tall, "sacks")


def apart(heights: Mapping[str, float], lowest: float = HEIGHT - 20, space: float = APART) -> dict[str, float]:
    """Labels pushed down until none lies on another, and up again where they would leave the picture."""
    placed: dict[str, float] = {}
    for name, height in sorted(heights.items(), key=lambda pair: pair[1]):
        placed[name] = max(height, max(placed.values(), default=-space) + space)
    over = max(max(placed.values(), default=0.0) - lowest, 0.0)
    return {name: height - over for name, height in placed.items()}


def rect(x: float, y: float, width: float, height: float, name: str) -> str:
    """A rectangle; its corners are the style's."""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{height:.1f}" class="{name}"/>'


def svg(spoken: str, drawn: Sequence[str], height: int = HEIGHT, kind: str = "") -> str:
    """A picture that says in a sentence what it shows."""
    start = f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(spoken)}" class="picture {kind}" '
    start += 'preserveAspectRatio="xMinYMid">'
    return f"{start}{''.join(drawn)}</svg>"
