"""What every audited row is: a random key, a version, a state that history keeps."""

import datetime
import decimal
import uuid
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models

from heedful.core import recording
from heedful.core.actors import Reader
from heedful.core.ids import new_id


class Rows(models.QuerySet[Any]):
    """Rows as a person may see them."""

    def visible_to(self, person: Reader | None) -> Self:
        """Show what this person may read; nothing to a stranger."""
        return self.all() if person is not None and person.reads else self.none()


def _plain(value: Any) -> Any:
    return value


def _text(value: Any) -> Any:
    return None if value is None else str(value)


def _moment(value: Any) -> Any:
    if value is None:
        return None
    return value.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _day(value: Any) -> Any:
    return None if value is None else value.isoformat()


def _decimal(field: Any) -> Callable[[Any], Any]:
    step = decimal.Decimal(1).scaleb(-field.decimal_places)
    return lambda value: None if value is None else str(decimal.Decimal(value).quantize(step))


def _writer(field: Any) -> Callable[[Any], Any]:
    """Choose how a field's value is written into the history: never as a fraction."""
    target: Any = field
    while target.remote_field:
        target = target.target_field
    if isinstance(target, models.DecimalField):
        return _decimal(target)
    for kind, writer in (
        (models.UUIDField, _text),
        (models.DateTimeField, _moment),
        (models.DateField, _day),
        (models.TimeField, _day),
        (models.FloatField, _text),
    ):
        if isinstance(target, kind):
            return writer
    return _plain


class Row(models.Model):
    """A row that history keeps: each change raises its version by one and leaves one entry."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = Rows.as_manager()

    table: ClassVar[str] = "row"
    schema: ClassVar[int] = 1
    personal: ClassVar[tuple[str, ...]] = ()
    """Fields that are somebody's own; they go into a compartment that can be erased."""
    _writers: ClassVar[list[tuple[str, Callable[[Any], Any], bool]] | None] = None

    class Meta:
        abstract = True

    @property
    def ref(self) -> str:
        """Name this row to the whole house."""
        return f"{self._meta.model_name}/{self.pk}"

    @property
    def subject(self) -> uuid.UUID:
        """Say whose the personal fields are; its own where nobody is known."""
        return self.pk

    @classmethod
    def writers(cls) -> list[tuple[str, Callable[[Any], Any], bool]]:
        """List each column with how it is written and whether it is personal."""
        if "_writers" not in cls.__dict__ or cls._writers is None:
            cls._writers = [
                (f.attname, _writer(f), f.name in cls.personal)
                for f in cls._meta.concrete_fields
                if f.name not in ("id", "version")
            ]
        return cls._writers

    def compartments(self) -> tuple[dict[str, Any], dict[str, Any] | None]:
        """Write the whole row down: what stays, and what can be erased."""
        kept: dict[str, Any] = {}
        own: dict[str, Any] = {}
        for name, write, is_personal in self.writers():
            (own if is_personal else kept)[name] = write(getattr(self, name))
        return kept, (own if self.personal else None)

    def save(self, *, update_fields: Sequence[str] | None = None, **options: Any) -> None:  # type: ignore[override]
        """Save what a command changed, and raise the version in the same statement."""
        if recording.current.get() is None:
            raise recording.OutsideCommand(f"{self.ref} was saved outside a command")
        if self._state.adding:
            self.check_shape(None)
            self.version = 1
            super().save(force_insert=True, **options)
            return
        if not update_fields:
            raise ValueError("name what changed: save(update_fields=[...])")
        self.check_shape(update_fields)
        self.version += 1
        super().save(update_fields=[*update_fields, "version"], **options)

    def check_shape(self, names: Sequence[str] | None) -> None:
        """Refuse a value that does not fit its field, by name, before the database is asked."""
        wrong: dict[str, list[str]] = {}
        for field in self._meta.concrete_fields:
            if field.remote_field or field.name in ("id", "version", "key"):
                continue
            if names is not None and field.name not in names:
                continue
            value = getattr(self, field.attname)
            if isinstance(value, str) and not _keepable(value):
                wrong[field.name] = ["This text holds a character that cannot be kept."]
            elif not (field.blank and value in field.empty_values):
                try:
                    setattr(self, field.attname, field.clean(value, self))
                except ValidationError as refusal:
                    wrong[field.name] = refusal.messages
        if wrong:
            raise ValidationError(wrong)


def _keepable(value: str) -> bool:
    """Say whether both databases and the history can hold this text."""
    if "\0" in value:
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


class Record(Row):
    """A row that people call by name: it has a readable key, an owner, links, comments and attachments."""

    key = models.CharField(max_length=24, unique=True, null=True, editable=False)
    owner = models.ForeignKey("core.Person", models.PROTECT, null=True, blank=True, related_name="+")

    prefix: ClassVar[str] = ""
    """Letters before the number of its key, as in C-431."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.key or 'new'} {self.title}"

    @property
    def title(self) -> str:
        """Say in a few words what this is."""
        return str(self.key)

    @property
    def search_text(self) -> str:
        """Give the words by which it is found, beside key and title."""
        return ""

    def save(self, *, update_fields: Sequence[str] | None = None, **options: Any) -> None:  # type: ignore[override]
        """Save, and ask for a readable key where there is none yet."""
        fresh = self._state.adding
        super().save(update_fields=update_fields, **options)
        running = recording.current.get()
        if running is not None:
            running.shown[self.pk] = self
            if fresh and self.key is None:
                running.keyless.append(self)
