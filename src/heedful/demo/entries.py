"""Who can be entered as in a demo folder, and the links that a customer would hold."""

from dataclasses import dataclass

from django.conf import settings

from heedful.core.models import Account
from heedful.core.permissions import AccessRole
from heedful.feedback.models import Complaint, Wave, WaveState

ORDER = [
    AccessRole.QUALITY_MANAGER,
    AccessRole.TOP_MANAGEMENT,
    AccessRole.PROCESS_OWNER,
    AccessRole.INTERNAL_AUDITOR,
    AccessRole.MEMBER,
]
WHAT_FOR = {
    AccessRole.QUALITY_MANAGER: "What needs me today; every question answered from live records",
    AccessRole.TOP_MANAGEMENT: "Whether customers are satisfied, in sentences",
    AccessRole.PROCESS_OWNER: "My process, its measures and what is asked of me",
    AccessRole.INTERNAL_AUDITOR: "Questions with the evidence beside them; nothing can be changed",
    AccessRole.MEMBER: "Log what a customer said; do an action",
}


@dataclass(frozen=True)
class Entry:
    """Somebody one can be."""

    email: str
    name: str
    role: str
    what_for: str


@dataclass(frozen=True)
class PublicLink:
    """A page that a customer sees."""

    address: str
    label: str
    what_for: str


def demo_entries() -> list[Entry]:
    """List one person of each role, in the order of the roles; nobody outside a demo."""
    if not settings.DEMO:
        return []
    found: dict[AccessRole, Entry] = {}
    accounts = Account.objects.filter(is_active=True, person__isnull=False).select_related("person")
    for account in accounts.prefetch_related("person__grants").order_by("pk"):
        for grant in account.person.grants.all():
            role = AccessRole(grant.role)
            if role in ORDER and grant.until is None and role not in found:
                found[role] = Entry(account.email, account.person.name, role.label, WHAT_FOR[role])
    return [found[role] for role in ORDER if role in found]


def public_links() -> list[PublicLink]:
    """List an open survey, the public form and the status page of a complaint that waits."""
    links = []
    wave = Wave.objects.filter(state=WaveState.OPEN, open_link=True).first()
    if wave is not None:
        links.append(PublicLink(f"/a/{wave.token}", "Answer a survey", "Two taps, on a phone"))
    links.append(PublicLink("/speak", "Say something", "Feedback or a complaint, without an account"))
    waiting = Complaint.objects.filter(acknowledged_at__isnull=False, state="open").first()
    if waiting is not None:
        links.append(PublicLink(f"/c/{waiting.token}", "See how a complaint stands", "What a complainant sees"))
    return links
