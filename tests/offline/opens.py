"""`python opens.py PORT SCRIPT...`: start a script of the kit, and end it as soon as the phones' page answers; 0 where it did."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request


def answers(port: str) -> bool:
    """Whether a page is served there; one that asks for the room's code counts."""
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/p", timeout=5)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def main(port: str, *command: str) -> int:
    started = subprocess.Popen([*command, "--no-browser", "--port", port], start_new_session=True, stdin=subprocess.DEVNULL)
    try:
        while started.poll() is None:
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
