"""`python opens.py PORT SCRIPT...`: start a script of the kit, and end it as soon as the phones' page answers; 0 where it did."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request

PATIENCE_S = 3600  # installing and compiling on a slow computer


def answers(port: str) -> bool:
    """Whether the phones' page is served there and asks for the room's code; an error of the server is no answer."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/p", timeout=5) as page:
            return b'id="code"' in page.read()
    except OSError:
        return False


def main(port: str, *command: str) -> int:
    started = subprocess.Popen([*command, "--no-browser", "--port", port], start_new_session=True, stdin=subprocess.DEVNULL)
    end = time.monotonic() + PATIENCE_S
    try:
        while started.poll() is None and time.monotonic() < end:
            if answers(port):
                return 0
            time.sleep(1)
        return 1
    finally:
        if started.poll() is None:
            os.killpg(started.pid, signal.SIGINT)
            started.wait()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
