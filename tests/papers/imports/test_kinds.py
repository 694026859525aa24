"""Every kind of file comes in: what it needs, what it points at, what it refuses."""

import datetime
import decimal

import pytest

from heedful.core.models import Person
from heedful.customers.models import Contact, Customer, Delivery
from heedful.feedback.models import Complaint, ComplaintState
from heedful.papers.imports import looking
from heedful.papers.imports.kinds import kind_of
from heedful.papers.imports.mapping import suggest
from heedful.papers.imports.models import ImportKind
from heedful.papers.imports.oddities import Decision
from heedful.papers.sheets import write_xlsx
from heedful.processes.models import Measurement
from heedful.requirements.models import Requirement
from tests import make

pytestmark = pytest.mark.django_db


def bring(tmp_path, kind, rows, *decisions):
    """Bring rows in under the names that are suggested for their columns."""
    path = make.sheet_file(tmp_path, rows, name=f"{kind}.csv")
    columns = suggest(kind_of(kind), list(rows[0]))
    return make.brought_file(path, make.import_plan(*decisions, kind=kind, columns=columns))


def odd(tmp_path, kind, rows):
    """What is odd about rows."""
    path = make.sheet_file(tmp_path, rows, name=f"{kind}.csv")
    columns = suggest(kind_of(kind), list(rows[0]))
    file = make.judged_file(path, make.import_plan(kind=kind, columns=columns))
    return {(g.code, g.value) for g in looking.groups_of(file)}


def test_each_kind_has_its_page_its_words_and_a_column_for_every_need():
    for name in ImportKind.values:
        kind = kind_of(name)
        header = [target.words[0] if target.words else target.label for target in kind.targets]
        assert suggest(kind, header) == {t.name: h for t, h in zip(kind.targets, header, strict=True)}


def test_customers(tmp_path):
    row = {"id": "K1", "name": "Halden Foods", "segment": "Retail", "revenue": "1200.50", "since": "2024-01-31",
           "language": "nb"}  # fmt: skip
    file = bring(tmp_path, "customers", [row], Decision("segment", "unknown", "*", "add"))

    customer = Customer.objects.get()
    assert (customer.name, customer.segment.name, customer.value) == (
        "Halden Foods",
        "Retail",
        decimal.Decimal("1200.50"),
    )
    assert (customer.since, customer.language, customer.key) == (datetime.date(2024, 1, 31), "nb", "CU-1")
    assert make.last_entry(customer).by == f"import/{file.pk}"
    assert odd(tmp_path, "customers", [{"name": "X", "since": "2024-02-01", "left": "2024-01-01"}]) == {
        ("rule", "the customer left before they came")
    }


def test_contacts(tmp_path):
    found = make.customer(name="Halden Foods")
    bring(tmp_path, "contacts", [{"id": "P1", "customer": found.key, "name": "Åse Lie", "email": "ase@example.org",
                                  "role": "User", "consent": "no"}])  # fmt: skip

    contact = Contact.objects.get()
    assert (contact.customer, contact.email, contact.role, contact.consents) == (
        found,
        "ase@example.org",
        "user",
        False,
    )
    assert odd(tmp_path, "contacts", [{"customer": "Nobody", "name": "X", "email": "no address"}]) == {
        ("unknown", "Nobody"), ("value", "no address")
    }  # fmt: skip


def test_deliveries_from_a_workbook(tmp_path):
    make.customer(name="Halden Foods")
    path = tmp_path / "deliveries.xlsx"
    rows = [["D1", "Halden Foods", "North", datetime.date(2026, 3, 1), datetime.date(2026, 3, 31), 12]]
    path.write_bytes(write_xlsx(["id", "customer", "site", "from", "to", "quantity"], rows))
    columns = suggest(kind_of("deliveries"), ["id", "customer", "site", "from", "to", "quantity"])

    make.brought_file(
        path, make.import_plan(Decision("site", "unknown", "*", "add"), kind="deliveries", columns=columns)
    )

    delivery = Delivery.objects.get()
    assert (delivery.quantity, delivery.unit.name, delivery.external_key) == (12, "North", "D1")
    assert (delivery.first_on, delivery.last_on) == (datetime.date(2026, 3, 1), datetime.date(2026, 3, 31))


def test_a_delivery_whose_days_run_backwards_or_whose_customer_fits_two_is_asked_about(tmp_path):
    make.customer(name="Halden Foods")
    row = {"customer": "Halden Foods", "from": "2026-03-02", "to": "2026-03-01", "quantity": "0"}

    assert odd(tmp_path, "deliveries", [row]) == {("value", "0")}
    assert odd(tmp_path, "deliveries", [row | {"quantity": "3"}]) == {("rule", "the last day lies before the first")}


