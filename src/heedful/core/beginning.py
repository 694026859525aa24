"""The first minute of a folder: its organisation, and somebody who can do everything else."""

import datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from heedful.core.actors import Actor
from heedful.core.commands import command
from heedful.core.models import Organisation, Person
from heedful.core.organisation import found_organisation
from heedful.core.people import add_person, grant_role, let_sign_in
from heedful.core.permissions import AccessRole, Permission


@command(needs=Permission.SET_UP)
def begin(
    *, by: Actor, organisation: str, person: str, email: str, password: str, on: datetime.date, **more: Any
) -> Person:
    """Found the organisation and let its quality manager sign in, who also administers it until somebody else does.

    `more` takes what is set up of an organisation: country, region, zone, languages, sector, size.
    """
    if Organisation.objects.exists():
        raise ValidationError("This folder has an organisation already. Choose another folder for another one.")
    try:
        validate_password(password)
    except ValidationError as weak:
        raise ValidationError({"password": weak.messages}) from weak
    found_organisation(by=by, name=organisation, on=on, **more)
    manager = add_person(by=by, name=person, email=email, employed_from=on)
    manager = let_sign_in(manager, by=by, email=email, password=password)
    for role in (AccessRole.QUALITY_MANAGER, AccessRole.ADMINISTRATOR):
        grant_role(manager, by=by, role=role, since=on)
    return manager
