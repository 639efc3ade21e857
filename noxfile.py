"""What a developer runs: `nox -s check test full mutants docs golden`; `nox` alone checks and runs the quick tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import nox

nox.options.sessions = ["check", "test"]
nox.options.reuse_existing_virtualenvs = True


@nox.session
def check(session: nox.Session) -> None:
    """Style, types and floors."""
    session.install("-e", ".[test]")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")
    session.run("lint-imports")


@nox.session(python=["3.11", "3.12", "3.13"])
def test(session: nox.Session) -> None:
    """The quick tests on every Python; others with words after `--`, such as `-- -m slow`."""
    session.install("-e", ".[test]")
    session.run("pytest", *session.posargs)


@nox.session
def full(session: nox.Session) -> None:
    """Every case of every law, with many examples where they are drawn."""
    session.install("-e", ".[test]")
    session.run("pytest", "-n", "2", "-m", "not browser and not notebook", *session.posargs, env={"HYPOTHESIS_PROFILE": "full"})


@nox.session
def mutants(session: nox.Session) -> None:
    """Small mistakes in a copy of coopsim, each of which some test must find; `-- WORD` for those with the word in their name."""
    session.install("-e", ".[test]")
    session.run("python", "-m", "tests.mutants.run", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """The documentation, in docs/_build; a warning is an error."""
    session.install("-e", ".[docs]")
    session.run("sphinx-build", "-W", "--keep-going", "-b", "html", "docs", "docs/_build")


@nox.session
def odd(session: nox.Session) -> None:
    """The model's description as docs/odd.pdf, after docs/odd.md has changed (needs Chromium)."""
    session.install("-e", ".[test,docs,browser]")
    session.run("python", "docs/_ext/printed.py", "docs/odd.pdf", env={"PYTHONPATH": "."})


@nox.session
def notebooks(session: nox.Session) -> None:
    """Run the numbered notebooks and keep them with what they show; `-- 4-` for one of them."""
    session.install("-e", ".[test]")
    session.run("python", "-m", "tests.notebooks.remake", *session.posargs)


@nox.session
def golden(session: nox.Session) -> None:
    """The golden numbers: compared as they stand, rewritten with `-- --golden-write` (then say *Changes results*)."""
    session.install("-e", ".[test]")
    session.run("pytest", "-m", "golden", *session.posargs)


MEASURED = {
    "verdict": ("claim", "castillo"),
    "theories": ("claim", "castillo", "--rule", "all"),
    "decide": ("decide",),
}


@nox.session
def measure(session: nox.Session) -> None:
    """Run the studies of docs/results.md (about 25 minutes), keep what they find in docs/measured, write what is shown of it."""
    session.install("-e", ".[analysis]")  # the boxes of limits
    folder = Path(session.create_tmp())
    for name, command in MEASURED.items():
        session.run("coopsim", *command, "--out", str(folder / name), "--force", "--quiet")
        shutil.copy(folder / name / f"{name}.json", Path("docs") / "measured")
    session.run("coopsim", "claim", "peru-1986-2012", "--out", str(folder / "history"), "--force", "--quiet")
    shutil.copy(folder / "history" / "verdict.json", Path("docs") / "measured" / "history.json")
    session.run("python", "-m", "coopsim.claim.class_c", "docs/measured/class_c.json")
    session.run("python", "-m", "coopsim.report.results", "docs/measured", "docs/results.md")
    session.run("python", "-m", "coopsim.report.kept_claim", "docs/measured/verdict.json")


@nox.session
def results(session: nox.Session) -> None:
    """Write docs/results.md and the lines of /about from what is kept in docs/measured."""
    session.install("-e", ".")
    session.run("python", "-m", "coopsim.report.results", "docs/measured", "docs/results.md")
    session.run("python", "-m", "coopsim.report.kept_claim", "docs/measured/verdict.json")
