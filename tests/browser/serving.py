"""`coopsim app` as a process of its own, with the network cut and every attempt to leave the machine noted."""

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
    """`coopsim app --no-browser` on a free port; `restart` keeps the port, as after a power cut."""

    def __init__(self, folder: Path, *options: str, patience_s: float = 60.0) -> None:
        self.folder, self.options, self.patience_s = folder, options, patience_s
        self.port = free_port()
        self.notes = folder / "outside.txt"
        self.log = folder / "server.txt"
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start, and wait for the first answer."""
        command = [sys.executable, "-m", "coopsim", "app", "--no-browser", "--port", str(self.port), *self.options]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=self.folder, env=cut_off(self.notes), stdout=log, stderr=log)
        end = time.monotonic() + self.patience_s
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise RuntimeError(f"coopsim app ended with {self.process.returncode}:\n{self.log.read_text()}")
            try:
                urllib.request.urlopen(self.url, timeout=20).read()
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        self.stop()
        raise RuntimeError(f"coopsim app did not answer within {self.patience_s:.0f} s:\n{self.log.read_text()}")

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
