"""An application served on a port that is free."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def served(application: Any, host: str = "127.0.0.1") -> Iterator[str]:
    """Its address on this computer, until the block ends."""
    import uvicorn

    with socket.socket() as probe:
        probe.bind((host, 0))
        port = probe.getsockname()[1]
    running = uvicorn.Server(uvicorn.Config(application, host=host, port=port, log_level="error"))
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    for _attempt in range(300):
        if running.started:
            break
        time.sleep(0.1)
    assert running.started
    yield f"http://127.0.0.1:{port}"
    running.should_exit = True
    thread.join(10)
