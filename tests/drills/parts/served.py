"""Serve an application on a port, with the server of the house but without its worker: served.py APPLICATION PORT."""

import os
import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

if __name__ == "__main__":
    Granian(
        sys.argv[1], address="127.0.0.1", port=int(sys.argv[2]), interface=Interfaces.WSGI, workers=1,
        blocking_threads=int(os.environ.get("HEEDFUL_WEB_THREADS", "2")), log_level=LogLevels.error,
    ).serve()  # fmt: skip
