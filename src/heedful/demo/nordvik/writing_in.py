"""What customers write in: by e-mail and by the order portal, over two years, and what waits in the inbox today."""

from heedful.core.actors import System
from heedful.demo.nordvik.firm import Firm
from heedful.demo.story import Story
from heedful.feedback.clients import admit_client, send_feedback
from heedful.feedback.inbox import sort_feedback
from heedful.feedback.letter_reading import read_letter
from heedful.feedback.letters import letter_box, take_letter
from heedful.feedback.models import ApiClient, Feedback

WAITING = (
    # days ago, kind, words, who
    (2, "enquiry", "Can you send us the temperature log of Tuesday's delivery? Our auditor asks for it.", "Kari Moe"),
    (
        2,
        "suggestion",
        "It would be better if the driver called ten minutes before. Then our dock is free.",
        "Anna Lund",
    ),
    (1, "compliment", "Thank you for the quick help on Friday; the driver was very friendly.", "Jon Dale"),
    (1, "enquiry", "Vi lurer på om dere kan levere på lørdager fra mai, og hva det ville koste oss.", "Siri Haug"),
)
SORTED = (
    # days ago, kind, words, theme
    (300, "suggestion", "Please print the pallet number on the delivery note.", "Temperature log missing"),
    (180, "enquiry", "Do you have a truck on Saturdays in May?", ""),
    (90, "compliment", "Thanks, everything arrived cold and on time.", ""),
)
LETTERS = (
    # days ago, heading, sender, more headers, words
    (40, "Automatic reply: Your delivery", "Ove Berg <ove@example.org>", "Auto-Submitted: auto-replied", "I am away."),
    (21, "Undelivered Mail Returned to Sender", "MAILER-DAEMON@example.org", "", "No such mailbox."),
    (9, "Weekly offers", "Offers <news@example.net>", "List-Unsubscribe: <mailto:off@example.net>", "Buy pallets."),
    (1, "Gate code", "Berit Aas <berit@example.org>", "", "Our gate has a new code from Monday. Whom do we tell?"),
)


def write_in(story: Story, firm: Firm) -> None:
    """Let a program in, and let customers write by it and by e-mail."""
    story.at(story.moment(story.days_ago(320)), _admit, story, firm)
    for back, heading, sender, header, words in LETTERS:
        story.at(story.moment(story.days_ago(back), 13), _letter, story, back, heading, sender, header, words)


def _admit(story: Story, firm: Firm) -> None:
    """Let the order portal send what customers write there."""
    day = story.now.astimezone(story.zone).date()
    portal = admit_client(by=firm.dana, name="Order portal", on=day, channel=None).client
    for number, (back, kind, words, theme) in enumerate(SORTED):
        story.at(story.moment(story.days_ago(back), 10), _send, portal, f"portal-{number:05}", kind, words, "")
        story.at(story.moment(story.days_ago(back - 1), 10), _sort, story, firm, words, theme)
    for number, (back, kind, words, who) in enumerate(WAITING):
        story.at(story.moment(story.days_ago(back), 9, number), _send, portal, f"waits-{number:05}", kind, words, who)


def _send(portal: ApiClient, key: str, kind: str, words: str, sender: str) -> None:
    """Send on what a customer wrote in the portal."""
    send_feedback(by=portal, key=key, kind=kind, words=words, sender=sender)


def _sort(story: Story, firm: Firm, words: str, theme: str) -> None:
    """Sort it the day after."""
    heard = Feedback.objects.get(words=words)
    day = story.now.astimezone(story.zone).date()
    sort_feedback(heard, by=firm.ines, on=day, theme=firm.themes.get(theme))


def _letter(story: Story, back: int, heading: str, sender: str, header: str, words: str) -> None:
    """Take a letter from the mailbox, or list it."""
    lines = [f"Message-ID: <nordvik-{back}@example.org>", f"From: {sender}", f"Subject: {heading}"]
    raw = "\r\n".join([*lines, *([header] if header else []), "", words])
    take_letter(read_letter(raw.encode()), by=System("mail"), came_at=story.now, channel=letter_box())
