"""What all figures share: colours, an empty figure with its title, files and inline pictures.

Colours are Okabe and Ito's, which colour-blind readers tell apart; a marker, dash or hatch always says the same again.
"""

from __future__ import annotations

import io
from base64 import b64encode
from os import PathLike
from textwrap import fill

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

BLACK, ORANGE, SKY, GREEN = "#000000", "#E69F00", "#56B4E9", "#009E73"
BLUE, RED, PURPLE, GREY = "#0072B2", "#D55E00", "#CC79A7", "#777777"
LINES = [(BLUE, "-"), (RED, "--"), (GREEN, "-."), (PURPLE, ":"), (ORANGE, (0, (5, 1, 1, 1))), (BLACK, (0, (1, 1)))]


def new_figure(width: float, height: float, title: str, subtitle: str = "") -> Figure:
    """An empty figure with a title that says what is seen, and n and the unit of inference below it."""
    figure = Figure(figsize=(width, height), layout="constrained")
    figure.get_layout_engine().set(h_pad=0.05, w_pad=0.06)  # type: ignore[union-attr, call-arg]
    FigureCanvasAgg(figure)
    below = fold(subtitle, int(width * 13.5))
    figure.suptitle(title + "\n" * (below.count("\n") + 2 if subtitle else 0), x=0.01, ha="left", fontsize=12, fontweight="bold")
    if subtitle:
        figure.text(0.01, 1 - 0.36 / height, below, ha="left", va="top", fontsize=9, color="#333333")
    return figure


def plain(axes: Axes, grid: str = "") -> None:
    """Axes without a box; a faint grid along `grid` ("x" or "y") where one helps to read values."""
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(labelsize=8.5)
    axes.set_axisbelow(True)
    if grid:
        axes.grid(axis=grid, color="#e3e3e3", linewidth=0.7)  # type: ignore[arg-type]


def png(figure: Figure, dots_per_inch: int = 140) -> bytes:
    """The figure as a PNG file."""
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=dots_per_inch, metadata={"Software": None})
    return out.getvalue()


def data_address(figure: Figure) -> str:
    """The figure as an address that holds the picture itself: a page that shows it asks nothing of the network."""
    return "data:image/png;base64," + b64encode(png(figure)).decode("ascii")


def save(figure: Figure, path: str | PathLike[str]) -> None:
    """Write the figure to a file; the ending says the format."""
    figure.savefig(path, dpi=140)


def fold(text: str, width: int) -> str:
    """A text over as many lines as it needs.

    >>> fold("price of coffee", 9)
    'price of\\ncoffee'
    """
    return fill(text, width)
