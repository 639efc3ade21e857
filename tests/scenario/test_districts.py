"""A district says how many farmers it has and what is otherwise there; what it does not write is the scenario's."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coopsim.errors import UserMistake
from coopsim.model.simulate import live, world_of
from coopsim.scenario import Scenario, load
from coopsim.scenario.district import OF_A_DISTRICT, District
from coopsim.scenario.notes import notes
from tests.model.little import Bookkeeper, differing, little, lived, months_of

HEAD = 'base = "castillo"\ntitle = "x"\n[population]\nfarmers = 60\n'
TWO = '[[district]]\nid = "valle"\nfarmers = 40\n[[district]]\nid = "alto"\n'
PLACED = (
    '[[cooperative]]\nid = "a"\nmembers = 20\ndistrict = "valle"\n[[cooperative]]\nid = "b"\nmembers = 10\ndistrict = "alto"\n'
)


def written(folder: Path, text: str) -> Scenario:
    file = folder / "region.toml"
    file.write_text(HEAD + text, encoding="utf-8")
    return load(file)


def region(districts: list[dict[str, Any]], **values: Any) -> Scenario:
    """Two cooperatives of castillo's kind, each in a district of these two."""
    base = little(**values).document()
    pairs = zip("ab", districts, strict=True)
    both = [base["cooperative"][0] | {"id": name, "members": 8, "district": one["id"]} for name, one in pairs]
    return Scenario.checked(base | {"cooperative": both, "district": districts})


def test_farmers_and_what_is_otherwise_in_a_district(tmp_path: Path) -> None:
    scenario = written(tmp_path, TWO + "number = 5.0\nshock_share_per_month = 0.2\ncash_usd = 9000.0\n" + PLACED)
    assert [(one.id, one.says()) for one in scenario.district] == [
        ("alto", {"cash_usd": 9000.0, "number": 5.0, "shock_share_per_month": 0.2}),
        ("valle", {}),
    ]
    world = world_of(scenario, (0, 1))
    assert world.by_district(np.ones(world.farmers.shape)).tolist() == [[20, 40]] * 2
    assert world.members().tolist() == [[20, 10]] * 2
    records = world.records.districts
    assert records["number"].tolist() == [[5, 3]] * 2
    assert records["shock_share_per_month"].tolist() == [[0.2, 0.0]] * 2
    traders = world.intermediaries
    there = [(traders.present_share[0, traders.district[0] == place]).sum() for place in (0, 1)]
    assert there == [5, 3]
    assert traders.cash_usd[0, traders.district[0] == 0].sum() == 5 * 9000.0
    assert written(tmp_path, TWO + PLACED).hash() != scenario.hash()


def test_everything_that_a_district_may_say_reaches_its_record() -> None:
    for name, (_table, field) in OF_A_DISTRICT.items():
        low = next((mark.ge for mark in field.metadata if hasattr(mark, "ge")), None)
        value = (not field.default) if isinstance(field.default, bool) else float(low if low != field.default else low + 0.3)
        if name == "number":
            value = 2.0
        world = world_of(region([{"id": "alto"}, {"id": "valle", name: value}]))
        assert world.records.districts[name][0, 1] == value, name
        assert world.records.districts[name][0, 0] == field.default or name == "cash_usd", name


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            TWO + PLACED.replace('"alto"', '"ato"'),
            r":17: cooperative.b.district: no such district: got \"ato\".*mean alto",
        ),
        (
            TWO.replace("40", "70") + PLACED,
            r":7: district.valle.farmers: the farmers .* do not add up: got 70; .* 60 ",
        ),
        (TWO + "farmers = 21\n" + PLACED, "do not add up: got 61"),
        (TWO + PLACED.replace("20", "41"), r"more members than farmers: got 41; allowed 0 to 40 over the cooperatives of valle"),
        (TWO + PLACED.replace('"alto"', '"valle"'), r'district: no cooperative is in the district: got "alto"'),
        (TWO.replace("alto", "valle") + PLACED, r":9: district.valle.id: two districts have the same id"),
        (TWO + "numbr = 3\n" + PLACED, r":10: numbr: no such parameter here: got 3; .*did you mean number\?"),
        (TWO + "number = 300\n" + PLACED, r":10: district.alto.number: got 300; allowed 1 to 20"),
        (TWO + PLACED.replace('district = "valle"\n', ""), "no such district"),
        ('[[cooperative]]\ncount = 2\ndistrict = "each"\n', "no district is written"),
    ],
)
def test_what_is_wrong_with_districts(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UserMistake) as raised:
        written(tmp_path, text)
    assert re.search(message, str(raised.value)), raised.value


