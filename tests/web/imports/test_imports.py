"""The pages of imports: from a file to its rows in the records, and back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from heedful.core.models import Entry
from heedful.core.permissions import AccessRole
from heedful.customers.models import Customer
from heedful.papers.imports.models import ImportFile, ImportState
from tests import make

pytestmark = pytest.mark.django_db
CUSTOMERS = b"id,name,segment,since\r\nK1,Halden Foods,Retail,2024-01-31\r\nK2,Rio Fish,Retail,13/02/2024\r\n"


@pytest.fixture
def manager(client):
    found = make.person()
    client.force_login(make.account_for(found).account)
    return found


def upload(client, content=CUSTOMERS, kind="customers", name="customers.csv"):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("imports:new"), {"kind": kind, "file": file})


def of(client, response):
    """The import that a page led to."""
    return ImportFile.objects.latest("taken_at")


def columns(**more):
    return {"external_key": "id", "name": "name", "segment": "segment", "since": "since", "mapping_name": "CRM"} | more


def test_a_file_comes_in_by_the_mouse_from_its_first_rows_to_its_customers(client, manager):
    assert upload(client).status_code == 302
    file = of(client, None)
    shown = client.get(reverse("imports:map", args=[file.pk])).content.decode()
    judged = client.post(reverse("imports:map", args=[file.pk]), columns(version=file.version), follow=True)
    page = judged.content.decode()
    group = judged.context["questions"][0]["lines"][0]
    decided = client.post(
        reverse("imports:judge", args=[file.pk]),
        {group["deed"].html_name: "add", "version": ImportFile.objects.get().version}, follow=True,
    )  # fmt: skip
    client.post(reverse("imports:start", args=[file.pk]))

    assert "Halden Foods" in shown
    assert "2 rows are doubtful" in page
    assert "Retail" in page
    assert "2 customers can come in" in decided.content.decode()
    assert sorted(Customer.objects.values_list("name", "segment__name")) == [
        ("Halden Foods", "Retail"), ("Rio Fish", "Retail")
    ]  # fmt: skip
    done = ImportFile.objects.get()
    assert (done.state, done.taken, done.brought_by) == (ImportState.DONE, 2, manager)
    assert "2 customers new, 0 already here." in client.get(reverse("imports:one", args=[done.pk])).content.decode()


def test_the_mapping_of_a_file_of_the_same_shape_is_filled_in(client, manager, tmp_path):
    first = make.sheet_file(tmp_path, [{"id": "K9", "name": "Old", "segment": "", "since": ""}])
    make.brought_file(first, make.import_plan(kind="customers", columns={"external_key": "id", "name": "name"}))

    upload(client)
    page = client.get(reverse("imports:map", args=[of(client, None).pk]))

    assert "A file with these columns came before" in page.content.decode()
    assert page.context["form"].initial["name"] == "name"
    assert "segment" not in page.context["form"].initial


def test_a_file_that_is_no_table_is_refused_and_nothing_is_kept(client, manager):
    before = Entry.objects.count()

    page = upload(client, b"a,b\r\n1,2,3\r\n")

    assert page.status_code == 422
    assert "Line 2 has 3 cells, the header has 2" in page.content.decode()
    assert (ImportFile.objects.count(), Entry.objects.count()) == (0, before)


def test_a_file_in_other_letters_asks_how_it_reads(client, manager):
    upload(client, "id,name\r\nK1,Réclamation\r\n".encode("cp1252"))
    file = of(client, None)
    asked = client.get(reverse("imports:map", args=[file.pk])).content.decode()

    client.post(reverse("imports:letters", args=[file.pk]), {"encoding": "cp1252", "version": file.version})

    assert "Réclamation" in asked
    assert "not UTF-8" in asked
    assert "Réclamation" in client.get(reverse("imports:map", args=[file.pk])).content.decode()


def test_a_mapping_that_lacks_what_is_needed_is_refused_on_its_field(client, manager):
    upload(client)
    file = of(client, None)

    page = client.post(reverse("imports:map", args=[file.pk]), {"external_key": "id", "version": file.version})

    assert page.status_code == 422
    assert "Say which column holds name." in page.content.decode()


def test_a_doubtful_file_does_not_start(client, manager):
    upload(client)
    file = of(client, None)
    client.post(reverse("imports:map", args=[file.pk]), columns(version=file.version))

    page = client.post(reverse("imports:start", args=[file.pk]))

    assert page.status_code == 422
    assert Customer.objects.count() == 0


def test_rows_that_were_not_taken_are_listed_and_downloaded(client, manager, tmp_path):
    rows = make.sheet_rows(3)
    rows[1]["score"] = "7"
    path = make.sheet_file(tmp_path, rows)
    file = make.judged_file(path)

    listed = client.get(reverse("imports:rows", args=[file.pk])).content.decode()
    csv = b"".join(client.get(reverse("imports:rows_file", args=[file.pk])).streaming_content).decode()

    assert "score is “7”" in listed
    assert csv.splitlines()[1:] == ["3,doubtful,score is “7”"]


def test_an_import_is_withdrawn_with_a_reason_and_not_without(client, manager, tmp_path):
    path = make.sheet_file(tmp_path, make.sheet_rows(3))
    file = make.brought_file(path)
    there = reverse("imports:withdraw", args=[file.pk])

    refused = client.post(there, {"reason": " ", "version": file.version})
    client.post(there, {"reason": "Wrong file", "version": file.version})

    assert refused.status_code == 422
    assert ImportFile.objects.get().state == ImportState.WITHDRAWN


def test_somebody_who_may_not_bring_files_sees_how_imports_stand_and_brings_none(client, tmp_path):
    path = make.sheet_file(tmp_path, make.sheet_rows(3))
    file = make.brought_file(path)
    member = make.person(role=AccessRole.MEMBER)
    client.force_login(make.account_for(member).account)

    assert client.get(reverse("imports:one", args=[file.pk])).status_code == 200
    assert client.get(reverse("imports:new")).status_code == 403
    assert upload(client).status_code == 403
    assert client.get(reverse("imports:map", args=[file.pk])).status_code == 403
    assert client.post(reverse("imports:withdraw", args=[file.pk]), {"reason": "x"}).status_code == 403
    assert ImportFile.objects.count() == 1


def test_every_page_asks_a_handful_of_questions_however_many_rows(
    client, manager, tmp_path, django_assert_max_num_queries
):
    for many in (3, 30):
        rows = [row | {"score": f"x{row['id']}"} for row in make.sheet_rows(many)]
        file = make.judged_file(make.sheet_file(tmp_path, rows, name=f"{many}.csv"))
        for name in ("list", "new", "one", "map", "judge", "rows"):
            with django_assert_max_num_queries(12):
                there = reverse(f"imports:{name}", args=[] if name in ("list", "new") else [file.pk])
                assert client.get(there).status_code == 200


def test_the_page_of_a_running_import_asks_again_by_itself(client, manager, tmp_path):
    file = make.judged_file(make.sheet_file(tmp_path, make.sheet_rows(400)))
    client.post(reverse("imports:start", args=[file.pk]))

    page = client.get(reverse("imports:one", args=[file.pk])).content.decode()
    part = client.get(reverse("imports:one", args=[file.pk]), headers={"HX-Request": "true"}).content.decode()

    assert ImportFile.objects.get().state == ImportState.RUNNING
    assert 'hx-trigger="every 1s"' in page
    assert part.lstrip().startswith('<div id="matter"')
    assert "0 of 400 done" in part
