import imaplib
import os
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from heedful.cli.mailbox import Access, open_mailbox
from heedful.core.actors import System
from heedful.core.models import Organisation
from heedful.feedback.letters import Mailbox, take_all
from heedful.feedback.models import Became


class Command(BaseCommand):
    """Take the letters that wait in a mailbox."""

    help = (
        "Take each new letter of an IMAP mailbox as one piece of feedback. HEEDFUL_IMAP_HOST and HEEDFUL_IMAP_USER say"
        " whose mailbox, HEEDFUL_IMAP_PASSWORD or HEEDFUL_IMAP_PASSWORD_FILE opens it; HEEDFUL_IMAP_FOLDER and"
        " HEEDFUL_IMAP_PORT where they are not INBOX and 993."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 1 where a letter had to be left, 2 where the mailbox could not be opened."""
        if not Organisation.objects.exists():
            raise CommandError("There is no organisation in this folder yet: begin with `heedful init`.", returncode=2)
        access = access_from(os.environ)
        try:
            with open_mailbox(access) as mailbox:
                left = self.take(mailbox)
        except (imaplib.IMAP4.error, OSError) as wrong:
            raise CommandError(f"The mailbox at {access.host} could not be read: {wrong}", returncode=2) from wrong
        if left:
            raise CommandError(f"{left} had to be left in the mailbox.", returncode=1)

    def take(self, mailbox: Mailbox) -> int:
        """Take all that waits, say what became of it, and count what had to be left."""
        counted: Counter[str] = Counter()
        left = 0
        for name, letter, why in take_all(mailbox, by=System("mail")):
            if letter is not None:
                counted[Became(letter.became).label] += 1
            elif why.startswith("refused"):
                left += 1
                self.stdout.write(f"Letter {name} {why}")
        for label, many in sorted(counted.items()):
            self.stdout.write(f"{many:,}  {label}")
        if not counted:
            self.stdout.write("No new letter.")
        return left


def access_from(environment: Any) -> Access:
    """Read from the environment where the mailbox is."""
    host, user = environment.get("HEEDFUL_IMAP_HOST", ""), environment.get("HEEDFUL_IMAP_USER", "")
    password, kept_in = environment.get("HEEDFUL_IMAP_PASSWORD", ""), environment.get("HEEDFUL_IMAP_PASSWORD_FILE", "")
    try:
        password = password or (Path(kept_in).read_text().strip() if kept_in else "")
        port = int(environment.get("HEEDFUL_IMAP_PORT", "993"))
    except (OSError, ValueError) as wrong:
        raise CommandError(f"The mailbox is not set up: {wrong}", returncode=2) from wrong
    if not (host and user and password):
        said = "Set HEEDFUL_IMAP_HOST, HEEDFUL_IMAP_USER and HEEDFUL_IMAP_PASSWORD_FILE first."
        raise CommandError(f"No mailbox is set up. {said}", returncode=2)
    return Access(host, port, user, password, environment.get("HEEDFUL_IMAP_FOLDER", "INBOX"))
