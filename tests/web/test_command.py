"""`coopsim app`: a mistake is one line."""

from __future__ import annotations

import socket

import pytest

from coopsim.cli import web
from coopsim.cli.app import main


def test_a_port_that_is_taken_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["--lang", "en", "app", "--port", str(port), "--no-browser"]) == 2
    message = capsys.readouterr().err
    assert message.count("\n") == 1
    assert f"--port: cannot listen there (Address already in use): got {port}" in message


def test_without_the_web_extra_the_message_names_the_command_that_installs_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "find_spec", lambda name: None)
    assert main(["--lang", "es", "app", "--no-browser"]) == 2
    assert "pip install 'coopsim[web]'" in capsys.readouterr().err


def test_an_address_of_another_computer_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "app", "--host", "192.0.2.1", "--no-browser"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
