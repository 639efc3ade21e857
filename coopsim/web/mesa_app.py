"""For people who know Mesa: the usual SolaraViz of a `CoopModel`.

    solara run coopsim/web/mesa_app.py

One model for each visitor: the usual module-level `page = SolaraViz(model)` would share one among all of them.
"""

from __future__ import annotations

from typing import Any

import solara
from mesa.visualization import SolaraViz, make_plot_component

import coopsim

CASES = ("boom", "calm", "crash", "boom-crash", "long-low")  # one cooperative: the sliders' defaults are its own values
SLIDERS = ("advance_share", "payment_delay_months", "kept_promise_share", "margin_share")
PLOTS = (
    ("world_price_usd_per_qq", "farm_gate_price_usd_per_qq", "promised_usd_per_qq"),
    ("members",),
    ("trust",),
    ("delivered_qq", "side_sold_qq"),
)


class VizModel(coopsim.CoopModel):
    """A CoopModel whose parameters are single arguments, as SolaraViz sets them."""

    def __init__(self, *, case: str = "boom", world_seed: int = 1, rng: int | None = None, **kwargs: Any) -> None:
        super().__init__(case=case, world_seed=world_seed, values=kwargs, rng=rng)  # Mesa looks for the name kwargs

    def step(self) -> None:
        """One month; nothing after the scenario's last, where Mesa's Play button stops."""
        if self.months_left > 0:
            super().step()


def model_parameters() -> dict[str, Any]:
    """Mesa's controls, with name, unit, range and default as the parameters are declared."""
    declared = {one.name: one for one in coopsim.parameters()}

    def slider(name: str) -> dict[str, Any]:
        one = declared[name]
        whole = one.type == "whole"
        return {
            "type": "SliderInt" if whole else "SliderFloat",
            "label": f"{name} ({one.unit})",  # the whole meaning leaves no room for the slider
            "value": one.default,
            "min": one.low,
            "max": one.high,
            "step": 1 if whole else 0.01,
        }

    return {
        "case": {"type": "Select", "label": "Scenario", "value": CASES[0], "values": list(CASES)},
        "world_seed": {"type": "SliderInt", "label": "Seed of the world", "value": 1, "min": 1, "max": 100, "step": 1},
    } | {name: slider(name) for name in SLIDERS}


def farmer_explained(model: coopsim.CoopModel) -> solara.Element:
    """One farmer's last choice, in words."""
    return solara.Preformatted(str(model.farmer_agents[0].explain()))


@solara.component
def Page() -> None:
    """A model of the visitor's own."""
    model = solara.use_memo(lambda: VizModel(), [])
    SolaraViz(
        model,
        components=[make_plot_component(list(columns), backend="matplotlib") for columns in PLOTS] + [farmer_explained],
        model_params=model_parameters(),
        name="coopsim",
        play_interval=200,
    )
