"""Every figure of speed and size, as ratios of one run, kept with the machine's description: `make bench`."""

import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

PATHS = [
    "/", "/customers/", "/feedback/", "/complaints/", "/surveys/", "/satisfaction/", "/questions/",
    "/questions/hc-do-resolve", "/processes/", "/actions/", "/risks/", "/history/", "/people/", "/search/?q=gate",
    "/requirements/", "/requirements/coverage", "/requirements/legal", "/commitments/", "/nonconformities/",
    "/opportunities/", "/improvements/", "/direction/", "/direction/objectives/", "/roles/", "/support/", "/reviews/",
    "/imports/", "/settings", "/feedback/programme", "/feedback/channels", "/surveys/call-backs", "/people/rights",
]  # fmt: skip


def in_empty_folder(module: str) -> dict:
    """Run a module's `run` in a process of its own, on an empty folder."""
    code = (
        "import json, django; django.setup();"
        "from django.core.management import call_command; call_command('migrate', verbosity=0);"
        f"from bench import {module}; print('FIGURES' + json.dumps({module}.run()))"
    )
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "HEEDFUL_DATA": folder, "DJANGO_SETTINGS_MODULE": "heedful.config.settings"}
        done = subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.rpartition("FIGURES")[2])


def pages() -> dict:
    """Measure the pages on the demo, loaded first where it is not there."""
    from bench import pages as measured

    folder = Path(os.environ.get("HEEDFUL_DATA", "data")).resolve() / "demo" / "nordvik"
    if not (folder / ".loaded").exists():
        subprocess.run([sys.executable, "-m", "heedful.cli", "demo", "--load-only"], check=True)
    return measured.run(folder, PATHS)


def machine() -> dict:
    """Describe the machine of this run."""
    return {
        "cores": os.cpu_count(), "python": platform.python_version(), "system": platform.platform(),
        "load": [round(number, 1) for number in os.getloadavg()],
    }  # fmt: skip


def main() -> None:
    from bench import analysis, documents, intake, startup

    parts = {
        "startup": startup.run, "writes": lambda: in_empty_folder("writes"), "pages": pages, "intake": intake.run,
        "analysis": analysis.run, "documents": documents.run,
    }  # fmt: skip
    wanted = os.environ.get("WHAT", "startup,writes,pages,documents").split(",")
    kept = Path("bench/figures.json")
    found: dict = (json.loads(kept.read_text()) if kept.exists() else {}) | {"machine": machine()}
    for name in wanted:
        found[name] = parts[name]()
        print(name, json.dumps(found[name], indent=1), flush=True)
    kept.write_text(json.dumps(found, indent=1) + "\n")


main()
