"""Pages of imports: a file taken, its columns named, its rows judged, brought in, and taken back."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from heedful.core.permissions import Permission
from heedful.papers.imports import commands, looking, withdrawing, work
from heedful.papers.imports.listing import reasons, write_rows
from heedful.papers.imports.mapping import remembered
from heedful.papers.imports.models import ImportFile, ImportProgress, ImportState
from heedful.papers.imports.sentences import accounted, headline
from heedful.papers.imports.stage import WORDS, is_staged, staged
from heedful.papers.sheets import write_csv
from heedful.web.asking import may
from heedful.web.attached import attached
from heedful.web.forms import bound, carry_out
from heedful.web.http import Request
from heedful.web.show import show
from heedful.web.views import import_forms as asked

PAGE = 50
BUSY = (ImportState.MAPPED, ImportState.RUNNING, ImportState.WITHDRAWING)
STEPS = ("File", "Columns", "Rows", "In")
AT = {ImportState.TAKEN: 1, ImportState.MAPPED: 2, ImportState.JUDGED: 2, ImportState.RUNNING: 3}


@login_required
@require_GET
def imports(request: Request) -> HttpResponse:
    """Every file that was brought, the newest first."""
    found = ImportFile.objects.visible_to(request.person).select_related("brought_by")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return show(request, "imports/list.html", page={
        "page": page, "sentence": _of_all(page.paginator.count), "may_bring": may(request, Permission.IMPORT),
    })  # fmt: skip


def _of_all(many: int) -> str:
    if not many:
        return "No file was brought in yet."
    return "One file was looked at or brought in." if many == 1 else f"{many:,} files were looked at or brought in."


@login_required
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Choose a file; it is read to its end once, and nothing of it is in the records yet."""
    looking.may_bring(request.person)
    form = bound(asked.FileForm, request, initial={"kind": request.GET.get("kind", "feedback")})
    too_large = any(size > commands.LARGEST for size in asked.sizes(request.FILES))
    if file := carry_out(form, asked.take_upload, by=request.person):
        return redirect("imports:map", file.pk)
    page = {"form": form, "trail": [{"label": "Import", "href": reverse("imports:list")}, {"label": "New"}]}
    return show(request, "imports/new.html", page=page, form=form, status=413 if too_large else None)


@login_required
@require_GET
def one(request: Request, pk: UUID) -> HttpResponse:
    """One import: how it stands, what became of its rows, what was decided, and the way to take it back."""
    file = _file(request, pk)
    page = _page(file) | {
        "progress": ImportProgress.objects.filter(file=file.pk).first() if file.state in BUSY else None,
        "decided": file.decided.all()[:200],
        "form": asked.WithdrawForm(initial={"version": file.version}),
        "attached": None if request.htmx else attached(request, file),
    }
    return show(request, "imports/one.html", part="matter", page=page)


