"""What the pages of feedback show in the browser."""

from tests import make


def sorting():
    """A thing that waits between two others, with something like it and words that suggest much."""
    make.theme("Cold chain")
    make.feedback(words="The pallet was damaged at the dock.", customer=make.customer("Halden Foods"))
    make.feedback(words="The first that waits.", heard_at=make.moment("2026-03-01"))
    heard = make.feedback(
        kind="enquiry", heard_at=make.moment("2026-03-02"), sender="Somebody whose name is so long that it will not",
        words="The pallet was damaged again and somebody was hurt at the dock. " + "x" * 300,
    )  # fmt: skip
    return f"/feedback/sort/{heard.pk}"


def letters():
    """The channel of letters, one taken and one listed."""
    mail = make.channel("Mail", kind="email", authority="A credit note up to 200 euro.", languages="en nb")
    make.channel_test(mail)
    make.taken_letter(mail)
    make.taken_letter(mail, auto=True)
    return f"/feedback/channels/{mail.pk}"


def programs():
    """Programs that may send feedback."""
    make.client("Shop", channel=make.channel())
    return "/settings/programs"
