import getpass
import sys
from argparse import ArgumentParser
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from heedful.cli.folders import prepare_tables
from heedful.core import clock
from heedful.core.actors import System
from heedful.core.beginning import begin
from heedful.core.models import Organisation

ASKED = {
    "organisation": ("Name of the organisation", ""),
    "country": ("Country, two letters; it decides public holidays", "GB"),
    "zone": ("Time zone", "Europe/London"),
    "person": ("Name of the quality manager", ""),
    "email": ("Their e-mail address, to sign in with", ""),
}


class Command(BaseCommand):
    """Make a folder ready for an organisation, and let its quality manager in."""

    help = "Begin: make the tables, found the organisation, let its quality manager sign in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take by option what is not to be asked."""
        for name, (words, _) in ASKED.items():
            parser.add_argument(f"--{name}", help=words)
        parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input")

    def handle(self, *args: Any, password_stdin: bool, **options: Any) -> None:
        """Refuse where there is an organisation; otherwise begin one, or leave the folder without."""
        prepare_tables()
        if found := Organisation.objects.first():
            raise CommandError(f"This folder is {found.name}'s already. Choose another with --data.", returncode=1)
        said = {name: options[name] or self.asked(name) for name in ASKED}
        said["country"] = said["country"].upper()
        if said["zone"] not in available_timezones():
            raise CommandError("zone: This time zone is not known; an example is Europe/Oslo.", returncode=2)
        password = sys.stdin.readline().rstrip("\n") if password_stdin else self.new_password()
        on = clock.today(ZoneInfo(said["zone"]))
        try:
            person = begin(by=System("init"), password=password, on=on, **said)
        except ValidationError as refusal:
            raise CommandError("\n".join(told(refusal)), returncode=2) from refusal
        self.stdout.write(f"{said['organisation']} begins in {settings.FOLDER.path}; {person.name} can sign in.")
        self.stdout.write("Next: heedful serve")

    def asked(self, name: str) -> str:
        """Ask for what no option gave; without a terminal, say which option is missing."""
        words, usual = ASKED[name]
        if usual and not sys.stdin.isatty():
            return usual
        if not sys.stdin.isatty():
            raise CommandError(f"--{name} is missing: {words}.", returncode=2)
        given = input(f"{words}{f' [{usual}]' if usual else ''}: ").strip() or usual
        return given or self.asked(name)

    def new_password(self) -> str:
        """Ask for the password twice."""
        if not sys.stdin.isatty():
            raise CommandError("Give the password on standard input, with --password-stdin.", returncode=2)
        first = getpass.getpass("Password, ten characters or more: ")
        if first != getpass.getpass("Once more: "):
            raise CommandError("The two differ; nothing was done.", returncode=2)
        return first


def told(refusal: ValidationError) -> list[str]:
    """Say what was refused, field by field."""
    return [f"{name}: {error}" for name, errors in refusal.update_error_dict({}).items() for error in errors]
