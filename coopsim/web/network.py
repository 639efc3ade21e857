"""The addresses and names by which this computer is reached."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable

import psutil

EVERYWHERE = ("0.0.0.0", "::")
LOCAL = ("127.0.0.1", "localhost", "::1")


def own_addresses() -> list[str]:
    """This computer's addresses in its networks, those of version 4 first; not the one that only it can reach.

    >>> "127.0.0.1" in own_addresses()
    False
    """
    families = {socket.AF_INET: 4, socket.AF_INET6: 6}
    given = [one.address for cards in psutil.net_if_addrs().values() for one in cards if one.family in families]
    addresses = [ipaddress.ip_address(address.partition("%")[0]) for address in given]
    reached = {address for address in addresses if not (address.is_loopback or address.is_link_local)}
    return [str(address) for address in sorted(reached, key=lambda address: (address.version, int(address)))]


def own_names() -> list[str]:
    """The names under which it is known, in the form of a browser."""
    name = socket.gethostname().lower()
    return [name, f"{name.partition('.')[0]}.local"]


class Hosts:
    """What a browser may call a server that listens at `host`: that, and the names given; everywhere: whatever this computer
    is called at that moment, for a network may be joined, or opened, after the server has started.

    >>> "192.0.2.7" in Hosts("192.0.2.7"), "Acopio.example" in Hosts("0.0.0.0", ["acopio.example"]), "" in Hosts("0.0.0.0")
    (True, True, False)
    """

    def __init__(self, host: str, names: Iterable[str] = ()) -> None:
        self.named = frozenset(name.lower() for name in (*LOCAL, host, *names))
        self.is_everywhere = host in EVERYWHERE

    def __contains__(self, asked: object) -> bool:
        name = str(asked).lower()
        return name in self.named or (self.is_everywhere and name in (*own_addresses(), *own_names()))


def bases_of(host: str, port: int) -> list[str]:
    """The addresses to print, this computer's own first.

    >>> bases_of("127.0.0.1", 8765), bases_of("::1", 8765)
    (['http://127.0.0.1:8765'], ['http://[::1]:8765'])
    """
    if host not in EVERYWHERE:
        return [_base(host, port)]
    version = 4 if host == EVERYWHERE[0] else 6
    reached = [one for one in own_addresses() if version == 6 or ipaddress.ip_address(one).version == 4]
    return [_base(one, port) for one in ("127.0.0.1" if version == 4 else "::1", *reached)]


def _base(host: str, port: int) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"
