"""The hash of the model's rules: what the code does counts, how it is written does not."""

from __future__ import annotations

import pytest

from coopsim.runs.provenance import PACKAGE, RULES_OF_THE_MODEL, code_hash, model_hash

SAYS = '''
"""A module."""


def share(part, whole):
    """Part of whole."""
    # never by nothing
    return f"{part / whole:.2f} of " "it"
'''


@pytest.mark.parametrize(
    "other",
    [
        SAYS.replace("Part of whole.", "What a part is of the whole."),
        SAYS.replace("    # never by nothing\n", "\n"),
        SAYS.replace('"it"', "'it'"),
        SAYS.replace("part / whole", "(part / whole)"),
    ],
)
def test_words_and_layout_do_not_count(other: str) -> None:
    assert other != SAYS
    assert code_hash(other) == code_hash(SAYS)


@pytest.mark.parametrize(
    "other", [SAYS.replace("/", "*"), SAYS.replace(".2f", ".3f"), SAYS.replace('"it"', '"them"'), SAYS.replace("whole)", "all)")]
)
def test_what_is_done_counts(other: str) -> None:
    assert other != SAYS
    assert code_hash(other) != code_hash(SAYS)


def test_every_kind_of_rule_is_among_those_of_the_model() -> None:
    assert len(model_hash()) == 64
    names = {file.relative_to(PACKAGE).parts[0] for pattern in RULES_OF_THE_MODEL for file in PACKAGE.glob(pattern)}
    assert {"equations", "model", "prices", "runs", "claim", "compiled.py"} <= names
