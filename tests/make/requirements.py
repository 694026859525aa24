"""Requirements."""

from heedful.requirements import commands
from heedful.requirements.models import SourceType
from tests.make.core import TEST, organisation, person
from tests.make.processes import process


def requirement(statement="Chilled goods 0 to 4 °C until handover", source_type=SourceType.REGULATORY, **more):
    """A requirement that was written down."""
    organisation()
    return commands.add_requirement(by=TEST, statement=statement, source_type=source_type, **more)


def requirement_in_force(statement="Chilled goods 0 to 4 °C until handover", **more):
    """A requirement in force, with owner, process and verification."""
    more = {"verification": "Temperature log of every pallet"} | more
    more["owner"] = more.get("owner") or person()
    more["process"] = more.get("process") or process()
    return commands.bring_into_force(requirement(statement, **more), by=TEST)
