"""Set pages with typst: files as JSON come in, a PDF or a picture goes out. Runs as a process of its own.

Typst keeps what it has set, some ten megabytes for twenty pages, until its process ends.
"""

import json
import sys

import typst

ARCHIVAL = ["a-2a", "ua-1"]

if __name__ == "__main__":
    given = json.load(sys.stdin.buffer)
    files = {name: text.encode() for name, text in given["files"].items()}
    own = {"format": "pdf", "pdf_standards": ARCHIVAL, "timestamp": given["at"]} if "at" in given else {
        "format": "png", "ppi": given["ppi"]}  # fmt: skip
    sys.stdout.buffer.write(typst.compile(files, font_paths=[given["fonts"]], ignore_system_fonts=True, **own))
