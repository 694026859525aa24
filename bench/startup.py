"""Start-up against a bare Django's, in CPU seconds of fresh processes, interleaved."""

import os
import resource
import statistics
import subprocess
import sys


def _cpu(command: list[str], **environment: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env={**os.environ, **environment}, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def run(rounds: int = 7) -> dict[str, float]:
    """Load the whole application as the server does, and a bare Django beside it."""
    ours, bare = [], []
    for _ in range(rounds):
        bare.append(_cpu([sys.executable, "-m", "bench.floor"]))
        ours.append(_cpu([sys.executable, "-c", "import heedful.config.wsgi"]))
    return {
        "start-up over a bare Django's": statistics.median(a / b for a, b in zip(ours, bare, strict=True)),
        "start-up, CPU s": statistics.median(ours),
        "bare Django, CPU s": statistics.median(bare),
    }