def test_the_order_of_the_file_decides_nothing(tmp_path: Path) -> None:
    first, second = TWO.split("[[district]]\n")[1:]
    a, b = PLACED.split("[[cooperative]]\n")[1:]
    turned = f"[[district]]\n{second}[[district]]\n{first}[[cooperative]]\n{b}[[cooperative]]\n{a}"
    one, other = written(tmp_path, TWO + PLACED), written(tmp_path, turned)
    assert one.hash() == other.hash()
    assert differing(world_of(one), world_of(other)) == []


def test_districts_are_changed_by_name() -> None:
    scenario = region([{"id": "alto", "farmers": 10}, {"id": "valle", "farmers": 14, "number": 5.0}])
    assert [one.farmers for one in scenario.with_values({"farmers": 48}).district] == [20, 28]
    assert scenario.with_values({"district.valle.number": 2.0}).district[1].says() == {"number": 2.0}
    both = scenario.with_values({"number": 4.0, "district.alto.number": 2.0})
    assert [one.says() for one in both.district] == [{"number": 2.0}, {}]  # what is set for all is set for each
    assert both.intermediary.number == 4.0
    with pytest.raises(UserMistake, match=r"no such district.*did you mean valle"):
        scenario.with_values({"district.vale.number": 2.0})
    with pytest.raises(UserMistake, match=r"did you mean district.valle.number"):
        scenario.with_values({"district.valle.numbers": 2.0})


def test_a_mechanism_that_is_off_is_off_in_every_district() -> None:
    scenario = region([{"id": "alto"}, {"id": "valle", "entry_elasticity": 0.4}])
    assert scenario.district[1].says() == {"entry_elasticity": 0.4}
    assert scenario.with_values({"trader_entry": False}).resolved().district[1].says() == {}


def test_declaring_the_districts_that_there_are_moves_no_bit() -> None:
    base = little()
    document = base.document()
    placed = [document["cooperative"][0] | {"district": "valle"}]
    valle = {"id": "valle", "farmers": base.population.farmers}
    one = Scenario.checked(document | {"cooperative": placed, "district": [valle]})
    assert differing(lived(base, (0, 1), 3), lived(one, (0, 1), 3)) == []


def test_an_event_may_name_a_district() -> None:
    event = {"id": "rust", "kind": "rust", "month": "1990-06", "district": "valle", "size_share": 0.3, "cost_usd": 100.0}
    document = region([{"id": "alto"}, {"id": "valle"}]).document()
    scenario = Scenario.checked(document | {"event": [event]})
    world = world_of(scenario)
    live(world, months_of(scenario))
    assert world.records.districts["crop_loss_share"].tolist() == [[0.0, 0.3]]
    with pytest.raises(UserMistake, match=r"event.rust.district: no such district.*did you mean valle"):
        Scenario.checked(document | {"event": [event | {"district": "vale"}]})
    with pytest.raises(UserMistake, match="one of them"):
        Scenario.checked(document | {"event": [event | {"cooperative": "b"}]})


def test_an_event_of_a_district_is_said_of_its_cooperatives_only() -> None:
    prompt = {"id": "prompt", "kind": "change", "month": "1990-06", "district": "valle", "set": {"payment_delay_months": 0}}
    document = region([{"id": "alto"}, {"id": "valle"}], member_price="pooled").document()
    said = [note for note in notes(Scenario.checked(document | {"event": [prompt]})) if "event.prompt" in note]
    assert len(said) == 1
    assert "but b pools" in said[0]


def test_every_dollar_and_every_quintal_is_somewhere_in_unlike_districts() -> None:
    unlike = [{"id": "alto", "farmers": 9, "number": 1.0, "shock_share_per_month": 0.3}, {"id": "valle", "number": 6.0}]
    scenario = region(unlike, trader_cash=True)
    world = world_of(scenario, (0, 1), 9)
    bookkeeper = Bookkeeper(world)
    live(world, months_of(scenario), [bookkeeper])
    assert bookkeeper.months == months_of(scenario)


def test_a_district_that_writes_no_farmers_has_what_is_left() -> None:
    assert District(id="a").farmers is None
    assert region([{"id": "alto", "farmers": 9}, {"id": "valle"}]).farmers_of_districts() == [9, 15]
