"""Loaded by Python itself in every process of the server under test: connections to the outside are noted and refused.

An audit hook sees what asyncio, urllib and C extensions do alike, and worker processes inherit it by PYTHONPATH.
"""

from __future__ import annotations

import ipaddress
import os
import sys
from typing import Any

NOTES = os.environ.get("COOPSIM_TEST_OUTSIDE")
WATCHED = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"}


def is_here(host: Any) -> bool:
    """Whether an address stays in this machine: loopback, a path of the file system, or "any address" to bind to."""
    if host in (None, "", b"", "localhost", b"localhost"):
        return True
    try:
        address = ipaddress.ip_address(host.decode() if isinstance(host, bytes) else host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Note an attempt to leave the machine and stop it."""
    if event not in WATCHED:
        return
    target = arguments[0] if event in {"socket.getaddrinfo", "socket.gethostbyname"} else arguments[1]
    host = target[0] if isinstance(target, tuple) else target
    path_of_a_unix_socket = event in {"socket.connect", "socket.sendto", "socket.sendmsg"} and not isinstance(target, tuple)
    if path_of_a_unix_socket or is_here(host):
        return
    with open(str(NOTES), "a", encoding="utf-8") as notes:  # noqa: PTH123 - pathlib would be loaded into every process
        notes.write(f"{event} {target!r}\n")
    raise ConnectionRefusedError(f"{event} {target!r}: the network is cut in this test")


if NOTES:
    sys.addaudithook(refuse)
