"""The kinds of file that can be brought in."""

from heedful.papers.imports.kind import Kind
from heedful.papers.imports.kinds.complaints import Complaints
from heedful.papers.imports.kinds.contacts import Contacts
from heedful.papers.imports.kinds.customers import Customers
from heedful.papers.imports.kinds.deliveries import Deliveries
from heedful.papers.imports.kinds.feedback import FeedbackFile
from heedful.papers.imports.kinds.measurements import Measurements
from heedful.papers.imports.kinds.people import People
from heedful.papers.imports.kinds.requirements import Requirements

_MAKERS: dict[str, type[Kind]] = {
    made.name: made
    for made in (FeedbackFile, Complaints, Customers, Contacts, Deliveries, Measurements, Requirements, People)
}  # fmt: skip


def kind_of(name: str) -> Kind:
    """Give a kind of file by its name, fresh: it holds what is known while one file is judged."""
    return _MAKERS[name]()
