"""Run one folder's web server and its worker; Django is loaded in the children alone, so this costs little memory."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels


def main() -> None:
    """Serve what HEEDFUL_DATA names on the address given: `python -m heedful.cli.server HOST PORT`."""
    host, port = sys.argv[1], int(sys.argv[2])
    worker = subprocess.Popen([sys.executable, "-m", "heedful.cli", "worker"])
    static = Path(os.environ["HEEDFUL_STATIC"])
    server = Granian(
        "heedful.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=int(os.environ.get("HEEDFUL_WEB_PROCESSES", "1")),
        blocking_threads=int(os.environ.get("HEEDFUL_WEB_THREADS", "4")),
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
        static_path_mount=[static] if static.is_dir() else None,
        static_path_route=["/static"] if static.is_dir() else None,
        static_path_expires=31536000,
    )
    try:
        server.serve()
    finally:
        worker.send_signal(signal.SIGTERM)
        try:
            worker.wait(timeout=10)
        except subprocess.TimeoutExpired:
            worker.kill()


if __name__ == "__main__":
    main()
