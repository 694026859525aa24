import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

NHS = "nhs-patient-feedback/nhs_fft_responses.csv"
LOADED = ".loaded"


@dataclass(frozen=True)
class Folder:
    """One of the demo's data folders."""

    name: str
    path: Path
    port: int
    what: str
    file: Path | None = None

    @property
    def loaded(self) -> bool:
        """Say whether it was filled to its end."""
        return (self.path / LOADED).exists()

    def environment(self) -> dict[str, str]:
        """Give the environment in which this folder is opened."""
        return {
            **os.environ,
            "HEEDFUL_DATA": str(self.path),
            "HEEDFUL_STATIC": str(self.path / "static"),
            "HEEDFUL_DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "heedful.config.settings",
        }


class Command(BaseCommand):
    """Load and serve the demo: two years of an invented firm, and real patient feedback where the file is at hand."""

    help = "Load the demo (once) and serve it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to load and where to listen."""
        parser.add_argument("--load-only", action="store_true", help="load and do not serve")
        parser.add_argument(
            "--real", nargs="?", const="", default=None, metavar="FILE",
            help="the real patient feedback alone; FILE is nhs_fft_responses.csv where it is not in ../shared",
        )  # fmt: skip
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--again", action="store_true", help="throw the demo's folders away and load them anew")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load what is not loaded yet, then serve it until Ctrl+C."""
        folders = self.folders(options["real"], options["port"])
        for folder in folders:
            if options["again"] and folder.path.exists():
                shutil.rmtree(folder.path)
            if not folder.loaded:
                self.load(folder)
        if not options["load_only"]:
            self.serve(folders, options["host"])

    def folders(self, real: str | None, port: int) -> list[Folder]:
        """Say which folders the demo has: both, or the real one alone."""
        root: Path = settings.FOLDER.path / "demo"
        file = self.real_file(real)
        found = []
        if real is None:
            found.append(Folder("nordvik", root / "nordvik", port, "Nordvik Cold Chain"))
        if file is not None or (root / "real" / LOADED).exists():
            found.append(Folder("real", root / "real", port + len(found), "Patient feedback (real)", file))
        return found

    def real_file(self, real: str | None) -> Path | None:
        """Find the file of real feedback: named, or in ../shared; say plainly when it is not there."""
        if real:
            if not Path(real).is_file():
                raise CommandError(f"{real} is not there.", returncode=2)
            return Path(real).resolve()
        shared = Path(os.environ.get("HEEDFUL_SHARED", "../shared"))
        file = (shared / "data" / NHS).resolve()
        if file.is_file():
            return file
        where = "The README names where anybody can get it."
        if real is not None:
            raise CommandError(f"{file} is not there; name it: heedful demo --real FILE. {where}", returncode=2)
        self.stdout.write(f"No real patient feedback: {file} is not there. {where}")
        return None

    def load(self, folder: Folder) -> None:
        """Fill a folder in a process of its own; a folder that was left half is begun again."""
        if folder.path.exists():
            shutil.rmtree(folder.path)
        folder.path.mkdir(parents=True, mode=0o700)
        self.stdout.write(f"Loading {folder.what} …")
        self.stdout.flush()
        command = [sys.executable, "-m", "heedful.cli", "load_demo", folder.name]
        if folder.file is not None:
            command += ["--file", str(folder.file)]
        began = time.monotonic()
        done = subprocess.run(command, env=folder.environment(), check=False)  # noqa: S603
        if done.returncode:
            raise CommandError(f"{folder.what} could not be loaded.", returncode=1)
        (folder.path / LOADED).touch()
        self.stdout.write(f"  loaded in {time.monotonic() - began:.0f} s")

    def serve(self, folders: list[Folder], host: str) -> None:
        """Serve every folder on a port of its own until stopped."""
        running = []
        for folder in folders:
            command = [sys.executable, "-m", "heedful.cli", "serve", "--host", host, "--port", str(folder.port)]
            running.append(subprocess.Popen(command, env=folder.environment(), stdout=subprocess.DEVNULL))  # noqa: S603
        try:
            for folder, process in zip(folders, running, strict=True):
                wait_for(f"http://{host}:{folder.port}/healthz", process)
                self.stdout.write(f"{folder.what}: http://localhost:{folder.port}/demo")
            self.stdout.write("Ctrl+C stops it. The second start is immediate.")
            self.stdout.flush()
            signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
            for process in running:
                process.wait()
        except KeyboardInterrupt:
            self.stdout.write("Stopped.")
        finally:
            for process in running:
                process.terminate()
            for process in running:
                process.wait()


def wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    """Wait until a server answers, or say that it ended."""
    for _ in range(600):
        if process.poll() is not None:
            raise CommandError("The server ended; is the port taken? Choose another with --port.", returncode=1)
        try:
            with urllib.request.urlopen(address, timeout=1):  # noqa: S310
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise CommandError("The server did not answer within half a minute.", returncode=1)
