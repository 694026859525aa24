"""The last round is asked by e-mail: most mails go, one address is refused, and once the line broke."""

from heedful.demo.nordvik.firm import Firm
from heedful.demo.story import Story
from heedful.feedback.models import Disposition
from heedful.feedback.surveys.inviting import note_disposition
from heedful.notices.commands import claim_notice, mark_perhaps, mark_refused
from heedful.notices.models import Notice, NoticeState
from heedful.notices.reading import NOTICES, read_history
from heedful.notices.turns import take_turn

SINCE = 12
"""Days ago on which the last round was opened."""


def mail(story: Story, firm: Firm) -> None:
    """Let mail go twice a day since the last round opened."""
    story.at(story.moment(story.days_ago(SINCE), 8, 30), go_wrong, story)
    for back in range(SINCE, -1, -1):
        for hour in (9, 15):
            story.at(story.moment(story.days_ago(back), hour), go_out, story)


def go_wrong(story: Story) -> None:
    """One mailbox is not there, and of one mail nobody can tell whether it went."""
    read_history(at=story.now)
    waiting = Notice.objects.filter(state=NoticeState.WAITING).select_related("invitation__contact").order_by("pk")[:2]
    if len(waiting) < 2:
        return
    refused, broken = (claim_notice(one, by=NOTICES, at=story.now, address="") for one in waiting)
    mark_refused(refused, by=NOTICES, at=story.now, why="550 5.1.1 No such mailbox", for_good=True)
    if refused.invitation is not None:
        note_disposition(refused.invitation, by=NOTICES, disposition=Disposition.NO_CONTACT)
    mark_perhaps(broken, by=NOTICES, why="The line broke while it was being sent: Connection unexpectedly closed")


def go_out(story: Story) -> None:
    """Send all that may go at this hour."""
    while take_turn(at=story.now):
        pass
