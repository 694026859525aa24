"""Processes of their own that set a document: what they need would weigh on the server, and stay with it."""

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

SECONDS = 60
AT_ONCE = 2
"""More at once would take the processor from everybody else's pages."""
_turns = threading.BoundedSemaphore(AT_ONCE)


def written(writer: str, given: dict[str, Any]) -> bytes:
    """Let a writer set what it is given: JSON goes in, the file comes out."""
    command = [sys.executable, "-I", str(Path(__file__).with_name(f"{writer}.py"))]
    with _turns:
        done = subprocess.run(  # noqa: S603 - our own file, and what it sets goes in as data
            command, input=json.dumps(given).encode(), capture_output=True, timeout=SECONDS, check=False
        )
    if done.returncode:
        raise RuntimeError(f"{writer} failed: {done.stderr.decode(errors='replace')[-2000:]}")
    return done.stdout
