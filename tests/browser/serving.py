"""`coopsim app`, or the app for Mesa, as a process of its own: network cut, every attempt to leave the machine noted."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

INSIDE = Path(__file__).parent / "inside"
PAGES = ("coopsim", "app", "--no-browser")
MESA = ("coopsim.web.mesa_app",)


def cut_off(notes: Path) -> dict[str, str]:
    """The environment of a Python process whose outside connections are refused and written to `notes`."""
    paths = [str(INSIDE), os.environ.get("PYTHONPATH", "")]
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(path for path in paths if path),
        "COOPSIM_TEST_OUTSIDE": str(notes),
        "PYTHONUNBUFFERED": "1",
    }


def free_port() -> int:
    """A port of the loopback address that nobody holds now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """One of the programs on a free port; `restart` keeps the port, as after a power cut."""

    def __init__(self, folder: Path, program: tuple[str, ...] = PAGES, patience_s: float = 300.0) -> None:
        self.folder, self.program, self.patience_s = folder, program, patience_s
        self.port = free_port()
        self.notes = folder / f"outside-{self.port}.txt"
        self.log = folder / f"server-{self.port}.txt"
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start, and wait until it says that it is ready: by then the engine is compiled."""
        command = [sys.executable, "-m", *self.program, "--port", str(self.port)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, cwd=self.folder, env=cut_off(self.notes), stdout=log, stderr=log)
        end = time.monotonic() + self.patience_s
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.program} ended with {self.process.returncode}:\n{self.log.read_text()}")
            if self.url in self.log.read_text() and self._answers():
                return
            time.sleep(0.2)
        self.stop()
        raise RuntimeError(f"{self.program} was not ready within {self.patience_s:.0f} s:\n{self.log.read_text()}")

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(self.url, timeout=20).read()
        except (urllib.error.URLError, OSError):
            return False
        return True

    def stop(self) -> None:
        """End the process, and by force if it does not want to."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def restart(self) -> None:
        """Stop and start on the same port."""
        self.stop()
        self.start()

    def outside(self) -> list[str]:
        """What the server tried to reach beyond this machine."""
        return self.notes.read_text(encoding="utf-8").splitlines() if self.notes.exists() else []

    def memory_mb(self) -> float:
        """Memory of the server process that is not shared with others, in MB."""
        assert self.process is not None
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(float(line.split()[1]) / 1024 for line in lines if line.startswith("RssAnon"))
