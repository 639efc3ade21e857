"""Who may call this server what, and what is printed: it listens everywhere, then every address of this computer is welcome."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from coopsim.web import network
from coopsim.web.security import Guard
from coopsim.web.workshop.code import drawn_code, printed_code

ADDRESSES = ["192.168.1.20", "fd00::2"]


@pytest.fixture(autouse=True)
def a_computer_in_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "own_addresses", lambda: ADDRESSES)
    monkeypatch.setattr(socket, "gethostname", lambda: "Acopio.lan")


def refusal(listens: str, host: str) -> str | None:
    guard = Guard(lambda *_any: None, network.Hosts(listens), list)  # type: ignore[arg-type, return-value]
    scope: dict[str, Any] = {"type": "http", "method": "GET", "path": "/", "headers": [(b"host", host.encode())]}
    return guard.refusal(scope)


@pytest.mark.parametrize("host", ["192.168.1.20:8765", "[fd00::2]:8765", "acopio.lan:8765", "ACOPIO.local"])
def test_listening_everywhere_admits_the_computer_s_own_addresses_and_names(host: str) -> None:
    assert refusal("0.0.0.0", host) is None
    assert refusal("127.0.0.1", host) == "unknown host"


@pytest.mark.parametrize("host", ["192.168.1.21:8765", "evil.example", ""])
def test_listening_everywhere_admits_nobody_else_s(host: str) -> None:
    assert refusal("0.0.0.0", host) == "unknown host"


def test_a_network_that_comes_later_is_admitted(monkeypatch: pytest.MonkeyPatch) -> None:
    hosts = network.Hosts("0.0.0.0")
    assert "192.168.137.1" not in hosts
    monkeypatch.setattr(network, "own_addresses", lambda: ["192.168.137.1"])
    assert "192.168.137.1" in hosts


def test_every_address_that_can_be_reached_is_printed() -> None:
    assert network.bases_of("0.0.0.0", 80) == ["http://127.0.0.1:80", "http://192.168.1.20:80"]
    assert network.bases_of("::", 80) == ["http://[::1]:80", "http://192.168.1.20:80", "http://[fd00::2]:80"]
    assert network.bases_of("192.168.1.20", 80) == ["http://192.168.1.20:80"]


def test_a_link_is_drawn_without_asking_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", None)
    assert "<svg" in drawn_code("http://192.168.1.20:8765/p?room=ABC234")
    assert len(printed_code("http://192.168.1.20:8765/p?room=ABC234").splitlines()) > 10
