"""The one script: `heedful COMMAND`."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Take --data before anything reads the settings, then hand over."""
    arguments = sys.argv[1:]
    if "--data" in arguments:
        at = arguments.index("--data")
        os.environ["HEEDFUL_DATA"] = arguments[at + 1] if at + 1 < len(arguments) else ""
        del arguments[at : at + 2]
    if arguments[:1] and not arguments[0].startswith("-"):
        arguments[0] = arguments[0].replace("-", "_")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "heedful.config.settings")
    execute_from_command_line(["heedful", *arguments])
