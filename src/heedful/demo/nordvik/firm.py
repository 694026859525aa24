"""What the story needs at hand while it is told."""

from dataclasses import dataclass, field

from heedful.core.models import Person, Role, Unit
from heedful.customers.models import Contact, Customer, Product, Segment
from heedful.feedback.models import Channel, Method, Programme, SurveyVersion, Theme
from heedful.processes.models import Measure, Process


@dataclass
class Firm:
    """Nordvik Cold Chain: its people, places, customers and plans, by the names of the story."""

    people: dict[str, Person] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    segments: dict[str, Segment] = field(default_factory=dict)
    products: list[Product] = field(default_factory=list)
    customers: list[Customer] = field(default_factory=list)
    contacts: dict[object, list[Contact]] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    processes: dict[str, Process] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    methods: dict[tuple[str, bool], Method] = field(default_factory=dict)
    programme: Programme | None = None
    survey: SurveyVersion | None = None

    @property
    def dana(self) -> Person:
        """Give the quality manager."""
        return self.people["dana"]

    @property
    def sigrid(self) -> Person:
        """Give the managing director."""
        return self.people["sigrid"]

    @property
    def henrik(self) -> Person:
        """Give the other member of top management."""
        return self.people["henrik"]

    @property
    def ines(self) -> Person:
        """Give the owner of the feedback process."""
        return self.people["ines"]
