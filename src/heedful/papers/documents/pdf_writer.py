"""Set pages with typst: files as JSON come in, a PDF or pictures go out. Runs as a process of its own.

Typst keeps what it has set, some ten megabytes for twenty pages, until its process ends.
"""

import base64
import json
import sys
from typing import Any

import typst

ARCHIVAL: Any = ["a-2a", "ua-1"]

if __name__ == "__main__":
    given = json.load(sys.stdin.buffer)
    files: Any = {name: text.encode() for name, text in given["files"].items()}
    common: dict[str, Any] = {"font_paths": [given["fonts"]], "ignore_system_fonts": True}
    if "at" in given:
        content = typst.compile(files, None, format="pdf", pdf_standards=ARCHIVAL, timestamp=given["at"], **common)
    else:
        pages = typst.compile(files, format="png", ppi=given["ppi"], **common)
        pictures = pages if isinstance(pages, list) else [pages]
        content = json.dumps([base64.b64encode(picture).decode() for picture in pictures]).encode()
    sys.stdout.buffer.write(content)
