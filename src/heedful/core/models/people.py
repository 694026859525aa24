"""People, what they may do, and where they belong."""

import datetime
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from heedful.core import clock
from heedful.core.actors import Reader
from heedful.core.models.row import Record, Row, Rows
from heedful.core.permissions import GRANTS, AccessRole, Permission


class Accounts(BaseUserManager["Account"]):
    """Sign-ins by e-mail address, each with the person it belongs to."""

    def get_queryset(self) -> models.QuerySet["Account"]:
        """Bring the person along: every page asks who it is."""
        return super().get_queryset().select_related("person")

    def create_user(self, email: str, password: str | None = None) -> "Account":
        """Make a sign-in; without a password it is usable only after one was set."""
        account = self.model(email=self.normalize_email(email).lower())
        account.set_password(password)
        account.save()
        return account


class Account(AbstractBaseUser):
    """A sign-in. It lives now and has no history; the Person it belongs to has."""

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = Accounts()
    table: ClassVar[str] = "technical"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def has_perm(self, *args: Any) -> bool:
        """Answer no: rights are Grants of the Person, asked by commands alone."""
        return False

    has_module_perms = has_perm


class Staff(Rows):
    """People and what belongs to them: shown to who reads records, and to who manages people."""

    def visible_to(self, person: Reader | None) -> Self:
        """Show what this person may read or manage."""
        manages = isinstance(person, Person) and person.may(Permission.MANAGE_PEOPLE)
        return self.all() if manages else super().visible_to(person)


class Unit(Record):
    """A site or a department; what is delivered and heard is counted by it."""

    name = models.CharField(max_length=120)
    closed_on = models.DateField(null=True, blank=True)
    objects: ClassVar[Any] = Staff.as_manager()
    prefix = "UNIT"

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["name"], name="unit_named_once",
                       violation_error_message="There is a unit of this name already.")]  # fmt: skip

    @property
    def title(self) -> str:
        """Call it by its name."""
        return self.name


class Person(Record):
    """Somebody who works here or for us: a user, or only a name."""

    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    account = models.OneToOneField(Account, models.SET_NULL, null=True, blank=True, related_name="person")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="people")
    employed_from = models.DateField(null=True, blank=True)
    employed_until = models.DateField(null=True, blank=True)
    external_key = models.CharField(max_length=80, null=True, blank=True, unique=True)

    objects: ClassVar[Any] = Staff.as_manager()
    personal = ("name", "email")
    prefix = "P"

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(employed_until=None) | Q(employed_from=None) | Q(employed_until__gte=F("employed_from")),
                name="person_left_after_arrival",
                violation_error_message="The last day cannot be before the first.",
            ),
        ]

    @property
    def title(self) -> str:
        """Call them by their name."""
        return self.name

    @property
    def reads(self) -> bool:
        """Say whether they read records."""
        return self.may(Permission.READ)

    def may(self, permission: Permission) -> bool:
        """Say whether a role they hold today gives this right."""
        return permission in self.rights

    @property
    def rights(self) -> frozenset[Permission]:
        """Gather the rights of the roles held today; asked once for each object."""
        if "_rights" not in self.__dict__:
            self._rights = rights_of(self.roles_on(clock.now().date()))
        return self._rights

    def roles_on(self, day: datetime.date) -> list[AccessRole]:
        """List the access roles held on a day."""
        return [AccessRole(grant.role) for grant in self.grants.all() if grant.holds_on(day)]

    def hold_rights(self, rights: frozenset[Permission]) -> None:
        """Carry rights that were looked up in the live database."""
        self._rights = rights


def rights_of(roles: list[AccessRole]) -> frozenset[Permission]:
    """Gather what these roles allow."""
    return frozenset().union(*(GRANTS[role] for role in roles))


class Grant(Row):
    """An access role held by a person for a time; top management's is the time in office."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=30, choices=AccessRole.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    objects: ClassVar[Any] = Staff.as_manager()

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="grant_ends_after_start",
                violation_error_message="A role cannot end before it began.",
            ),
        ]

    def holds_on(self, day: datetime.date) -> bool:
        """Say whether the role is held on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


class Role(Record):
    """A role of the organisation: what its holder answers for, and what they may decide."""

    name = models.CharField(max_length=120)
    responsibility = models.TextField(blank=True)
    authority = models.TextField(blank=True)
    contact = models.BooleanField(default=False, help_text="Its holders speak with customers.")
    runs_system = models.BooleanField(default=False, help_text="Its holder runs the quality management system.")
    customer_focus = models.BooleanField(default=False, help_text="Its holder promotes customer focus everywhere.")
    reports_to_top = models.BooleanField(default=False, help_text="Its holder has a direct line to top management.")
    since = models.DateField(null=True, blank=True)
    retired_on = models.DateField(null=True, blank=True)
    objects: ClassVar[Any] = Staff.as_manager()
    prefix = "ROLE"

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["name"], name="role_named_once",
                       violation_error_message="There is a role of this name already.")]  # fmt: skip

    @property
    def title(self) -> str:
        """Call it by its name."""
        return self.name


class RoleAssignment(Row):
    """A person holds a role of the organisation for a time."""

    role = models.ForeignKey(Role, models.PROTECT, related_name="assignments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="assignments")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    deputy = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    approved_on = models.DateField(null=True, blank=True)
    communicated_on = models.DateField(null=True, blank=True, help_text="Told to the holder and to those concerned.")
    acknowledged_on = models.DateField(null=True, blank=True, help_text="The holder confirmed that it reached them.")
    understood_on = models.DateField(
        null=True, blank=True, help_text="Shown by a check or an interview, never a click."
    )
    understood_how = models.CharField(max_length=200, blank=True)
    objects: ClassVar[Any] = Staff.as_manager()

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(deputy=None) | ~Q(deputy=F("person")),
                name="assignment_deputy_is_another",
                violation_error_message="The deputy is somebody other than the holder.",
            ),
            models.CheckConstraint(
                condition=Q(understood_on=None) | ~Q(understood_how=""),
                name="assignment_understood_is_shown",
                violation_error_message="Say by which check or interview it was shown.",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="assignment_ends_after_start",
                violation_error_message="An assignment cannot end before it began.",
            ),
        ]


class Training(Row):
    """Somebody was trained for something, such as taking complaints."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="trainings")
    role = models.ForeignKey(Role, models.PROTECT, null=True, blank=True, related_name="trainings")
    what = models.CharField(max_length=200)
    held_on = models.DateField()
    objects: ClassVar[Any] = Staff.as_manager()

    class Meta:
        ordering = ["-held_on"]


class AuthorityLimit(Row):
    """What the holders of a role may settle alone, up to which sum."""

    role = models.ForeignKey(Role, models.PROTECT, related_name="limits")
    what = models.CharField(max_length=200)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    objects: ClassVar[Any] = Staff.as_manager()

    class Meta:
        ordering = ["-since"]
