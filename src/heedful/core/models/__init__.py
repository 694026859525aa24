from heedful.core.models.attached import Attachment, Comment, Found, Link
from heedful.core.models.entry import Entry
from heedful.core.models.organisation import KeyBlock, Organisation
from heedful.core.models.people import (
    Account,
    AuthorityLimit,
    Grant,
    Person,
    Role,
    RoleAssignment,
    Training,
    Unit,
    rights_of,
)
from heedful.core.models.row import Record, Row, Rows

__all__ = [
    "Account", "Attachment", "AuthorityLimit", "Comment", "Entry", "Found", "Grant", "KeyBlock", "Link",
    "Organisation", "Person", "Record", "Role", "RoleAssignment", "Row", "Rows", "Training", "Unit", "rights_of",
]  # fmt: skip
