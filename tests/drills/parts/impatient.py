"""The settings of the house, but for how long it waits for a locked database and how large that may grow."""

import os

from heedful.config.settings import *  # noqa: F403

SQLITE_OPTIONS["timeout"] = 0.3
if room := os.environ.get("DRILL_PAGES"):
    SQLITE_OPTIONS["init_command"] += f"PRAGMA max_page_count={int(room)};"
