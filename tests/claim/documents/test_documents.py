"""Documents of the test: what is written can be read again, says its units, and its schema ships."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel, ValidationError

from coopsim.claim import documents as d

sys.path.insert(0, str(Path(__file__).parent))

from made_up_verdict import COUNTED, made_up_verdict

# interfaces that others read by name
TOP = ["runs_per_world", "worlds_tried", "worlds_matched", "worlds_that_do_not_last", "matched_on"]
CLASSES = ["harm_with_side_selling", "trouble_only", "side_selling_only", "opposite", "nothing"]
RUNGS = ["late_pay", "refused", "contract_missed", "loss", "insolvent", "closed"]


@pytest.mark.parametrize("name", list(d.DOCUMENTS))
def test_schemas_are_those_of_the_types(name: str):
    assert d.kept_schema(name) == d.json_schema(name), "write them anew: python -m coopsim.claim.documents"
    Draft202012Validator.check_schema(d.kept_schema(name))


def test_a_verdict_is_read_as_it_was_written_and_fits_its_schema():
    verdict = made_up_verdict(1)
    text = verdict.json_text()
    assert d.Verdict.read(text) == verdict
    assert d.Verdict.read(text).json_text() == text
    Draft202012Validator(d.kept_schema("verdict")).validate(json.loads(text))
    assert json.loads(text) == verdict.document()


def test_names_that_others_read():
    document = made_up_verdict(2).document()
    assert next(iter(document)) == "schema"
    assert document["schema"] == 3
    assert set(TOP) <= set(document)
    by_id = {part["id"]: part for part in document["parts"]}
    assert list(by_id["H2"]["classes"]) == CLASSES == list(d.FIVE)
    assert {"share", "ci_low", "ci_high"} <= set(by_id["H2"]["classes"]["nothing"])
    assert list(by_id["H2t"]["rungs"]) == RUNGS == list(d.RUNGS)
    assert {"boom", "slump"} <= set(by_id["H2t"]["rungs"]["loss"])
    assert {"margin_share", "effect", "ci_low", "ci_high"} <= set(by_id["H2d"]["by_pass_through"][0])
    assert {"value", "ci_low", "ci_high"} <= set(by_id["H2d"]["crossing"])
    assert {"from", "to"} <= set(document["episodes"][0])


def test_what_is_not_a_number_is_null():
    crossing = made_up_verdict(3).part("H2d").crossing
    assert crossing.ci_high is None
    assert d.Interval(value=np.inf).document() == {"value": None, "ci_low": None, "ci_high": None}
    assert d.Interval(value=np.float32(0.5)).value == 0.5


def test_shares_add_to_one_or_are_refused():
    for seed in range(5):
        verdict = made_up_verdict(seed)
        assert abs(sum(one.share for one in verdict.part("H2").classes.by_name.values()) - 1.0) < 1e-12
    fifth = d.Share(share=0.2, **COUNTED)
    with pytest.raises(ValidationError, match="add to"):
        d.FiveShares(**dict.fromkeys(d.FIVE, fifth) | {"nothing": d.Share(share=0.3, **COUNTED)})
    with pytest.raises(ValidationError, match="add to"):
        d.ThreeShares(**dict.fromkeys(d.THREE, fifth))


def test_every_share_says_of_how_many_worlds_and_runs():
    with pytest.raises(ValidationError, match="runs"):
        d.Share(share=0.2, worlds=200)


def test_a_document_cannot_be_changed_and_refuses_unknown_names():
    verdict = made_up_verdict(4)
    with pytest.raises(ValidationError, match="frozen"):
        verdict.seed = 2
    with pytest.raises(ValidationError, match="wilson"):
        d.Interval(value=0.1, wilson=0.2)


def test_a_part_is_found_by_name():
    verdict = made_up_verdict(5)
    assert isinstance(verdict.part("H2"), d.H2Part)
    assert isinstance(verdict.part("H2t"), d.Judged)
    with pytest.raises(KeyError, match="H2d"):
        verdict.part("H7")


def _types(base: type[BaseModel]) -> set[type[BaseModel]]:
    return {base}.union(*(_types(one) for one in base.__subclasses__()))


def test_every_field_is_described_in_both_languages():
    for kind in _types(d.Doc) - {d.Doc}:
        for name, field in kind.model_fields.items():
            extra = field.json_schema_extra
            assert field.description, (kind, name)
            assert isinstance(extra, dict), (kind, name)
            assert extra["es"], (kind, name)
            annotation = str(field.annotation)
            if "float" in annotation or annotation == "<class 'int'>":
                assert "unit" in extra or name in ("schema_number", "seed", "headroom", "ratio", "rho", "wave"), (kind, name)
