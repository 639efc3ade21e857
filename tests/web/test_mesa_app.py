"""The app for people who know Mesa: its model is the CoopModel, its sliders are the declared parameters."""

from __future__ import annotations

import pytest

import coopsim

pytest.importorskip("solara")


def test_its_model_is_the_coop_model() -> None:
    from coopsim.web.mesa_app import VizModel

    shown, plain = VizModel(case="calm", advance_share=0.8), coopsim.CoopModel(case="calm", values={"advance_share": 0.8})
    shown.step()
    plain.step()
    assert shown.figures == plain.figures


def test_every_control_starts_at_what_the_scenario_says() -> None:
    """So that Reset without touching a slider changes nothing."""
    from coopsim.web.mesa_app import CASES, SLIDERS, VizModel, model_parameters

    controls = model_parameters()
    values = {name: controls[name]["value"] for name in SLIDERS}
    for case in CASES:
        assert VizModel(case=case, **values).case.hash() == coopsim.load(case).hash()


def test_each_visitor_has_a_model_of_her_own() -> None:
    import solara

    from coopsim.web import mesa_app

    made: list[coopsim.CoopModel] = []
    original = mesa_app.VizModel

    class Counted(original):  # type: ignore[misc, valid-type]
        def __init__(self, **kwargs: object) -> None:
            super().__init__(**kwargs)
            made.append(self)

    mesa_app.VizModel = Counted  # type: ignore[misc]
    try:
        for _visitor in range(2):
            _box, context = solara.render(mesa_app.Page(), handle_error=False)
            context.close()
    finally:
        mesa_app.VizModel = original  # type: ignore[misc]
    assert len({id(model) for model in made}) >= 2
