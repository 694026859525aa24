"""Every page of the demo: statements, bytes, and its p95 against an empty view of the same server in the same run."""

import gzip
import http.client
import os
import re
import statistics
import subprocess
import sys
import time
import urllib.parse
from pathlib import Path

PORT = 8931


class Browser:
    """One signed-in connection to a server on this machine."""

    def __init__(self, port: int = PORT) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def request(self, method: str, path: str, data: dict | None = None) -> tuple[int, bytes, float]:
        body = urllib.parse.urlencode(data) if data else None
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "Accept-Encoding": "identity"}
        if body:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"http://127.0.0.1:{PORT}/"}
        began = time.perf_counter()
        self.connection.request(method, path, body=body, headers=headers)
        answer = self.connection.getresponse()
        content = answer.read()
        took = time.perf_counter() - began
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return answer.status, content, took

    def enter(self, email: str) -> None:
        _, page, _ = self.request("GET", "/demo")
        token = re.search(rb'csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token, "the demo's door is not open"
        status, _, _ = self.request("POST", "/demo/enter", {"csrfmiddlewaretoken": token[1].decode(), "email": email})
        assert status == 302, status


def p95(values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def serve(folder: Path, port: int = PORT) -> "subprocess.Popen[bytes]":
    """Serve a demo folder as `heedful serve` does, and wait until it answers."""
    environment = {
        **os.environ,
        "HEEDFUL_DATA": str(folder),
        "HEEDFUL_DEMO": "1",
        "HEEDFUL_STATIC": str(folder / "static"),
    }
    command = [sys.executable, "-m", "heedful.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    for _ in range(600):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.05)
        else:
            return process
    raise SystemExit("the server did not start")


def css_bytes(browser: Browser, page: bytes) -> int:
    """Count the compressed bytes of a page's style sheets."""
    sheets = set(re.findall(rb'href="(/static/[^"]+\.css)"', page))
    return sum(len(gzip.compress(browser.request("GET", sheet.decode())[1])) for sheet in sheets)


def memory_mb(pid: int) -> float:
    """Add up the proportional memory of a process and its children."""
    waiting, total = [pid], 0.0
    while waiting:
        one = waiting.pop()
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
            total += int(next(line for line in lines if line.startswith("Pss:")).split()[1]) / 1024
            waiting += [int(child) for child in Path(f"/proc/{one}/task/{one}/children").read_text().split()]
        except (OSError, StopIteration):
            continue
    return total


def run(folder: Path, paths: list[str], each: int = 60, rounds: int = 3) -> dict[str, dict[str, float]]:
    """Measure each page interleaved with the empty view."""
    process = serve(folder)
    found: dict[str, dict[str, float]] = {}
    try:
        browser = Browser()
        browser.enter("dana@nordvik.example")
        for path in paths:
            status, page, _ = browser.request("GET", path)
            assert status == 200, (path, status)
            ratios = []
            for _ in range(rounds):
                empty = p95([browser.request("GET", "/healthz")[2] for _ in range(each)])
                ratios.append(p95([browser.request("GET", path)[2] for _ in range(each)]) / empty)
            found[path] = {
                "p95 over empty": statistics.median(ratios),
                "kB": (len(gzip.compress(page)) + css_bytes(browser, page)) / 1000,
            }
        found["server"] = {"memory, MB": memory_mb(process.pid)}
    finally:
        process.terminate()
        process.wait()
    return found