def test_measurements(tmp_path):
    measure = make.measure(unit="%")
    rows = [{"measure": measure.key, "date": "2026-03-31", "k": "9", "n": "12"},
            {"measure": measure.name, "date": "2026-04-30", "k": "12", "n": "12"}]  # fmt: skip
    bring(tmp_path, "measurements", rows)
    again = bring(tmp_path, "measurements", rows)

    assert list(Measurement.objects.order_by("last_on").values_list("value", "k", "n")) == [(75, 9, 12), (100, 12, 12)]
    assert (again.things, again.here) == (0, 2)
    assert odd(tmp_path, "measurements", [{"measure": measure.key, "date": "2026-05-31", "k": "1", "n": ""}]) == {
        ("rule", "the row has no value")
    }


def test_requirements(tmp_path):
    process = make.process()
    row = {"id": "R1", "statement": "Chilled goods arrive at 0 to 4 °C.", "type": "regulatory"}
    bring(tmp_path, "requirements", [row | {"process": process.name, "critical": "yes"}])

    requirement = Requirement.objects.get()
    assert (requirement.source_type, requirement.process, requirement.critical) == ("regulatory", process, True)
    assert requirement.key == "REQ-1"


def test_requirements_of_the_law_come_with_market_article_and_why_they_apply(tmp_path):
    row = {"id": "R1", "statement": "Chilled goods arrive at 0 to 4 °C.", "type": "regulatory", "market": "Norway",
           "law": "EC 852/2004", "article": "4", "applies because": "We carry food.", "safety": "yes", "months": "6",
           "jurisdiction": "EEA"}  # fmt: skip
    assert odd(tmp_path, "requirements", [row]) == {("unknown", "Norway")}

    bring(tmp_path, "requirements", [row], Decision("market", "unknown", "*", "add"))

    found = Requirement.objects.get()
    assert (found.market.name, found.instrument, found.article, found.every_months) == (
        "Norway", "EC 852/2004", "4", 6
    )  # fmt: skip
    assert (found.applies_because, found.safety, found.jurisdiction) == ("We carry food.", True, "EEA")


def test_people_come_with_their_unit_and_without_a_right(tmp_path):
    row = {"id": "E1", "name": "Åse Lie", "email": "ase@example.org", "unit": "North", "since": "2024-02-29"}
    rows = [row, row | {"id": "E2", "name": "Bo Dahl", "email": "", "since": "", "left on": "2025-01-31"}]
    rows[0]["left on"] = ""
    bring(tmp_path, "people", rows, Decision("unit", "unknown", "*", "add"))
    again = bring(tmp_path, "people", rows)

    first, second = Person.objects.order_by("name").filter(external_key__isnull=False)[::-1]
    assert (first.name, first.unit.name, first.employed_from) == ("Åse Lie", "North", datetime.date(2024, 2, 29))
    assert (first.account, first.grants.count(), second.employed_until) == (None, 0, datetime.date(2025, 1, 31))
    assert make.last_entry(first).act == "person.imported"
    assert (again.things, again.here) == (0, 2)
    assert odd(tmp_path, "people", [rows[0] | {"id": "E9"}]) == {
        ("rule", "somebody here has this e-mail address already")
    }
    assert odd(tmp_path, "people", [rows[1] | {"id": "E8", "since": "2025-02-01"}]) == {
        ("rule", "the person left before they came")
    }


def test_complaints_with_the_dates_of_their_source(tmp_path):
    rows = [
        {"id": "C1", "received": "2026-03-02", "complaint": "It arrived warm.", "acknowledged": "2026-03-03",
         "answered": "2026-03-10", "outcome": "Upheld", "closed": "2026-03-12", "severity": "High"},
        {"id": "C2", "received": "2026-03-05", "complaint": "Nobody called back.", "acknowledged": "",
         "answered": "", "outcome": "", "closed": "", "severity": ""},
    ]  # fmt: skip
    bring(tmp_path, "complaints", rows)

    closed, waiting = Complaint.objects.order_by("external_key")
    assert (closed.state, closed.outcome, closed.severity) == (ComplaintState.CLOSED, "upheld", 3)
    assert (waiting.state, waiting.received_on) == (ComplaintState.OPEN, datetime.date(2026, 3, 5))
    assert closed.feedback.words == "It arrived warm."
    assert odd(tmp_path, "complaints", [rows[0] | {"id": "C3", "answered": "2026-03-01"}]) == {
        ("rule", "answered on lies before the day of receipt")
    }


@pytest.mark.parametrize("kind", ImportKind.values)
def test_any_text_in_any_cell_is_taken_or_asked_about_and_never_breaks(tmp_path, shared, kind):
    import json

    texts = json.loads((shared / "reference" / "bad-input" / "strings" / "blns-even.json").read_text())
    texts = [t for t in (texts if isinstance(texts, list) else texts["strings"]) if "\0" not in t and t.strip()]
    targets = kind_of(kind).targets
    rows = [{target.name: text for target in targets} for text in texts]
    path = make.sheet_file(tmp_path, rows, name=f"{kind}.csv", escapechar=None)
    settings = {"source": "Bad input", "scale": "recommend"} if kind == "feedback" else {}
    how = make.import_plan(kind=kind, columns={t.name: t.name for t in targets}, **settings)

    file = make.judged_file(path, how)

    assert file.rows == len(texts)
    assert file.taken + file.left_out + file.here + file.doubtful == file.rows
