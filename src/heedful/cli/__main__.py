"""Run `python -m heedful.cli COMMAND` where the script is not on the path."""

from heedful.cli.main import main

main()
