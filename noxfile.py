"""The four verbs of a developer: `nox -s check`, `nox -s test`, `nox -s docs`, `nox -s golden`."""

from __future__ import annotations

import nox

nox.options.sessions = ["check", "test"]
nox.options.reuse_existing_virtualenvs = True


@nox.session
def check(session: nox.Session) -> None:
    """Style, types and floors."""
    session.install("-e", ".[test]")
    session.run("ruff", "check", ".")
    session.run("mypy")
    session.run("lint-imports")


@nox.session(python=["3.11", "3.12", "3.13"])
def test(session: nox.Session) -> None:
    """The fast tests on every Python; more with words after `--`, such as `-- -m slow`."""
    session.install("-e", ".[test]")
    session.run("pytest", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """The documentation, in docs/_build; a warning is an error."""
    session.install("-e", ".[docs]")
    session.run("sphinx-build", "-W", "--keep-going", "-b", "html", "docs", "docs/_build")


@nox.session
def golden(session: nox.Session) -> None:
    """The golden numbers: compared as they stand, written anew with `-- --golden-write` (then say *Changes results*)."""
    session.install("-e", ".[test]")
    session.run("pytest", "-m", "golden", *session.posargs)
