"""A folder of real patient feedback, brought in from its public file with the decisions that we made for it."""

import datetime
from importlib.resources import as_file, files
from pathlib import Path

from heedful.audits.nightly import run_nightly
from heedful.core import clock, people
from heedful.core.actors import System
from heedful.core.organisation import found_organisation, today
from heedful.core.permissions import AccessRole
from heedful.papers.imports.headless import bring_in
from heedful.papers.imports.models import ImportFile
from heedful.papers.imports.plan import read_plan

SETUP = System("setup")
DECISIONS = "nhs_fft_responses.yaml"
READERS = [
    ("Robin Hale", "robin", AccessRole.QUALITY_MANAGER),
    ("Morgan Price", "morgan", AccessRole.TOP_MANAGEMENT),
    ("Jamie Stone", "jamie", AccessRole.PROCESS_OWNER),
    ("Alex Reed", "alex", AccessRole.INTERNAL_AUDITOR),
    ("Sam Ward", "sam", AccessRole.MEMBER),
]
"""Invented readers; nobody in the file has a name here."""


def load(file: Path) -> ImportFile:
    """Found the organisation, let its readers in, bring the file in, and ask the questions of it."""
    began = clock.now().date() - datetime.timedelta(days=1)
    found_organisation(
        by=SETUP, name="Patient feedback (real)", on=began, country="GB", zone="Europe/London", languages="en",
        sector="Health services", scope="Answers of patients of two NHS trusts, as published.",
    )  # fmt: skip
    for name, address, role in READERS:
        person = people.add_person(by=SETUP, name=name)
        person = people.let_sign_in(person, by=SETUP, email=f"{address}@feedback.example")
        people.grant_role(person, by=SETUP, role=role, since=began)
    with as_file(files("heedful.demo.decisions") / DECISIONS) as decisions:
        done = bring_in(file, by=SETUP, kind="feedback", plan=read_plan(decisions))
    run_nightly(today())
    return done
