"""The still pictures of the start page as SVG: one life (the gap over the coffee, one time axis), and fifty lives as dots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from html import escape
from statistics import median

from coopsim.language import text as _
from coopsim.web.lives import BEGINS, SHOWN, Life, Lives
from coopsim.web.pages.start_text import lives_screen

LEFT, RIGHT = 44, 190


def life_chart(lives: Lives, language: str, wide: int, tall: int, narrow: bool = False) -> str:
    """The gap between the trader's price and the advance over the share of sacks that arrive."""
    chart, right = lives.chart, 14 if narrow else RIGHT
    months = SHOWN[1] - SHOWN[0]
    top, low, under, base = 40 if narrow else 26, tall * 0.56, tall * 0.66, tall - 24

    def x(month: float) -> float:
        return LEFT + (wide - LEFT - right) * month / (months - 1)

    highest = 50 * (1 + int(max(value or 0 for value in (*chart["trader"], *chart["total"])) // 50))
    shares = [value for name in ("share", "grey") for value in chart[name] if value is not None]
    floor, ceiling = 10 * int(min(shares) * 10), 10 * (1 + int(max(shares) * 10))

    def money(value: float) -> float:
        return low - (low - top) * value / highest

    def sacks(value: float) -> float:
        return base - (base - under) * (100 * value - floor) / (ceiling - floor)

    begins = BEGINS - SHOWN[0]
    trader, advance = ([(x(k), money(value or 0)) for k, value in enumerate(chart[name])] for name in ("trader", "advance"))
    total = [(x(k), money(value or 0)) for k, value in enumerate(chart["total"])]
    share, grey = (
        [(x(k), sacks(value)) for k, value in enumerate(chart[name]) if value is not None] for name in ("share", "grey")
    )
    falls, over = _("the rise ends", language), begins + 24
    rises, aria = _("the price rises", language), _("One life: prices, and sacks that arrive", language)
    parts = [
        f'<rect x="{x(begins):.0f}" y="{top}" width="{x(begins + 24) - x(begins):.0f}" height="{base - top:.0f}" class="rise"/>'
    ]
    heights = [(money(value), value) for value in range(0, highest + 1, 100)]
    heights += [(sacks(value / 100), value) for value in range(floor, ceiling + 1, 10)]
    for y, value in heights:
        parts.append(f'<path class="grid" d="M{LEFT} {y:.1f}H{wide - right}"/>{_word(LEFT - 6, y + 4, str(value), "end")}')
    form = _("year {year}", language)
    parts += [_word(x(12 * k), tall - 4, form.format(year=SHOWN[0] // 12 + k + 1), "start") for k in range(months // 12)]
    parts += [
        f'<path class="fill" d="M{_points(trader)}L{_points(advance[::-1])}Z"/>',
        f'<path class="total" d="M{_points(total)}"/><path class="trader" d="M{_points(trader)}"/>',
        f'<path class="coop" d="M{_points(advance)}"/>',
        f'<g class="later"><path class="lost" d="M{_points(grey)}L{_points(share[::-1])}Z"/>',
        f'<path class="base" d="M{_points(grey)}"/>',
        f'<path class="coop" d="M{_points(share)}"/></g>',
        f'<path class="event" d="M{x(begins):.1f} {top - 8}V{base:.0f}"/>{_word(x(begins) + 6, top - 8, rises, "start")}',
        f'<path class="event" d="M{x(over):.1f} {top - 8}V{base:.0f}"/>{_word(x(over) + 6, top - 8, falls, "start")}',
        _word(LEFT, low + 22, _("Sacks of 100 that arrive (from {n})", language).format(n=floor), "start", "b"),
        _word(LEFT, 12, _("US$ per quintal", language), "start", "b"),
    ]
    if not narrow:
        ends = [
            (total[-1][1], "c", _("cooperative, total", language)),
            (trader[-1][1], "d", _("trader, today", language)),
            (advance[-1][1], "c", _("advance, today", language)),
        ]
        shown = [(share[-1][1], "c", _("with the rise", language)), (grey[-1][1], "t", _("without a rise", language))]
        for group in (ends, shown):
            for y, kind, word in _apart(group):
                parts.append(_word(wide - right + 10, y + 5, word, "start", kind))
    return f'<svg viewBox="0 0 {wide} {tall}" role="img" aria-label="{escape(aria)}">' + "".join(parts) + "</svg>"


def lives_chart(lives: Lives, language: str, wide: int, tall: int, narrow: bool = False) -> str:
    """Each comparable life as a dot, without the rise above and with it below; lives that were closed before as crossed boxes."""
    texts = lives_screen(lives, language)
    left, right = (10, 40) if narrow else (170, 190)
    pairs = [life for life in lives.comparable if life.sacks is not None and life.grey is not None]
    values = [round(value) for life in pairs for value in (life.sacks or 0, life.grey or 0)]
    floor, ceiling = min(values) // 10 * 10, -(-max(values) // 10) * 10

    def x(value: float) -> float:
        return left + (wide - left - right) * (value - floor) / (ceiling - floor)

    rows = {"grey": tall * 0.27, "sacks": tall * (0.74 if narrow else 0.68)}
    dot = 4.2 if narrow else 6.5
    parts = _axis(floor, ceiling, texts["unit"], x, tall, narrow)
    parts += [_dots(pairs, name, y, dot, x) for name, y in rows.items()]
    shut = len(lives.lives) - len(pairs)
    for name, y in rows.items():
        for number in range(shut):
            across, down = (wide - 26, y - 40 + number * 17) if narrow else (wide - 160 + number % 6 * 17, y + number // 6 * 17)
            place = f"translate({across},{down:.0f})"
            parts.append(f'<path class="shut" transform="{place}" d="M-6 -6H6V6H-6ZM-6 -6L6 6M-6 6L6 -6"/>')
        label = texts["without" if name == "grey" else "with"]
        parts.append(_word(0, y - (58 if narrow else -6), label, "start", "t big" if name == "grey" else "c big"))
    parts.append(
        _word(wide if narrow else wide - 166, tall - 8 if not narrow else tall - 30, texts["shut"], "end" if narrow else "start")
    )
    y, begins = tall * 0.475, median(round(life.grey or 0) for life in pairs)
    ends = begins + median(life.difference or 0 for life in pairs)
    way = 1 if ends <= begins else -1
    parts.append(f'<path class="arrow" d="M{x(begins):.1f} {y}H{x(ends):.1f}m{8 * way} -7l{-8 * way} 7l{8 * way} 7"/>')
    where = (wide - 48, y - 12, "end") if narrow else (max(x(begins), x(ends)) + 12, y + 6, "start")
    parts.append(_word(where[0], where[1], texts["arrow"], where[2], "b big"))
    aria = texts["aria"].format(runs=len(pairs), spread=texts["spread"])
    return f'<svg viewBox="0 0 {wide} {tall}" role="img" aria-label="{escape(aria)}">' + "".join(parts) + "</svg>"


def _axis(floor: int, ceiling: int, unit: str, x: Callable[[float], float], tall: int, narrow: bool) -> list[str]:
    """A line every ten sacks; the first says what is counted."""
    values = range(floor, ceiling + 1, 10)
    lines = [f'<path class="grid" d="M{x(value):.1f} 10V{tall - 26}"/>' for value in values]
    at, y, anchor = (0, tall - 30, "start") if narrow else (x(floor) + 9, tall - 8, "end")
    labels = [_word(at, y, unit.format(n=floor), anchor)]
    return lines + labels + [_word(x(value), tall - 8, str(value), "middle") for value in values[1:]]


def _dots(pairs: list[Life], name: str, y: float, dot: float, x: Callable[[float], float]) -> str:
    placed: Counter[int] = Counter()
    dots = []
    for life in pairs:
        value = round(getattr(life, name))
        step = placed[value]
        placed[value] += 1
        up = (step + 1) // 2 * (1 if step % 2 else -1)
        dots.append(f'<circle data-seed="{life.seed}" cx="{x(value):.1f}" cy="{y + up * (2 * dot + 2):.1f}" r="{dot}"/>')
    return f'<g class="{"hollow" if name == "grey" else "full"}">' + "".join(dots) + "</g>"


def _points(pairs: list[tuple[float, float]]) -> str:
    return "L".join(f"{x:.1f} {y:.1f}" for x, y in pairs)


def _word(x: float, y: float, text: str, anchor: str, kind: str = "t") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="{kind}">{escape(text)}</text>'


def _apart(labels: list[tuple[float, str, str]], least: float = 18.0) -> list[tuple[float, str, str]]:
    """Labels pushed downwards until none is nearer to another than `least`.

    >>> _apart([(10.0, "c", "a"), (12.0, "d", "b")])
    [(10.0, 'c', 'a'), (28.0, 'd', 'b')]
    """
    placed: list[tuple[float, str, str]] = []
    for y, kind, word in sorted(labels):
        placed.append((max(y, placed[-1][0] + least) if placed else y, kind, word))
    return placed
