"""A house of its own for a drill: a folder, a server that can be killed, and browsers without a browser."""

import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent.parent
PARTS = ROOT / "tests" / "drills" / "parts"
SECONDS = 60
"""So long a server may take to answer on a busy machine; it is awaited, never slept for."""


class Folder:
    """A data folder, and what is asked of it by processes of their own."""

    def __init__(self, path, settings="heedful.config.settings", **more):
        self.path = path
        kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "HEEDFUL_DEMO")}
        self.environment = kept | {
            "HEEDFUL_DATA": str(path), "HEEDFUL_STATIC": str(path / "static"), "DJANGO_SETTINGS_MODULE": settings,
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "HEEDFUL_PROXIES": "1", "HEEDFUL_WEB_THREADS": "6",
            **more,
        }  # fmt: skip

    def run(self, part, *arguments):
        """Run a part of a drill, and read what it prints."""
        done = subprocess.run(
            [sys.executable, PARTS / part, *arguments], env=self.environment, cwd=ROOT, capture_output=True, text=True,
            timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout.splitlines()[-1])

    def copy(self, path, **more):
        """The same folder once more."""
        shutil.copytree(self.path, path)
        return Folder(path, self.environment["DJANGO_SETTINGS_MODULE"], **more)

    def verify(self):
        """What `heedful history verify` says."""
        return subprocess.run(
            [sys.executable, "-m", "heedful.cli", "history", "verify"], env=self.environment, capture_output=True,
            text=True, timeout=120, check=False,
        )  # fmt: skip


def free_port():
    """A port that nobody uses."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Server:
    """A server of a folder: `heedful serve`, unless a part is named; leaving it kills it outright."""

    def __init__(self, folder, application=""):
        self.folder, self.application, self.port = folder, application, free_port()

    def __enter__(self):
        command = [sys.executable, PARTS / "served.py", self.application, str(self.port)]
        if not self.application:
            command = [sys.executable, "-m", "heedful.cli", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command, env=self.folder.environment, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        limit = time.monotonic() + SECONDS
        while True:
            try:
                if Browser(self.port).get("/healthz").status == 200:
                    return self
            except OSError:
                assert self.process.poll() is None, "the server ended by itself"
                assert time.monotonic() < limit, "the server does not answer"
                time.sleep(0.02)

    def __exit__(self, *error):
        self.kill()

    def kill(self):
        """Kill it and all its children, as a power switch would."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Answer:
    """What came back."""

    def __init__(self, response):
        self.status, self.headers = response.status, response.headers
        self.text = response.read().decode("utf-8", "replace")


class Browser:
    """One connection that keeps its cookies, each from a network of its own."""

    def __init__(self, port, network="192.0.2.1"):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
        self.network, self.cookies = network, {}

    def get(self, path):
        """Ask for a page."""
        return self._ask("GET", path)

    def post(self, path, data):
        """Send a form."""
        return self._ask("POST", path, urlencode(data, doseq=True))

    def _ask(self, method, path, body=None):
        headers = {"X-Forwarded-For": self.network, "Cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.connection.request(method, path, body, headers)
            answer = Answer(self.connection.getresponse())
        except http.client.HTTPException as broken:
            raise ConnectionError(str(broken)) from broken
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = line.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return answer
