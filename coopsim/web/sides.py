"""The two sides of a comparison, as the page's state says them, and their charts on the same axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coopsim.language import text as _
from coopsim.report.charts.described import Chart
from coopsim.web.charts import explore_charts, in_words
from coopsim.web.live import Changes, Path, path_of
from coopsim.web.presets import NORMAL_PRICE, preset_texts
from coopsim.web.region_sides import is_region, region_charts
from coopsim.web.state import PageState
from coopsim.web.story.closing import closed_of
from coopsim.web.story.figures import is_dated


@dataclass(frozen=True)
class Side:
    """One side: a preset, what is changed in it, and how it is called."""

    preset: str
    changes: Changes
    title: str

    @property
    def key(self) -> tuple[str, Changes]:
        """What the runs of this side depend on, except the seed."""
        return self.preset, self.changes


def first_of(state: PageState) -> str:
    """The name of side A: a preset, or NORMAL_PRICE, which is B's own world at a constant price.

    Where nothing is said: without changes B is held against a normal price, with changes against its scenario as it is.
    """
    return state.other or (state.preset if state.changes else NORMAL_PRICE)


def sides(state: PageState) -> tuple[Side, Side]:
    """A and B. B is the preset with its changes.

    >>> a, b = sides(PageState(page="compare", preset="boom", language="en"))
    >>> a.changes, b.title
    ((('source', 'constant'),), 'The price booms')
    """
    name, language = first_of(state), state.language
    title = preset_texts(state.preset, language)["title"]
    b = Side(state.preset, state.changes, title + (_(" (changed)", language) if state.changes else ""))
    if name == NORMAL_PRICE:
        calm = tuple(sorted({**state.values, "source": "constant"}.items()))
        return Side(state.preset, calm, _("{title}, at a normal price", language).format(title=b.title)), b
    return Side(name, (), preset_texts(name, language)["title"]), b


def paths_of(state: PageState) -> tuple[Path, Path]:
    """One run of each side, with common random numbers."""
    a, b = sides(state)
    return path_of(a.preset, a.changes, state.seed), path_of(b.preset, b.changes, state.seed)


def charts_of(a: Path, b: Path, language: str) -> list[tuple[Chart, Chart]]:
    """Prices and deliveries, A and B, on the same axes: by the calendar only where both prices, or the only one, are real.

    Where one of them has several cooperatives, both are shown as a region is.
    """
    labels = in_words(_longer(a, b), language, dated=by_calendar(a, b))
    together = is_region(a) or is_region(b)

    def draw(side: Path) -> Sequence[Chart]:
        return region_charts(side, language) if together else explore_charts(side, None, language)

    drawn = [
        [replace(chart, times=labels[0], ticks=labels[1], mark=_closing_mark(side, language)) for chart in charts]
        for side, charts in ((side, draw(side)) for side in (a, b))
    ]
    return [same_axes(*pair) for pair in zip(*drawn, strict=True)]


def by_calendar(a: Path, b: Path) -> bool:
    """Whether both sides may call their months by the calendar: one has real prices, the other the same months or normal ones."""
    real = all(is_dated(side) or side.scenario.price.source == "constant" for side in (a, b))
    return real and a.dates[0] == b.dates[0] and is_dated(_longer(a, b))


def _longer(a: Path, b: Path) -> Path:
    if a.length == b.length:
        return b if is_dated(b) else a
    return a if a.length > b.length else b


def _closing_mark(side: Path, language: str) -> tuple[float, str] | None:
    """Where the last cooperative closes, as a mark on the time axis."""
    closed = closed_of(side)
    return None if closed is None or closed.month < 0 else (float(closed.month), f"✕ {_('closes', language)}")


def same_axes(left: Chart, right: Chart) -> tuple[Chart, Chart]:
    """Both charts with the ends of both, and as many months.

    >>> from coopsim.report.charts.described import Series
    >>> one = Chart("", "", ("2020-01", "2020-02"), (Series("a", "a", (1.0, 2.0)),))
    >>> two = Chart("", "", ("2020-01", "2020-02", "2020-03"), (Series("a", "a", (3.0, 4.0, 4.0)),))
    >>> [(chart.ends(), len(chart.dates)) for chart in same_axes(one, two)]
    [((1.0, 4.0), 3), ((1.0, 4.0), 3)]
    """
    ends = [chart.ends() for chart in (left, right)]
    low, high = min(low for low, _high in ends), max(high for _low, high in ends)
    longest = max(len(left.dates), len(right.dates))
    first, second = (replace(_as_long(chart, longest), lowest=low, highest=high) for chart in (left, right))
    return first, second


def delivered_share(path: Path) -> float:
    """Members' coffee delivered, of all they harvested, over the whole run."""
    harvest = float(path.months["harvest_qq"].sum())
    return float(path.months["delivered_qq"].sum()) / harvest if harvest > 0 else float("nan")


def _as_long(chart: Chart, months: int) -> Chart:
    missing = months - len(chart.dates)
    if missing <= 0:
        return chart
    year, month = (int(part) for part in chart.dates[-1].split("-"))
    later = [divmod(12 * year + month - 1 + ahead, 12) for ahead in range(1, missing + 1)]
    dates = (*chart.dates, *(f"{year}-{month + 1:02}" for year, month in later))
    lines = tuple(replace(one, values=(*one.values, *(None,) * missing)) for one in chart.series)
    return replace(chart, dates=dates, series=lines)
