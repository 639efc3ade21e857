"""For people who know Mesa: the usual SolaraViz of a `CoopModel`.

    python -m coopsim.web.mesa_app            # --lang es, --port 8767

One model for each visitor: the usual module-level `page = SolaraViz(model)` would share one among all of them. Nothing is asked
of the internet; `solara run coopsim/web/mesa_app.py` works too, but Solara's own command looks for a newer Solara.
"""

from __future__ import annotations

import argparse
import os
from typing import Any
from urllib.parse import parse_qs

# before Solara's server is imported, because it reads them then; started as a program, whatever app was served before from here
if __name__ == "__main__" or "SOLARA_APP" not in os.environ:
    os.environ["SOLARA_APP"] = "coopsim.web.mesa_app"
os.environ |= {
    "SOLARA_MODE": "production",
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False",
    "SOLARA_THEME_SHOW_BANNER": "False",
    "SOLARA_ASSETS_FONTAWESOME_ENABLED": "False",
    "SOLARA_ASSETS_PROXY": "True",
}

import numpy as np
import solara
from mesa.visualization import SolaraViz
from mesa.visualization.utils import update_counter
from solara.server import settings

import coopsim
from coopsim.language import LANGUAGES, speaking
from coopsim.language import text as _
from coopsim.report.charts.figure import BLUE, RED, new_figure, plain
from coopsim.web.mesa_words import LANGUAGE, speak

settings.telemetry.mixpanel_enable = False  # here too: where somebody has imported Solara's server before us
settings.theme.show_banner = False
speak()

CASES = ("boom", "calm", "crash", "boom-crash", "long-low")  # one cooperative: the sliders' defaults are its own values
SLIDERS = ("advance_share", "payment_delay_months", "kept_promise_share", "margin_share")
PORT = 8767


class VizModel(coopsim.CoopModel):
    """A CoopModel whose parameters are single arguments, as SolaraViz sets them."""

    def __init__(self, *, case: str = "boom", world_seed: int = 1, rng: int | None = None, **kwargs: Any) -> None:
        super().__init__(case=case, world_seed=world_seed, values=kwargs, rng=rng)  # Mesa looks for the name kwargs

    def step(self) -> None:
        """One month; nothing after the scenario's last, where Mesa's Play button stops."""
        if self.months_left > 0:
            super().step()


def model_parameters(language: str = "en") -> dict[str, Any]:
    """Mesa's controls, with title, range and default as the parameters are declared."""
    declared = {one.name: one for one in coopsim.parameters()}

    def slider(name: str) -> dict[str, Any]:
        one = declared[name]
        whole = one.type == "whole"
        unit = _("0 to 1", language) if one.unit == "share" else _(one.unit, language)
        return {
            "type": "SliderInt" if whole else "SliderFloat",
            "label": f"{getattr(one, f'label_{language}')} ({unit})",  # the help sentence leaves no room for the slider
            "value": one.default,
            "min": one.low,
            "max": one.high,
            "step": 1 if whole else 0.01,
        }

    return {
        "case": {"type": "Select", "label": _("Scenario", language), "value": CASES[0], "values": list(CASES)},
        "world_seed": {"type": "SliderInt", "label": _("Luck no.", language), "value": 1, "min": 1, "max": 100, "step": 1},
    } | {name: slider(name) for name in SLIDERS}


def plots(language: str) -> list[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """The four plots: title, unit, and the columns with their names."""
    return [
        (
            _("Prices", language),
            _("US$ of 2025 per qq", language),
            (
                ("world_price_usd_per_qq", _("world price", language)),
                ("farm_gate_price_usd_per_qq", _("trader", language)),
                ("promised_usd_per_qq", _("cooperative", language)),
            ),
        ),
        (_("Members", language), _("farmers", language), (("members", _("Members", language)),)),
        (_("Members' trust", language), _("0 to 1", language), (("trust", _("Members' trust", language)),)),
        (
            _("Members' coffee, a month", language),
            "qq",
            (("delivered_qq", _("to the cooperative", language)), ("side_sold_qq", _("to the trader", language))),
        ),
    ]


def drawn(title: str, unit: str, columns: tuple[tuple[str, str], ...], language: str) -> Any:
    """One plot as SolaraViz takes it: a component of the model."""

    @solara.component
    def Plot(model: coopsim.CoopModel) -> None:
        update_counter.get()
        table = model.datacollector.get_model_vars_dataframe()
        figure = new_figure(5, 3.4, title, "")
        axes = figure.subplots()
        for (column, name), colour, dash in zip(columns, (BLUE, RED, "black"), ("-", "-.", ":"), strict=False):
            axes.plot(np.arange(1, len(table) + 1), table[column], color=colour, linestyle=dash, label=name)
        if not len(table):
            hint = _("Press ▶ or “One more month”.", language)
            axes.text(0.5, 0.5, hint, ha="center", transform=axes.transAxes)
        axes.set(xlabel=_("month", language), ylabel=unit, xlim=(1, max(12, len(table))))
        plain(axes)
        if len(columns) > 1 and len(table):
            axes.legend(frameon=False)
        solara.FigureMatplotlib(figure)

    return Plot


def explained(language: str) -> Any:
    """One farmer's last choice, in words."""

    def farmer_explained(model: coopsim.CoopModel) -> solara.Element:
        with speaking(language):
            return solara.Preformatted(str(model.farmer_agents[0].explain()))

    return farmer_explained


@solara.component
def Page() -> None:
    """A model of the visitor's own."""
    asked = parse_qs(solara.use_router().search or "").get("lang", [os.environ.get("COOPSIM_LANG", "en")])[0]
    language = asked if asked in LANGUAGES else "en"
    if LANGUAGE.peek() != language:
        LANGUAGE.value = language
    model = solara.use_memo(lambda: VizModel(), [])
    components = solara.use_memo(lambda: [*(drawn(*plot, language) for plot in plots(language)), explained(language)], [language])
    solara.Style(".v-tabs { display: none; } .v-application pre { white-space: pre-wrap; }")  # there is one page only
    with solara.Row(gap="16px", style="padding: 8px 16px"):
        for code, name in (("es", "Español"), ("en", "English")):
            if code != language:
                solara.v.Html(tag="a", attributes={"href": f"?lang={code}", "lang": code}, children=[name])
    SolaraViz(
        model,
        components=components,
        model_params=model_parameters(language),
        name="coopsim",
        play_interval=200,
    )


def main() -> None:
    """Serve it on this computer until Ctrl+C."""
    parser = argparse.ArgumentParser(prog="python -m coopsim.web.mesa_app")
    parser.add_argument("--lang", choices=LANGUAGES, default="en")
    parser.add_argument("--port", type=int, default=PORT)
    asked = parser.parse_args()
    os.environ["COOPSIM_LANG"] = asked.lang
    import uvicorn
    from solara.server import starlette as solara_server
    from starlette.applications import Starlette
    from starlette.routing import Mount
    from starlette.staticfiles import StaticFiles

    # ahead of Solara's own route, which would fetch from the internet whatever is missing here
    cdn = Mount("/_solara/cdn", app=StaticFiles(directory=settings.assets.proxy_cache_dir))
    app = Starlette(routes=[cdn, *solara_server.routes], lifespan=solara_server.lifespan, middleware=solara_server.middleware)
    VizModel().step()  # compiles the engine where that is due: the first visitor does not wait for it
    print(f"http://127.0.0.1:{asked.port}/?lang={asked.lang}", flush=True)  # noqa: T201
    uvicorn.run(app, host="127.0.0.1", port=asked.port, log_level="warning")


if __name__ == "__main__":
    main()
