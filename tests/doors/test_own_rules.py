"""A rule of one's own by the recipe: it works as it stands there, and what is missing is named before anything runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from coopsim.api import run
from coopsim.cli.app import main
from tests.small import TOML

RULES = """\
class Proud:
    def terms(self, household, outlets):
        return {"cooperative": outlets.promised_usd_per_qq, "trader": outlets.street_usd_per_qq}

    def decide(self, household, outlets, draws):
        terms = self.terms(household, outlets)
        return 1.0 if terms["cooperative"] > terms["trader"] else 0.2


class Silent:
    def terms(self, household, outlets):
        return {}
"""


def with_rule(folder: Path, name: str, source: str = RULES) -> Path:
    (folder / "proud_rules.py").write_text(source, encoding="utf-8")
    file = folder / "s.toml"
    file.write_text(TOML.replace("farmers = 40", f'farmers = 40\nrules = {{ random_utility = 0.8, "{name}" = 0.2 }}'))
    return file


def test_a_class_with_terms_and_decide_works(tmp_path: Path) -> None:
    file = with_rule(tmp_path, "proud_rules:Proud")
    assert main(["scenarios", "check", str(file)]) == 0
    with pytest.warns(UserWarning, match="Python"):  # a dict of terms is not compiled, and that is said
        found = run(str(file), replicates=1, set={"years": 1, "warm_up_years": 0}, progress=False)
    assert len(found.seasons)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("proud_rules:Silent", "a decision rule needs `decide(household, outlets, draws)`"),
        ("proud_rules:proud", "allowed proud_rules:Proud, proud_rules:Silent; did you mean proud_rules:Proud?"),
    ],
)
def test_what_is_missing_is_named_by_check(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, message: str) -> None:
    assert main(["scenarios", "check", str(with_rule(tmp_path, name))]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(("source", "line"), [("x = 1\ny = x / 0\n", 2), ("x = 1\ndef (:\n", 2)])
def test_a_file_that_cannot_be_read_says_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], source: str, line: int
) -> None:
    assert main(["scenarios", "check", str(with_rule(tmp_path, "proud_rules:Proud", source))]) == 2
    assert f"proud_rules.py:{line}: rules: " in capsys.readouterr().err
