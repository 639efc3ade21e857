"""The counters count: a page and a process that try to leave the machine are stopped and noted."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.serving import cut_off

CONNECT = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=2)"


@pytest.mark.parametrize(
    "attempt", [CONNECT, "import urllib.request; urllib.request.urlopen('http://example.org/', timeout=2)"], ids=["ip", "name"]
)
def test_a_process_cannot_leave_the_machine(attempt: str, tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", attempt], env=cut_off(tmp_path / "notes"), capture_output=True, text=True)
    assert done.returncode == 1
    assert "the network is cut" in done.stderr
    assert len((tmp_path / "notes").read_text().splitlines()) == 1


def test_a_worker_process_cannot_either(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import multiprocessing, socket\n"
        "def reach(_):\n"
        "    try:\n        socket.create_connection(('192.0.2.1', 80), timeout=2)\n"
        "    except OSError as problem:\n        return str(problem)\n"
        "if __name__ == '__main__':\n"
        "    with multiprocessing.get_context('forkserver').Pool(1) as pool:\n        print(pool.map(reach, [0]))\n"
    )
    done = subprocess.run([sys.executable, str(program)], env=cut_off(tmp_path / "notes"), capture_output=True, text=True)
    assert "the network is cut" in done.stdout, done.stderr


def test_this_machine_is_not_outside(tmp_path: Path) -> None:
    program = (
        "import socket; s = socket.create_server(('127.0.0.1', 0)); socket.create_connection(('localhost', s.getsockname()[1]))"
    )
    subprocess.run([sys.executable, "-c", program], env=cut_off(tmp_path / "notes"), check=True)
    assert not (tmp_path / "notes").exists()


@pytest.mark.browser
def test_a_page_that_asks_outside_is_noted(visitor) -> None:
    guest = visitor(at="")
    guest.page.set_content("<img src='http://example.org/a.png'><script>console.error('oh'); throw new Error('ah')</script>")
    guest.page.wait_for_timeout(200)
    assert guest.outside == ["outside: http://example.org/a.png"]
    assert any("oh" in line for line in guest.errors)
    assert any("ah" in line for line in guest.errors)
    assert guest.failed


@pytest.mark.browser
def test_axe_comes_with_its_package_and_finds_faults(visitor) -> None:
    guest = visitor(at="")
    guest.page.set_content("<html><body><img src='data:,'><button></button></body></html>")
    problems = " ".join(guest.violations())
    assert "image-alt" in problems
    assert "button-name" in problems


@pytest.mark.browser
def test_a_page_wider_than_the_window_is_seen(visitor) -> None:
    guest = visitor(at="", size=(390, 844))
    guest.page.set_content(
        "<meta name=viewport content='width=device-width'><div style='width:600px; overflow:hidden'>" + "wide " * 200 + "</div>"
    )
    assert guest.too_wide_px() > 100


@pytest.mark.browser
def test_what_is_cut_off_because_the_page_was_left_is_no_failure(visitor) -> None:
    guest = visitor(at="")
    guest.page.set_content("<p>here</p>")
    with socket.create_server(("127.0.0.1", 0)) as silent:  # accepts, and never answers
        picture = f"http://127.0.0.1:{silent.getsockname()[1]}/a.png"
        guest.page.evaluate("address => { new Image().src = address; }", picture)
        guest.page.goto("about:blank")
        guest.page.wait_for_timeout(200)
    assert guest.troubles() == []


@pytest.mark.browser
def test_the_browser_itself_cannot_leave_the_machine(visitor) -> None:
    guest = visitor(at="")
    guest.page.set_content("<img src='http://192.0.2.1/a.png'><img src='http://example.org/a.png'>")
    guest.page.wait_for_timeout(300)
    assert len(guest.outside) == 2
    assert all("ERR_PROXY_CONNECTION_FAILED" in line for line in guest.failed)
    assert len(guest.failed) == 2