@login_required
@require_POST
def letters(request: Request, pk: UUID) -> HttpResponse:
    """Say how a text file reads."""
    file = _file(request, pk)
    form = bound(asked.LettersForm, request, on=file)
    if carry_out(form, commands.read_as, file, by=request.person):
        return redirect("imports:map", pk)
    page = _page(file, "Columns") | {"letters": form, "samples": looking.letters(file, by=request.person)}
    return show(request, "imports/columns.html", page=page, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def columns(request: Request, pk: UUID) -> HttpResponse:
    """Look at the first rows, and say which column means what."""
    file = _file(request, pk)
    page = _page(file, "Columns") | {"rows": looking.first_rows(file, by=request.person)}
    if not file.header:
        page |= {
            "letters": bound(asked.LettersForm, request, on=file),
            "samples": looking.letters(file, by=request.person),
        }
        return show(request, "imports/columns.html", page=page)
    filled, page["before"] = asked.shown_mapping(file, remembered(file.kind, file.header))
    form = page["form"] = bound(asked.ColumnsForm, request, on=file, initial=filled, file=file)
    if mapped := carry_out(form, asked.map_file, file, by=request.person):
        return _on(work.carry_on(mapped))
    return show(request, "imports/columns.html", page=page, form=form)


@login_required
@require_http_methods(["GET", "POST"])
def judge(request: Request, pk: UUID) -> HttpResponse:
    """Look at what was judged; a POST decides on the odd rows, and judges again."""
    file = _file(request, pk)
    form = bound(asked.DecisionsForm, request, on=file, questions=looking.questions(file))
    if decided := carry_out(form, _decide(form), file, by=request.person):
        return _on(work.carry_on(decided))
    page = _page(file, "Rows") | {"form": form, "questions": form.asked(), "facts": looking.facts_of(file)}
    return show(request, "imports/judge.html", page=page, form=form)


def _decide(form: asked.DecisionsForm) -> Any:
    return lambda file, *, by, **taken: asked.decide_all(file, by=by, form=form)


@login_required
@require_POST
def start(request: Request, pk: UUID) -> HttpResponse:
    """Let a judged file in."""
    work.carry_on(commands.start_import(_file(request, pk), by=request.person))
    return redirect("imports:one", pk)


@login_required
@require_POST
def drop(request: Request, pk: UUID) -> HttpResponse:
    """Give a file up before anything of it is in."""
    commands.drop_file(_file(request, pk), by=request.person)
    return redirect("imports:list")


@login_required
@require_POST
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Take back everything that an import brought."""
    file = _file(request, pk)
    looking.may_bring(request.person)
    form = bound(asked.WithdrawForm, request, on=file)
    if going := carry_out(form, withdrawing.withdraw_import, file, by=request.person):
        work.carry_on(going)
        return redirect("imports:one", pk)
    page = _page(file) | {"decided": file.decided.all()[:200], "form": form, "attached": attached(request, file)}
    return show(request, "imports/one.html", page=page, form=form)


@login_required
@require_GET
def rows(request: Request, pk: UUID) -> HttpResponse:
    """List rows with what became of them and why, from a line on."""
    file = _file(request, pk)
    filters = asked.RowsForm(request.GET)
    group, after = _number(request.GET.get("group")), _number(request.GET.get("after")) or 0
    page = _page(file, "List of rows") | {"filters": filters, "group": group, "listed": [], "after": None}
    if is_staged(file.stored):
        state = _number(request.GET.get("state")) if filters.is_valid() else None
        with staged(file.stored) as stage:
            why = reasons(stage.groups())
            found = stage.listed(state=state, group=group, after=after, many=PAGE + 1, not_taken=state is None)
        page["listed"] = [
            (line, WORDS[became], "; ".join(why[int(at)] for at in (of or "").split()))
            for _, line, became, of in found[:PAGE]
        ]
        page["after"] = found[PAGE - 1][0] if len(found) > PAGE else None
    return show(request, "imports/rows.html", page=page)


@login_required
@require_GET
def rows_file(request: Request, pk: UUID) -> StreamingHttpResponse:
    """Download the list of every row that was not taken, and why."""
    file = _file(request, pk)

    def lines() -> Any:
        with staged(file.stored) as stage:
            yield from write_csv(["line", "row is", "why"], write_rows(stage, reasons(stage.groups())))

    response = StreamingHttpResponse(lines() if is_staged(file.stored) else [], content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file.key}-rows.csv"'
    return response


def _file(request: Request, pk: UUID) -> ImportFile:
    """Find an import that this person may see."""
    found: ImportFile = get_object_or_404(ImportFile.objects.visible_to(request.person), pk=pk)
    return found


def _page(file: ImportFile, part: str = "") -> dict[str, Any]:
    """Give what every page of an import shows."""
    own = {"label": file.key, "href": reverse("imports:one", args=[file.pk])} if part else {"label": file.key}
    trail = [{"label": "Import", "href": reverse("imports:list")}, own, *([{"label": part}] if part else [])]
    at = AT.get(ImportState(file.state), 4)
    steps = [
        {"label": label, "state": "done" if place < at else "now" if place == at else "next"}
        for place, label in enumerate(STEPS)
    ]
    return {
        "file": file, "trail": trail, "sentence": headline(file), "account": accounted(file), "steps": steps,
        "busy": file.state in BUSY,
        "open": file.state in commands.OPEN, "staged": is_staged(file.stored),
        "may_withdraw": file.state in (ImportState.DONE, ImportState.RUNNING),
    }  # fmt: skip


def _on(file: ImportFile) -> HttpResponse:
    """Go to the judged rows, or wait where they are still being judged."""
    return redirect("imports:judge" if file.state == ImportState.JUDGED else "imports:one", file.pk)


def _number(text: str | None) -> int | None:
    """Read a number from the address; nonsense is none."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None
